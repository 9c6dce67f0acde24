"""Small groups stay hidden, also from who knows the sum of the week and the rule."""

import datetime as dt
import itertools

from figures.small import hide_small, quiet_days
from tests.figures.conftest import MONDAY

WEEK = [MONDAY + dt.timedelta(days=day) for day in range(7)]


def hidden(*numbers, quiet=()):
    """Which places of a week are hidden."""
    shown = hide_small(dict(zip(WEEK, numbers)), WEEK, {WEEK[place] for place in quiet})
    return [place for place, day in enumerate(WEEK) if shown[day] is None]


def test_a_busy_week_is_shown():
    assert hidden(5, 6, 7, 8, 9, 10, 11) == []


def test_fewer_than_five_is_hidden_and_so_is_the_next_day():
    assert hidden(9, 4, 9, 9, 9, 9, 9) == [1, 2]
    assert hidden(9, 9, 9, 9, 9, 9, 0) == [0, 6]
    assert hidden(9, 1, 3, 9, 9, 9, 9) == [1, 2, 3]


def test_which_other_day_is_hidden_says_nothing_of_its_number():
    assert {tuple(hidden(9, 4, other, 9, 9, 9, 9)) for other in range(5, 500)} == {(1, 2)}


def test_a_quiet_day_is_hidden_whatever_its_number():
    assert hidden(9, 9, 90, 9, 9, 9, 9, quiet=[2]) == [2, 3]


def test_each_week_is_looked_at_by_itself():
    days = [MONDAY + dt.timedelta(days=day) for day in range(14)]
    shown = hide_small(dict.fromkeys(days, 8) | {days[9]: 1}, days)
    assert [place for place, day in enumerate(days) if shown[day] is None] == [9, 10]


def test_the_sum_of_the_week_gives_no_hidden_number_away():
    """Every week that looks the same and has the same sum is tried: each hidden number must be able to be another."""
    seen = set()
    # Three days at most differ, and each kind of number is there: none, some, four, and five and more.
    for places in itertools.combinations(range(7), 3):
        for three in itertools.product(range(9), repeat=3):
            numbers = [7] * 7
            for place, number in zip(places, three):
                numbers[place] = number
            seen.add((tuple(hide_small(dict(zip(WEEK, numbers)), WEEK).values()), sum(numbers)))
    checked = 0
    for shown, total in seen:
        unknown = [place for place, number in enumerate(shown) if number is None]
        if not 1 <= len(unknown) <= 3:
            continue
        rest = total - sum(number for number in shown if number is not None)
        guesses = itertools.product(range(rest + 1), repeat=len(unknown))
        possible = [guess for guess in guesses if sum(guess) == rest and _looks(shown, unknown, guess)]
        for numbers in map(set, zip(*possible)):
            # Only that nobody came can be certain; a number of five and more is not hidden for its own sake.
            assert len(numbers) > 1 or numbers == {0} or min(numbers) >= 5, (shown, total, possible)
        checked += 1
    assert checked > 500


def _looks(shown, unknown, guess):
    numbers = list(shown)
    for place, number in zip(unknown, guess):
        numbers[place] = number
    return tuple(hide_small(dict(zip(WEEK, numbers)), WEEK).values()) == shown


def test_seven_times_four_could_be_something_else():
    every = [4] * 7
    other = [4, 3, 4, 4, 4, 4, 5]
    assert sum(every) == sum(other) and hidden(*every) == hidden(*other) == list(range(7))


def test_days_with_fewer_than_five_conversations_are_quiet():
    assert quiet_days({WEEK[0]: 4, WEEK[1]: 5}, WEEK) == set(WEEK) - {WEEK[1]}
