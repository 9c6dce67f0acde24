"""How often each help line was given, by month and quarter of a day, so that staff see which lines matter and when.

A row says that in some month, somewhere between for instance six and twelve o'clock, a line was given so many times
over one channel. It tells nothing about one person: a month has some thirty mornings, nothing ties a row to a
conversation, a topic or a day, and whoever is given a line did not necessarily call it. The rows without words, which
have a day, have no hour; this tally, which has a quarter of a day, has no day. Only in a month in which hardly anybody
comes can the two together say in which quarter of a day somebody was here. For the same reason counts wait in memory
and are written once a day, with the first turn of the next day and at a clean stop: a file that grew with each hand-off
would tell when somebody was here. When the process dies they are lost: rather lost than telling. What remains is said
in docs/dreigingsmodel.md: a copy of the store a day.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Engine

from lantaarn.answers.facts import load_facts
from lantaarn.answers.hours import AMSTERDAM
from lantaarn.storage.database import HANDOFF_TALLY

BAND_HOURS = 6
INSERT = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_COUNT = HANDOFF_TALLY.c["count"]


class KnownLine(NamedTuple):
    """A help line as answers show it: ``contact`` is its number, website or place, ``dialled`` the number's digits."""

    id: str
    name: str
    contact: str
    dialled: str


class HandoffTally:
    """What was counted since it was last written."""

    def __init__(self, now: Callable[[], dt.datetime] = lambda: dt.datetime.now(AMSTERDAM)) -> None:
        self._now = now
        self._day: dt.date | None = None
        self._counts: Counter[tuple[dt.date, int, str, str]] = Counter()
        self._lock = threading.Lock()

    def count(self, lines: Iterable[str], channel: str) -> list[dict[str, Any]]:
        """Count the lines of one answer; gives the rows of the days before when this is the first turn of a new day."""
        now = self._now()
        with self._lock:
            done = self._take() if now.date() != self._day else []
            self._day = now.date()
            self._counts.update((now.date().replace(day=1), now.hour // BAND_HOURS, line, channel) for line in lines)
        return done

    def take(self) -> list[dict[str, Any]]:
        """The rows of everything counted so far, which is forgotten here."""
        with self._lock:
            return self._take()

    def _take(self) -> list[dict[str, Any]]:
        # Sorted: the order of a table must not say what was given first.
        rows = [
            {"month": month, "band": band, "line": line, "channel": channel, "count": count}
            for (month, band, line, channel), count in sorted(self._counts.items())
        ]
        self._counts.clear()
        return rows


def add_up(engine: Engine, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows of ``HandoffTally`` to the table, in a transaction of their own."""
    statement = INSERT[engine.dialect.name](HANDOFF_TALLY)
    added = {"count": _COUNT + statement.excluded["count"]}
    statement = statement.on_conflict_do_update(index_elements=list(HANDOFF_TALLY.primary_key), set_=added)
    with engine.begin() as connection:
        connection.execute(statement, list(rows))


@lru_cache(maxsize=2)
def known_lines(folder: Path) -> tuple[KnownLine, ...]:
    """The help lines of ``helplines.yml`` in this folder, in its order; an expired fact is no reason not to count."""
    return tuple(
        KnownLine(
            line.id,
            line.name,
            line.get("nummer") or line.get("website") or line.get("plek"),
            _digits(line.get("nummer")),
        )
        for line in load_facts(folder, dt.date.min).helplines.values()
    )


def handed_over(messages: Iterable[Mapping[str, Any]], lines: Collection[KnownLine]) -> frozenset[str]:
    """Ids of the lines that an answer gave: as a button that dials, or as a row with name and number, as cards and
    lists have.

    A number in the middle of a sentence, such as "bel bij gevaar 112", stands under many answers and does not count.
    """
    found: set[str] = set()
    for message in messages:
        text = message.get("text") or ""
        rows = text.splitlines()
        found.update(line.id for line in lines if _is_listed(line, rows))
        for button in message.get("buttons") or []:
            address = str(button.get("url") or "")
            dialled = address.removeprefix("tel:") if address.startswith("tel:") else None
            found.update(_behind(dialled, f"{text} {button.get('title')}", lines))
    return frozenset(found)


def _is_listed(line: KnownLine, rows: Iterable[str]) -> bool:
    return bool(line.contact) and any(row.startswith(line.name) and row.endswith(f": {line.contact}") for row in rows)


def _behind(dialled: str | None, words: str, lines: Iterable[KnownLine]) -> list[str]:
    """The line behind a number. 112 is of two countries: then the one that is named beside it, or else the first."""
    reached = [line for line in lines if line.dialled == dialled and dialled]
    named = [line.id for line in reached if line.name in words]
    return named or [line.id for line in reached[:1]]


def _digits(number: str) -> str:
    return "".join(sign for sign in number if sign.isdigit())
