import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantaarn.channels.flood import FEWEST_BITS, LIFETIME, MOST_BITS, FloodControl, starts_with_zeros


@pytest.fixture
def busy(clock):
    """Flood control that has seen as many newcomers as it takes."""
    control = FloodControl(per_minute=10, clock=clock)
    for _ in range(10):
        control.opened()
    return control


def solve(wanted):
    return next(str(n) for n in range(1 << 22) if starts_with_zeros(wanted.salt, str(n), wanted.bits))


def test_while_it_is_quiet_nobody_is_asked(clock):
    control = FloodControl(per_minute=10, clock=clock)
    for _ in range(9):
        control.opened()
    assert control.set_sum() is None


def test_under_load_a_sum_is_set_and_its_answer_opens_once(busy):
    wanted = busy.set_sum()
    answer = solve(wanted)
    assert busy.accepts(wanted.salt, answer)
    assert not busy.accepts(wanted.salt, answer)


def test_after_a_quiet_minute_nobody_is_asked(busy, clock):
    clock.pass_seconds(61)
    assert busy.set_sum() is None


def test_more_load_asks_for_more_work_up_to_a_limit(busy):
    assert busy.set_sum().bits == FEWEST_BITS
    for _ in range(10):
        busy.opened()
    assert busy.set_sum().bits == FEWEST_BITS + 1
    for _ in range(1000):
        busy.opened()
    assert busy.set_sum().bits == MOST_BITS


def test_a_sum_dies(busy, clock):
    wanted = busy.set_sum()
    answer = solve(wanted)
    clock.pass_seconds(LIFETIME + 1)
    assert not busy.accepts(wanted.salt, answer)


def test_used_sums_are_forgotten_when_they_have_died(busy, clock):
    wanted = busy.set_sum()
    assert busy.accepts(wanted.salt, solve(wanted))
    clock.pass_seconds(LIFETIME + 1)
    busy.accepts("x", "y")
    assert not busy._used and not busy._used_salts


def test_a_sum_of_another_server_is_worth_nothing(busy, clock):
    other = FloodControl(per_minute=1, clock=clock)
    other.opened()
    wanted = other.set_sum()
    assert not busy.accepts(wanted.salt, solve(wanted))


def test_an_easier_sum_cannot_be_made_of_a_hard_one(busy):
    wanted = busy.set_sum()
    easier = wanted.salt.replace(f".{wanted.bits}.", ".1.")
    answer = next(str(n) for n in range(1 << 20) if starts_with_zeros(easier, str(n), 1))
    assert not busy.accepts(easier, answer)


@given(st.one_of(st.none(), st.integers(), st.text(max_size=250)), st.one_of(st.none(), st.text(max_size=60)))
def test_whatever_is_sent_instead_is_refused(salt, answer):
    assert not FloodControl(per_minute=1).accepts(salt, answer)
