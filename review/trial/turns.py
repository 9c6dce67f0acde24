"""The turns of the conversation at hand. They travel in the page itself, and are kept nowhere: not in the session,
which lies in the database, and not in an address."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from flows.book import Book
from trial.reports import Trial
from trial.story_yaml import Turn

MOST_TURNS = 20
LONGEST = 1000
FALLBACK = "nlu_fallback"
# Said by the bot outside of its rules, so that a test of the rules cannot hold them.
FIXED = {
    "utter_leeg": "er stonden geen woorden in",
    "utter_te_lang": "de zin was te lang",
    "noodantwoord": "de chat gaf het noodantwoord",
}
NEEDS_TURN_BEFORE = "de chat begreep deze zin door de beurt ervoor, en een gesprekstest kent geen beurt ervoor"
NO_RULE = "in het stroomboek staat geen regel die hierbij past"


def turn_of(said: str, pressed: bool, trial: Trial, book: Book) -> Turn:
    """What a test has to know of a turn: the actions are those of the rule, which may be several."""
    if trial.failed or trial.step in FIXED:
        return Turn(said, trial.intent, (), pressed, FIXED.get(trial.step, FIXED["noodantwoord"]))
    if trial.alone is not None and trial.alone != trial.intent:
        return Turn(said, trial.intent, (), pressed, NEEDS_TURN_BEFORE)
    steps = next((rule["stappen"] for rule in book["regels"] if rule["onderwerp"] == trial.intent), [])
    if trial.step not in steps:
        return Turn(said, trial.intent, (), pressed, NO_RULE)
    return Turn(said, trial.intent, tuple(steps), pressed)


def to_page(turns: Sequence[Turn]) -> str:
    """The turns as text for a hidden field."""
    return json.dumps([asdict(turn) for turn in turns], ensure_ascii=False)


def from_page(text: str) -> list[Turn]:
    """The turns of a hidden field; none when somebody has changed it into something else."""
    try:
        turns = [
            Turn(
                str(e["said"]),
                str(e["intent"]),
                tuple(map(str, e["actions"])),
                e["pressed"] is True,
                str(e["left_out"]),
            )
            for e in json.loads(text or "[]")
        ]
    except (ValueError, TypeError, KeyError, RecursionError):
        return []
    fits = all(len(turn.said) <= LONGEST and len(turn.actions) <= 10 and len(turn.left_out) <= 200 for turn in turns)
    return turns if fits and len(turns) <= MOST_TURNS else []


def title_of(turns: Sequence[Turn], book: Book) -> str:
    """A name for the test: its topics, and never a word that was typed."""
    labels = list(dict.fromkeys(book.label(turn.intent) for turn in turns if not turn.left_out))
    return f"Uitgeprobeerd: {', daarna '.join(labels)}"


def file_name(turns: Sequence[Turn]) -> str:
    """``test_`` and the first topic in the test, as Rasa wants the names of its tests."""
    return f"test_{next(turn.intent for turn in turns if not turn.left_out)}.yml"
