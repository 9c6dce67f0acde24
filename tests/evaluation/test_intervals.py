import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantaarn.evaluation.intervals import Share

COUNTS = st.integers(1, 10_000).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    # Wilson, as R's binom.confint(method = "wilson") and statsmodels give it.
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (5, 10, 0.2366, 0.7634), (81, 263, 0.2553, 0.3662)],
)
def test_the_interval_is_that_of_wilson(hits, total, low, high):
    assert Share(hits, total).interval == pytest.approx((low, high), abs=5e-5)


@given(COUNTS)
def test_the_share_lies_in_its_interval_and_the_interval_between_0_and_1(counts):
    share = Share(*counts)
    low, high = share.interval
    assert 0 <= low <= share.value + 1e-12
    assert share.value - 1e-12 <= high <= 1
    assert low < high


@given(COUNTS)
def test_ten_times_as_many_counts_give_a_narrower_interval(counts):
    hits, total = counts
    few, many = Share(hits, total).interval, Share(10 * hits, 10 * total).interval
    assert many[1] - many[0] < few[1] - few[0]


@given(COUNTS)
def test_hits_and_misses_mirror_each_other(counts):
    hits, total = counts
    low, high = Share(hits, total).interval
    assert Share(total - hits, total).interval == pytest.approx((1 - high, 1 - low), abs=1e-9)


def test_nothing_to_count_says_nothing():
    nothing = Share(0, 0)
    assert nothing.value == 0
    assert nothing.interval == (0.0, 1.0)


def test_people_see_share_counts_and_interval_together():
    assert str(Share(9, 10)) == " 90.0 % (9/10; 95 %: 59.6 tot 98.2)"


def test_machines_get_the_same():
    assert Share(9, 10).as_json() == {"share": 0.9, "hits": 9, "total": 10, "interval": [0.5958, 0.9821]}
