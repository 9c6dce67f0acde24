"""Follow-up by "ja" or "nee" to the offer that the last answer made, repeating it, and saying it more simply."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActionExecuted, FollowupAction, UserUttered
from rasa_sdk.executor import CollectingDispatcher

from actions.danger import asked_if_safe, utter_safe_to_talk
from actions.turns import last_topic, offer_of


def as_if_asked(topic: str) -> list[dict[str, Any]]:
    """Events after which the rule of ``topic`` runs whole, hand-off included, as if the visitor had asked for it."""
    guess = {"name": topic, "confidence": 1.0}
    # rasa_sdk reads the intent from the ranking.
    asked = {"intent": guess, "intent_ranking": [guess], "entities": []}
    return [ActionExecuted("action_listen"), UserUttered(f"/{topic}", asked)]


class ActionYes(Action):
    """Carries out the offer just made."""

    def name(self) -> str:
        return "action_yes"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        if asked_if_safe(tracker):
            utter_safe_to_talk(dispatcher, tracker, safe=True)
            return []
        offer = offer_of(last_topic(tracker), domain)
        if offer is None:
            dispatcher.utter_message(response="utter_ja_zonder_aanbod")
            return []
        return as_if_asked(offer)


class ActionNo(Action):
    """Leaves the offer; after "can you talk safely?" it says how to leave."""

    def name(self) -> str:
        return "action_no"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        if asked_if_safe(tracker):
            utter_safe_to_talk(dispatcher, tracker, safe=False)
        else:
            dispatcher.utter_message(response="utter_nee")
        return []


class ActionRepeat(Action):
    """Gives the last answer once more."""

    def name(self) -> str:
        return "action_repeat"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        topic = last_topic(tracker)
        if topic is None:
            dispatcher.utter_message(response="utter_niets_te_herhalen")
            return []
        return as_if_asked(topic)


class ActionSimpler(Action):
    """Gives the last answer in its simpler wording, where it has one."""

    def name(self) -> str:
        return "action_simpler"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        simpler = f"utter_{last_topic(tracker)}_eenvoudig"
        if simpler not in (domain.get("responses") or {}):
            dispatcher.utter_message(response="utter_niet_eenvoudiger")
            return []
        return [FollowupAction(simpler)]
