"""The lists behind the masking of names: names, places and ordinary words; read on first use, never at import.

Ordinary words are the words of our own sentences and answers, with how often each stands there, and those of the lists
in ``data/privacy``. ``lantaarn train`` puts all lists together in one file, since reading the sources takes a second.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lantaarn.privacy import list_sources as sources
from lantaarn.privacy.folding import fold
from lantaarn.privacy.list_sources import ListError
from lantaarn.privacy.name_pieces import count_pieces
from lantaarn.settings import Settings

__all__ = ["ListError", "WordLists", "fold", "read_sources", "word_lists"]


@dataclass(frozen=True, slots=True)
class WordLists:
    """All lists, folded (see ``fold``)."""

    first_names: frozenset[str]
    surnames: frozenset[str]
    certain_names: frozenset[str]
    ordinary: frozenset[str]
    things: frozenset[str]
    never: frozenset[str]
    phrases: frozenset[str]
    places: frozenset[str]
    known: frozenset[str]
    counts: Counter[str]
    name_pieces: Counter[str]
    word_pieces: Counter[str]


@cache
def word_lists() -> WordLists:
    """All lists, read once for the process: from the file that training wrote, else from the sources (about a second).

    Raises:
        ListError: the package deduce or faker is not installed.
    """
    from lantaarn.privacy.list_store import read_stored

    return read_stored(Settings()) or read_sources(Settings().data)


def read_sources(data: Path) -> WordLists:
    """All lists from the packages and our own files.

    Raises:
        ListError: the package deduce or faker is not installed.
    """
    own = data / "privacy"
    first, last = sources.listed_names()
    first, last = {n for n in first if len(n) > 1}, {n for n in last if len(n) > 1}
    certain = frozenset(sources.words_in(own / "namen.txt"))
    never = frozenset(sources.words_in(own / "nooit.txt")) | frozenset(sources.words_in(own / "merken.txt"))
    things = frozenset(sources.words_in(own / "dingen.txt"))
    ordinary = frozenset(sources.words_in(own / "woorden.txt")) | never | things
    abroad = {name.replace("-", " ") for name in sources.words_in(own / "plaatsen.txt")}
    counts, known = sources.our_words(data)
    known |= sources.common_words() | ordinary | {part for name in abroad for part in name.split()}
    name_pieces = count_pieces(name for name in first if name not in known)
    return WordLists(
        frozenset(first), frozenset(last), certain, ordinary, things, never, frozenset(sources.lines(own / "bekend.txt")) | {name for name in abroad if " " in name},
        frozenset(sources.places()) | abroad, frozenset(known), counts, name_pieces, count_pieces(counts),
    )  # fmt: skip
