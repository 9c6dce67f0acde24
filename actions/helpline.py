"""The one help line that a visitor names or describes: number, hours, cost, what it sees."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.content import content
from actions.handoff import ask_country_once, utter_lines
from actions.turns import last_topic


class ActionHelpline(Action):
    """Shows the line that the NLU recognised in the message; else those of the last topic, and asks which."""

    def name(self) -> str:
        return "action_helpline"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        handoffs = content().handoffs
        named = [
            handoffs.book.helplines[line]
            for line in tracker.latest_message.get("helplines") or []
            if line in handoffs.book.helplines
        ]
        if named:
            dispatcher.utter_message(response="utter_handelen_hulplijn")
            utter_lines(dispatcher, named)
            return []
        dispatcher.utter_message(response="utter_handelen_hulplijn_welke")
        utter_lines(dispatcher, handoffs.for_topic(last_topic(tracker), tracker.get_slot("land")))
        return ask_country_once(dispatcher, tracker)
