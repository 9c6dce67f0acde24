"""Takes out the sentences that visitors gave: what is exported is deleted at the same time."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import delete, select
from sqlalchemy.engine import URL

from lantaarn.storage.database import GIVEN_SENTENCES, make_engine, make_tables
from lantaarn.storage.retention import wipe_leftovers


def export_given(url: URL, path: Path) -> int:
    """Write every given sentence to ``path``, one a line, and delete them; gives their number.

    Nothing is deleted before the file stands on disk.

    Raises:
        FileExistsError: there is a file of that name already.
    """
    engine = make_engine(url)
    make_tables(engine)
    try:
        with engine.begin() as connection:
            # Alphabetical: the order of the file says nothing about who came first.
            rows = connection.execute(select(GIVEN_SENTENCES.c.id, GIVEN_SENTENCES.c.sentence)).all()
            with path.open("x", encoding="utf-8") as file:
                file.writelines(f"{sentence}\n" for sentence in sorted(row.sentence for row in rows))
            for row in rows:
                connection.execute(delete(GIVEN_SENTENCES).where(GIVEN_SENTENCES.c.id == row.id))
        if rows:
            wipe_leftovers(engine)
        return len(rows)
    finally:
        engine.dispose()
