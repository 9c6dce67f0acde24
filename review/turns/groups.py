"""Small groups: what may stand under its day, and what stands in a week only.

Somebody who knows that a visitor came on a certain day must not be able to find that visitor's conversation. So a
conversation stands under its day only if, for everything that one can filter on, at least four others of that day
and that channel have it too: each topic, the danger kind or none, understood or not, and what it ended after. This
is fixed when the day is counted. A rule that looked only at the filter of the moment would be undone by taking the
filter away.

All others stand together without a day, for whole weeks that are over. A period that moved by a day would give the
day away by subtracting; weeks give away the week and no more. What is and is not prevented:
docs/nakijken-database.md.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

# A group of fewer is never shown, and never counted out loud.
SMALLEST = 5
TOO_FEW = "minder dan vijf. Dat is te weinig om te tonen"
# The bot deletes a day's rows after this many days; a week of which days are gone is not shown at all.
KEPT = dt.timedelta(days=90)
WEEKS = (1, 4, 12)
# A conversation that began before midnight can go on after it. A day is over when even a long one has ended.
NIGHT = dt.timedelta(hours=6)


@dataclass(frozen=True)
class Period:
    """Days from ``start`` (a Monday) to ``last`` inclusive; ``sunday`` is the end of its last whole week."""

    start: dt.date
    sunday: dt.date
    last: dt.date


def last_day_over(now: dt.datetime | None = None) -> dt.date:
    """The last day that is counted. A day that still runs would show, minute after minute, who is talking now."""
    return (timezone.localtime(now) - NIGHT).date() - dt.timedelta(days=1)


def period(weeks: int, now: dt.datetime | None = None) -> Period:
    """The last ``weeks`` whole weeks, and the days that came after them."""
    last = last_day_over(now)
    sunday = last - dt.timedelta(days=(last.weekday() + 1) % 7)
    start = sunday - dt.timedelta(days=7 * weeks - 1)
    while start <= timezone.localdate(now) - KEPT:
        start += dt.timedelta(days=7)
    return Period(start, sunday, last)
