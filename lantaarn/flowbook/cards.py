"""The short cards in other languages, as visitors get them: with numbers filled in, and on which facts they rest."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lantaarn.answers.facts import FactBook
from lantaarn.answers.yaml_file import read_yaml

# Which fact stands at which place; {belgie} is another line under "zelfdoding" (lantaarn/answers/danger_cards.py).
PLACES = {
    "tekst": {"alarm": "alarm.nummer", "comensha": "comensha.nummer", "belgie": "be_meldpunt.nummer"},
    "zelfdoding": {"lijn": "lijn113.nummer", "belgie": "be_1813.nummer"},
}
KEPT = ("naam", "tekst", "zelfdoding", "gecontroleerd", "verloopt", "status", "bron")


def cards(path: Path, book: FactBook) -> dict[str, dict[str, Any]]:
    """All cards of ``data/danger/kaarten.yml``, by language code.

    Each has what the file says, ``gevuld`` with both texts as visitors read them, and ``feiten`` (ids).
    """
    facts = list(dict.fromkeys(fact for places in PLACES.values() for fact in places.values()))
    return {
        language: {
            **{key: str(card[key]) for key in KEPT},
            "gevuld": {part: _filled(card[part], places, book) for part, places in PLACES.items()},
            "feiten": facts,
        }
        for language, card in read_yaml(path)["kaarten"].items()
    }


def _filled(text: str, places: dict[str, str], book: FactBook) -> str:
    return text.format(**{place: str(book.get(fact)) for place, fact in places.items()})
