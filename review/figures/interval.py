"""How sure a share is, and the middle of a distribution."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

# Of the normal distribution, for 95 %.
_Z = 1.959964


@dataclass(frozen=True)
class Spread:
    """A number, and from how low to how high it may lie. Of a share: in percent, with its 95 % interval."""

    value: float
    low: float
    high: float


def share(part: int, whole: int) -> Spread | None:
    """The share of ``part`` in ``whole`` with Wilson's interval, which holds near 0 and 100 % too; None of nothing."""
    if whole <= 0:
        return None
    p = min(part, whole) / whole
    z2 = _Z * _Z
    middle = (p + z2 / (2 * whole)) / (1 + z2 / whole)
    half = _Z / (1 + z2 / whole) * math.sqrt(p * (1 - p) / whole + z2 / (4 * whole * whole))
    # Rounding may put an end just past the share itself, at 0 and 100 %; a picture refuses a line of less than nothing.
    return Spread(100 * p, 100 * min(p, max(0.0, middle - half)), 100 * max(p, min(1.0, middle + half)))


def quantile(counts: Mapping[int, int], at: float) -> float | None:
    """The value that the part ``at`` (0 to 1) of all does not exceed; None without any.

    Values are rounded to whole numbers, which alone would hide small changes. So what was rounded to seven is taken to
    lie evenly between six and a half and seven and a half.
    """
    wanted = at * sum(counts.values())
    seen = 0
    for value in sorted(counts):
        if counts[value] and seen + counts[value] >= wanted:
            return max(0.0, value - 0.5 + (wanted - seen) / counts[value])
        seen += counts[value]
    return None
