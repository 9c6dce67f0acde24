"""What a page of figures is asked to show: read from its address, made safe, and written back to one.

A period always takes whole weeks, from Monday to Sunday, that are over. Somebody who could move its edge by one day, or
look again an hour later, would find the number of a single day, or hour, by subtracting.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from figures.weeks import monday_of
from figures.words import day_in_words

WEEK, DAY = "week", "dag"
PRESETS = ((4, "4 weken"), (13, "13 weken"), (26, "half jaar"), (52, "jaar"))
USUAL = 13
# Counts are kept for 400 days. A week of which only some days are left would tell, day after day, what went.
LONGEST = 56
MOST_TOPICS = 12
LEAST = 5
MOST = 1_000_000


@dataclass(frozen=True)
class Query:
    """One choice of period, step, channel and topics; the same choice is always equal.

    ``start`` is a Monday and ``end`` a Sunday. ``per`` is WEEK or DAY. An empty ``channel`` or ``topics`` means all.
    ``minimum`` is the smallest number of an arrow between topics; None leaves it to the picture.
    """

    start: dt.date
    end: dt.date
    per: str = WEEK
    channel: str = ""
    topics: tuple[str, ...] = ()
    minimum: int | None = None

    @property
    def weeks(self) -> int:
        """How many weeks the period has."""
        return ((self.end - self.start).days + 1) // 7

    @property
    def period(self) -> str:
        """The period in words."""
        weeks = "1 week" if self.weeks == 1 else f"{self.weeks} weken"
        return f"{day_in_words(self.start, year=True)} tot en met {day_in_words(self.end, year=True)} ({weeks})"

    @property
    def address(self) -> str:
        """The choice as it stands behind the question mark of an address."""
        chosen: list[tuple[str, str]] = [("van", self.start.isoformat()), ("tot", self.end.isoformat())]
        if self.per == DAY:
            chosen.append(("per", DAY))
        if self.channel:
            chosen.append(("kanaal", self.channel))
        chosen += [("onderwerp", topic) for topic in self.topics]
        if self.minimum is not None:
            chosen.append(("minimum", str(self.minimum)))
        return urlencode(chosen)

    def lasting(self, weeks: int, end: dt.date) -> Query:
        """The same choice, for the last weeks until a Sunday."""
        return replace(self, start=end + dt.timedelta(days=1, weeks=-weeks), end=end)


def read_query(given: QueryDict, end: dt.date) -> tuple[Query, list[str]]:
    """The choice in an address, and in Dutch what was changed about it. Never raises: what cannot be read is left out.

    Args:
        end: the last Sunday that can be shown.
    """
    notes: list[str] = []
    query = Query(end, end).lasting(_number(given.get("periode"), 1, LONGEST) or USUAL, end)
    if given.get("van") or given.get("tot"):
        query = _between(query, given.get("van", ""), given.get("tot", ""), notes)
    if given.get("per") == DAY:
        query = replace(query, per=DAY)
    channel = given.get("kanaal", "")[:20]
    if channel and query.per == DAY:
        # With all channels and all but one, the day of the last one would be known.
        notes.append("Per dag staan alle kanalen bij elkaar. Kies ‘per week’ om één kanaal te zien.")
    else:
        query = replace(query, channel=channel)
    topics = tuple(sorted({topic[:60] for topic in given.getlist("onderwerp") if topic}))
    if len(topics) > MOST_TOPICS:
        notes.append(f"Je koos meer dan {MOST_TOPICS} onderwerpen. Je ziet er {MOST_TOPICS}.")
    query = replace(query, topics=topics[:MOST_TOPICS])
    if given.get("minimum"):
        query = replace(query, minimum=_number(given.get("minimum"), LEAST, MOST))
        if query.minimum is None:
            notes.append(f"Het minimum is een heel getal vanaf {LEAST}. De pagina koos nu zelf een minimum.")
    return query, notes


def _between(usual: Query, first: str, last: str, notes: list[str]) -> Query:
    try:
        start = monday_of(dt.date.fromisoformat(first)) if first else usual.start
        end = monday_of(dt.date.fromisoformat(last)) + dt.timedelta(days=6) if last else usual.end
    except (ValueError, OverflowError):
        notes.append(f"Die datum bestaat niet. Je ziet nu de laatste {usual.weeks} weken.")
        return usual
    if end > usual.end:
        end = usual.end
        if last and dt.date.fromisoformat(last) > usual.end:
            notes.append(f"Cijfers zijn er tot en met {day_in_words(usual.end)}: een week telt mee als ze voorbij is.")
    if start > end:
        notes.append(
            f"In die periode is geen week voorbij, of ze begint na haar einde. Je ziet de laatste {usual.weeks} weken."
        )
        return usual
    oldest = usual.end - dt.timedelta(weeks=LONGEST, days=-1)
    if start < oldest:
        notes.append(f"Cijfers zijn er vanaf {day_in_words(oldest, year=True)}. Oudere cijfers zijn gewist.")
        start, end = oldest, max(end, oldest + dt.timedelta(days=6))
    return replace(usual, start=start, end=end)


def _number(text: str | None, low: int, high: int) -> int | None:
    try:
        number = int(text or "")
    except ValueError:
        return None
    return number if low <= number <= high else None
