import pytest
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa_sdk import Tracker

from actions.follow_up import ActionNo, ActionRepeat, ActionSimpler, ActionYes, as_if_asked
from tests.conftest import action, responses_of, user

OFFERED = [user("handelen_politie"), action("utter_handelen_politie"), action("action_handoff")]
SAFE_ASKED = [user("persoonlijk_slachtoffer"), action("action_danger"), action("action_listen")]


def run(which, dispatcher, tracker, domain):
    return which().run(dispatcher, tracker, domain)


def asked_again(events):
    """The topic that the rules run for, as if the visitor had asked for it."""
    listen, said = events
    assert (listen["event"], listen["name"]) == ("action", "action_listen")
    assert said["event"] == "user"
    return said["parse_data"]["intent"]["name"]


def test_yes_carries_out_the_offer_of_the_last_answer(dispatcher, tracker, domain):
    offer = domain["responses"]["utter_handelen_politie"][0]["metadata"]["aanbod"]
    events = run(ActionYes, dispatcher, tracker("gesprek_ja", earlier=OFFERED), domain)
    assert asked_again(events) == offer
    assert dispatcher.messages == []


def test_yes_to_an_answer_that_offered_nothing_is_asked_about(dispatcher, tracker, domain):
    responses = {"utter_wet_doel": [{"text": "Daarom."}]}
    earlier = [user("wet_doel"), action("utter_wet_doel")]
    events = run(ActionYes, dispatcher, tracker("gesprek_ja", earlier=earlier), {"responses": responses})
    assert events == []
    assert responses_of(dispatcher) == ["utter_ja_zonder_aanbod"]


def test_yes_at_the_start_is_asked_about(dispatcher, tracker, domain):
    assert run(ActionYes, dispatcher, tracker("gesprek_ja"), domain) == []
    assert responses_of(dispatcher) == ["utter_ja_zonder_aanbod"]


@pytest.mark.parametrize("kind", ["minor", "victim"])
def test_yes_after_can_you_talk_safely_answers_that(dispatcher, tracker, domain, kind):
    tracked = tracker("gesprek_ja", {"voorzichtig": kind}, SAFE_ASKED)
    assert run(ActionYes, dispatcher, tracked, domain) == []
    assert responses_of(dispatcher) == [f"utter_persoonlijk_veilig_ja_{kind}"]


def test_no_after_can_you_talk_safely_says_how_to_leave(dispatcher, tracker, domain):
    run(ActionNo, dispatcher, tracker("gesprek_nee", {"voorzichtig": "minor"}, SAFE_ASKED), domain)
    assert responses_of(dispatcher) == ["utter_persoonlijk_veilig_nee"]


def test_no_leaves_the_offer(dispatcher, tracker, domain):
    assert run(ActionNo, dispatcher, tracker("gesprek_nee", earlier=OFFERED), domain) == []
    assert responses_of(dispatcher) == ["utter_nee"]


@pytest.mark.parametrize("kind", ["112", "113", "refuse", None])
def test_no_after_another_danger_is_not_about_safety(dispatcher, tracker, domain, kind):
    run(ActionNo, dispatcher, tracker("gesprek_nee", {"voorzichtig": kind}, SAFE_ASKED), domain)
    assert responses_of(dispatcher) == ["utter_nee"]


def test_the_last_answer_is_given_once_more_hand_off_included(dispatcher, tracker, domain):
    events = run(ActionRepeat, dispatcher, tracker("gesprek_herhaal", earlier=OFFERED), domain)
    assert asked_again(events) == "handelen_politie"


def test_at_the_start_there_is_nothing_to_repeat(dispatcher, tracker, domain):
    assert run(ActionRepeat, dispatcher, tracker("gesprek_herhaal"), domain) == []
    assert responses_of(dispatcher) == ["utter_niets_te_herhalen"]


def test_the_last_answer_is_given_in_its_simpler_wording(dispatcher, tracker, domain):
    earlier = [user("wet_inhoud"), action("utter_wet_inhoud")]
    events = run(ActionSimpler, dispatcher, tracker("gesprek_eenvoudiger", earlier=earlier), domain)
    assert events == [{"event": "followup", "timestamp": None, "name": "utter_wet_inhoud_eenvoudig"}]


def test_an_answer_without_simpler_wording_says_so(dispatcher, tracker, domain):
    earlier = [user("beleid_gender"), action("utter_beleid_gender")]
    assert run(ActionSimpler, dispatcher, tracker("gesprek_eenvoudiger", earlier=earlier), domain) == []
    assert responses_of(dispatcher) == ["utter_niet_eenvoudiger"]


def test_at_the_start_there_is_nothing_to_simplify(dispatcher, tracker, domain):
    assert run(ActionSimpler, dispatcher, tracker("gesprek_eenvoudiger"), domain) == []
    assert responses_of(dispatcher) == ["utter_niet_eenvoudiger"]


@pytest.mark.parametrize(
    "name",
    [
        "utter_ja_zonder_aanbod",
        "utter_nee",
        "utter_niets_te_herhalen",
        "utter_niet_eenvoudiger",
        "utter_persoonlijk_veilig_ja_minor",
        "utter_persoonlijk_veilig_ja_victim",
        "utter_persoonlijk_veilig_nee",
    ],
)
def test_what_these_actions_say_is_a_reviewed_text(domain, name):
    assert domain["responses"][name][0]["text"]


def test_every_offer_is_a_topic(domain):
    for name, variations in domain["responses"].items():
        offer = (variations[0].get("metadata") or {}).get("aanbod")
        assert offer is None or offer in domain["intents"], name


@pytest.mark.parametrize("topic", ["handelen_anoniem", "persoonlijk_suicide"])
def test_the_next_action_sees_the_topic_as_that_of_the_last_message(topic):
    whole = DialogueStateTracker("somebody", [])
    for event in as_if_asked(topic):
        whole.update(Event.from_parameters(event))
    seen = Tracker.from_dict(whole.current_state(EventVerbosity.ALL))
    assert seen.get_intent_of_latest_message() == topic
