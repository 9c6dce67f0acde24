"""Danger: the number alone on top as a button that dials, then one sentence, then the next choice.

What is said is fixed (``data/responses/gevaar.yml``) and the same whatever the topic. Afterwards the conversation is in
careful mode: no guessing, and every answer carries the line, until the visitor goes to the menu or erases the conversation.
"""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.content import content
from lantaarn.answers.danger_cards import danger_messages
from lantaarn.nlu.danger_kinds import KIND_OF_TOPIC


class ActionDanger(Action):
    """Answers a message in which the gate found danger."""

    def name(self) -> str:
        return "action_danger"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        topic = tracker.get_intent_of_latest_message() or ""
        found = tracker.latest_message.get("danger") or []
        kind = found[0] if found else KIND_OF_TOPIC[topic]
        language = tracker.latest_message.get("language") or "nl"
        for message in danger_messages(content().handoffs, kind, tracker.get_slot("land"), language):
            if "response" in message:
                dispatcher.utter_message(response=message["response"])
            else:
                dispatcher.utter_message(
                    text=message["text"], buttons=message["buttons"], language=message.get("language")
                )
        return [SlotSet("voorzichtig", kind), SlotSet("gemist", 0)]


class ActionLeaveCareful(Action):
    """Leaves careful mode: the visitor chose the menu."""

    def name(self) -> str:
        return "action_leave_careful"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        return [SlotSet("voorzichtig", None)] if tracker.get_slot("voorzichtig") else []


class ActionSafeToTalk(Action):
    """The answer to "can you talk safely?", for the kind of danger that was found before."""

    def name(self) -> str:
        return "action_safe_to_talk"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        if tracker.get_intent_of_latest_message() == "persoonlijk_veilig_nee":
            dispatcher.utter_message(response="utter_persoonlijk_veilig_nee")
        else:
            kind = "minor" if tracker.get_slot("voorzichtig") == "minor" else "victim"
            dispatcher.utter_message(response=f"utter_persoonlijk_veilig_ja_{kind}")
        return []
