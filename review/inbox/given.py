"""Reads the sentences that visitors gave, from the bot's own table."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection

from inbox.models import Leaving
from turns.models import GivenSentence
from turns.store import reading

# How long the bot keeps a sentence (lantaarn/storage/retention.py); tests/inbox compares the two.
KEPT_DAYS = 60
_NUMBER = re.compile(r"\d{1,19}")
# A database takes only so many values in one question.
AT_ONCE = 500


def days() -> dict[int, dt.date]:
    """The number of every given sentence, with the day on which it was given.

    Raises:
        StoreError: the bot's table cannot be read.
    """
    with reading():
        return dict(GivenSentence.objects.values_list("id", "day"))


def is_there(number: int) -> bool:
    """Whether the bot still has a sentence of this number.

    Raises:
        StoreError: the bot's table cannot be read.
    """
    with reading():
        return GivenSentence.objects.filter(pk=number).exists()


def sentences(numbers: Collection[int]) -> dict[int, str]:
    """Number to sentence, of those that are still there and not on their way out.

    No page reads a sentence in another way, so what was thrown away shows nowhere, whichever page asks for it by number
    and however long the bot takes to delete it.

    Raises:
        StoreError: the bot's table cannot be read.
    """
    leaving = set(Leaving.objects.values_list("pk", flat=True))
    wanted, found = [number for number in numbers if number not in leaving], {}
    with reading():
        for start in range(0, len(wanted), AT_ONCE):
            part = GivenSentence.objects.filter(id__in=wanted[start : start + AT_ONCE])
            found.update(part.values_list("id", "sentence"))
    return found


def number_from(text: str | None) -> int | None:
    """The number in a form or address. Numbers travel as text: a script would round those above 2**53."""
    if text is None or not _NUMBER.fullmatch(text) or int(text) >= 2**63:
        return None
    return int(text)


def last_day(given: dt.date) -> dt.date:
    """The day on which the bot deletes a sentence of this day."""
    return given + dt.timedelta(days=KEPT_DAYS)
