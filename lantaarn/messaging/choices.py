"""Buttons into what an app has: choices under a message, a numbered list where they do not fit, phone numbers as text.

No app dials a short number from a button (Telegram refuses ``tel:`` addresses), so a number to call always stands in
the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lantaarn.messaging.outgoing import Choice, Limits, Outgoing
from lantaarn.messaging.splitting import size, split

_NUMBER = re.compile(r"(\d{1,2})\s*[.)]?")
_NO_DIGIT = re.compile(r"\D")
# What people write between the digits of a number.
_BETWEEN = "[ .-]*"


def choices_of(messages: Iterable[Mapping[str, Any]]) -> list[tuple[Choice, ...]]:
    """The choices of each message, numbered through over the whole answer."""
    found, number = [], 0
    for message in messages:
        own = []
        for button in message.get("buttons") or []:
            if button.get("payload"):
                number += 1
                own.append(Choice(number, button["title"], button["payload"]))
        found.append(tuple(own))
    return found


def text_with_numbers(message: Mapping[str, Any]) -> str:
    """The text of a message, with a line for every number that stood on a button only."""
    text = message["text"]
    lines = []
    for button in message.get("buttons") or []:
        dialled = _NO_DIGIT.sub("", button.get("url") or "")
        if dialled and not re.search(rf"(?<!\d){_BETWEEN.join(dialled)}(?!\d)", text):
            lines.append(button["title"])
    return "\n".join([text.rstrip(), *lines])


def arranged(messages: Sequence[Mapping[str, Any]], limits: Limits, how_to_choose: str) -> list[Outgoing]:
    """A whole answer as messages of an app, choices under the last part of the message that they belong to.

    Args:
        how_to_choose: the line above a numbered list.
    """
    made = []
    for message, choices in zip(messages, choices_of(messages)):
        text = text_with_numbers(message)
        shown = message is messages[-1] or not limits.only_last
        fit = shown and len(choices) <= limits.choices and all(size(choice.label) <= limits.label for choice in choices)
        if choices and not fit:
            text = f"{text}\n\n{how_to_choose}\n" + "\n".join(f"{choice.number}. {choice.label}" for choice in choices)
            choices = ()
        parts = split(text, limits.text_with_choices if choices else limits.text, limits.in_bytes)
        made += [Outgoing(part, choices if part is parts[-1] else ()) for part in parts]
    return made


def chosen(text: str, choices: Sequence[Choice]) -> str | None:
    """The payload that a typed number or label stands for in the last answer, or None."""
    typed = _plain(text)
    number = _NUMBER.fullmatch(typed)
    for choice in choices:
        if (number and int(number.group(1)) == choice.number) or (not number and typed == _plain(choice.label)):
            return choice.payload
    return None


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(" .!?").casefold()
