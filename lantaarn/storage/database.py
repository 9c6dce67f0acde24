"""The only three tables that reach a disk, and the engine that writes them: SQLite by default, PostgreSQL by a URL.

None has a time, an order of arrival, or anything that a visitor brought along. SQLite tables are kept without row numbers for
that reason: rows lie in the order of their keys, which are random or say nothing of one person, not in the order in which
people came.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from pathlib import Path

from sqlalchemy import BigInteger, Column, Date, Integer, MetaData, SmallInteger, String, Table, create_engine, event
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError

# SQLite and PostgreSQL both wait at most this long for a lock or a connection; the rows at hand are then lost.
PATIENCE = 2

METADATA = MetaData()

TURNS = Table(
    "turns",
    METADATA,
    Column("conversation", BigInteger, primary_key=True, autoincrement=False),
    Column("turn", Integer, primary_key=True, autoincrement=False),
    Column("topic", String(60)),
    Column("confidence", SmallInteger, nullable=False),  # tenths, 0 to 10
    Column("danger", String(10)),
    Column("step", String(80), nullable=False),
    Column("day", Date, nullable=False, index=True),
    Column("channel", String(20), nullable=False),
    Column("model", String(16), nullable=False),
    sqlite_with_rowid=False,
)

GIVEN_SENTENCES = Table(
    "given_sentences",
    METADATA,
    Column("id", BigInteger, primary_key=True, autoincrement=False),  # random: says nothing about order
    Column("sentence", String(1200), nullable=False),
    Column("day", Date, nullable=False, index=True),
    sqlite_with_rowid=False,
)

# How often help lines were given, by month and quarter of a day (lantaarn/storage/handoff_tally.py).
HANDOFF_TALLY = Table(
    "handoff_tally",
    METADATA,
    Column("month", Date, primary_key=True),  # its first day
    Column("band", SmallInteger, primary_key=True, autoincrement=False),  # 0 to 3, of six hours each
    Column("line", String(40), primary_key=True),
    Column("channel", String(20), primary_key=True),
    Column("count", Integer, nullable=False),
    sqlite_with_rowid=False,
)


class DatabaseError(ValueError):
    """The address of the database cannot be used; the message never shows it, since it may hold a password."""


def parse_url(address: str) -> URL:
    """The address of a database.

    Raises:
        DatabaseError: it is not one of SQLite or PostgreSQL.
    """
    try:
        url = make_url(address)
    except ArgumentError:
        raise DatabaseError("LANTAARN_DATABASE is geen adres van een database.") from None
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise DatabaseError("LANTAARN_DATABASE moet met sqlite:// of postgresql:// beginnen.")
    return url


def make_engine(url: URL) -> Engine:
    """An engine that never waits long, never logs a value and, on SQLite, overwrites what it deletes."""
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, connect_args={"timeout": PATIENCE}, hide_parameters=True)
        event.listen(engine, "connect", _careful_sqlite)
        return engine
    waits = {"connect_timeout": PATIENCE}
    engine = create_engine(url, connect_args=waits, hide_parameters=True, pool_pre_ping=True, pool_size=1)
    event.listen(engine, "connect", _impatient_postgres)
    return engine


def make_tables(engine: Engine) -> None:
    """Make the tables where they are not there yet; on SQLite in a file that only this user can read."""
    database = engine.url.database
    if engine.url.get_backend_name() == "sqlite" and database and database != ":memory:":
        path = Path(database)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    METADATA.create_all(engine)


def hide_time(url: URL, day: dt.date) -> None:
    """Set the time of an SQLite file, and of its folder, to the start of the day: a file must not tell when somebody was here."""
    if url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:":
        start = dt.datetime.combine(day, dt.time()).timestamp()
        for path in (Path(url.database), Path(url.database).parent):
            with contextlib.suppress(OSError):
                os.utime(path, (start, start))


def _careful_sqlite(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    # Deleted rows are overwritten with zeros. No write-ahead log: it is mapped into memory, and on a full disk the kernel
    # would end the whole process, chat and all (tests/storage/test_faults.py).
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.execute("PRAGMA journal_mode=DELETE")
    cursor.close()


def _impatient_postgres(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    # Not by the address: its own options, such as a schema, would be overwritten.
    cursor.execute(f"SET statement_timeout = '{PATIENCE}s'; SET lock_timeout = '{PATIENCE}s'")
    cursor.close()
    connection.commit()  # type: ignore[attr-defined]
