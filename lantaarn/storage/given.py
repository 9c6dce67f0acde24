"""Takes out the sentences that visitors gave: what is exported or judged by staff is deleted at the same time."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

from sqlalchemy import delete, select
from sqlalchemy.engine import URL

from lantaarn.storage.database import GIVEN_SENTENCES, make_engine, make_tables
from lantaarn.storage.retention import wipe_leftovers


class ExportError(RuntimeError):
    """The sentences could not be written; nothing was deleted."""


def export_given(url: URL, path: Path) -> int:
    """Write every given sentence to ``path``, one a line, and delete them; gives their number.

    Nothing is deleted before the file stands on disk.

    Raises:
        ExportError: there is a file of that name already, or the folder cannot be written.
    """
    engine = make_engine(url)
    make_tables(engine)
    try:
        with engine.begin() as connection:
            # Alphabetical: the order of the file says nothing about who came first.
            rows = connection.execute(select(GIVEN_SENTENCES.c.id, GIVEN_SENTENCES.c.sentence)).all()
            _write(path, sorted(row.sentence for row in rows))
            for row in rows:
                connection.execute(delete(GIVEN_SENTENCES).where(GIVEN_SENTENCES.c.id == row.id))
        if rows:
            wipe_leftovers(engine)
        return len(rows)
    finally:
        engine.dispose()


def delete_given(url: URL, ids: Collection[int]) -> int:
    """Delete the given sentences with these ids; gives how many there were. An id that is not there is no error."""
    engine = make_engine(url)
    make_tables(engine)
    try:
        with engine.begin() as connection:
            deleted = connection.execute(delete(GIVEN_SENTENCES).where(GIVEN_SENTENCES.c.id.in_(list(ids)))).rowcount
        if deleted:
            wipe_leftovers(engine)
        return deleted
    finally:
        engine.dispose()


def _write(path: Path, sentences: list[str]) -> None:
    try:
        # For the eyes of who runs this command only.
        with open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
            file.writelines(f"{sentence}\n" for sentence in sentences)
    except FileExistsError:
        raise ExportError(f"{path} bestaat al. Kies een andere naam; er is niets gewist.") from None
    except OSError as error:
        raise ExportError(f"{path} kan niet worden geschreven. Er is niets gewist.") from error
