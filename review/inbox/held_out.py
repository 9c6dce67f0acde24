"""Compares sentences with those that the bot is measured with. Nobody here ever sees those, or which one came near.

A bot that learned from (almost) the sentence it is measured with would seem better than it is. The bot's own tests
refuse such a copy too, from 90 on; this asks a little more, so that what goes out here is never refused there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from flows.book import Book

# Likeness from 0 to 100.
NEAR = 88
_SIGNS = re.compile(r"[^\w\s]|_")
_of_book: dict[str, list[str]] = {}


def bare(sentence: str) -> str:
    """Without what makes no other sentence of it: case, accents, punctuation and spaces."""
    letters = unicodedata.normalize("NFKD", sentence.casefold())
    letters = "".join(sign for sign in letters if not unicodedata.combining(sign))
    return " ".join(_SIGNS.sub(" ", letters).split())


def near_held_out(sentences: Sequence[str], book: Book) -> list[bool]:
    """For each sentence, in its training form, whether it is nearly one that the bot is measured with."""
    held_out = _bare_held_out(book)
    return [
        process.extractOne(bare(sentence), held_out, scorer=fuzz.ratio, score_cutoff=NEAR) is not None
        for sentence in sentences
    ]


def _bare_held_out(book: Book) -> list[str]:
    if book.checksum not in _of_book:
        _of_book.clear()
        _of_book[book.checksum] = [bare(sentence) for sentence in book["toetszinnen"]]
    return _of_book[book.checksum]
