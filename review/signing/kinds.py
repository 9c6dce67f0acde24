"""The kinds of items that can be signed, in the order in which staff meet them, with their names in Dutch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

ANSWER, FLOW, DANGER, LINE, CARD = "antwoord", "stroom", "gevaar", "lijn", "kaart"
KINDS = {
    DANGER: "Gevaar",
    ANSWER: "Antwoord",
    FLOW: "Stroom",
    LINE: "Hulplijn",
    CARD: "Kaart in een andere taal",
}


def urgency(item: Mapping[str, Any]) -> int:
    """0 for what is about danger and needs two people, 1 for what else is serious, 2 for the rest."""
    return 0 if item["vier_ogen"] else 1 if item["ernstig"] else 2


def needed(item: Mapping[str, Any]) -> int:
    """By how many different people it must be signed."""
    return 2 if item["vier_ogen"] else 1
