"""Deletes what is older than promised: turns after 90 days, given sentences after 60, the tally of hand-offs after 400.

The tally has no day: a month goes 400 days after its first. A day that lies in the future goes too: a clock that ran ahead for
a while would otherwise keep its rows for longer than promised. A row is rather lost than kept too long.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import delete, or_, text
from sqlalchemy.engine import Engine

from lantaarn.storage.database import GIVEN_SENTENCES, HANDOFF_TALLY, TURNS

KEPT_DAYS = {TURNS.c.day: 90, GIVEN_SENTENCES.c.day: 60, HANDOFF_TALLY.c.month: 400}


def delete_old(engine: Engine, today: dt.date) -> int:
    """Delete what is too old on ``today``, so that it is gone from the file as well; gives the number of rows."""
    deleted = 0
    with engine.begin() as connection:
        for since, days in KEPT_DAYS.items():
            too_old = or_(since <= today - dt.timedelta(days=days), since > today + dt.timedelta(days=1))
            deleted += connection.execute(delete(since.table).where(too_old)).rowcount
    if deleted:
        wipe_leftovers(engine)
    return deleted


def wipe_leftovers(engine: Engine) -> None:
    """Clear the dead rows that deleting leaves behind in PostgreSQL; SQLite overwrites them by itself."""
    if engine.dialect.name == "sqlite":
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for since in KEPT_DAYS:
            connection.execute(text(f"VACUUM {since.table.name}"))
