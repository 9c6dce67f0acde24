"""What an approver reads of each kind of item."""

import datetime as dt

import pytest

from signing.reading import ShownFact, shown
from tests.signing.small import ANSWER, CARD, DANGER, FLOW, LINE, content_of, small_book


def read(name, today=True):
    book = small_book()
    return shown(*name.split(":"), book["onderdelen"][name]["inhoud"], book, today)


def plain(links):
    return [(str(text), str(link)) for text, link in links]


def test_an_answer_as_visitors_read_it():
    answer = read(ANSWER)
    assert answer["text"] == "Bel 112 nu.\n\nBron: b"
    assert plain(answer["buttons"]) == [("Bel", "Bellen"), ("Weg", "Hoe stop ik?")]
    assert answer["buttons"][0][1].address == "/ondertekenen/stroom/bellen/"
    (fact,) = answer["facts"]
    assert (fact.label, fact.value, fact.status) == ("nummer van Hulp", "112", "bevestigd")
    assert (fact.checked, fact.expires) == (dt.date(2026, 11, 1), dt.date(2027, 11, 1))


def test_an_earlier_answer_has_its_own_facts_and_no_dates():
    book = small_book()
    content = content_of(ANSWER)
    content["feiten"]["hulp.nummer"]["waarde"] = "999"
    old = shown("antwoord", "utter_stop", content, book, today=False)
    assert old["text"] == "Bel 999 nu."
    assert old["facts"] == [ShownFact("nummer van Hulp", "999", "politie")]


def test_an_item_can_be_read_without_a_flow_book():
    for name in (ANSWER, FLOW, DANGER, LINE, CARD):
        assert shown(*name.split(":"), content_of(name), None, today=False)["kind"] == name.split(":")[0]


def test_a_flow_step_by_step():
    flow = read(FLOW)
    (rule,) = flow["rules"]
    assert rule[0] == "Op ‘stop’ volgt hulp"
    assert [str(step) for step in rule[1]] == ["Het antwoord ‘Stoppen’", "De chat laat lijnen zien."]
    assert plain(flow["offers"]) == [("Stoppen", "Bellen")]
    assert [(country, [str(line) for line in lines]) for country, lines in flow["lines"]] == [
        ("Nederland", ["Hulp", "Politie"]),
        ("België", ["Politie", "Hulp"]),
    ]


def test_a_danger_path_with_its_sentences():
    danger = read(DANGER)
    assert danger["place"] == 2
    assert [(str(answer), text) for answer, text in danger["answers"]] == [
        ("Stoppen", "Bel 112 nu.\n\nBron: b"),
        ("utter_rustig", "Rustig, [naam van de lijn]."),
    ]


def test_a_help_line_with_its_hours_and_sources():
    line = read(LINE)
    assert line["hours"] == "maandag tot en met woensdag van 09:00 tot 17:00 uur"
    assert [(fact.label, fact.value, fact.address) for fact in line["facts"]] == [
        ("nummer", "112", "https://b.example/")
    ]


def test_a_card_with_its_numbers_and_the_state_of_its_translation():
    card = read(CARD)
    assert [text for _, text in card["texts"]] == ["Dzwoń 112", "Porozmawiaj"]
    assert (card["language"], card["status"]) == ("pl", "te controleren")


@pytest.mark.parametrize(("days", "expired"), [(-1, True), (0, False), (1, False)])
def test_a_fact_is_expired_after_its_last_day(days, expired):
    assert ShownFact("", "", "", expires=dt.date.today() + dt.timedelta(days)).expired is expired


def test_every_item_of_the_built_flow_book_can_be_read(built_book):
    from flows.book import Book

    book = Book(built_book, "")
    for name, item in built_book["onderdelen"].items():
        assert shown(*name.split(":", 1), item["inhoud"], book, today=True)["kind"] == item["soort"]
