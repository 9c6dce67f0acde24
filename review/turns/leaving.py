"""Where people leave: after which topic or step conversations ended, over whole weeks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Q, Sum

from figures.interval import Spread, share
from turns.filters import Choice
from turns.groups import SMALLEST
from turns.models import DayCount, counted_at


@dataclass(frozen=True)
class Leaving:
    """How many conversations had this topic or step, in how many it was the last, and that share in percent."""

    name: str
    came: int
    ended: int
    spread: Spread


def leaving(choice: Choice) -> list[Leaving]:
    """Every topic and step of five conversations or more, the surest cause for leaving first.

    Only period and channel of the choice count, and of the period only the weeks that are over.
    """
    days = choice.period
    sums = _sums(choice.channel, days.start, days.sunday, counted_at())
    found = [
        Leaving(name, came, ended, spread)
        for name, came, ended in sums
        if came >= SMALLEST and (spread := share(ended, came))
    ]
    return sorted(found, key=lambda one: (-one.spread.low, one.name))


@lru_cache(maxsize=64)
def _sums(channel: str, first: dt.date, last: dt.date, _stamp: object) -> list[tuple[str, int, int]]:
    counts = DayCount.objects.filter(measure__in=("geraakt", "einde"), day__range=(first, last))
    if channel:
        counts = counts.filter(channel=channel)
    came = Sum("count", filter=Q(measure="geraakt"), default=0)
    ended = Sum("count", filter=Q(measure="einde"), default=0)
    return list(counts.order_by().values_list("key").annotate(came=came, ended=ended))
