import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantaarn.answers.facts import Fact, Helpline, Opening, Source
from lantaarn.answers.hours import AMSTERDAM, is_open, opening_sentence

EVERY_DAY = frozenset(range(1, 8))
NINE, FIVE, MIDNIGHT = dt.time(9), dt.time(17), dt.time(0)


def line(opening, country="NL", hours=""):
    day = dt.date(2026, 11, 22)
    fact = Fact("x.uren", hours, "", Source("x", "https://x.example"), day, day, "bevestigd")
    return Helpline("x", "X", country, "vragen", {"uren": fact} if hours else {}, opening)


def amsterdam(*when):
    return dt.datetime(*when, tzinfo=AMSTERDAM)


def utc(*when):
    return dt.datetime(*when, tzinfo=dt.timezone.utc)


def test_without_hours_nobody_knows():
    assert is_open(line(None), utc(2026, 12, 1, 12)) is None


@pytest.mark.parametrize(
    ("hour", "minute", "state"), [(8, 59, False), (9, 0, True), (16, 59, True), (17, 0, False), (23, 59, False)]
)
def test_a_line_opens_on_the_minute_and_closes_on_the_minute(book, hour, minute, state):
    assert is_open(book.helplines["comensha"], amsterdam(2026, 12, 1, hour, minute)) is state


@pytest.mark.parametrize(("day", "state"), [(4, True), (5, False), (6, False), (7, True)])
def test_comensha_is_closed_in_the_weekend(book, day, state):
    assert is_open(book.helplines["comensha"], amsterdam(2026, 12, day, 12)) is state


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        (amsterdam(2026, 12, 24, 12), True),
        (amsterdam(2026, 12, 25, 12), False),  # Friday, Christmas Day
        (amsterdam(2027, 1, 1, 12), False),  # Friday, New Year's Day
        (amsterdam(2027, 4, 27, 12), False),  # Tuesday, King's Day
        (amsterdam(2027, 3, 29, 12), False),  # Easter Monday
        (amsterdam(2027, 7, 21, 12), True),  # a holiday in Belgium only
    ],
)
def test_comensha_is_closed_on_dutch_holidays(book, moment, state):
    assert is_open(book.helplines["comensha"], moment) is state


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        (amsterdam(2027, 7, 20, 12), True),
        (amsterdam(2027, 7, 21, 12), False),  # Wednesday, Belgium's national day
        (amsterdam(2026, 11, 11, 12), False),  # Wednesday, Armistice Day
        (amsterdam(2027, 4, 27, 12), True),  # a holiday in the Netherlands only
    ],
)
def test_1712_is_closed_on_belgian_holidays(book, moment, state):
    assert is_open(book.helplines["be_1712"], moment) is state


@given(st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2028, 1, 1), timezones=st.just(dt.timezone.utc)))
def test_a_line_for_day_and_night_is_always_open(moment):
    assert is_open(line(Opening(EVERY_DAY, MIDNIGHT, None, False)), moment) is True


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        (utc(2027, 3, 27, 7, 30), False),  # winter time: half past eight
        (utc(2027, 3, 28, 7, 30), True),  # summer time since that night: half past nine
        (utc(2027, 3, 28, 15, 30), False),
        (utc(2027, 10, 30, 7, 30), True),  # summer time
        (utc(2027, 10, 31, 7, 30), False),  # winter time since that night
    ],
)
def test_hours_follow_the_change_of_the_clock(moment, state):
    assert is_open(line(Opening(EVERY_DAY, NINE, FIVE, False)), moment) is state


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        (utc(2026, 12, 6, 22, 59, 59), False),  # Sunday, a second before midnight in Amsterdam
        (utc(2026, 12, 6, 23, 0), True),  # Monday
        (utc(2026, 12, 7, 22, 59, 59), True),
        (utc(2026, 12, 7, 23, 0), False),  # Tuesday
    ],
)
def test_the_day_turns_at_midnight_in_amsterdam(moment, state):
    assert is_open(line(Opening(frozenset({1}), MIDNIGHT, None, False)), moment) is state


def test_the_holiday_turns_at_midnight_in_amsterdam_too():
    daily = line(Opening(EVERY_DAY, MIDNIGHT, None, True))
    assert is_open(daily, utc(2026, 12, 24, 22, 59)) is True
    assert is_open(daily, utc(2026, 12, 24, 23, 0)) is False


def test_a_visitor_in_another_time_zone_gets_the_same_answer(book):
    tokyo = dt.timezone(dt.timedelta(hours=9))
    moment = dt.datetime(2026, 12, 1, 18, 30, tzinfo=tokyo)  # half past ten in Amsterdam
    assert is_open(book.helplines["comensha"], moment) is True


OFFICE = Opening(EVERY_DAY, NINE, FIVE, False)


@pytest.mark.parametrize(
    ("opening", "hours", "hour", "sentence"),
    [
        (OFFICE, "van 9 tot 17 uur", 12, "Nu open (van 9 tot 17 uur)."),
        (OFFICE, "", 12, "Nu open."),
        (OFFICE, "van 9 tot 17 uur", 20, "Nu dicht (open van 9 tot 17 uur)."),
        (OFFICE, "", 20, "Nu dicht."),
        (None, "elke dag", 12, "Open: elke dag."),
        (None, "", 12, "De openingstijden weten we niet zeker."),
    ],
)
def test_one_sentence_says_whether_the_line_is_open(opening, hours, hour, sentence):
    assert opening_sentence(line(opening, hours=hours), amsterdam(2026, 12, 1, hour)) == sentence
