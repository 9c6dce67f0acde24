"""Which help lines are open now, in Europe/Amsterdam, with public holidays from the ``holidays`` library."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from lantaarn.answers.facts import Helpline

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@lru_cache(maxsize=8)
def _holidays(country: str, year: int) -> frozenset[dt.date]:
    return frozenset(holidays.country_holidays(country, years=year))


def is_open(line: Helpline, now: dt.datetime) -> bool | None:
    """Whether a line can be reached at ``now`` (an aware time).

    Returns:
        True or False, or None where the hours of the line are not known.
    """
    opening = line.opening
    if opening is None:
        return None
    local = now.astimezone(AMSTERDAM)
    if local.isoweekday() not in opening.days:
        return False
    if opening.closed_on_holidays and local.date() in _holidays(line.country, local.year):
        return False
    if local.time() < opening.opens:
        return False
    return opening.closes is None or local.time() < opening.closes


def opening_sentence(line: Helpline, now: dt.datetime) -> str:
    """One Dutch sentence on whether the line is open now."""
    state = is_open(line, now)
    hours = line.get("uren")
    if state is None:
        return f"Open: {hours}." if hours else "De openingstijden weten we niet zeker."
    if state:
        return f"Nu open ({hours})." if hours else "Nu open."
    return f"Nu dicht (open {hours})." if hours else "Nu dicht."
