import datetime as dt
from types import SimpleNamespace

import pytest
from rasa.shared.core.domain import Domain

from lantaarn.answers import generator
from lantaarn.answers.facts import Fact, FactBook, FactError, Source
from lantaarn.answers.generator import (
    ACTION_PLACES,
    PLACE,
    FactResponseGenerator,
    facts_of,
    fill_responses,
    fill_variation,
)

SEEN = "gecontroleerd 22 november 2026."


def fact(name, value, source="wetten.overheid.nl", unit=""):
    day = dt.date(2026, 11, 22)
    return Fact(name, value, unit, Source(source, "https://x.example"), day, day, "bevestigd")


BOOK = FactBook(
    {
        f.id: f
        for f in (
            fact("wet_datum", "1 januari 2022"),
            fact("wet_straf", "4", unit="jaar cel"),
            fact("alarm.nummer", "112", "politie.nl"),
            fact("mma.nummer", "0800-7000", "politie.nl"),
        )
    }
)


def filled(text, **rest):
    return fill_variation({"text": text, **rest}, BOOK)["text"]


def test_a_place_gets_the_fact_with_its_unit_and_a_source_under_it():
    text = filled("Er staat {wet_straf} op.")
    assert text == f"Er staat 4 jaar cel op.\n\nBron: wetten.overheid.nl, {SEEN}"


def test_text_without_facts_stays_as_it_is():
    assert filled("Hallo, waar wil je iets over weten?") == "Hallo, waar wil je iets over weten?"


def test_a_source_stands_there_once_whatever_the_number_of_facts():
    assert filled("{wet_straf} sinds {wet_datum}").count("wetten.overheid.nl") == 1


def test_a_missing_fact_is_named():
    with pytest.raises(FactError, match="wet_onbekend ontbreekt"):
        filled("Er staat {wet_onbekend}.")


def test_a_fact_that_is_only_listed_is_a_source_too():
    text = filled("Het is strafbaar.", metadata={"feiten": ["wet_straf"]})
    assert text == f"Het is strafbaar.\n\nBron: wetten.overheid.nl, {SEEN}"


def test_a_missing_listed_fact_is_named():
    with pytest.raises(FactError, match="wet_weg"):
        filled("Het is strafbaar.", metadata={"feiten": ["wet_weg"]})


def test_the_alarm_number_in_passing_needs_no_source():
    assert filled("Is er gevaar? Bel {alarm.nummer}.") == "Is er gevaar? Bel 112."


def test_the_alarm_number_next_to_another_fact_is_in_the_sources():
    text = filled("Bel {alarm.nummer}. De wet geldt sinds {wet_datum}.")
    assert "Bron: politie.nl; wetten.overheid.nl" in text


def test_a_one_liner_gets_no_source():
    assert filled("Bel {mma.nummer}.", metadata={"bron": False}) == "Bel 0800-7000."


def test_a_place_for_an_action_is_left_for_the_action():
    assert filled("{lijn_naam}: {lijn_nummer}") == "{lijn_naam}: {lijn_nummer}"


def test_facts_of_an_answer_are_those_in_the_text_and_then_those_listed_each_once():
    variation = {
        "text": "{mma.nummer} {wet_straf} {lijn_naam}",
        "metadata": {"feiten": ["wet_straf", "wet_datum"]},
    }
    assert [f.id for f in facts_of(variation, BOOK)] == ["mma.nummer", "wet_straf", "wet_datum"]


def test_a_fact_in_a_button_is_filled():
    variation = {"text": "Hoi", "buttons": [{"title": "Bel {mma.nummer}", "payload": "/a"}]}
    assert fill_variation(variation, BOOK)["buttons"][0]["title"] == "Bel 0800-7000"


def test_the_reviewed_text_itself_is_not_changed():
    variation = {"text": "Sinds {wet_datum}", "buttons": [{"title": "{mma.nummer}", "payload": "/a"}]}
    fill_variation(variation, BOOK)
    assert variation["text"] == "Sinds {wet_datum}"
    assert variation["buttons"][0]["title"] == "{mma.nummer}"


def test_every_variation_is_filled():
    responses = fill_responses({"utter_a": [{"text": "{wet_straf}"}, {"text": "{wet_datum}"}]}, BOOK)
    assert [v["text"].split("\n")[0] for v in responses["utter_a"]] == ["4 jaar cel", "1 januari 2022"]


def test_every_response_of_this_checkout_can_be_filled(domain, book):
    for name, variations in fill_responses(domain["responses"], book).items():
        for variation in variations:
            left = set(PLACE.findall(variation["text"])) - ACTION_PLACES
            assert left == set(), name
            assert all("{" not in button["title"] for button in variation.get("buttons") or []), name


@pytest.fixture
def made(monkeypatch):
    """Makes the generator of Rasa for one response."""
    monkeypatch.setattr(generator, "load_facts", lambda _folder, _today: BOOK)

    def with_text(text):
        return FactResponseGenerator(None, Domain.from_dict({"responses": {"utter_a": [{"text": text}]}}))

    return with_text


async def generate(nlg, **places):
    tracker = SimpleNamespace(current_slot_values=dict, sender_id="somebody")
    return await nlg.generate("utter_a", tracker, "web", **places)


@pytest.mark.asyncio
async def test_rasa_sends_the_filled_text(made):
    message = await generate(made("De wet geldt sinds {wet_datum}."))
    assert message["text"].startswith("De wet geldt sinds 1 januari 2022.\n\nBron:")


@pytest.mark.asyncio
async def test_what_an_action_gives_is_filled_in_when_answering(made):
    message = await generate(made("{lijn_naam} is open"), lijn_naam="De Hulplijn")
    assert message["text"] == "De Hulplijn is open"


def test_a_missing_fact_stops_the_start(made):
    with pytest.raises(FactError, match="wet_onbekend"):
        made("Sinds {wet_onbekend}.")


@pytest.mark.asyncio
async def test_responses_that_rasa_sets_later_are_filled_as_well(made):
    nlg = made("eerst")
    nlg.responses = {"utter_a": [{"text": "Sinds {wet_datum}."}]}
    assert "1 januari 2022" in (await generate(nlg))["text"]
