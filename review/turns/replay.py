"""A conversation as steps, without a word of it."""

from __future__ import annotations

from dataclasses import dataclass

from turns.counting import NOT_SURE, topic_of
from turns.models import Conversation, Turn
from turns.store import reading
from turns.words import Words, sure

MOST = 200


@dataclass(frozen=True)
class Step:
    """One turn in words. ``gap`` is how many turns are missing before it; ``guess`` what the bot thought of, but not
    surely.
    """

    number: int
    gap: int
    topic: str
    topic_address: str
    guess: str
    sure: str
    did: str
    did_address: str
    danger: str
    missed: bool


def steps(conversation: Conversation, words: Words) -> list[Step]:
    """The turns of a conversation, read from the bot's rows.

    Raises:
        StoreError: they cannot be read now.
    """
    with reading():
        rows = list(Turn.objects.filter(conversation=conversation.number).order_by("turn")[:MOST])
    found, expected = [], 1
    for row in rows:
        topic = topic_of(row.topic, row.step)
        missed = topic == NOT_SURE
        found.append(
            Step(
                number=row.turn,
                gap=max(0, row.turn - expected),
                topic=words.topic(topic) if topic else "",
                topic_address=words.topic_address(topic),
                guess=words.topic(row.topic) if missed and row.topic not in (None, NOT_SURE) else "",
                # Without a topic there was nothing to be sure of.
                sure=sure(row.confidence) if row.topic else "",
                did=words.step(row.step),
                did_address=words.step_address(row.step),
                danger=words.danger(row.danger) if row.danger else "",
                missed=missed,
            )
        )
        expected = row.turn + 1
    return found
