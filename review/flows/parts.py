"""What pages show of the flow book: facts, answers, buttons, help lines, cards. Made by ``flows.reading``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.freshness import Freshness

OPENING = 40  # characters of an answer by which it can be told from others


def first_sentence(text: str, least: int = 0) -> str:
    """The first sentence of the first line that is not empty; more while they have under ``least`` characters."""
    first, *rest = re.split(r"(?<=[.?!]) ", text.strip().split("\n")[0])
    while rest and len(first) < least:
        first = f"{first} {rest.pop(0)}"
    return first


@dataclass(frozen=True)
class Fact:
    """A fact with its source. ``link`` is the address of the source, empty when that is no web address."""

    name: str
    value: str
    address: str
    source: str
    link: str
    fresh: Freshness
    field: str = ""
    # What the value says something of, such as "CoMensha: nummer": by itself "1813" means nothing.
    about: str = ""


@dataclass(frozen=True)
class Piece:
    """A piece of an answer's text: plain, a fact, or a place that is filled in when the answer is given."""

    text: str
    fact: Fact | None = None
    later: bool = False


@dataclass(frozen=True)
class Choice:
    """A button and where it leads; ``address`` is empty when it leads nowhere in this book."""

    title: str
    label: str
    address: str


@dataclass(frozen=True)
class Said:
    """An answer as visitors read it. Without pieces the answer does not exist, though something names it."""

    name: str
    title: str
    address: str
    pieces: tuple[Piece, ...] = ()
    source: str = ""
    choices: tuple[Choice, ...] = ()
    facts: tuple[Fact, ...] = ()

    @property
    def opening(self) -> str:
        """Its first sentence or two, for in a picture."""
        return first_sentence("".join(piece.text for piece in self.pieces), OPENING)


@dataclass(frozen=True)
class Line:
    """A help line. ``number`` is its number, or its site or place where it has no number."""

    name: str
    title: str
    address: str
    country: str
    purpose: str
    number: str
    hours: str
    cost: str
    facts: tuple[Fact, ...]

    def get(self, field: str) -> str:
        """The value of one field, or an empty string."""
        return next((fact.value for fact in self.facts if fact.field == field), "")


@dataclass(frozen=True)
class Card:
    """The short card in another language, as visitors read it."""

    language: str
    name: str
    address: str
    text: str
    suicide: str
    source: str
    fresh: Freshness
    facts: tuple[Fact, ...]

    @property
    def right_to_left(self) -> bool:
        """Whether the language is written from right to left."""
        return self.language == "ar"


@dataclass(frozen=True)
class Country:
    """The help lines of one country, in the order in which they are shown."""

    name: str
    lines: tuple[Line, ...]
