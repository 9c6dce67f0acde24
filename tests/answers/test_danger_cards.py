import re

import pytest

from lantaarn.answers.danger_cards import danger_messages, foreign_card, load_cards, more_lines
from lantaarn.nlu.danger_kinds import KINDS
from lantaarn.nlu.language import LANGUAGES
from lantaarn.settings import Settings

CARDS = load_cards(Settings().data / "danger" / "kaarten.yml")


def buttons(messages):
    return [(b["title"], b["url"]) for b in messages[0]["buttons"]]


@pytest.mark.parametrize(
    ("kind", "country", "text"),
    [
        ("112", None, "Alarmnummer: 112"),
        ("113", None, "113 Zelfmoordpreventie: 113"),
        ("minor", "NL", "De Kindertelefoon: 0800-0432"),
        ("victim", "NL", "CoMensha: 033-448 11 86"),
        ("refuse", None, "Stop it Now: 0800-266 64 36"),
        ("113", "BE", "Zelfmoordlijn: 1813"),
        ("minor", "BE", "Child Focus: 116 000"),
        ("victim", "BE", "Meldpunt mensenhandel: 078 05 58 00"),
    ],
)
def test_the_number_comes_first(handoffs, kind, country, text):
    assert danger_messages(handoffs, kind, country)[0]["text"] == text


@pytest.mark.parametrize("kind", KINDS)
def test_the_reviewed_text_follows_the_number(handoffs, kind, domain):
    assert danger_messages(handoffs, kind, None)[1] == {"response": f"utter_gevaar_{kind}"}
    assert f"utter_gevaar_{kind}" in domain["responses"]


def test_with_a_known_country_there_is_one_button(handoffs):
    assert buttons(danger_messages(handoffs, "113", "NL")) == [("Bel 113", "tel:113")]
    assert buttons(danger_messages(handoffs, "113", "BE")) == [("Bel 1813", "tel:1813")]


def test_with_an_unknown_country_both_countries_have_a_button(handoffs):
    assert buttons(danger_messages(handoffs, "victim", None)) == [
        ("Bel 033-448 11 86 (CoMensha)", "tel:0334481186"),
        ("Bel 078 05 58 00 (Meldpunt mensenhandel)", "tel:078055800"),
    ]


def test_112_is_the_same_in_both_countries_and_has_one_button(handoffs):
    assert buttons(danger_messages(handoffs, "112", None)) == [("Bel 112", "tel:112")]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("country", [None, "NL", "BE"])
def test_every_danger_has_a_button_that_dials(handoffs, kind, country):
    found = buttons(danger_messages(handoffs, kind, country))
    assert found
    assert all(re.fullmatch(r"tel:\d{3,}", url) for _, url in found)


@pytest.mark.parametrize(("kind", "more"), [("minor", True), ("victim", True), ("112", False), ("113", False), ("refuse", False)])
def test_who_can_look_once_only_gets_all_lines_at_once(handoffs, kind, more):
    last = danger_messages(handoffs, kind, "NL")[-1]
    assert (last["response"] == "utter_gevaar_lijnen") is more


def test_more_lines_are_those_of_the_country(handoffs):
    assert more_lines(handoffs, "victim", "NL").splitlines() == [
        "CoMensha: 033-448 11 86",
        "Chat met Fier: fier.nl/chat",
        "Slachtofferhulp Nederland: 0900-0101",
    ]


def test_more_lines_name_the_country_when_both_are_shown(handoffs):
    rows = more_lines(handoffs, "minor", None).splitlines()
    assert rows[0] == "De Kindertelefoon (Nederland): 0800-0432"
    assert "Child Focus (België): 116 000" in rows


@pytest.mark.parametrize("kind", ["minor", "victim"])
@pytest.mark.parametrize("country", [None, "NL", "BE"])
def test_every_one_of_the_other_lines_can_be_reached(handoffs, kind, country):
    rows = more_lines(handoffs, kind, country).splitlines()
    assert all(row.partition(": ")[2] for row in rows)


@pytest.mark.parametrize("language", ["nl", "sv", ""])
def test_in_dutch_and_in_a_language_without_card_there_is_no_card(handoffs, language):
    assert foreign_card(handoffs, "112", language) is None


def test_every_language_that_is_recognised_has_a_card():
    assert [lang for lang in LANGUAGES if lang != "nl" and lang not in CARDS] == []


@pytest.mark.parametrize("language", sorted(CARDS))
def test_a_card_gives_the_numbers_of_both_countries_and_the_date(handoffs, language):
    card = foreign_card(handoffs, "victim", language)
    for number in ("112", "033-448 11 86", "078 05 58 00"):
        assert number in card["text"]
    assert "{" not in card["text"]
    assert card["text"].endswith("gecontroleerd 22 november 2026.")
    assert card["language"] == language
    assert [b["url"] for b in card["buttons"]] == ["tel:112", "tel:0334481186", "tel:078055800"]


@pytest.mark.parametrize("language", sorted(CARDS))
def test_only_a_card_on_suicide_names_the_suicide_lines(handoffs, language):
    assert "1813" in foreign_card(handoffs, "113", language)["text"]
    assert "1813" not in foreign_card(handoffs, "112", language)["text"]


@pytest.mark.parametrize("language", sorted(CARDS))
def test_a_card_holds_no_digits_of_its_own(language):
    card = CARDS[language]
    assert not re.search(r"\d", card["tekst"] + card["zelfdoding"])


def test_the_card_stands_between_the_number_and_the_dutch_text(handoffs):
    number, card, dutch = danger_messages(handoffs, "112", "NL", "pl")
    assert number["text"] == "Alarmnummer: 112"
    assert card["language"] == "pl"
    assert dutch == {"response": "utter_gevaar_112"}
