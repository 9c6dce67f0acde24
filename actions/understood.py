"""Counts misses in a row: an understood message starts the count again."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher


class ActionUnderstood(Action):
    """Last step of every rule that answers a topic."""

    def name(self) -> str:
        return "action_understood"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        return [SlotSet("gemist", 0)] if tracker.get_slot("gemist") else []
