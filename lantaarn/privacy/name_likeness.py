"""Whether an unknown word sounds like a name: its pieces of two to four letters, in names against in ordinary words.

A list is never whole. Of names left out of the lists this knows nine in ten, of words left out it takes one in ten for a
name; what stands around the word decides the rest (``names.py``).
"""

from __future__ import annotations

import math
from functools import cache

from lantaarn.privacy.name_pieces import pieces
from lantaarn.privacy.word_lists import word_lists

_UNSEEN = 0.5


def likeness(word: str) -> float:
    """Mean log odds that a folded word is a name: above 0 it sounds more like one than like a word."""
    lists, (names_total, words_total) = word_lists(), _totals()
    names, words, own = lists.name_pieces, lists.word_pieces, list(pieces(word))
    odds = sum(math.log((names[p] + _UNSEEN) / names_total) - math.log((words[p] + _UNSEEN) / words_total) for p in own)
    return odds / len(own)


@cache
def _totals() -> tuple[int, int]:
    return word_lists().name_pieces.total(), word_lists().word_pieces.total()
