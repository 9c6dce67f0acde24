"""Whether the bot's rows can be read, said in words that staff can act on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connections

from turns.models import GivenSentence, Turn
from turns.routing import BOT


class StoreError(RuntimeError):
    """The bot's rows cannot be read now; the message says why, in Dutch, for on the page."""


MISSING = (
    "De gesprekken zijn nu niet te lezen: de database van de chat is er niet of is niet bereikbaar. "
    "Is de chat al eens gestart? Vraag je beheerder om NAKIJKEN_BEURTEN na te kijken. "
    "De rest van dit gereedschap werkt gewoon."
)
OLDER = (
    "De database van de chat is van een oudere versie dan dit gereedschap: er mist een kolom. "
    "Start de nieuwe versie van de chat één keer. De rest van dit gereedschap werkt gewoon."
)
BUSY = (
    "De database van de chat is nu te druk om te lezen. Probeer het over een paar minuten opnieuw. "
    "De rest van dit gereedschap werkt gewoon."
)
# PostgreSQL: cancelled because it took too long, lock not available.
_TOO_LONG = frozenset({"57014", "55P03"})


@contextmanager
def reading() -> Iterator[None]:
    """Turns every error of the bot's database within the block into a StoreError. Columns that a newer bot added are
    ignored.
    """
    try:
        yield
    except DatabaseError as error:
        raise StoreError(BUSY if _is_busy(error) else check() or MISSING) from error


def check() -> str:
    """An empty string when the rows can be read, else the sentence for on the page."""
    try:
        with connections[BOT].cursor() as cursor:
            for model in (Turn, GivenSentence):
                table = model._meta.db_table
                there = {column.name for column in connections[BOT].introspection.get_table_description(cursor, table)}
                if not {field.column for field in model._meta.concrete_fields if field.column} <= there:
                    return OLDER
    except DatabaseError as error:
        return BUSY if _is_busy(error) else MISSING
    return ""


def _is_busy(error: DatabaseError) -> bool:
    cause = error.__cause__
    return (
        getattr(cause, "sqlite_errorname", "").startswith("SQLITE_BUSY") or getattr(cause, "sqlstate", "") in _TOO_LONG
    )
