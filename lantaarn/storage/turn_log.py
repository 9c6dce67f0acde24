"""Writes one row a turn, without text, and never delays or breaks an answer.

``note`` only puts a row in a queue. A thread of its own writes; whatever goes wrong there, the rows at hand are lost and
the visitor does not notice. Deleting what is too old runs in the same thread, at start and every few hours.
"""

from __future__ import annotations

import datetime as dt
import logging
import queue
import secrets
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Table
from sqlalchemy.engine import URL, Engine
from zoneinfo import ZoneInfo

from lantaarn.storage.database import GIVEN_SENTENCES, HANDOFF_TALLY, TURNS, hide_time, make_engine, make_tables
from lantaarn.storage.handoff_tally import HandoffTally, add_up
from lantaarn.storage.retention import delete_old

logger = logging.getLogger(__name__)

ZONE = ZoneInfo("Europe/Amsterdam")
MAX_WAITING = 1000
BATCH = 100
CLEAN_EVERY = 6 * 3600.0
# After a failure the thread leaves the database alone for a moment; rows that come in meanwhile wait in the queue.
REST = 5.0


@dataclass(frozen=True)
class Turn:
    """What is kept of one turn. ``conversation`` is a random number that is not the id of a session."""

    conversation: int
    turn: int
    topic: str | None
    confidence: int
    danger: str | None
    step: str
    channel: str
    model: str


def today() -> dt.date:
    """The day as a visitor in the Netherlands or Belgium sees it; no hour is ever taken."""
    return dt.datetime.now(ZONE).date()


class TurnLog:
    """The queue and its thread. ``healthy`` says whether the last write worked."""

    def __init__(
        self, url: URL, day: Callable[[], dt.date] = today, rest: float = REST, tally: HandoffTally | None = None
    ) -> None:
        self._url = url
        self._day = day
        self._rest = rest
        self._tally = tally or HandoffTally()
        self._waiting: queue.Queue[tuple[Table, dict[str, Any]] | None] = queue.Queue(MAX_WAITING)
        self._engine: Engine | None = None
        self._clean_at = 0.0
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="turn-log", daemon=True)
        self.healthy = True

    def start(self) -> None:
        """Start writing; the tables are made and old rows deleted first."""
        self._thread.start()

    def stop(self, patience: float = 5.0) -> None:
        """Write what waits and what was tallied, then stop."""
        self._put_tally(self._tally.take())
        self._stopped.set()
        self._put(None)
        self._thread.join(patience)

    def note(self, turn: Turn, lines: Iterable[str] = ()) -> None:
        """Keep one turn, and count the help lines that it gave (lantaarn/storage/handoff_tally.py).

        Never raises and never waits; with a full queue the row is lost.
        """
        self._put((TURNS, {**asdict(turn), "day": self._day()}))
        self._put_tally(self._tally.count(lines, turn.channel))

    def give(self, sentence: str) -> None:
        """Keep a masked sentence that a visitor gave, tied to nothing."""
        self._put((GIVEN_SENTENCES, {"id": secrets.randbits(63), "sentence": sentence, "day": self._day()}))

    def _put_tally(self, rows: Iterable[dict[str, Any]]) -> None:
        for row in rows:
            self._put((HANDOFF_TALLY, row))

    def _put(self, entry: tuple[Table, dict[str, Any]] | None) -> None:
        try:
            self._waiting.put_nowait(entry)
        except queue.Full:
            self.healthy = False

    def _run(self) -> None:
        while True:
            rows = self._next_rows()
            try:
                self._write(rows)
                self._clean()
                self.healthy = True
            except Exception as error:  # a database that fails must never reach a visitor
                # Only the class: the text of an error can quote the row, and the address with its password.
                logger.error("turns not written: %s", type(error).__name__)
                self.healthy = False
                self._drop_engine()
                if not self._stopped.is_set():
                    self._stopped.wait(self._rest)
            if self._stopped.is_set() and self._waiting.empty():
                self._drop_engine()
                return

    def _next_rows(self) -> list[tuple[Table, dict[str, Any]]]:
        rows = []
        try:
            # Without a working database there is no waiting for a visitor: it is tried again at once.
            patience = max(0.0, self._clean_at - time.monotonic()) if self._engine is not None else 0.0
            while len(rows) < BATCH:
                rows.append(self._waiting.get(timeout=patience))
                patience = 0.0
        except queue.Empty:
            pass
        return [row for row in rows if row is not None]

    def _write(self, rows: list[tuple[Table, dict[str, Any]]]) -> None:
        if self._engine is None:
            engine = make_engine(self._url)
            make_tables(engine)
            self._engine = engine
        if not rows:
            return
        with self._engine.begin() as connection:
            for table in (TURNS, GIVEN_SENTENCES):
                values = [value for target, value in rows if target is table]
                if values:
                    connection.execute(table.insert(), values)
        tallied = [value for target, value in rows if target is HANDOFF_TALLY]
        if tallied:
            add_up(self._engine, tallied)
        hide_time(self._engine.url, self._day())

    def _clean(self) -> None:
        if time.monotonic() >= self._clean_at and self._engine is not None:
            delete_old(self._engine, self._day())
            self._clean_at = time.monotonic() + CLEAN_EVERY

    def _drop_engine(self) -> None:
        if self._engine is not None:
            self._engine.dispose()
        self._engine = None
