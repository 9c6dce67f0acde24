"""Which weeks can be shown: those that are over and were counted whole."""

from __future__ import annotations

import datetime as dt

from turns.groups import last_day_over
from turns.models import LastDigest

ONE_WEEK = dt.timedelta(days=7)


def counted_until() -> dt.datetime | None:
    """When the bot's rows were last counted; None when that never happened."""
    return LastDigest.objects.values_list("when", flat=True).first()


def last_sunday(counted: dt.datetime | None) -> dt.date:
    """The last day of the last week that was over when rows were counted: half a week, seen twice, tells of a day."""
    day = last_day_over(counted)
    return day - dt.timedelta(days=(day.weekday() + 1) % 7)


def monday_of(day: dt.date) -> dt.date:
    """The first day of the week that a day is in."""
    return day - dt.timedelta(days=day.weekday())
