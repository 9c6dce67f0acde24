"""What changed is said in Dutch, for every kind of item and every part of it."""

import copy

import pytest

from flows.book import Book
from signing.differences import INVISIBLE, UNREADABLE, changes
from signing.kinds import KINDS
from signing.names import Names
from tests.signing.small import ANSWER, CARD, DANGER, FLOW, LINE, content_of, small_book


def compared(name, change):
    before, after = content_of(name), content_of(name)
    change(after)
    return changes(name.split(":")[0], before, after, Names(small_book()))


def said(name, change):
    return [each.sentence for each in compared(name, change)]


def put(value, *path):
    """A change: puts a value at a path of keys."""

    def change(content):
        for key in path[:-1]:
            content = content[key]
        content[path[-1]] = value

    return change


def remove(*path):
    def change(content):
        for key in path[:-1]:
            content = content[key]
        del content[path[-1]]

    return change


def turned(*path):
    def change(content):
        for key in path:
            content = content[key]
        content.reverse()

    return change


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (put("Anders.", "tekst"), ["De tekst is veranderd."]),
        (remove("knoppen", 0), ["De knop ‘Bel’ is weg."]),
        (put("Bel ons", "knoppen", 0, "titel"), ["De knop ‘Bel’ heet nu ‘Bel ons’."]),
        (
            put("onbekend", "knoppen", 0, "doel"),
            ["De knop ‘Bel’ is weg.", "De knop ‘Bel’ is erbij gekomen. Die gaat naar ‘onbekend’."],
        ),
        (
            lambda content: content["knoppen"].append({"titel": "Hoe?", "doel": "hoe"}),
            ["De knop ‘Hoe?’ is erbij gekomen. Die gaat naar ‘hoe’."],
        ),
        (turned("knoppen"), ["De knoppen staan in een andere volgorde."]),
        (
            put("113", "feiten", "hulp.nummer", "waarde"),
            ["De tekst is veranderd.", "Het feit ‘nummer van Hulp’ is veranderd van ‘112’ naar ‘113’."],
        ),
        (
            put("wet", "feiten", "hulp.nummer", "bron"),
            ["De bron van het feit ‘nummer van Hulp’ is veranderd van ‘politie’ naar ‘wet’."],
        ),
        (
            put({"waarde": "2022", "bron": "wet"}, "feiten", "wet_jaar"),
            ["Het feit ‘wet jaar’ is erbij gekomen: ‘2022’ (bron: wet)."],
        ),
        (
            lambda content: content.update(tekst="Bel 112 nu.", feiten={}),
            ["Het feit ‘nummer van Hulp’ is weg. Daar stond ‘112’."],
        ),
        (put("Bel 112 nu.", "tekst"), [INVISIBLE]),
    ],
)
def test_changes_of_an_answer(change, expected):
    assert said(ANSWER, change) == expected


