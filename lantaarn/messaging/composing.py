"""Puts the messages of an answer in the order in which somebody in an app should read them.

The first answer of a day carries the notice that the company behind the app can see the conversation. Where there is
danger the number comes before everything else; for a victim or a minor the safer way comes right after it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lantaarn.answers.channel_texts import ChannelTexts
from lantaarn.assistant import Answer
from lantaarn.nlu.danger_kinds import KIND_OF_TOPIC

Message = dict[str, Any]

NOTICE, SAFER = "notice", "safer"
# Whose telephone or account somebody else may well look into.
WATCHED = frozenset({"victim", "minor"})


def composed(answer: Answer, texts: ChannelTexts, due: Callable[[str], bool], late: bool) -> list[Message]:
    """The messages to send, worded for the app.

    Args:
        due: whether to tell this (``NOTICE`` or ``SAFER``) now; asked only for what is then told.
        late: the message that is answered was long under way.
    """
    messages = [{**message, "text": texts.worded(message["text"])} for message in answer.messages]
    kind = _kind(answer)
    if late:
        messages = _late(messages, texts, kind is not None)
    safer = [said(texts.safer)] if kind in WATCHED and due(SAFER) else []
    if is_urgent(answer):
        # A danger answer opens with the number (lantaarn/answers/danger_cards.py).
        notice = [said(texts.short_notice)] if due(NOTICE) else []
        return [*messages[:1], *safer, *messages[1:], *notice]
    notice = [said(texts.notice)] if due(NOTICE) else []
    return [*notice, *messages]


def is_urgent(answer: Answer) -> bool:
    """Whether its number may wait for nothing: danger, a topic that is a danger, or something that broke."""
    return _kind(answer) is not None or answer.failed


def said(text: str) -> Message:
    """One message without buttons."""
    return {"text": text, "buttons": []}


def _kind(answer: Answer) -> str | None:
    return answer.danger or KIND_OF_TOPIC.get(answer.topic or "")


def _late(messages: list[Message], texts: ChannelTexts, danger: bool) -> list[Message]:
    """Somebody else may hold the telephone by now: after danger only the number goes out, and how to go on."""
    if danger:
        return [messages[0], said(texts.late_danger)]
    return [said(texts.late), *messages]
