"""Which topic the conversation is about: the one answered last, read from what the tracker keeps.

The tracker holds no words, only intents and the names of actions (``lantaarn.storage.tracker_store``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

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


def last_answered(events: Sequence[Mapping[str, Any]], topics: Collection[str]) -> str | None:
    """The topic of the last answer in these events, or None where nothing was answered yet.

    An answer given after "ja" counts as its own topic, so the name of the answer goes before the visitor's intent.
    """
    for event in reversed(events):
        if event.get("event") == "action":
            name = (event.get("name") or "").removeprefix("utter_").removesuffix("_eenvoudig")
        elif event.get("event") == "user":
            name = ((event.get("parse_data") or {}).get("intent") or {}).get("name") or ""
        else:
            continue
        if name in topics and name not in POINTING_BACK:
            return name
    return None
