"""Reads earlier turns of a conversation: the last topic answered, whether the last message was missed, and what was offered.

The tracker holds no words, only intents and the names of actions (``lantaarn.storage.tracker_store``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Tracker

from actions.content import content
from lantaarn.answers.topics import FALLBACK_TOPIC
from lantaarn.answers.turns import last_answered


def last_topic(tracker: Tracker) -> str | None:
    """The topic of the last answer before this message, or None at the start of a conversation."""
    earlier = list(tracker.events)
    while earlier and earlier[-1].get("event") != "user":
        earlier.pop()
    return last_answered(earlier[:-1], content().topics)


def missed_before(tracker: Tracker) -> bool:
    """Whether the message before this one was not understood either."""
    intents = [
        ((event.get("parse_data") or {}).get("intent") or {}).get("name")
        for event in tracker.events
        if event.get("event") == "user"
    ]
    return len(intents) > 1 and intents[-2] == FALLBACK_TOPIC


def offer_of(topic: str | None, domain: Mapping[str, Any]) -> str | None:
    """The topic that the answer to ``topic`` offered at its end, if it offered one."""
    for variation in (domain.get("responses") or {}).get(f"utter_{topic}", []):
        offer = (variation.get("metadata") or {}).get("aanbod")
        if offer:
            return offer
    return None
