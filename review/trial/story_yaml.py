"""A conversation test in Rasa's YAML, in the form of the bot's tests/conversations/.

Plain Python without Django, so that the bot's own tests can load it and read the result with Rasa's reader
(tests/flowbook/test_story_reads_back.py).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

# Not in ASCII only, and that is needed: Rasa takes "\u" in a file of ASCII signs for an escape, wherever it stands.
HEAD = "# Gemaakt met ‘Uitproberen’. Lees de test na en zet het verhaal bij de andere in tests/conversations/.\n"
_NAME = re.compile(r"[a-z][a-z0-9_]{0,79}")
# What Rasa reads as an entity in a sentence: a word in square brackets with something in brackets right behind it.
_ENTITY = re.compile(r"\](?=[(\[{])")


@dataclass(frozen=True)
class Turn:
    """What was typed or pressed (``/gesprek_menu``), its intent and the actions that follow.

    ``left_out`` says in Dutch why this turn cannot stand in the test; then a remark stands there instead.
    """

    said: str
    intent: str = ""
    actions: tuple[str, ...] = ()
    pressed: bool = False
    left_out: str = ""


def story(title: str, turns: Iterable[Turn]) -> str:
    """The test as a file.

    Raises:
        ValueError: there is no turn to test, or an intent or action has a name that Rasa cannot have.
    """
    turns = list(turns)
    if all(turn.left_out for turn in turns):
        raise ValueError("no turn to test")
    # A JSON text is a YAML text; what is special in either is gone from a plain title.
    lines = [f"- story: {json.dumps(_one_line(title), ensure_ascii=False)}", "  steps:"]
    for number, turn in enumerate(turns, start=1):
        lines += _remark(number, turn) if turn.left_out else _steps(turn)
    return f'{HEAD}version: "3.1"\n\nstories:\n' + "\n".join(lines) + "\n"


def readable(text: str) -> str:
    """What was typed as it can stand in the file, with the same meaning for the bot.

    White space becomes single spaces, lines stay lines, signs that cannot be seen or printed go, a slash in front goes
    (the bot drops it as well, and Rasa would take the sentence for a command), and "](" gets a space, or Rasa would see
    an entity.
    """
    lines = (" ".join(_visible(line).split()) for line in text.splitlines())
    return _ENTITY.sub("] ", "\n".join(line for line in lines if line).lstrip("/ \n"))


def _visible(line: str) -> str:
    # A sign without width may stand inside a word; any other that cannot be printed stands between two.
    kept = (sign for sign in line if unicodedata.category(sign) != "Cf")
    return "".join(sign if sign.isprintable() else " " for sign in kept)


def _one_line(text: str) -> str:
    return " ".join(readable(text).split())


def _steps(turn: Turn) -> list[str]:
    for name in (turn.intent, *turn.actions):
        if not _NAME.fullmatch(name):
            raise ValueError("not a name of Rasa")
    said = turn.said if turn.pressed and _NAME.fullmatch(turn.said.removeprefix("/")) else readable(turn.said)
    if not said or not turn.actions:
        raise ValueError("a turn without words or actions")
    words = [f"      {line}" for line in said.split("\n")]
    actions = [f"  - action: {action}" for action in turn.actions]
    return ["  - user: |-", *words, f"    intent: {turn.intent}", *actions]


def _remark(number: int, turn: Turn) -> list[str]:
    return [f"  # Beurt {number} staat er niet in: {_one_line(turn.left_out)}"]
