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
from actions.handoff import ask_country_once, utter_lines
from lantaarn.answers.danger_cards import danger_messages
from lantaarn.nlu.danger_kinds import KIND_OF_TOPIC, in_order


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
        country = tracker.get_slot("land")
        if not found and tracker.get_slot("voorzichtig") == kind and kind != "112":
            # A button for more, after the short answer: now the whole text and the lines.
            return self._more(dispatcher, tracker, topic, country)
        language = tracker.latest_message.get("language") or "nl"
        for message in danger_messages(content().handoffs, kind, country, language):
            dispatcher.utter_message(**message)
        if kind == "112" and len(found) > 1 and found[1] != "refuse":
            # More than one holds: after the danger of now, the line for the rest in one sentence.
            dispatcher.utter_message(response=f"utter_voorzichtig_{found[1]}")
        return [SlotSet("voorzichtig", most_urgent(kind, tracker.get_slot("voorzichtig")))]

    @staticmethod
    def _more(
        dispatcher: CollectingDispatcher, tracker: Tracker, topic: str, country: str | None
    ) -> list[dict[str, Any]]:
        dispatcher.utter_message(response=f"utter_{topic}")
        utter_lines(dispatcher, content().handoffs.for_topic(topic, country), most=None)
        return ask_country_once(dispatcher, tracker)


def most_urgent(kind: str, before: str | None) -> str:
    """Careful mode keeps the more urgent kind: a later rude question does not take away a victim's line."""
    return in_order([kind, before] if before else [kind])[0]


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
        safe = tracker.get_intent_of_latest_message() != "persoonlijk_veilig_nee"
        utter_safe_to_talk(dispatcher, tracker, safe)
        return []


def asked_if_safe(tracker: Tracker) -> bool:
    """Whether the last thing asked was "can you talk safely?", so that a typed "ja" or "nee" answers that."""
    if tracker.get_slot("voorzichtig") not in ("minor", "victim"):
        return False
    names = [e.get("name") for e in tracker.events if e.get("event") == "action"]
    said = [n for n in names if n not in ("action_listen", "action_extract_slots")]
    if not said or said[-1] != "action_danger":
        return False
    # The longer answer of the same action ends in the question about the country instead.
    return not (tracker.get_slot("land_gevraagd") and said.count("action_danger") > 1)


def utter_safe_to_talk(dispatcher: CollectingDispatcher, tracker: Tracker, safe: bool) -> None:
    """What can be done now, or how to get away from the page."""
    if not safe:
        dispatcher.utter_message(response="utter_persoonlijk_veilig_nee")
        return
    kind = "minor" if tracker.get_slot("voorzichtig") == "minor" else "victim"
    dispatcher.utter_message(response=f"utter_persoonlijk_veilig_ja_{kind}")
