"""Whether an unknown word sounds like a name: its pieces of two to four letters, in names against in ordinary words.

A list is never whole. Of names left out of the lists this knows nine in ten, of words left out it takes one in ten for a
name; what stands around the word decides the rest (``names.py``).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from functools import cache

from lantaarn.privacy.word_lists import word_lists

_LENGTHS = (2, 3, 4)
_SHORTEST = 4
_UNSEEN = 0.5


def likeness(word: str) -> float:
    """Mean log odds that a folded word is a name: above 0 it sounds more like one than like a word."""
    names, words, names_total, words_total = _counts()
    pieces = list(_pieces(word))
    odds = sum(math.log((names[p] + _UNSEEN) / names_total) - math.log((words[p] + _UNSEEN) / words_total) for p in pieces)
    return odds / len(pieces)


def _pieces(word: str) -> Iterator[str]:
    edged = f"^{word}$"
    for length in _LENGTHS:
        for start in range(len(edged) - length + 1):
            yield edged[start : start + length]


@cache
def _counts() -> tuple[Counter[str], Counter[str], int, int]:
    lists = word_lists()
    names: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for name in lists.first_names:
        if len(name) >= _SHORTEST and name.isascii() and name not in lists.known:
            names.update(_pieces(name))
    for word in lists.counts:
        if len(word) >= _SHORTEST and word.isascii():
            words.update(_pieces(word))
    return names, words, names.total(), words.total()
