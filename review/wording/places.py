"""The fixed places in an answer: facts such as ``{wet_datum}``, which an editor may move but never write over."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format

from flows.freshness import date_in

PLACE = re.compile(r"\{([a-z0-9_]+(?:\.[a-z0-9_]+)?)\}")
BRACE = re.compile(r"[{}]")
FILLED_LATER = "(vult Lantaarn in tijdens het gesprek)"


@dataclass(frozen=True)
class Place:
    """A fixed place: its name in the text, how often it stands there, what visitors read, and where that comes from."""

    name: str
    times: int
    shown: str
    source: str = ""


def places_of(text: str, facts: Mapping[str, Mapping[str, Any]]) -> list[Place]:
    """The places of a text, each once, in their order."""
    found = []
    for name, times in Counter(PLACE.findall(text)).items():
        fact = facts.get(name)
        if fact:
            found.append(Place(name, times, fact["waarde"], f"{fact['bron']}, gecontroleerd op {_in_words(fact['gecontroleerd'])}"))
        else:
            found.append(Place(name, times, FILLED_LATER))
    return found


def filled(text: str, facts: Mapping[str, Mapping[str, Any]]) -> str:
    """The text as visitors read it; what is only known in a conversation stays as it is."""
    return PLACE.sub(lambda place: facts[place[1]]["waarde"] if place[1] in facts else place[0], text)


def damage(before: str, after: str) -> list[str]:
    """What an edit did to the fixed places, one Dutch sentence each; empty when all are still there, as often as before."""
    old, new = Counter(PLACE.findall(before)), Counter(PLACE.findall(after))
    found = [f"De vaste plek {{{name}}} is weg. Zet hem terug." for name in (old - new)]
    found += [f"De vaste plek {{{name}}} staat er te vaak, of hoort niet in dit antwoord." for name in (new - old)]
    if BRACE.search(PLACE.sub("", after)):
        found.append("Er staat een losse accolade in de tekst. Accolades horen alleen om een vaste plek.")
    return found


def _in_words(day: str) -> str:
    found = date_in(day)
    return date_format(found, "j F Y") if found else day
