"""Periods of whole weeks, so that nothing can be found by subtracting one day."""

import datetime as dt

import pytest

from tests.conftest import TODAY
from turns.groups import KEPT, WEEKS, last_day_over, period

DAY = dt.timedelta(days=1)


@pytest.mark.parametrize("weeks", WEEKS)
def test_a_period_takes_whole_weeks_that_are_over_on_every_day_of_a_year(clock, weeks):
    for passed in range(366):
        today = TODAY + passed * DAY
        for hour in (1, 5, 6, 23):
            clock(today, hour)
            chosen = period(weeks)
            assert chosen.start.weekday() == 0 and chosen.sunday.weekday() == 6
            assert chosen.start <= chosen.sunday <= chosen.last == last_day_over() < today
            assert (chosen.last - chosen.sunday).days < 7
            # The bot deletes day by day: a week of which a day is gone already would give away the next.
            assert chosen.start > today - KEPT
            assert (chosen.sunday - chosen.start).days + 1 in (7 * weeks, 7 * weeks - 7)


@pytest.mark.parametrize("weeks", [1, 4])
def test_what_stands_without_a_day_changes_once_a_week(clock, weeks):
    seen = []
    for passed in range(28):
        for hour in range(0, 24, 3):
            clock(TODAY + passed * DAY, hour)
            seen.append((period(weeks).start, period(weeks).sunday))
    assert len(set(seen)) == 5
    assert seen == sorted(seen)


def test_the_last_week_ends_on_the_sunday_before(clock):
    clock(TODAY + DAY)
    assert period(1).start == dt.date(2026, 11, 23)
    assert period(1).sunday == dt.date(2026, 11, 29)
    assert period(1).last == TODAY
