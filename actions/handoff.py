"""Hand-off: the help lines that fit the topic, the country and the hour, each as text and a button that dials."""

from __future__ import annotations

import datetime as dt
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.content import content
from actions.turns import last_topic
from lantaarn.answers.facts import Helpline, source_line
from lantaarn.answers.handoffs import phone_button
from lantaarn.answers.hours import is_open, opening_sentence

MAX_CARDS = 3


def utc_now() -> dt.datetime:
    """The hour that decides which lines are open; tests replace it."""
    return dt.datetime.now(dt.timezone.utc)


def utter_line(dispatcher: CollectingDispatcher, line: Helpline, now: dt.datetime) -> None:
    """Send the card of one line: what it is for, cost, what it sees of you, limits, open now, source."""
    button = phone_button(line)
    dispatcher.utter_message(
        response="utter_lijnkaart",
        buttons=[button] if button else [],
        lijn_naam=line.name,
        lijn_nummer=line.get("nummer") or line.get("website") or line.get("plek"),
        lijn_voor=line.purpose,
        lijn_kosten=cost_sentence(line),
        lijn_ziet=line.get("ziet"),
        lijn_grenzen=line.get("grenzen"),
        lijn_open=opening_sentence(line, now),
        lijn_bron=source_line(line.facts.values()),
    )


def utter_lines(dispatcher: CollectingDispatcher, lines: list[Helpline], most: int | None = MAX_CARDS) -> None:
    """Send the cards of these lines, those that are open now first, at most ``most`` of them."""
    now = utc_now()
    for line in open_first(lines, now)[:most]:
        utter_line(dispatcher, line, now)


def cost_sentence(line: Helpline) -> str:
    """What calling costs, as a sentence."""
    cost = line.get("kosten")
    return cost if cost.endswith(".") else f"Bellen kost {cost}."


def open_first(lines: list[Helpline], now: dt.datetime) -> list[Helpline]:
    """Lines that are closed now come last; the order is otherwise kept."""
    return sorted(lines, key=lambda line: is_open(line, now) is False)


class ActionHandoff(Action):
    """Shows the lines for the topic of this message; asks for the country once."""

    def name(self) -> str:
        return "action_handoff"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        topic = tracker.get_intent_of_latest_message()
        utter_lines(dispatcher, content().handoffs.for_topic(topic, tracker.get_slot("land")))
        return ask_country_once(dispatcher, tracker)


class ActionCountry(Action):
    """Remembers the country as a category and shows the lines of the last topic again, for that country."""

    def name(self) -> str:
        return "action_country"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        intent = tracker.get_intent_of_latest_message() or ""
        country = "BE" if intent.endswith("_be") else "NL"
        dispatcher.utter_message(response=f"utter_{intent}")
        if tracker.get_slot("land_gevraagd") or tracker.get_slot("land"):
            utter_lines(dispatcher, content().handoffs.for_topic(last_topic(tracker), country))
        return [SlotSet("land", country), SlotSet("land_gevraagd", True)]


def ask_country_once(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
    """Ask NL or BE when it is not known and was not asked before in this conversation."""
    if tracker.get_slot("land") or tracker.get_slot("land_gevraagd"):
        return []
    dispatcher.utter_message(response="utter_land_vraag")
    return [SlotSet("land_gevraagd", True)]
