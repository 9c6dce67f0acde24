import datetime as dt

import pytest
from django.http import Http404

from flows.freshness import freshness
from flows.hours import UNKNOWN, opening_hours
from flows.parts import first_sentence
from flows.reading import FILLED_LATER, PLACE

DAY = dt.date(2026, 12, 1)


def text_of(pieces):
    return "".join(piece.text for piece in pieces)


def test_an_answer_reads_as_visitors_read_it_with_its_facts_marked(reader):
    said = reader.said("utter_wet_inhoud")
    assert f"{text_of(said.pieces)}\n\nBron: {said.source}" == reader.book["antwoorden"]["utter_wet_inhoud"]["gevuld"]
    fact = next(piece.fact for piece in said.pieces if piece.fact)
    assert (fact.name, fact.value, fact.source) == ("wet_datum", "1 januari 2022", "ditisookmensenhandel.nl")
    assert fact.fresh.expires > fact.fresh.checked


def test_every_answer_of_the_book_reads_as_the_bot_filled_it(reader):
    for name, answer in reader.book["antwoorden"].items():
        said = reader.said(name)
        whole = "".join("{}" if piece.later else piece.text for piece in said.pieces)
        whole += f"\n\nBron: {said.source}" if said.source else ""
        assert whole == PLACE.sub("{}", answer["gevuld"]), name


def test_every_place_that_is_filled_later_has_words_for_staff(built_book):
    places = {place for answer in built_book["antwoorden"].values() for place in PLACE.findall(answer["gevuld"])}
    assert places and places <= set(FILLED_LATER)


def test_a_button_leads_to_a_topic_an_answer_or_nowhere(reader):
    choice = reader.choice({"titel": "Welke straf?", "doel": "wet_strafmaat"})
    assert choice.label == "Welke straf staat erop?" and choice.address.endswith("/onderwerp/wet_strafmaat/")
    assert reader.choice({"titel": "Ja", "doel": "bewaren_ja"}).address.endswith("/antwoord/utter_bewaren_ja/")
    assert reader.choice({"titel": "?", "doel": "weg"}).address == ""


def test_a_fact_in_the_title_of_a_button_is_filled(reader):
    assert reader.choice({"titel": "Bel {alarm.nummer}", "doel": "handelen_spoed"}).title == "Bel 112"


def test_an_answer_that_is_named_but_missing_has_no_pieces(reader):
    said = reader.said("utter_weg_ermee")
    assert said.pieces == () and said.title == "Weg ermee" and said.address == ""


@pytest.mark.parametrize("read", ["fact", "line", "card"])
def test_what_the_book_does_not_have_is_not_found(reader, read):
    with pytest.raises(Http404):
        getattr(reader, read)("bestaat_niet")


def test_a_source_that_is_no_web_address_is_not_linked(reader_of):
    def change(content):
        content["feiten"]["wet_datum"]["adres"] = "javascript:alert(1)"

    assert reader_of(change).fact("wet_datum").link == ""
    assert reader_of().fact("wet_datum").link.startswith("https://")


def test_a_line_says_how_to_reach_it_what_it_costs_and_when(reader):
    police, acs, comensha = reader.line("politie"), reader.line("acs"), reader.line("comensha")
    assert police.number == "0900-8844" and police.cost.startswith("Bellen kost ") and police.hours == UNKNOWN
    assert acs.number == "Nieuwezijds Voorburgwal, Amsterdam"
    assert comensha.hours == "Open: maandag tot en met vrijdag, van 9 tot 17 uur, niet op feestdagen."
    assert comensha.get("Let op") and comensha.get("bestaat niet") == ""


@pytest.mark.parametrize(
    ("days", "opens", "closes", "closed", "expected"),
    [
        ([1, 2, 3, 4, 5, 6, 7], "00:00", "24:00", False, "Open: elke dag, dag en nacht."),
        ([6, 7], "09:30", "12:00", False, "Open: zaterdag en zondag, van 9.30 tot 12 uur."),
        (
            [1, 3, 5],
            "08:00",
            "24:00",
            True,
            "Open: maandag, woensdag en vrijdag, van 8 tot 24 uur, niet op feestdagen.",
        ),
        ([2], "08:00", "09:05", False, "Open: dinsdag, van 8 tot 9.05 uur."),
        ([4, 5, 6, 7], "13:00", "21:00", False, "Open: donderdag tot en met zondag, van 13 tot 21 uur."),
    ],
)
def test_hours_in_words(days, opens, closes, closed, expected):
    opening = {"dagen": days, "van": opens, "tot": closes, "feestdagen_dicht": closed}
    assert opening_hours(opening, "") == expected


def test_hours_that_the_bot_does_not_know():
    assert opening_hours(None, "") == UNKNOWN
    assert opening_hours(None, "meestal overdag") == "Open: meestal overdag."


@pytest.mark.parametrize(
    ("expires", "left", "expired", "soon"),
    [
        ("2026-11-30", -1, True, False),
        ("2026-12-01", 0, False, True),
        ("2026-12-31", 30, False, True),
        ("2027-01-01", 31, False, False),
    ],
)
def test_a_fact_holds_on_its_last_day_and_warns_for_thirty(expires, left, expired, soon):
    fresh = freshness({"gecontroleerd": "2026-11-22", "verloopt": expires, "status": "bevestigd"}, DAY)
    assert (fresh.left, fresh.expired, fresh.soon) == (left, expired, soon)


def test_the_most_urgent_thing_is_said_of_a_fact():
    def attention(expires, status):
        return freshness({"gecontroleerd": "2026-11-22", "verloopt": expires, "status": status}, DAY).attention

    assert attention("2026-11-01", "te controleren") == "verlopen"
    assert attention("2026-12-05", "te controleren") == "verloopt bijna"
    assert attention("2027-12-05", "te controleren") == "te controleren"
    assert attention("2027-12-05", "bevestigd") == ""


def test_a_date_that_is_none_stays_unknown_instead_of_expired():
    fresh = freshness({"gecontroleerd": "gisteren", "verloopt": "", "status": "bevestigd"}, DAY)
    assert (fresh.checked, fresh.expires, fresh.left, fresh.expired, fresh.soon) == (None, None, None, False, False)


def test_the_beginning_of_an_answer():
    assert first_sentence("Ben je klant? Stop dan. Bel.\n\nMeer.") == "Ben je klant?"
    assert first_sentence("Ben je klant? Stop dan. Bel.\n\nMeer.", 20) == "Ben je klant? Stop dan."
    assert first_sentence("Kort.\n\nMeer.", 200) == "Kort."
    assert first_sentence("") == ""


def test_arabic_is_written_from_right_to_left(reader):
    assert reader.card("ar").right_to_left and not reader.card("pl").right_to_left
    assert "112" in reader.card("pl").text


def test_a_card_of_an_earlier_build_is_read_as_it_lies(reader_of):
    def change(content):
        for key in ("gevuld", "feiten", "bron"):
            del content["kaarten"]["pl"][key]

    card = reader_of(change).card("pl")
    assert "{alarm}" in card.text and card.facts == () and card.source == ""
