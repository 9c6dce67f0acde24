"""Every page, every link on it, and what happens when something in the book is not as it should be."""

import datetime as dt
import html
import json
import re
from html.parser import HTMLParser

import pytest
from django.urls import reverse
from django.utils.formats import date_format

from flows import picture
from flows.book import BROKEN, NONE_YET

pytestmark = pytest.mark.django_db
FIXED = ["index", "dangers", "generals", "facts", "overall", "search", "whole"]


class Page(HTMLParser):
    """What a page links to and shows pictures of, and which places are in it."""

    def __init__(self, text):
        super().__init__()
        self.hrefs, self.pictures, self.ids, self.h1, self.captions, self.tables = set(), [], [], 0, 0, 0
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if tag == "a":
            self.hrefs.add(found["href"])
        if tag == "img":
            assert found["alt"]
            self.pictures.append(found["src"])
        if "id" in found:
            self.ids.append(found["id"])
        self.h1 += tag == "h1"
        self.tables += tag == "table"
        self.captions += tag == "caption"
        assert "style" not in found and not any(name.startswith(("on", "hx-on")) for name in found), found


def every_address(content):
    """All pages of the flow book."""
    yield from (reverse(f"flows:{name}") for name in FIXED)
    for view, part in (
        ("topic", "onderwerpen"),
        ("danger", "gevaar"),
        ("answer", "antwoorden"),
        ("line", "lijnen"),
        ("fact", "feiten"),
        ("card", "kaarten"),
        ("general", "algemeen"),
    ):
        yield from (reverse(f"flows:{view}", args=[name]) for name in content.get(part, ()))
    yield from (f"/stroomboek/samenhang/?groep={group}" for group in ("wet", "gesprek", "alles"))
    yield "/stroomboek/zoeken/?q=meldpunt"
    yield "/stroomboek/zoeken/?q=xqzw"


def test_every_page_is_reached_by_links_and_every_link_leads_somewhere(sign_in, book, built_book):
    client = sign_in("redacteur")
    seen, pictures = set(), set()
    # The search page has no link, but its box stands on every page.
    to_see = {
        "/stroomboek/",
        *(address for address in every_address(built_book) if "?" in address or "/zoeken/" in address),
    }
    # The pages of facts are all alike: that each is linked is enough, and one in ten is opened.
    alike = {address for number, address in enumerate(every_address(built_book)) if "/feit/" in address and number % 10}
    while to_see:
        address = to_see.pop()
        seen.add(address)
        if address in alike:
            continue
        response = client.get(address)
        text = response.content.decode()
        assert response.status_code == 200, address
        page = Page(text)
        assert page.h1 == 1 and page.tables == page.captions and 'class="hulp-blok"' in text, address
        assert len(page.ids) == len(set(page.ids)), address
        inside = {href for href in page.hrefs if href.startswith("#")}
        assert {href[1:] for href in inside} <= set(page.ids), (address, inside)
        found = {href.partition("#")[0] for href in page.hrefs - inside if href.startswith("/stroomboek/")}
        to_see |= {href for href in found if "?" not in href and not href.endswith(".csv")} - seen
        pictures |= {address for address in page.pictures if not address.startswith("data:")}
    assert seen == set(every_address(built_book))
    assert len(pictures) > len(built_book["onderwerpen"])
    for address in pictures:
        response = client.get(address)
        assert response.status_code == 200 and response["Content-Type"] == "image/svg+xml", address


def test_a_topic_reads_as_a_play(sign_in, book):
    page = sign_in("lezer").get("/stroomboek/onderwerp/handelen_anoniem/").content.decode()
    page = page[page.index('class="toneel"') :]
    order = [
        "Iemand vraagt",
        "‘Anoniem melden’",
        "De chat zegt",
        "gaat naar",
        "De chat doet",
        "Zegt iemand daarna ‘ja’",
    ]
    order += [
        "Vraagt iemand door",
        "Doorverwijzing",
        "0800-7000",
        "eenvoudiger te zeggen",
        "Ziet de chat gevaar",
        "<img",
    ]
    places = [page.index(words) for words in order]
    assert places == sorted(places)


