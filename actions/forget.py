"""Forget the conversation: every event and slot goes, and the visitor is told."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import AllSlotsReset, Restarted
from rasa_sdk.executor import CollectingDispatcher


class ActionForget(Action):
    """Wipes the conversation. The channel drops the session as well, so that its id is worth nothing any more."""

    def name(self) -> str:
        return "action_forget"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        dispatcher.utter_message(response="utter_gewist")
        return [AllSlotsReset(), Restarted()]
