"""A sentence as words, each with what its capital and its place say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lantaarn.privacy.word_lists import fold, word_lists

_TOKEN = re.compile(r"[^\W\d_]+(?:['’´`\-][^\W\d_]+)*")
_CLAUSE_END = re.compile(r"[.,;:!?()\n\"]|\s[-–]\s")
_MOST_CAPITALS = 0.6


@dataclass(slots=True)
class Word:
    """One word of a sentence, with where it stands."""

    start: int
    end: int
    text: str
    folded: str
    capital: bool  # a capital that says something: not at a sentence's start, not in a text of capitals
    starts_clause: bool


def words_of(text: str) -> list[Word]:
    """All words, without those of well-known names that are no secret."""
    found = list(_TOKEN.finditer(text))
    capitals = sum(m.group()[0].isupper() for m in found)
    # In "IK HEET ROOS" and "Ik Heet Roos" a capital says nothing.
    telling = len(found) < 3 or capitals <= _MOST_CAPITALS * len(found)
    kept = _kept(text)
    found = [match for match in found if not any(start <= match.start() < end for start, end in kept)]
    words: list[Word] = []
    for place, match in enumerate(found):
        between = text[found[place - 1].end() : match.start()] if place else ""
        # After an initial, as in "J. Koopmans", no sentence starts.
        initial = between.startswith(".") and place > 0 and len(found[place - 1].group()) == 1
        sentence = place == 0 or not initial and bool(re.search(r"[.!?\n:]", between))
        token = match.group()
        words.append(
            Word(match.start(), match.end(), token, fold(re.sub("[’´`]", "'", token)),
                  telling and not sentence and token[0].isupper(), place == 0 or bool(_CLAUSE_END.search(between)))
        )  # fmt: skip
    return words


def _kept(text: str) -> list[tuple[int, int]]:
    """Where well-known names stand that are no secret, such as a chain of shops."""
    lower = text.lower()
    return [
        found.span()
        for phrase in word_lists().phrases
        if phrase in lower
        for found in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", lower)
    ]


def follows(words: list[Word], place: int) -> str:
    """The word before in the same clause, folded; empty at its start."""
    return words[place - 1].folded if place and not words[place].starts_clause else ""


def precedes(words: list[Word], place: int) -> str:
    """The word after in the same clause, folded; empty at its end."""
    return words[place + 1].folded if place + 1 < len(words) and not words[place + 1].starts_clause else ""
