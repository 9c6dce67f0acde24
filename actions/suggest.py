"""Not sure is said, not guessed: up to three topics to choose from, and the second time the menu and the lines."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.content import content
from actions.handoff import utter_lines
from actions.turns import missed_before

MAX_SUGGESTIONS = 3
SMALL_TALK = "gesprek"


class ActionSuggest(Action):
    """Offers the likeliest topics once; after a second miss in a row no third guess."""

    def name(self) -> str:
        return "action_suggest"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        # In careful mode there is no guessing: somebody in danger gets people, not a quiz.
        if missed_before(tracker) or tracker.get_slot("voorzichtig"):
            dispatcher.utter_message(response="utter_niet_begrepen_tweede")
            utter_lines(dispatcher, content().handoffs.for_topic(None, tracker.get_slot("land")), most=None)
        else:
            buttons = suggestion_buttons(tracker.latest_message.get("intent_ranking") or [])
            buttons.append({"title": "Iets anders", "payload": "/gesprek_menu"})
            buttons.append({"title": "Hulplijnen", "payload": "/gesprek_medewerker"})
            dispatcher.utter_message(response="utter_niet_begrepen", buttons=buttons)
        return []


def suggestion_buttons(ranking: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Buttons for the likeliest topics of a ranking, by their labels; never small talk, never what is refused."""
    topics = content().topics
    known = [topics[entry["name"]] for entry in ranking if entry["name"] in topics]
    offered = [t for t in known if t.group != SMALL_TALK and t.name not in ("buiten_bereik", "persoonlijk_schadelijk")]
    return [{"title": t.label, "payload": f"/{t.name}"} for t in offered[:MAX_SUGGESTIONS]]
