"""What the bot says of a sentence, as its staff desk sends it (lantaarn/channels/staff_trials.py of the bot)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_NAME = re.compile(r"\w{1,80}")


@dataclass(frozen=True)
class Signal:
    """What the gate thought of one kind of danger: which fixed patterns hit, and the score from which it may count."""

    kind: str
    patterns: tuple[str, ...]
    score: float
    threshold: float
    counts: bool


@dataclass(frozen=True)
class Trial:
    """What the bot would do.

    ``ranking`` has the likeliest topics with a chance of 0 to 1 each; ``margin`` is the difference between the first
    two; ``kinds`` are the dangers that the gate saw, most urgent first, and ``danger`` the one that was answered;
    ``intent`` is the topic by Rasa's name, and ``alone`` what it would be without the turns before (None in a first
    turn). ``messages`` are as a visitor gets them. ``conversation`` is empty for a sentence on its own; ``fresh`` says
    that it began here.
    """

    topic: str | None
    intent: str
    understood: bool
    confidence: float
    ranking: tuple[tuple[str, float], ...]
    margin: float | None
    danger: str | None
    kinds: tuple[str, ...]
    doubtful: bool
    signals: tuple[Signal, ...]
    language: str
    step: str
    failed: bool
    messages: tuple[Mapping[str, Any], ...]
    alone: str | None = None
    conversation: str = ""
    fresh: bool = True


def trial_of(found: Mapping[str, Any]) -> Trial:
    """A report of the bot.

    Raises:
        KeyError, TypeError, ValueError: it has another form than this tool knows.
    """
    return Trial(
        topic=None if found["onderwerp"] is None else _name(found["onderwerp"]),
        intent=_name(found["intent"]),
        understood=bool(found["begrepen"]),
        confidence=float(found["zekerheid"]),
        ranking=tuple((_name(name), float(chance)) for name, chance in found["rangorde"]),
        margin=None if found["marge"] is None else float(found["marge"]),
        danger=None if found["gevaar"] is None else _name(found["gevaar"]),
        kinds=tuple(_name(kind) for kind in found["soorten"]),
        doubtful=bool(found["twijfel"]),
        signals=tuple(_signal(signal) for signal in found["signalen"]),
        language=_name(found["taal"]),
        step=_name(found["stap"]),
        failed=bool(found["mislukt"]),
        messages=tuple(_message(message) for message in found["berichten"]),
        alone=None if found.get("intent_los") is None else _name(found["intent_los"]),
        conversation=str(found.get("gesprek") or ""),
        fresh=bool(found.get("nieuw", True)),
    )


def _name(text: Any) -> str:
    """A name of the bot's own, which can stand in an address."""
    if not isinstance(text, str) or not _NAME.fullmatch(text):
        raise ValueError("not a name")
    return text


def _signal(found: Mapping[str, Any]) -> Signal:
    patterns = tuple(str(pattern) for pattern in found["patronen"])
    return Signal(_name(found["soort"]), patterns, float(found["score"]), float(found["drempel"]), bool(found["telt"]))


def _message(found: Mapping[str, Any]) -> dict[str, Any]:
    buttons = [
        {key: str(button[key]) for key in ("title", "payload", "url") if button.get(key)} for button in found["buttons"]
    ]
    return {"text": str(found["text"]), "buttons": buttons, "language": str(found.get("language") or "nl")}