def test_the_order_of_danger_stands_on_its_page(sign_in, book):
    page = sign_in("lezer").get("/stroomboek/gevaar/").content.decode()
    places = [page.index(f">{label}</a>") for label in ("Acuut gevaar", "Gedachten aan zelfdoding", "Jonger dan 18")]
    assert places == sorted(places)


def test_an_answer_says_where_it_is_said_and_an_editor_can_change_it(sign_in, book):
    address = "/stroomboek/antwoord/utter_voorzichtig_113/"
    page = sign_in("redacteur").get(address).content.decode()
    assert "Bij gevaar" in page and "Gedachten aan zelfdoding" in page and "/tekst/utter_voorzichtig_113/" in page
    assert "/tekst/" not in sign_in("lezer").get(address).content.decode()


def test_an_answer_that_nobody_gets_says_so(sign_in, book):
    client = sign_in("lezer")
    page = client.get("/stroomboek/antwoord/utter_buiten_bereik_arbeid/").content.decode()
    assert "Niemand krijgt dit antwoord" in page and 'class="leeg"' in page
    assert "Antwoorden die niemand krijgt" in client.get("/stroomboek/").content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "onderwerp/bestaat_niet/",
        "onderwerp/bestaat_niet/plaatje.svg",
        "gevaar/onweer/",
        "gevaar/onweer/plaatje.svg",
        "algemeen/onweer/",
        "algemeen/onweer/plaatje.svg",
        "antwoord/utter_weg/",
        "lijn/weg/",
        "feit/weg.nummer/",
        "kaart/xx/",
        "onderwerp/<script>/",
        "onderwerp/..%2f..%2fetc/",
    ],
)
def test_what_does_not_exist_is_a_dutch_404_without_what_was_asked(sign_in, book, address):
    response = sign_in("lezer").get(f"/stroomboek/{address}")
    assert response.status_code == 404
    page = response.content.decode()
    assert "Niet gevonden" in page
    assert not any(asked in page for asked in ("onweer", "bestaat_niet", "utter_weg", "script&gt;"))


@pytest.mark.parametrize(
    "query",
    [
        "groep=onzin",
        "groep=wet&minstens=-3",
        "minstens=99999999999999",
        "minstens=%C2%B2",
        "minstens=abc",
        "minstens=",
    ],
)
def test_a_strange_question_to_the_picture_is_read_as_none(sign_in, book, query):
    client = sign_in("lezer")
    assert client.get(f"/stroomboek/samenhang/?{query}").status_code == 200
    assert client.get(f"/stroomboek/samenhang/plaatje.svg?{query}").status_code == 200


def test_too_high_a_minimum_says_what_to_do(sign_in, book):
    page = sign_in("lezer").get("/stroomboek/samenhang/?groep=buiten_bereik&minstens=20").content.decode()
    assert "Kies een lager getal" in page and "<img" not in page


@pytest.mark.parametrize(
    "question", ["<script>alert(1)</script>", '"><img src=x>', "a" * 5000, "' or 1=1", "é" * 99]
)
def test_whatever_is_searched_for_is_shown_as_text(sign_in, book, question):
    response = sign_in("lezer").get("/stroomboek/zoeken/", {"q": question})
    page = response.content.decode()
    assert response.status_code == 200 and "<script>alert" not in page and "<img src=x" not in page
    assert "Niets gevonden" in page or "resulta" in page


def test_a_search_marks_its_hits_and_groups_them(sign_in, book):
    page = sign_in("lezer").get("/stroomboek/zoeken/?q=meldpnut").content.decode()
    assert "<mark>Meldpunt</mark>" in page and "<h2>Hulplijnen</h2>" in page


