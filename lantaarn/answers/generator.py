"""Rasa's response generator, with facts and sources filled in from ``data/facts/``.

Named in ``endpoints.yml``, so that every Rasa command shows visitors' answers. Text is never made up: it comes from
``data/responses/`` and only ``{fact}`` places are filled.
"""

from __future__ import annotations

import copy
import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import EndpointConfig

from lantaarn.answers.facts import Fact, FactBook, load_facts, source_line
from lantaarn.settings import Settings

PLACE = re.compile(r"\{([a-z0-9_]+(?:\.[a-z0-9_]+)?)\}")
# Filled at answer time, by an action or by the reception, not from the fact files.
ACTION_PLACES = frozenset(
    "lijn_naam lijn_nummer lijn_voor lijn_kosten lijn_ziet lijn_grenzen lijn_open lijn_bron lijnen zin".split()
)


class FactResponseGenerator(TemplatedNaturalLanguageGenerator):
    """Fills the responses of the domain once, at start, so that an answer costs nothing extra."""

    def __init__(self, endpoint_config: EndpointConfig, domain: Domain) -> None:
        """Fill every response.

        Raises:
            FactError: a fact is missing or expired; the message names it.
        """
        self._book = load_facts(Settings().data / "facts", dt.date.today())
        super().__init__(domain.responses)

    @property
    def responses(self) -> dict[str, list[dict[str, Any]]]:  # type: ignore[override]
        """The filled responses. Rasa sets them anew, unfilled, when it has loaded a model's domain."""
        return self._filled

    @responses.setter
    def responses(self, unfilled: Mapping[str, list[dict[str, Any]]]) -> None:
        self._filled = fill_responses(unfilled, self._book)


def fill_responses(
    responses: Mapping[str, list[dict[str, Any]]], book: FactBook
) -> dict[str, list[dict[str, Any]]]:
    """Fill the facts of all responses and put the source line under those that rest on facts.

    Raises:
        FactError: a fact that a response names does not exist.
    """
    return {
        name: [fill_variation(variation, book) for variation in variations]
        for name, variations in responses.items()
    }


def fill_variation(variation: Mapping[str, Any], book: FactBook) -> dict[str, Any]:
    """Fill one response variation; see ``fill_responses``."""
    filled = copy.deepcopy(dict(variation))
    text = filled.get("text", "")
    filled["text"] = PLACE.sub(lambda place: _value(place.group(1), book), text)
    source = source_line(facts_of(variation, book)) if needs_source(variation) else ""
    if source:
        filled["text"] = f"{filled['text'].rstrip()}\n\n{source}"
    for button in filled.get("buttons") or []:
        button["title"] = PLACE.sub(lambda place: _value(place.group(1), book), button["title"])
    return filled


def needs_source(variation: Mapping[str, Any]) -> bool:
    """Whether a source line belongs under it: not when the alarm number is the only fact, in passing, nor in a one-liner.

    ``bron: false`` in the metadata marks such one-liners.
    """
    if (variation.get("metadata") or {}).get("bron") is False:
        return False
    named = set(PLACE.findall(variation.get("text", ""))) - ACTION_PLACES
    return bool((variation.get("metadata") or {}).get("feiten")) or any(not n.startswith("alarm.") for n in named)


def facts_of(variation: Mapping[str, Any], book: FactBook) -> list[Fact]:
    """The facts that a response rests on: those in its text, then those it lists in its metadata."""
    named = [n for n in PLACE.findall(variation.get("text", "")) if n not in ACTION_PLACES]
    listed = (variation.get("metadata") or {}).get("feiten", [])
    return [book.get(fact_id) for fact_id in dict.fromkeys([*named, *listed])]


def _value(name: str, book: FactBook) -> str:
    return "{" + name + "}" if name in ACTION_PLACES else str(book.get(name))
