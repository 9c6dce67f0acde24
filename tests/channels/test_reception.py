import asyncio
from dataclasses import replace

import pytest

from lantaarn.assistant import Answer
from lantaarn.channels.reception import Reception, seal
from lantaarn.channels.sessions import Session
from lantaarn.settings import Settings
from tests.channels.site import FakeAssistant, FakeTurnLog

MASKED = "wat doet [naam] daar"
MISSED = Answer([{"text": "Ik snap je niet.", "buttons": []}], "wet_inhoud", 0.3, understood=False, step="action_suggest")


class Scripted(FakeAssistant):
    """Gives the same answer to everything."""

    def __init__(self, answer):
        super().__init__()
        self.scripted = answer

    async def answer(self, conversation, text):
        self.heard.append((conversation, text))
        return self.scripted


@pytest.fixture
def turn_log():
    return FakeTurnLog()


@pytest.fixture
def session():
    return Session("inside", 0.0, turns=1)


def reception(turn_log, answer=MISSED, masker=lambda text: MASKED, **changes):
    return Reception(Scripted(answer), turn_log, Settings(**changes), "web", "model1", masker)


def reply(made, session, text=None, button=None, offer=None):
    return asyncio.run(made.reply(session, text, button, offer))


def test_after_a_question_that_was_not_understood_the_masked_sentence_is_shown(turn_log, session):
    asked = reply(reception(turn_log), session, "wat doet Ahmed daar")
    assert asked.offer == MASKED
    assert MASKED in asked.answer.messages[-1]["text"]
    assert "Ahmed" not in str(asked)
    assert turn_log.given == []


def test_between_two_turns_nothing_of_the_sentence_is_held(turn_log, session):
    reply(reception(turn_log), session, "wat doet Ahmed daar")
    held = str(vars(session))
    assert "Ahmed" not in held and "doet" not in held and MASKED not in held


@pytest.mark.parametrize("yes", [{"button": "/bewaren_ja"}, {"text": "ja"}, {"text": "Ja hoor."}, {"text": "oké"}], ids=str)
def test_only_yes_keeps_it(turn_log, session, yes):
    made = reception(turn_log)
    asked = reply(made, session, "wat doet Ahmed daar")
    answered = reply(made, session, offer=asked.offer, **yes)
    assert turn_log.given == [MASKED]
    assert answered.answer.step == "utter_bewaren_ja"


@pytest.mark.parametrize(
    "other", [{"button": "/bewaren_nee"}, {"text": "nee"}, {"text": "wat is de wet"}, {"button": "/gesprek_menu"}], ids=str
)
def test_anything_else_does_not(turn_log, session, other):
    made = reception(turn_log)
    asked = reply(made, session, "wat doet Ahmed daar")
    reply(made, session, offer=asked.offer, **other)
    assert turn_log.given == []


def test_a_yes_counts_for_one_turn(turn_log, session):
    made = reception(turn_log)
    asked = reply(made, session, "wat doet Ahmed daar")
    reply(made, session, button="/gesprek_menu", offer=asked.offer)
    reply(made, session, button="/bewaren_ja", offer=asked.offer)
    assert turn_log.given == []


@pytest.mark.parametrize("sent", [None, "een andere zin", 5, ["x"], MASKED + " "], ids=str)
def test_only_the_sentence_that_was_shown_can_be_given(turn_log, session, sent):
    made = reception(turn_log)
    reply(made, session, "wat doet Ahmed daar")
    reply(made, session, button="/bewaren_ja", offer=sent)
    assert turn_log.given == []


def test_a_yes_without_a_question_gives_nothing(turn_log, session):
    reply(reception(turn_log), session, button="/bewaren_ja", offer=MASKED)
    assert turn_log.given == []


def test_the_seal_of_one_session_is_worth_nothing_in_another():
    assert seal(Session("a", 0.0), MASKED) != seal(Session("a", 0.0), MASKED)


def test_it_is_asked_once_in_a_conversation(turn_log, session):
    made = reception(turn_log)
    assert reply(made, session, "een").offer
    assert reply(made, session, "twee").offer is None


@pytest.mark.parametrize(
    "answer",
    [replace(MISSED, danger="113"), replace(MISSED, topic="persoonlijk_slachtoffer"), replace(MISSED, failed=True)],
    ids=["danger", "topic of danger", "failed"],
)
def test_a_conversation_with_danger_is_never_asked_not_even_later(turn_log, session, answer):
    assert reply(reception(turn_log, answer), session, "een").offer is None
    assert reply(reception(turn_log), session, "twee").offer is None


def test_what_was_understood_is_not_asked_for(turn_log, session):
    assert reply(reception(turn_log, replace(MISSED, step="utter_wet_inhoud")), session, "een").offer is None


def test_the_setting_turns_it_off(turn_log, session):
    assert reply(reception(turn_log, ask_to_learn=False), session, "een").offer is None


def test_a_channel_that_cannot_show_a_sentence_never_asks_for_one(turn_log, session):
    made = Reception(Scripted(MISSED), turn_log, Settings(), "telegram", "model1", lambda text: MASKED, may_ask=False)
    asked = reply(made, session, "wat doet Ahmed daar")
    assert asked.offer is None and asked.answer.messages == MISSED.messages and session.offered is None
    reply(made, session, button="/bewaren_ja", offer=MASKED)
    assert turn_log.given == []


@pytest.mark.parametrize("outcome", [None, RuntimeError("Ahmed")], ids=["doubt", "failure"])
def test_on_doubt_there_is_no_question(turn_log, session, outcome, caplog):
    def masker(_text):
        if outcome:
            raise outcome
        return None

    asked = reply(reception(turn_log, masker=masker), session, "wat doet Ahmed daar")
    assert asked.offer is None and asked.answer.messages == MISSED.messages
    assert "Ahmed" not in caplog.text


def test_the_row_of_a_turn(turn_log, session):
    reply(reception(turn_log, replace(MISSED, confidence=0.349, danger="113")), session, "een")
    (turn,) = turn_log.turns
    assert (turn.conversation, turn.turn, turn.confidence, turn.danger) == (session.number, 1, 3, "113")
    assert turn.step == "action_suggest"


def test_after_too_many_turns_the_conversation_begins_anew_under_another_number(turn_log, session):
    made = reception(turn_log, max_turns=5)
    before = session.number
    session.turns = 6
    reply(made, session, "een")
    assert made._assistant.forgotten == ["inside"]
    assert session.turns == 1 and turn_log.turns[0].conversation != before
