"""Figures with their uncertainty: a share of n is never shown without its 95 % interval."""

from __future__ import annotations

import math
from dataclasses import dataclass

Z95 = 1.959964


@dataclass(frozen=True)
class Share:
    """``hits`` of ``total``, with the Wilson 95 % interval (Wilson, 1927)."""

    hits: int
    total: int

    @property
    def value(self) -> float:
        """The share itself; 0 where there is nothing to count."""
        return self.hits / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Lower and upper bound, between 0 and 1."""
        if not self.total:
            return 0.0, 1.0
        n, p = self.total, self.value
        middle = (p + Z95**2 / (2 * n)) / (1 + Z95**2 / n)
        half = Z95 * math.sqrt(p * (1 - p) / n + Z95**2 / (4 * n * n)) / (1 + Z95**2 / n)
        return max(0.0, middle - half), min(1.0, middle + half)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{100 * self.value:5.1f} % ({self.hits}/{self.total}; 95 %: {100 * low:.1f} tot {100 * high:.1f})"

    def as_json(self) -> dict[str, float | int | list[float]]:
        """For machines: share, counts and interval."""
        return {
            "share": round(self.value, 4),
            "hits": self.hits,
            "total": self.total,
            "interval": [round(bound, 4) for bound in self.interval],
        }
