"""Every answer as staff read, sign and edit it: the text with its places, the same text filled, its buttons and facts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lantaarn.answers.facts import Fact, FactBook
from lantaarn.answers.generator import ACTION_PLACES, PLACE, facts_of, fill_variation
from lantaarn.answers.yaml_file import read_yaml


def answers(folder: Path, book: FactBook) -> dict[str, dict[str, Any]]:
    """All answers of ``data/responses/``, by name.

    Each has ``tekst`` (as in the file), ``gevuld`` (as visitors read it), ``knoppen``, ``feiten`` (ids), ``aanbod``,
    ``groep`` and the file in which it stands, ``bestand``.
    """
    found = {}
    for path in sorted(folder.glob("*.yml")):
        for name, variations in read_yaml(path)["responses"].items():
            variation = variations[0]
            found[name] = {
                "tekst": variation.get("text", ""),
                "gevuld": fill_variation(variation, book)["text"],
                "knoppen": [
                    {"titel": button["title"], "doel": str(button.get("payload", "")).removeprefix("/")}
                    for button in variation.get("buttons") or []
                ],
                "feiten": named_facts(variation, book),
                "aanbod": (variation.get("metadata") or {}).get("aanbod"),
                "groep": path.stem,
                "bestand": f"data/responses/{path.name}",
            }
    return found


def named_facts(variation: Mapping[str, Any], book: FactBook) -> list[str]:
    """Ids of the facts in an answer: in its text, in its metadata, then in the titles of its buttons."""
    titles = " ".join(button.get("title", "") for button in variation.get("buttons") or [])
    in_buttons = [place for place in PLACE.findall(titles) if place not in ACTION_PLACES]
    return list(dict.fromkeys([*(fact.id for fact in facts_of(variation, book)), *in_buttons]))


def as_entry(fact: Fact) -> dict[str, str]:
    """A fact with its source and dates; dates as yyyy-mm-dd."""
    return {
        "waarde": str(fact),
        "bron": fact.source.name,
        "adres": fact.source.address,
        "gecontroleerd": fact.checked.isoformat(),
        "verloopt": fact.expires.isoformat(),
        "status": fact.status,
    }
