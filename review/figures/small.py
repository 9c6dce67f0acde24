"""Small groups: which days of a series stay hidden.

Chosen rules, and why:

- A number of fewer than five conversations is hidden, zero too: then no hidden number can be told to be at least one.
- On a day with fewer than five conversations everything is hidden: many turns can be of one person.
- The sum of a week is shown elsewhere. So that it does not give away what is hidden, a week with a hidden day hides one
  more: the next one, whatever its number. A choice that looked at the numbers would itself tell something of them.
- Days are only shown for all channels together and for weeks that are over (``figures.query``), and never with a total
  over topics next to them.

What is left: that nobody came at all on the hidden days of a week, a day so busy that only one of all topics is hidden,
and what somebody noted earlier from another page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

FEWEST = 5


def hide_small(
    counts: Mapping[dt.date, int], days: Sequence[dt.date], quiet: Collection[dt.date] = ()
) -> dict[dt.date, int | None]:
    """The count of each day, None where it stays hidden.

    Args:
        days: whole weeks, in order, from a Monday.
        quiet: days that are hidden whatever their count.
    """
    shown: dict[dt.date, int | None] = {}
    for first in range(0, len(days), 7):
        week = days[first : first + 7]
        hidden = {day for day in week if counts.get(day, 0) < FEWEST or day in quiet}
        if hidden:
            start = week.index(min(hidden))
            hidden |= set([day for day in [*week[start:], *week[:start]] if day not in hidden][:1])
        shown |= {day: None if day in hidden else counts.get(day, 0) for day in week}
    return shown


def quiet_days(conversations: Mapping[dt.date, int], days: Sequence[dt.date]) -> frozenset[dt.date]:
    """Days with fewer than five conversations."""
    return frozenset(day for day in days if conversations.get(day, 0) < FEWEST)
