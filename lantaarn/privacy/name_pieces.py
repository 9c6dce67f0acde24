"""Words cut in pieces of two to four letters, which tell names from words (``name_likeness.py``)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

_LENGTHS = (2, 3, 4)
_SHORTEST = 4


def pieces(word: str) -> Iterator[str]:
    """Every piece of a folded word, its edges marked."""
    edged = f"^{word}$"
    for length in _LENGTHS:
        for start in range(len(edged) - length + 1):
            yield edged[start : start + length]


def count_pieces(words: Iterable[str]) -> Counter[str]:
    """How often each piece stands in these words; short words and other scripts say little."""
    counts: Counter[str] = Counter()
    for word in words:
        if len(word) >= _SHORTEST and word.isascii():
            counts.update(pieces(word))
    return counts
