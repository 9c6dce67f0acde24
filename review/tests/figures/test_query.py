"""What is read from an address: whole weeks only, and nothing that cannot be shown."""

import datetime as dt

import pytest
from django.http import QueryDict

from figures.query import LONGEST, MOST_TOPICS, Query, read_query
from tests.figures.conftest import MONDAY, SUNDAY


def read(text):
    return read_query(QueryDict(text), SUNDAY)


def test_without_a_choice_thirteen_whole_weeks_are_shown():
    query, notes = read("")
    assert (query.start, query.end, query.weeks, notes) == (dt.date(2026, 8, 31), SUNDAY, 13, [])


@pytest.mark.parametrize("first", range(23, 30))
@pytest.mark.parametrize("last", range(23, 30))
def test_any_two_days_of_a_week_give_that_whole_week(first, last):
    query, _ = read(f"van=2026-11-{first}&tot=2026-11-{last}")
    assert (query.start, query.end) == (MONDAY, SUNDAY)


def test_a_period_never_reaches_into_a_week_that_still_runs():
    query, notes = read("van=2026-11-02&tot=2026-12-31")
    assert query.end == SUNDAY and "tot en met 29 november" in notes[0]


def test_a_period_never_reaches_back_further_than_counts_are_kept():
    query, notes = read("van=2020-01-01&tot=2026-11-29")
    assert query.weeks == LONGEST and "gewist" in notes[0]
    # Counts go after 400 days; on any day of the week after its end, the first day of the period is still there whole.
    assert (SUNDAY + dt.timedelta(days=7) - query.start).days < 400


@pytest.mark.parametrize(
    "text",
    [
        "van=2026-02-30",
        "van=gisteren",
        "tot=9999-12-31&van=9999-12-31",
        "van=2026-11-20&tot=2026-11-02",
        "van=0001-01-01&tot=0001-01-01",
    ],
)
def test_a_period_that_cannot_be_is_said_and_something_is_shown(text):
    query, notes = read(text)
    assert notes and query.start.weekday() == 0 and query.end.weekday() == 6
    assert query.end <= SUNDAY and 1 <= query.weeks <= LONGEST


def test_a_channel_is_not_shown_per_day():
    query, notes = read("per=dag&kanaal=web")
    assert (query.per, query.channel) == ("dag", "") and "alle kanalen" in notes[0]
    assert read("per=week&kanaal=web")[0].channel == "web"


def test_too_many_topics_are_cut_off_and_that_is_said():
    query, notes = read("&".join(f"onderwerp=t{number:02}" for number in range(20)))
    assert len(query.topics) == MOST_TOPICS and str(MOST_TOPICS) in notes[0]


@pytest.mark.parametrize("text", ["0", "4", "-8", "twee", "1e9", "9" * 5000, "5.5"])
def test_a_minimum_below_five_or_no_number_is_refused(text):
    query, notes = read(f"minimum={text}")
    assert query.minimum is None and "vanaf 5" in notes[0]


def test_a_choice_survives_its_own_address():
    query = Query(dt.date(2026, 9, 7), SUNDAY, "week", "web", ("a&b", "wet inhoud"), 12)
    assert read(query.address) == (query, [])
    by_day = Query(dt.date(2026, 9, 7), SUNDAY, "dag")
    assert read(by_day.address) == (by_day, [])


def test_the_same_choice_in_another_order_is_the_same():
    assert read("onderwerp=b&onderwerp=a&onderwerp=b")[0] == read("onderwerp=a&onderwerp=b")[0]
