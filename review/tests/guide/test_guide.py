"""The guide: every page opens, is in plain Dutch, and names only pages and words that exist."""

import re

import pytest
from django.utils.html import strip_tags

from guide.pages import PAGES
from wording.b1 import MOST_WORDS_IN_SENTENCE, SENTENCE


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
