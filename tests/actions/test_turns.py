import pytest

from actions.turns import last_topic, missed_before, offer_of
from lantaarn.answers.turns import POINTING_BACK
from tests.conftest import action, user

LISTEN = action("action_listen")
LAW = [user("wet_inhoud"), action("utter_wet_inhoud"), LISTEN]


def test_at_the_start_there_is_no_last_topic(tracker):
    assert last_topic(tracker("wet_inhoud")) is None


def test_the_last_topic_is_the_one_answered_before_this_message(tracker):
    assert last_topic(tracker("gesprek_ja", earlier=LAW)) == "wet_inhoud"


def test_this_message_itself_does_not_count(tracker):
    assert last_topic(tracker("wet_doel", earlier=LAW)) == "wet_inhoud"


def test_what_this_message_already_set_off_does_not_count(tracker):
    tracked = tracker("gesprek_land_be", earlier=LAW)
    tracked.events.append(action("utter_handelen_politie"))
    assert last_topic(tracked) == "wet_inhoud"


def test_of_many_topics_the_last_counts(tracker):
    earlier = [*LAW, user("handelen_politie"), action("utter_handelen_politie"), LISTEN]
    assert last_topic(tracker("gesprek_ja", earlier=earlier)) == "handelen_politie"


@pytest.mark.parametrize("intent", sorted(POINTING_BACK))
def test_a_turn_about_the_conversation_itself_is_passed_over(tracker, intent):
    earlier = [*LAW, user(intent), action(f"utter_{intent}"), LISTEN]
    assert last_topic(tracker("gesprek_herhaal", earlier=earlier)) == "wet_inhoud"


def test_an_answer_after_ja_is_a_topic_of_its_own(tracker):
    earlier = [*LAW, user("gesprek_ja"), action("action_yes"), action("utter_wet_strafmaat"), LISTEN]
    assert last_topic(tracker("gesprek_herhaal", earlier=earlier)) == "wet_strafmaat"


def test_a_simpler_answer_counts_for_its_topic(tracker):
    earlier = [*LAW, user("gesprek_eenvoudiger"), action("utter_wet_inhoud_eenvoudig"), LISTEN]
    assert last_topic(tracker("gesprek_ja", earlier=earlier)) == "wet_inhoud"


def test_a_danger_answer_counts_for_the_topic_of_the_message(tracker):
    earlier = [*LAW, user("persoonlijk_suicide"), action("action_danger"), LISTEN]
    assert last_topic(tracker("handelen_hulplijn", earlier=earlier)) == "persoonlijk_suicide"


def test_events_of_slots_and_half_events_are_passed_over(tracker):
    slot = {"event": "slot", "name": "land", "value": "NL"}
    earlier = [*LAW, slot, {"event": "action", "name": None}, {"event": "user", "parse_data": None}]
    assert last_topic(tracker("gesprek_ja", earlier=earlier)) == "wet_inhoud"


OFFERING = {"responses": {"utter_a": [{"text": "A?", "metadata": {"aanbod": "b"}}], "utter_c": [{"text": "C"}]}}


@pytest.mark.parametrize(("topic", "offer"), [("a", "b"), ("c", None), ("d", None), (None, None)])
def test_an_offer_is_what_the_answer_says_it_is(topic, offer):
    assert offer_of(topic, OFFERING) == offer


def test_without_responses_in_the_domain_nothing_was_offered():
    assert offer_of("a", {}) is None


@pytest.mark.parametrize(
    ("earlier", "missed"),
    [
        ([], False),
        (LAW, False),
        ([user("nlu_fallback"), action("action_suggest"), LISTEN], True),
        ([user("nlu_fallback"), action("action_suggest"), LISTEN, *LAW], False),
        ([*LAW, user("nlu_fallback"), action("action_suggest"), LISTEN], True),
        ([{"event": "user", "parse_data": None}], False),
    ],
)
def test_only_a_miss_right_before_this_message_counts(tracker, earlier, missed):
    assert missed_before(tracker("nlu_fallback", earlier=earlier)) is missed