def test_what_stands_in_the_book_is_never_read_as_html(sign_in, write_book):
    evil = '<script>alert("x")</script>'

    def change(content):
        content["onderwerpen"]["wet_doel"]["naam"] = evil
        content["antwoorden"]["utter_wet_doel"]["tekst"] = evil
        content["feiten"]["wet_datum"].update(waarde=evil, bron=evil, adres='javascript:alert("x")')
        content["lijnen"]["mma"]["naam"] = evil
        content["kaarten"]["pl"]["gevuld"]["tekst"] = evil
        content["vervolg"][0]["voorbeelden"] = [evil]

    write_book(change)
    client = sign_in("lezer")
    for address in (
        *(reverse(f"flows:{name}") for name in FIXED),
        "/stroomboek/onderwerp/wet_doel/",
        "/stroomboek/onderwerp/wet_inhoud/",
        "/stroomboek/antwoord/utter_wet_doel/",
        "/stroomboek/feit/wet_datum/",
        "/stroomboek/lijn/mma/",
        "/stroomboek/kaart/pl/",
        "/stroomboek/zoeken/?q=alert",
    ):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page and "javascript:" not in page, address


def test_without_a_book_every_page_says_what_to_do(sign_in, write_book):
    write_book().unlink()
    client = sign_in("lezer")
    for address in [
        "/stroomboek/",
        "/stroomboek/onderwerp/wet_doel/",
        "/stroomboek/feiten/feiten.csv",
        "/stroomboek/alles/",
    ]:
        response = client.get(address)
        assert response.status_code == 503 and NONE_YET.split(":")[0] in response.content.decode(), address
    assert client.get("/").status_code == 200


def test_with_a_half_written_book_the_last_good_one_is_shown_with_a_warning(sign_in, write_book):
    path = write_book()
    client = sign_in("lezer")
    client.get("/stroomboek/")
    path.write_text(path.read_text(encoding="utf-8")[:9000], encoding="utf-8")
    for address in ("/stroomboek/", "/stroomboek/onderwerp/wet_doel/", "/stroomboek/alles/"):
        response = client.get(address)
        assert response.status_code == 200 and BROKEN.split(".")[0] in response.content.decode(), address


def spoilt(content):
    content["regels"] = [rule for rule in content["regels"] if rule["onderwerp"] != "wet_doel"]
    content["regels"].append({"naam": "Verdwaald", "onderwerp": "bestaat_niet", "stappen": ["utter_wet_inhoud"]})
    del content["antwoorden"]["utter_wet_strafmaat"], content["antwoorden"]["utter_gevaar_113"]
    del content["onderdelen"]["antwoord:utter_wet_strafmaat"], content["onderdelen"]["antwoord:utter_gevaar_113"]
    content["doorverwijzing"]["onderwerpen"]["handelen_anoniem"] = {"NL": ["weg"]}
    content["antwoorden"]["utter_wet_inhoud"]["knoppen"][0]["doel"] = "bestaat_niet"
    content["stappen"].pop("action_handoff")
    content["vervolg"].append({"na": "wet_inhoud", "onderwerp": "bestaat_niet", "aantal": 1, "voorbeelden": ["zo?"]})
    for part in ("gevaarpaden", "algemeen", "stapantwoorden", "voorbeelden"):
        content.pop(part)


def test_a_book_full_of_holes_still_shows_all_its_pages(sign_in, write_book):
    content = json.loads(write_book(spoilt).read_text(encoding="utf-8"))["inhoud"]
    content["feiten"] = dict(list(content["feiten"].items())[:5])  # they are all alike, and none of them was touched
    client = sign_in("lezer")
    for address in every_address(content):
        assert client.get(address).status_code == 200, address
    assert "geen regel" in client.get("/stroomboek/onderwerp/wet_doel/").content.decode()
    assert "niet in het stroomboek staat" in client.get("/stroomboek/onderwerp/wet_strafmaat/").content.decode()
    assert "(bestaat niet)" in client.get("/stroomboek/onderwerp/wet_inhoud/").content.decode()
    assert "oudere bouw" in client.get("/stroomboek/algemeen/").content.decode()


