"""Counts as the digest writes them, on a day of one's own."""

import datetime as dt
import itertools
from zoneinfo import ZoneInfo

import pytest
from django.db import connections

from figures.kept import kept
from figures.query import Query
from figures.words import Names
from turns.models import DayCount, DigestedDay, LastDigest

# A Tuesday; the last week that is over ends on Sunday 29 November.
NOW = dt.datetime(2026, 12, 1, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))
SUNDAY = dt.date(2026, 11, 29)
MONDAY = dt.date(2026, 11, 23)


def rows_of(day, channel, **measures):
    """The counts of a day: each measure with one number, or with a number for each key or pair of keys."""
    rows = []
    for measure, found in measures.items():
        for key, count in (found if isinstance(found, dict) else {"": found}).items():
            first, second = key if isinstance(key, tuple) else (key, "")
            rows.append(DayCount(day=day, channel=channel, measure=measure, key=first, second=second, count=count))
    return rows


@pytest.fixture(autouse=True)
def nothing_kept():
    """What another test drew is forgotten."""
    kept.clear()


@pytest.fixture
def add_counts(db):
    """Writes counts: ``add_counts(day, gesprekken=7, onderwerp={"a": 3}, overgang={("begin", "einde"): 2})``."""

    def add(day, channel="web", when=NOW, **measures):
        DayCount.objects.bulk_create(rows_of(day, channel, **measures))
        DigestedDay.objects.update_or_create(day=day, defaults={"rows": 1, "mark": "x"})
        LastDigest.objects.update_or_create(pk=1, defaults={"when": when})

    return add


@pytest.fixture
def year(db):
    """Eight weeks in which every measure has something, over two channels."""
    days = [SUNDAY - dt.timedelta(days=back) for back in range(56)]
    rows = []
    for day, (channel, many) in itertools.product(days, (("web", 20), ("telegram", 7))):
        rows += rows_of(
            day,
            channel,
            gesprekken=many,
            beurten=3 * many,
            onderwerp={"wet_inhoud": many, "handelen_stappen": many - 1, "nlu_fallback": 6},
            geraakt={"wet_inhoud": many - 1, "handelen_stappen": many - 2, "nlu_fallback": 5},
            gevaar={"112": 1, "minor": 2},
            zekerheid={"3": 6, "8": many, "10": many - 1},
            niet_begrepen=6,
            einde={"wet_inhoud": many - 5, "handelen_stappen": 4, "action_forget": 1},
            overgang={
                ("begin", "wet_inhoud"): many,
                ("wet_inhoud", "handelen_stappen"): many - 1,
                ("handelen_stappen", "einde"): many,
            },
        )
    DayCount.objects.bulk_create(rows)
    DigestedDay.objects.bulk_create([DigestedDay(day=day, rows=1, mark="x") for day in days])
    LastDigest.objects.create(pk=1, when=NOW)


@pytest.fixture
def add_tally():
    """Writes the bot's tally: rows of (month, band, line, channel, count)."""

    def add(*rows):
        with connections["turns"].cursor() as cursor:
            cursor.executemany(
                "INSERT INTO handoff_tally (month, band, line, channel, count) VALUES (%s, %s, %s, %s, %s)", rows
            )

    return add


@pytest.fixture
def names():
    """Without a flow book: the bot's own names."""
    return Names(None)


@pytest.fixture
def weeks():
    """The choice of the last weeks: ``weeks(4, per="dag")``."""

    def make(number, **chosen):
        return Query(SUNDAY, SUNDAY, **chosen).lasting(number, SUNDAY)

    return make
