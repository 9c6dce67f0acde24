"""The guide: every page opens, is in plain Dutch, and names only pages and words that exist."""

import re

from pathlib import Path

import pytest
from django.utils.html import strip_tags

from figures.catalogue import PAGES as FIGURES
from guide.pages import PAGES
from trial.bot import NOT_THERE
from wording.b1 import MOST_WORDS_IN_SENTENCE, SENTENCE

TOOL = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_and_its_links_lead_somewhere(sign_in, book, name):
    staff = sign_in("lezer", "redacteur", "beoordelaar", "beheerder")
    reply = staff.get(f"/uitleg/{name}/").content.decode()
    assert f"<h1>{PAGES[name].title}</h1>" in reply
    main = reply[reply.index("<main") :]
    for address in set(re.findall(r'href="(/uitleg/[^"]*)"', main)):
        assert staff.get(address).status_code == 200, address


@pytest.mark.parametrize("name", PAGES)
def test_every_sentence_is_short(sign_in, book, name):
    reply = sign_in("lezer", "beheerder").get(f"/uitleg/{name}/").content.decode()
    main = strip_tags(reply[reply.index("<main") :].replace("</", ".\n</"))
    long = [sentence for sentence in SENTENCE.split(main) if len(sentence.split()) > MOST_WORDS_IN_SENTENCE + 3]
    assert long == []


def test_the_list_names_every_page(sign_in, book):
    reply = sign_in("lezer").get("/uitleg/").content.decode()
    assert all(page.about in reply for page in PAGES.values())


def test_a_page_that_is_not_there_is_said(sign_in, book):
    assert sign_in("lezer").get("/uitleg/bestaat-niet/").status_code == 404


def of(name):
    """The text of one page of the guide as its template has it."""
    return (TOOL / "guide" / "templates" / "guide" / f"{name}.html").read_text(encoding="utf-8")


def test_the_figures_go_by_the_names_on_their_tabs():
    assert re.findall(r"<li><strong>([^<]+)</strong>", of("cijfers")) == [page.title for page in FIGURES.values()]


def test_the_keys_are_those_of_the_pages():
    """A key that a page gets or loses is one for the guide too."""
    sentences, signing, turns = of("toetsen").split('<div class="rol">')[1:]
    on_page = (TOOL / "inbox" / "templates" / "inbox" / "zin.html").read_text(encoding="utf-8")
    keys = set(re.findall(r'data-key="(\w)"', on_page)) | {"1", "5", "/"}
    assert set(re.findall(r"<kbd>([^<]+)</kbd>", sentences)) == keys
    script = (TOOL / "static" / "signing.js").read_text(encoding="utf-8")
    assert set(re.findall(r"<kbd>([^<]+)</kbd>", signing)) == {"Ctrl", "Enter"}
    assert 'event.key !== "Enter"' in script and "event.ctrlKey" in script
    arrows = {"ArrowLeft": "←", "ArrowRight": "→"}
    pressed = re.findall(r"Arrow\w+", (TOOL / "static" / "turns.js").read_text(encoding="utf-8"))
    assert set(re.findall(r"<kbd>([^<]+)</kbd>", turns)) == {arrows[key] for key in pressed}


def test_a_sentence_of_a_page_is_quoted_as_it_stands_there():
    assert f"‘{NOT_THERE.split('.')[0]}’" in of("storing")
    trial = (TOOL / "trial" / "templates" / "trial" / "index.html").read_text(encoding="utf-8")
    assert "<dt>Verschil met nummer twee</dt>" in trial and "<dt>Verschil met nummer twee</dt>" in of("woorden")


STAFF_READ = [
    path
    for part in ("inbox", "figures", "turns", "flows", "signing", "trial", "guide")
    for path in sorted((TOOL / part).rglob("*.html"))
]


@pytest.mark.parametrize("path", STAFF_READ, ids=lambda path: path.stem)
def test_the_chat_has_one_name_on_every_page(path):
    """Only where somebody begins, the guide says that it is called Lantaarn."""
    text = strip_tags(re.sub(r"\{[%{#].*?[%}#]\}", " ", path.read_text(encoding="utf-8")))
    assert not re.search(r"\b[Dd]e bot\b|Rasa|95\s?%-interval|NAKIJKEN_BOT|loket", text)
    assert text.count("Lantaarn") == (1 if path.name == "beginnen.html" else 0)
