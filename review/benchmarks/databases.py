"""Temporary databases for a measurement: one for the bot's rows and one for the tool, on SQLite or on PostgreSQL."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import psycopg

SERVER = os.environ.get("NAKIJKEN_TEST_DATABASE", "postgresql://postgres@127.0.0.1:5432/postgres")
# As lantaarn/storage/database.py makes them.
TABLES = """
CREATE TABLE turns (conversation BIGINT NOT NULL, turn INTEGER NOT NULL, topic VARCHAR(60),
    confidence SMALLINT NOT NULL, danger VARCHAR(10), step VARCHAR(80) NOT NULL, day DATE NOT NULL,
    channel VARCHAR(20) NOT NULL, model VARCHAR(16) NOT NULL, PRIMARY KEY (conversation, turn)){without};
CREATE INDEX ix_turns_day ON turns (day);
CREATE TABLE given_sentences (id BIGINT PRIMARY KEY, sentence VARCHAR(1200) NOT NULL, day DATE NOT NULL){without};
CREATE INDEX ix_given_sentences_day ON given_sentences (day);
CREATE TABLE handoff_tally (month DATE NOT NULL, band SMALLINT NOT NULL, line VARCHAR(40) NOT NULL,
    channel VARCHAR(20) NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (month, band, line, channel)){without};
"""


@contextlib.contextmanager
def databases(kind: str, folder: Path) -> Iterator[tuple[str, str]]:
    """Addresses of the tool's database and of the bot's; both are gone afterwards.

    Args:
        kind: ``sqlite`` or ``postgres``.
    """
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'nakijken.db'}", f"sqlite:///{folder / 'beurten.db'}"
        return
    names = [f"{what}_{secrets.token_hex(4)}" for what in ("nakijken_meten", "beurten_meten")]
    start = SERVER.rsplit("/", 1)[0]
    with psycopg.connect(SERVER, autocommit=True) as server:
        for name in names:
            server.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{start}/{names[0]}", f"{start}/{names[1]}"
        finally:
            for name in names:
                server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def write_rows(address: str, rows: Mapping[str, Iterable[tuple[Any, ...]]]) -> None:
    """Make the bot's tables and fill them, the way its own database would lie there.

    Args:
        rows: by table, in the order of its columns.
    """
    if address.startswith("sqlite"):
        with contextlib.closing(sqlite3.connect(address.removeprefix("sqlite:///"))) as file:
            file.executescript(TABLES.format(without=" WITHOUT ROWID"))
            for table, own in rows.items():
                for row in own:
                    texts = [each.isoformat() if isinstance(each, dt.date) else each for each in row]
                    file.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(texts))})", texts)
            file.commit()
        return
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(TABLES.format(without=""))
        for table, own in rows.items():
            with server.cursor().copy(f"COPY {table} FROM STDIN") as copy:
                for row in own:
                    copy.write_row(row)
        server.execute("VACUUM ANALYZE")
