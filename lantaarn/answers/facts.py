"""Facts: phone numbers, penalties, dates and their sources, from ``data/facts/`` only.

An answer text holds no fact itself; it names one as ``{wet_datum}`` or ``{mma.nummer}``. A fact has a value, a unit, a
source, the day it was last checked, the day it expires and a status. A missing or expired fact stops the build by name.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lantaarn.answers.yaml_file import read_yaml

CONFIRMED = "bevestigd"
TO_CHECK = "te controleren"
MONTHS = (
    "januari februari maart april mei juni juli augustus september oktober november december".split()
)


class FactError(ValueError):
    """A fact is missing, incomplete or expired; the message names it."""


@dataclass(frozen=True)
class Source:
    """Where a fact comes from, as shown to visitors."""

    name: str
    address: str


@dataclass(frozen=True)
class Fact:
    """One fact as an answer may show it."""

    id: str
    value: str
    unit: str
    source: Source
    checked: dt.date
    expires: dt.date
    status: str

    def __str__(self) -> str:
        return f"{self.value} {self.unit}".strip()


@dataclass(frozen=True)
class Opening:
    """When a line can be reached. ``days`` are ISO weekdays; times are hours in Europe/Amsterdam."""

    days: frozenset[int]
    opens: dt.time
    closes: dt.time | None
    closed_on_holidays: bool


@dataclass(frozen=True)
class Helpline:
    """A help line with its facts by field name (``nummer``, ``kosten``, ``ziet``, ``grenzen``, ...)."""

    id: str
    name: str
    country: str
    purpose: str
    facts: Mapping[str, Fact]
    opening: Opening | None = None
    aliases: tuple[str, ...] = ()

    def get(self, field_name: str) -> str:
        """The text of one field, or an empty string where this line does not have it."""
        fact = self.facts.get(field_name)
        return str(fact) if fact else ""


@dataclass(frozen=True)
class FactBook:
    """Every fact and every help line."""

    facts: Mapping[str, Fact]
    helplines: Mapping[str, Helpline] = field(default_factory=dict)

    def get(self, fact_id: str) -> Fact:
        """The fact with this id.

        Raises:
            FactError: there is no such fact.
        """
        try:
            return self.facts[fact_id]
        except KeyError:
            raise FactError(f"Het feit {fact_id} ontbreekt in data/facts.") from None

    def expired(self, today: dt.date) -> list[Fact]:
        """Facts whose expiry date has passed."""
        return [fact for fact in self.facts.values() if fact.expires < today]

    def to_check(self) -> list[Fact]:
        """Facts that a person must still check on the live source before launch."""
        return [fact for fact in self.facts.values() if fact.status == TO_CHECK]


def load_facts(folder: Path, today: dt.date) -> FactBook:
    """Read ``law.yml`` and ``helplines.yml``.

    Raises:
        FactError: a fact is incomplete, or has expired on ``today``.
    """
    law = read_yaml(folder / "law.yml")
    lines = read_yaml(folder / "helplines.yml")
    facts: dict[str, Fact] = {}
    law_sources = _sources(law["bronnen"])
    for fact_id, entry in law["feiten"].items():
        facts[fact_id] = _fact(fact_id, {**law["standaard"], **entry}, law_sources)
    line_sources = _sources(lines["bronnen"])
    helplines: dict[str, Helpline] = {}
    for line_id, line in lines["lijnen"].items():
        shared = {key: line.get(key) for key in ("bron", "gecontroleerd", "verloopt", "status")}
        own = {
            name: _fact(f"{line_id}.{name}", {**shared, **entry}, line_sources)
            for name, entry in line["feiten"].items()
        }
        facts.update({fact.id: fact for fact in own.values()})
        for name, value in (("naam", line["naam"]), ("voor", line["voor"])):
            fact = _fact(f"{line_id}.{name}", {**shared, "waarde": value}, line_sources)
            facts[fact.id] = fact
        helplines[line_id] = Helpline(
            line_id,
            line["naam"],
            line["land"],
            line["voor"],
            own,
            _opening(line.get("open")),
            tuple(line.get("ook", ())),
        )
    book = FactBook(facts, helplines)
    if late := book.expired(today):
        raise FactError(f"Verlopen feiten in data/facts: {', '.join(fact.id for fact in late)}.")
    return book


def source_line(facts: Iterable[Fact]) -> str:
    """The line under an answer: every source once, and the oldest day on which one was checked.

    Returns an empty string when the answer rests on no fact.
    """
    facts = list(facts)
    if not facts:
        return ""
    names = list(dict.fromkeys(fact.source.name for fact in facts))
    return f"Bron: {'; '.join(names)}, gecontroleerd {dutch_date(min(f.checked for f in facts))}."


def dutch_date(day: dt.date) -> str:
    """A date in Dutch, as in "22 november 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _sources(entries: Mapping[str, Mapping[str, str]]) -> dict[str, Source]:
    return {str(key): Source(entry["naam"], entry["adres"]) for key, entry in entries.items()}


def _fact(fact_id: str, entry: Mapping[str, Any], sources: Mapping[str, Source]) -> Fact:
    needed = ("waarde", "bron", "gecontroleerd", "verloopt", "status")
    missing = [key for key in needed if entry.get(key) in (None, "")]
    if missing:
        raise FactError(f"Het feit {fact_id} mist: {', '.join(missing)}.")
    for key in ("gecontroleerd", "verloopt"):
        if not isinstance(entry[key], dt.date):
            raise FactError(f"Het feit {fact_id}: {key} is geen datum (jjjj-mm-dd).")
    if entry["status"] not in (CONFIRMED, TO_CHECK):
        raise FactError(f"Het feit {fact_id} heeft een onbekende status.")
    if str(entry["bron"]) not in sources:
        raise FactError(f"Het feit {fact_id} noemt een bron die niet bestaat.")
    return Fact(
        fact_id,
        str(entry["waarde"]),
        str(entry.get("eenheid", "")),
        sources[str(entry["bron"])],
        entry["gecontroleerd"],
        entry["verloopt"],
        entry["status"],
    )


def _opening(entry: Mapping[str, Any] | None) -> Opening | None:
    if entry is None:
        return None
    closes = None if entry["tot"] == "24:00" else dt.time.fromisoformat(entry["tot"])
    return Opening(
        frozenset(entry["dagen"]),
        dt.time.fromisoformat(entry["van"]),
        closes,
        entry.get("feestdagen") == "dicht",
    )
