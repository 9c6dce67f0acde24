"""All questions to the day counts. They are added up in the database; nothing here reads a conversation."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace

from django.db.models import Count, Max, Min, QuerySet, Sum

from figures.query import DAY, Query
from figures.small import hide_small, of_channels, quiet_days
from turns.models import DayCount, DigestedDay

CONVERSATIONS, TURNS, MISSED = "gesprekken", "beurten", "niet_begrepen"
TOPIC, DANGER, CONFIDENCE, ENDING, STEP_TO = "onderwerp", "gevaar", "zekerheid", "einde", "overgang"
# In how many conversations a topic came.
TOUCHED = "geraakt"

Points = dict[dt.date, int | None]


def mark_of(query: Query) -> tuple[object, ...]:
    """Changes as soon as a day of this period was counted anew, and only then."""
    done = DigestedDay.objects.filter(day__range=(query.start, query.end))
    return tuple(done.aggregate(newest=Max("when"), days=Count("day")).values())


def channels() -> list[str]:
    """All channels that were ever counted."""
    found = DayCount.objects.filter(measure=CONVERSATIONS).values_list("channel", flat=True)
    return list(found.order_by("channel").distinct())


def first_day() -> dt.date | None:
    """The oldest day that was counted."""
    return DayCount.objects.filter(measure=CONVERSATIONS).aggregate(first=Min("day"))["first"]


def totals(query: Query, measure: str) -> list[tuple[str, int]]:
    """(key, how often) over the whole period, the most frequent first."""
    summed = _rows(query, measure).values_list("key").annotate(often=Sum("count"))
    return sorted(((key, often) for key, often in summed if often), key=lambda row: (-row[1], row[0]))


def total(query: Query, measure: str) -> int:
    """How often over the whole period."""
    return _rows(query, measure).aggregate(often=Sum("count"))["often"] or 0


def transitions(query: Query) -> list[tuple[str, str, int]]:
    """(topic, next topic, how often), the most frequent first; all of them, also when topics were chosen."""
    summed = _rows(query, STEP_TO).values_list("key", "second").annotate(often=Sum("count"))
    return sorted((row for row in summed if row[2]), key=lambda row: (-row[2], row[0], row[1]))


def steps(query: Query) -> list[dt.date]:
    """The days of this choice, or the Mondays of its weeks; from the first week that anything was counted in."""
    first = first_day()
    start = query.start if first is None else max(query.start, first - dt.timedelta(days=first.weekday()))
    size = 1 if query.per == DAY else 7
    return [start + dt.timedelta(days=passed) for passed in range(0, max(0, (query.end - start).days + 1), size)]


def by_week(query: Query, measure: str, keys: Collection[str] | None = None) -> dict[str, dict[dt.date, int]]:
    """Key to Monday to how often."""
    found: dict[str, dict[dt.date, int]] = defaultdict(lambda: defaultdict(int))
    for key, days in _by_day(query, measure, keys).items():
        for day, often in days.items():
            found[key][day - dt.timedelta(days=day.weekday())] += often
    return found


def by_channel(query: Query, measure: str, keys: Collection[str]) -> dict[str, Points]:
    """Each key to how often per week, of the chosen channel, where small numbers and what would tell them are hidden."""
    found: dict[tuple[str, dt.date], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    rows = _rows(replace(query, channel=""), measure).filter(key__in=keys)
    for key, day, channel, often in rows.values_list("key", "day", "channel").annotate(often=Sum("count")):
        found[key, day - dt.timedelta(days=day.weekday())][channel] += often
    when = steps(query)
    return {key: {week: of_channels(found[key, week], query.channel) for week in when} for key in keys}


def over_time(
    query: Query, measure: str, keys: Collection[str], crowd: tuple[str, str | None] = (CONVERSATIONS, "")
) -> dict[str, Points]:
    """Each key to how often per week or, with small groups hidden, per day.

    Args:
        crowd: the measure, and its key (None: the same key), that says how many conversations a number comes from:
            ten turns can be of one person.
    """
    when = steps(query)
    if query.per != DAY:
        weeks = by_week(query, measure, keys)
        return {key: {week: weeks[key].get(week, 0) for week in when} for key in keys}
    many, same = crowd
    people = _by_day(query, many, keys if same is None else [same])
    days = _by_day(query, measure, keys)
    return {key: hide_small(days[key], when, quiet_days(people[key if same is None else same], when)) for key in keys}


def _by_day(query: Query, measure: str, keys: Collection[str] | None = None) -> dict[str, dict[dt.date, int]]:
    rows = _rows(query, measure)
    if keys is not None:
        rows = rows.filter(key__in=keys)
    found: dict[str, dict[dt.date, int]] = defaultdict(dict)
    for key, day, often in rows.values_list("key", "day").annotate(often=Sum("count")):
        found[key][day] = often
    return found


def _rows(query: Query, measure: str) -> QuerySet[DayCount]:
    rows = DayCount.objects.filter(measure=measure, day__range=(query.start, query.end)).order_by()
    return rows.filter(channel=query.channel) if query.channel else rows