def test_a_text_is_compared_word_by_word():
    (change,) = compared(ANSWER, put("Bel {hulp.nummer} meteen.", "tekst"))
    assert change.pieces == [("same", "Bel 112 "), ("gone", "nu. "), ("new", "meteen. ")]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            put(["utter_stop"], "regels", 0, "stappen"),
            [
                (
                    "Bij de regel “Op ‘stop’ volgt hulp” volgt nu: Het antwoord ‘Stoppen’. "
                    "Eerst was dat: Het antwoord ‘Stoppen’; daarna: De chat laat lijnen zien."
                )
            ],
        ),
        (
            put("Anders", "regels", 0, "naam"),
            [
                "De regel “Op ‘stop’ volgt hulp” is weg.",
                "De regel “Anders” is erbij gekomen: Het antwoord ‘Stoppen’; daarna: De chat laat lijnen zien.",
            ],
        ),
        (put([], "regels"), ["De regel “Op ‘stop’ volgt hulp” is weg."]),
        (
            put("stop", "aanbod", "utter_stop"),
            ["Zegt iemand ‘ja’ na ‘Stoppen’, dan volgt nu ‘Hoe stop ik?’. Eerst was dat ‘Bellen’."],
        ),
        (
            put(None, "aanbod", "utter_stop"),
            ["Zegt iemand ‘ja’ na ‘Stoppen’, dan volgt nu niets. Eerst was dat ‘Bellen’."],
        ),
        (remove("keuzes", "utter_stop", 1), ["Onder ‘Stoppen’: de knop ‘Weg’ is weg."]),
        (
            lambda content: content["lijnen"]["NL"].append("nieuw"),
            ["De hulplijn ‘nieuw’ voor Nederland is erbij gekomen."],
        ),
        (remove("lijnen", "NL", 0), ["De hulplijn ‘Hulp’ voor Nederland is weg."]),
        (turned("lijnen", "BE"), ["De hulplijnen staan voor België in een andere volgorde."]),
        (
            put(None, "lijnen"),
            [
                f"De hulplijn ‘{line}’ voor {country} is weg."
                for line, country in (
                    ("Hulp", "Nederland"),
                    ("Politie", "Nederland"),
                    ("Politie", "België"),
                    ("Hulp", "België"),
                )
            ],
        ),
        (put(False, "ernstig"), ["Dit onderwerp geldt nu niet meer als ernstig."]),
    ],
)
def test_changes_of_a_flow(change, expected):
    assert said(FLOW, change) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (put("Acuut", "naam"), ["De naam is veranderd van ‘Nu gevaar’ naar ‘Acuut’."]),
        (put(0, "volgorde"), ["Dit gevaar ging eerst als nummer 2 voor, nu als nummer 1."]),
        (put("bellen", "onderwerp"), ["Het onderwerp is veranderd van ‘Hoe stop ik?’ naar ‘Bellen’."]),
        (remove("antwoorden", 0), ["Het antwoord ‘Stoppen’ is weg."]),
        (turned("antwoorden"), ["De antwoorden staan in een andere volgorde."]),
        (put([], "lijnen", "NL"), ["De hulplijn ‘Hulp’ voor Nederland is weg."]),
        (
            put("113", "feiten", "hulp.nummer", "waarde"),
            ["Het feit ‘nummer van Hulp’ is veranderd van ‘112’ naar ‘113’."],
        ),
    ],
)
def test_changes_of_a_danger_path(change, expected):
    assert said(DANGER, change) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (put("Steun", "naam"), ["De naam is veranderd van ‘Hulp’ naar ‘Steun’."]),
        (put("BE", "land"), ["Het land is veranderd van ‘Nederland’ naar ‘België’."]),
        (put("iedereen", "voor"), ["Het doel van de lijn is veranderd van ‘wie hulp wil’ naar ‘iedereen’."]),
        (
            put(None, "open"),
            ["De openingstijd is veranderd van ‘maandag tot en met woensdag van 09:00 tot 17:00 uur’ naar ‘niets’."],
        ),
        (put("113", "feiten", "nummer", "waarde"), ["Het feit ‘nummer’ is veranderd van ‘112’ naar ‘113’."]),
    ],
)
def test_changes_of_a_help_line(change, expected):
    assert said(LINE, change) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (put("Inaczej", "tekst"), ["De tekst bij gevaar is veranderd."]),
        (put("Inaczej", "zelfdoding"), ["De tekst bij zelfdoding is veranderd."]),
        (
            put("911", "feiten", "hulp.nummer", "waarde"),
            ["Het feit ‘nummer van Hulp’ is veranderd van ‘112’ naar ‘911’."],
        ),
    ],
)
def test_changes_of_a_card(change, expected):
    assert said(CARD, change) == expected


def test_two_equal_versions_have_no_changes(built_book):
    names = Names(Book(built_book, ""))
    for name, item in built_book["onderdelen"].items():
        assert changes(name.split(":")[0], item["inhoud"], copy.deepcopy(item["inhoud"]), names) == []


@pytest.mark.parametrize("small", [ANSWER, FLOW, DANGER, LINE, CARD])
def test_no_real_item_has_a_part_that_is_not_compared_here(built_book, small):
    kind = small.split(":")[0]
    real = {key for item in built_book["onderdelen"].values() if item["soort"] == kind for key in item["inhoud"]}
    assert real == set(content_of(small))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("before", [{}, {"tekst": None}, {"feiten": [], "lijnen": 3}])
def test_a_version_in_another_form_is_no_error(kind, before):
    after = next(content_of(name) for name in (ANSWER, FLOW, DANGER, LINE, CARD) if name.startswith(kind))
    assert [each.sentence for each in changes(kind, before, after, Names(small_book()))] == [UNREADABLE]
