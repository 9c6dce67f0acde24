"""When a help line is open, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
UNKNOWN = "De openingstijden weten we niet zeker."


def opening_hours(opening: Mapping[str, Any] | None, said: str) -> str:
    """One sentence on the hours by which the bot decides whether a line is open.

    Args:
        opening: ``dagen`` (1 is Monday), ``van``, ``tot`` ("24:00" for midnight) and ``feestdagen_dicht``; None when
            the bot does not know the hours and never says that the line is open or closed.
        said: the hours as the line's own fact says them.
    """
    if opening is None:
        return f"Open: {said}." if said else UNKNOWN
    days, hours = _days(sorted(opening["dagen"])), _hours(opening["van"], opening["tot"])
    closed = ", niet op feestdagen" if opening["feestdagen_dicht"] else ""
    return f"Open: {days}, {hours}{closed}."


def _days(days: list[int]) -> str:
    if len(days) == 7:
        return "elke dag"
    names = [DAYS[day - 1] for day in days]
    if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
        return f"{names[0]} tot en met {names[-1]}"
    return " en ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _hours(opens: str, closes: str) -> str:
    if (opens, closes) == ("00:00", "24:00"):
        return "dag en nacht"
    return f"van {_clock(opens)} tot {_clock(closes)} uur"


def _clock(time: str) -> str:
    hours, _, minutes = time.partition(":")
    return str(int(hours)) if minutes == "00" else f"{int(hours)}.{minutes}"
