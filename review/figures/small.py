"""Small groups: which days of a series, and which numbers about danger and help lines, stay hidden.

Chosen rules, and why:

- A number of fewer than five conversations is hidden, zero too: then no hidden number can be told to be at least one.
- On a day with fewer than five conversations everything is hidden: many turns can be of one person.
- The sum of a week is shown elsewhere. So that it does not give away what is hidden, a week with a hidden day hides one
  more: the next one, whatever its number. A choice that looked at the numbers would itself tell something of them.
- Days are only shown for all channels together and for weeks that are over (``figures.query``), and never with a total
  over topics next to them.

Of danger, and of the help lines that were given, small numbers stay hidden in a whole week or month too: what somebody
in danger asked is never to be found back by a choice of channel. There nothing else stands beside it that adds up to
more than one week or month, and:

- A number from one to four is hidden; that nothing happened may be known.
- All channels together, less the channels that are shown, would leave the one that is hidden. So where any channel has
  a small number, no channel is shown by itself.

What is left: small numbers of topics, paths and endings in a week, which tell of no danger; that nobody came at all on the hidden days of a week, a day so busy that only one of all topics is hidden,
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


def is_small(number: int) -> bool:
    """Whether a number tells of so few that it is hidden, where nothing at all may be known."""
    return 0 < number < FEWEST


def of_channels(counts: Mapping[str, int], channel: str) -> int | None:
    """The count of one channel, or of all together where it is empty; None where it stays hidden.

    Args:
        counts: every channel that counted anything.
    """
    if channel:
        return None if any(map(is_small, counts.values())) else counts.get(channel, 0)
    everything = sum(counts.values())
    return None if is_small(everything) else everything


def quiet_days(conversations: Mapping[dt.date, int], days: Sequence[dt.date]) -> frozenset[dt.date]:
    """Days with fewer than five conversations."""
    return frozenset(day for day in days if conversations.get(day, 0) < FEWEST)
