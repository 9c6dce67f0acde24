import asyncio

import pytest

from lantaarn.answers.topics import FALLBACK_TOPIC
from lantaarn.assistant import Answer
from lantaarn.evaluation.followups import FollowUp, answer_all, share


class Visited:
    """An assistant that notes what it was asked."""

    def __init__(self):
        self.turns = []

    async def press(self, conversation, payload):
        self.turns.append((conversation, payload))

    async def answer(self, conversation, text):
        self.turns.append((conversation, text))
        return Answer([], "wet_doel")

    async def forget(self, conversation):
        self.turns.append((conversation, None))


def test_each_row_is_a_conversation_of_two_turns_that_is_forgotten():
    assistant = Visited()
    cases = asyncio.run(answer_all(assistant, [["wet_inhoud", "waarom?", "wet_doel"], ["wet_doel", "echt?", "a|b"]]))
    assert [words for _, words in assistant.turns] == ["/wet_inhoud", "waarom?", None, "/wet_doel", "echt?", None]
    assert len({conversation for conversation, _ in assistant.turns}) == 2
    assert [case.right for case in cases] == [True, False]


def test_without_context_the_follow_up_is_the_first_message():
    assistant = Visited()
    asyncio.run(answer_all(assistant, [["wet_inhoud", "waarom?", "wet_doel"]], with_context=False))
    assert [words for _, words in assistant.turns] == ["waarom?", None]


@pytest.mark.parametrize(("topic", "hits"), [("a", 1), ("b", 1), ("c", 0), (FALLBACK_TOPIC, 0), (None, 0)])
def test_either_of_two_right_topics_is_right(topic, hits):
    assert share([FollowUp("x", "y", frozenset({"a", "b"}), Answer([], topic))]).hits == hits
