"""Filled places and opening hours in words."""

import pytest

from signing.texts import filled, hours


def test_facts_are_filled_and_what_comes_later_is_named():
    facts = {"alarm.nummer": {"waarde": "112"}, "wet_jaar": {"waarde": "2022"}}
    text = "Bel {alarm.nummer}. Sinds {wet_jaar}. {lijn_naam} {iets_nieuws} {Geen} {}"
    assert filled(text, facts) == "Bel 112. Sinds 2022. [naam van de lijn] [iets_nieuws] {Geen} {}"


def test_a_value_with_a_place_in_it_stays_a_value():
    assert filled("{a}", {"a": {"waarde": "{b}"}, "b": {"waarde": "fout"}}) == "{b}"


@pytest.mark.parametrize(
    ("days", "closed", "expected"),
    [
        ([1, 2, 3, 4, 5, 6, 7], False, "elke dag van 09:00 tot 17:00 uur"),
        ([1, 2, 3, 4, 5], True, "maandag tot en met vrijdag van 09:00 tot 17:00 uur, niet op feestdagen"),
        ([1, 3, 5], False, "maandag, woensdag en vrijdag van 09:00 tot 17:00 uur"),
        ([6, 7], False, "zaterdag en zondag van 09:00 tot 17:00 uur"),
        ([2], False, "dinsdag van 09:00 tot 17:00 uur"),
    ],
)
def test_hours_in_words(days, closed, expected):
    assert hours({"dagen": days, "van": "09:00", "tot": "17:00", "feestdagen_dicht": closed}) == expected


def test_unknown_hours_are_not_made_up():
    assert hours(None) == ""
