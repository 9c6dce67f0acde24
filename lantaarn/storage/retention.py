"""Deletes what is older than promised: turns after 90 days, given sentences after 60.

A day that lies in the future goes too: a clock that ran ahead for a while would otherwise keep its rows for longer than
promised. A row is rather lost than kept too long.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import delete, or_, text
from sqlalchemy.engine import Engine

from lantaarn.storage.database import GIVEN_SENTENCES, TURNS

KEPT_DAYS = {TURNS: 90, GIVEN_SENTENCES: 60}


def delete_old(engine: Engine, today: dt.date) -> int:
    """Delete what is too old on ``today``, so that it is gone from the file as well; gives the number of rows."""
    deleted = 0
    with engine.begin() as connection:
        for table, days in KEPT_DAYS.items():
            too_old = or_(table.c.day <= today - dt.timedelta(days=days), table.c.day > today + dt.timedelta(days=1))
            deleted += connection.execute(delete(table).where(too_old)).rowcount
    if deleted:
        wipe_leftovers(engine)
    return deleted


def wipe_leftovers(engine: Engine) -> None:
    """Clear the dead rows that deleting leaves behind in PostgreSQL; SQLite overwrites them by itself."""
    if engine.dialect.name == "sqlite":
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in KEPT_DAYS:
            connection.execute(text(f"VACUUM {table.name}"))
