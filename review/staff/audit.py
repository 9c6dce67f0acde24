"""Writing in the log of who looked at and changed what, in such a way that a failure is never silent.

A page that was already made is still shown when its entry cannot be written: staff would otherwise be locked out by a
full disk. A change is safe without a rule of its own, since it is kept in the same database as the log. What could not
be written is counted: a line goes to the process's own log, administrators see it on the front page, and the first
entry that does succeed is preceded by one that names the gap.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
from dataclasses import dataclass
from typing import Any

from django.db import Error, transaction
from django.utils import timezone

from staff.models import Entry

logger = logging.getLogger(__name__)
_lock = threading.Lock()


@dataclass
class Gap:
    """How many entries could not be written since the last that was, and from when."""

    count: int = 0
    since: dt.datetime | None = None


gap = Gap()


def note(user: Any, page: str, subject: str = "", changed: bool = False, status: int = 200) -> None:
    """Write one entry. ``page`` is a view's name or an event of ``staff.titles``; ``user`` is None for nobody known."""
    missed = _take()
    try:
        with transaction.atomic():
            if missed.count:
                Entry.write(None, "event:gap", _described(missed), True, 500)
            Entry.write(user, page, subject, changed, status)
    except Error as error:
        logger.error("log entry not written", exc_info=error)
        _add(missed)


def _take() -> Gap:
    with _lock:
        taken = Gap(gap.count, gap.since)
        gap.count, gap.since = 0, None
        return taken


def _add(missed: Gap) -> None:
    with _lock:
        gap.since = missed.since or gap.since or timezone.now()
        gap.count += missed.count + 1


def _described(missed: Gap) -> str:
    return f"{missed.count} regels, vanaf {timezone.localtime(missed.since):%d-%m-%Y %H:%M}"
