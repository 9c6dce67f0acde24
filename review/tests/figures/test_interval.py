"""Shares and medians against numbers that were worked out elsewhere."""

import pytest

from figures.interval import quantile, share


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        (0, 10, 0.0, 27.75),
        (10, 10, 72.25, 100.0),
        (5, 10, 23.66, 76.34),
        (81, 263, 25.53, 36.62),
        (1, 1000, 0.018, 0.565),
    ],
)
def test_wilson(part, whole, low, high):
    found = share(part, whole)
    assert (found.value, found.low, found.high) == pytest.approx((100 * part / whole, low, high), abs=0.006)


def test_a_share_of_nothing_is_none_and_more_than_all_is_all():
    assert share(3, 0) is None
    assert share(7, 5).value == 100


def test_the_interval_never_leaves_the_share_outside():
    for whole in range(1, 400):
        for part in (0, 1, whole // 2, whole):
            found = share(part, whole)
            assert found.low <= found.value <= found.high, (part, whole)


def test_a_median_lies_within_its_tenth():
    assert quantile({7: 10}, 0.5) == 7
    assert quantile({7: 10}, 0.25) == 6.75
    assert quantile({6: 30, 8: 70}, 0.5) == pytest.approx(7.5 + 20 / 70)
    assert quantile({0: 10}, 0.1) == 0.0
    assert quantile({}, 0.5) is None
