"""Follow-up by "ja" or "nee" to the offer that the last answer made, repeating it, and saying it more simply."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions.turns import last_topic, offer_of


def answer_action(topic: str, domain: dict[str, Any]) -> str | None:
    """The action that answers a topic, or None where the topic has no answer of its own."""
    name = f"utter_{topic}"
    return name if name in (domain.get("responses") or {}) else None


class ActionYes(Action):
    """Carries out the offer just made."""

    def name(self) -> str:
        return "action_yes"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        offer = offer_of(last_topic(tracker), domain)
        answer = answer_action(offer, domain) if offer else None
        if answer is None:
            dispatcher.utter_message(response="utter_ja_zonder_aanbod")
            return []
        return [FollowupAction(answer)]


class ActionRepeat(Action):
    """Gives the last answer once more."""

    def name(self) -> str:
        return "action_repeat"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        topic = last_topic(tracker)
        answer = answer_action(topic, domain) if topic else None
        if answer is None:
            dispatcher.utter_message(response="utter_niets_te_herhalen")
            return []
        return [FollowupAction(answer)]


class ActionSimpler(Action):
    """Gives the last answer in its simpler wording, where it has one."""

    def name(self) -> str:
        return "action_simpler"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        simpler = answer_action(f"{last_topic(tracker)}_eenvoudig", domain)
        if simpler is None:
            dispatcher.utter_message(response="utter_niet_eenvoudiger")
            return []
        return [FollowupAction(simpler)]
