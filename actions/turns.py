"""Reads earlier turns of a conversation: the last topic answered, the last answer, and the offer it made.

The tracker holds no words, only intents and the names of actions (``lantaarn.storage.tracker_store``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Tracker

from actions.content import content
from lantaarn.answers.topics import FALLBACK_TOPIC

# Turns about the conversation itself: they point back at an earlier topic instead of being one.
POINTING_BACK = frozenset(
    {
        "gesprek_ja",
        "gesprek_nee",
        "gesprek_herhaal",
        "gesprek_eenvoudiger",
        "gesprek_bedankt",
        "gesprek_land_nl",
        "gesprek_land_be",
        FALLBACK_TOPIC,
    }
)


def last_topic(tracker: Tracker) -> str | None:
    """The topic of the last answer before this message, or None at the start of a conversation.

    An answer given after "ja" counts as its own topic, so the name of the answer goes before the visitor's intent.
    """
    earlier = list(tracker.events)
    while earlier and earlier[-1].get("event") != "user":
        earlier.pop()
    for event in reversed(earlier[:-1]):
        if event.get("event") == "action":
            name = (event.get("name") or "").removeprefix("utter_").removesuffix("_eenvoudig")
        elif event.get("event") == "user":
            name = ((event.get("parse_data") or {}).get("intent") or {}).get("name") or ""
        else:
            continue
        if name in content().topics and name not in POINTING_BACK:
            return name
    return None


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
