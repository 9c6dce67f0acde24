"""What a visitor gets when something is broken: the fixed danger answer, or an apology with the help lines.

Reads the reviewed texts and facts directly, once, so that it needs no model, no action and no store.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from pathlib import Path
from typing import Any

from lantaarn.answers.danger_cards import danger_messages, load_cards
from lantaarn.answers.facts import load_facts
from lantaarn.answers.generator import fill_variation
from lantaarn.answers.handoffs import Handoffs, load_handoffs, phone_button
from lantaarn.answers.numbers import Number, help_numbers
from lantaarn.answers.yaml_file import read_yaml
from lantaarn.settings import Settings

FAILED = "utter_fout"


@lru_cache(maxsize=1)
def _reserve() -> tuple[Handoffs, dict[str, dict[str, Any]]]:
    data = Settings().data
    load_cards(data / "danger" / "kaarten.yml")
    book = load_facts(data / "facts", dt.date.today())
    texts: dict[str, dict[str, Any]] = {}
    for name in ("gevaar.yml", "gesprek.yml"):
        path: Path = data / "responses" / name
        for response, variations in read_yaml(path)["responses"].items():
            texts[response] = fill_variation(variations[0], book)
    return load_handoffs(data / "facts", book), texts


def load_reserve() -> None:
    """Read everything at start, so that it is there when the disk is not. Raises FactError on bad facts."""
    _reserve()


def known_numbers() -> dict[str, list[Number]]:
    """Every help number by country, for the pages that show them all."""
    handoffs, _ = _reserve()
    return help_numbers(handoffs.book)


def fixed_messages(kind: str | None, language: str) -> list[dict[str, Any]]:
    """The danger answer for a kind, or an apology with the help lines where no danger was found."""
    handoffs, texts = _reserve()
    if kind is None:
        buttons = [b for line in handoffs.for_topic(None, None) if (b := phone_button(line))]
        return [{"text": texts[FAILED]["text"], "buttons": buttons}]
    shown = []
    for message in danger_messages(handoffs, kind, None, language):
        filled = texts[message["response"]] if "response" in message else message
        text = filled["text"].replace("{lijnen}", message.get("lijnen", ""))
        part = {"text": text, "buttons": filled.get("buttons") or []}
        if "language" in message:
            part["language"] = message["language"]
        shown.append(part)
    return shown
