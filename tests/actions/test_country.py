import pytest

from actions.handoff import ActionCountry
from tests.conftest import action, lines_of, responses_of, user

EARLIER = [user("handelen_anoniem"), action("utter_handelen_anoniem"), action("action_handoff")]


def run(dispatcher, tracker, domain):
    events = ActionCountry().run(dispatcher, tracker, domain)
    return {event["name"]: event["value"] for event in events}


@pytest.mark.parametrize(("intent", "country"), [("gesprek_land_be", "BE"), ("gesprek_land_nl", "NL")])
def test_the_country_is_remembered_as_a_category(dispatcher, tracker, domain, intent, country):
    assert run(dispatcher, tracker(intent), domain) == {"land": country, "land_gevraagd": True}


@pytest.mark.parametrize("intent", ["gesprek_land_be", "gesprek_land_nl"])
def test_the_country_is_confirmed(dispatcher, tracker, domain, intent):
    run(dispatcher, tracker(intent), domain)
    assert responses_of(dispatcher) == [f"utter_{intent}"]
    assert f"utter_{intent}" in domain["responses"]


def test_after_the_question_the_lines_of_the_last_topic_come_for_that_country(dispatcher, tracker, domain):
    run(dispatcher, tracker("gesprek_land_be", {"land_gevraagd": True}, EARLIER), domain)
    assert lines_of(dispatcher) == ["1712", "Meldpunt mensenhandel"]


def test_who_changes_country_gets_the_lines_of_the_new_one(dispatcher, tracker, domain):
    run(dispatcher, tracker("gesprek_land_nl", {"land": "BE"}, EARLIER), domain)
    assert lines_of(dispatcher) == ["Meld Misdaad Anoniem"]


def test_unasked_there_are_no_lines_yet(dispatcher, tracker, domain):
    run(dispatcher, tracker("gesprek_land_be", {}, EARLIER), domain)
    assert lines_of(dispatcher) == []
