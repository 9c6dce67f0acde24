"""One form of personal data, with examples that hit and that must not.

A pattern that needs context masks its group ``item``; the others mask all they match. ``accept`` looks at what matched
and says whether it counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lantaarn.privacy.spans import Span


@dataclass(frozen=True)
class Pattern:
    """One form of personal data."""

    kind: str
    regex: re.Pattern[str]
    hits: tuple[str, ...]
    misses: tuple[str, ...]
    accept: Callable[[re.Match[str]], bool] = lambda found: True

    def find(self, text: str) -> Iterator[Span]:
        """Every place where this form stands."""
        for found in self.regex.finditer(text):
            if self.accept(found):
                group = "item" if "item" in self.regex.groupindex else 0
                yield Span(found.start(group), found.end(group), self.kind)


def loose(pattern: str) -> re.Pattern[str]:
    """A pattern for which capitals do not count."""
    return re.compile(pattern, re.IGNORECASE)