def test_an_empty_book_says_what_to_do(sign_in, write_book):
    def change(content):
        for part in (
            "onderwerpen",
            "antwoorden",
            "feiten",
            "lijnen",
            "gevaar",
            "kaarten",
            "onderdelen",
            "algemeen",
            "gevaarpaden",
        ):
            content[part] = {}
        content["regels"], content["vervolg"], content["stapantwoorden"] = [], [], {}
        content["doorverwijzing"] = {"standaard": {}, "onderwerpen": {}}

    write_book(change)
    client = sign_in("lezer")
    for name in FIXED:
        assert client.get(reverse(f"flows:{name}")).status_code == 200, name
    assert "make train" in client.get("/stroomboek/").content.decode()


@pytest.mark.parametrize("address", ["onderwerp/wet_inhoud/", "gevaar/113/", "algemeen/leeg/", "samenhang/?groep=wet"])
def test_without_graphviz_the_list_stays_and_one_sentence_says_why(sign_in, book, monkeypatch, address):
    def missing(*_, **__):
        raise FileNotFoundError

    picture.drawn.cache_clear()
    monkeypatch.setattr(picture.subprocess, "run", missing)
    page = sign_in("lezer").get(f"/stroomboek/{address}").content.decode()
    assert "<img" not in page and "kan nu niet worden getekend" in page
    assert "Hetzelfde als lijst" in page and 'boom">' in page


def test_without_graphviz_the_picture_itself_is_a_plain_sentence(sign_in, book, monkeypatch):
    def missing(*_, **__):
        raise FileNotFoundError

    picture.drawn.cache_clear()
    monkeypatch.setattr(picture.subprocess, "run", missing)
    response = sign_in("lezer").get("/stroomboek/onderwerp/wet_inhoud/plaatje.svg")
    assert response.status_code == 503 and "niet worden getekend" in response.content.decode()


def test_the_one_page_has_every_answer_fact_and_line_and_its_pictures_when_asked(sign_in, book, built_book):
    client = sign_in("lezer")
    page = client.get("/stroomboek/alles/").content.decode()
    text = html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page)))
    for name, topic in built_book["onderwerpen"].items():
        assert f'id="onderwerp-{name}"' in page and topic["naam"] in text
    for name, answer in built_book["antwoorden"].items():
        last = answer["tekst"].strip().split("\n")[-1].split("{")[0].strip()
        assert last in text, name
    for name, fact in built_book["feiten"].items():
        assert f'id="feit-{name}"' in page and fact["waarde"] in text
    day = dt.date.fromisoformat(built_book["dag"])
    assert built_book["model"] in page and f"Boek van {date_format(day, 'j F Y')}" in text
    assert page.count("<img") == 0
    with_pictures = client.get("/stroomboek/alles/?plaatjes=ja").content.decode()
    chapters = len(built_book["onderwerpen"]) + len(built_book["gevaar"]) + len(built_book["algemeen"])
    assert with_pictures.count('<img src="data:image/svg+xml;base64,') == chapters


def test_pages_ask_the_database_little_and_pictures_are_not_in_the_log(sign_in, book, django_assert_max_num_queries):
    from staff.models import Entry

    client = sign_in("lezer")
    for address in ("/stroomboek/", "/stroomboek/onderwerp/wet_inhoud/", "/stroomboek/alles/"):
        client.get(address)
        with django_assert_max_num_queries(16):
            client.get(address)
    before = Entry.objects.count()
    client.get("/stroomboek/onderwerp/wet_inhoud/plaatje.svg")
    assert Entry.objects.count() == before
    client.get("/stroomboek/onderwerp/wet_inhoud/")
    entry = Entry.objects.first()
    assert (entry.page, entry.subject) == ("flows:topic", "wet_inhoud")
