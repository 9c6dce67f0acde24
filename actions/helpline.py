"""The one help line that a visitor names or describes: number, hours, cost, what it sees."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.content import content
from actions.handoff import ask_country_once, open_first, utc_now, utter_line
from actions.turns import last_topic


class ActionHelpline(Action):
    """Shows the line that the NLU recognised in the message; else those of the last topic, and asks which."""

    def name(self) -> str:
        return "action_helpline"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        now = utc_now()
        handoffs = content().handoffs
        named = [
            handoffs.book.helplines[line]
            for line in tracker.latest_message.get("helplines") or []
            if line in handoffs.book.helplines
        ]
        if named:
            dispatcher.utter_message(response="utter_handelen_hulplijn")
            for line in named[:3]:
                utter_line(dispatcher, line, now)
            return []
        lines = open_first(handoffs.for_topic(last_topic(tracker), tracker.get_slot("land")), now)
        dispatcher.utter_message(response="utter_handelen_hulplijn_welke")
        for line in lines[:3]:
            utter_line(dispatcher, line, now)
        return ask_country_once(dispatcher, tracker)
