"""Which figures there are, on which page they stand, and how one is made ready."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from figures.counts import mark_of
from figures.kept import kept
from figures.query import Query
from figures.shown import Shown
from figures.subjects.course import conversations, danger, topics
from figures.subjects.doubt import confidence, middle, missed
from figures.subjects.handoffs import handoffs
from figures.subjects.paths import paths
from figures.subjects.shares import all_topics, endings
from figures.words import Names

FIGURES: dict[str, Callable[[Query, Names], Shown]] = {
    "gesprekken": conversations,
    "onderwerpen": topics,
    "alle-onderwerpen": all_topics,
    "niet-begrepen": missed,
    "zekerheid": confidence,
    "zekerheid-in-de-tijd": middle,
    "gevaar": danger,
    "doorverwijzingen": handoffs,
    "einde": endings,
    "paden": paths,
}
# Read from the bot's own database: no mark tells when it changed, and it is small.
NEVER_KEPT = frozenset({"doorverwijzingen"})


@dataclass(frozen=True)
class Page:
    """One page of figures; ``choices`` names the parts of the form that matter on it."""

    title: str
    figures: tuple[str, ...]
    choices: frozenset[str]


PAGES = {
    "index": Page("Onderwerpen", ("gesprekken", "onderwerpen", "alle-onderwerpen"), frozenset({"per", "topics"})),
    "doubt": Page("Begrijpen", ("niet-begrepen", "zekerheid", "zekerheid-in-de-tijd"), frozenset({"per"})),
    "danger": Page("Gevaar en doorverwijzen", ("gevaar", "doorverwijzingen"), frozenset()),
    "paths": Page("Paden en einde", ("paden", "einde"), frozenset({"topics", "minimum"})),
}


def show(name: str, query: Query, names: Names) -> Shown:
    """One figure, made now or kept from before.

    Raises:
        KeyError: there is no such figure.
        StoreError: it needs the bot's database, which cannot be read.
    """
    make = FIGURES[name]
    if name in NEVER_KEPT:
        return make(query, names)
    key: Hashable = (name, query, names.book.checksum if names.book else "", mark_of(query))
    return kept.get(key, lambda: make(query, names))


def picture(name: str, query: Query, names: Names, narrow: bool) -> bytes | None:
    """The SVG of a figure; None when there is nothing to draw.

    Raises:
        KeyError: there is no such figure.
        StoreError: it needs the bot's database, which cannot be read.
        graphviz.ExecutableNotFound, graphviz.CalledProcessError: Graphviz could not draw it.
    """
    shown = show(name, query, names)
    draw = shown.draw
    if draw is None:
        return None
    # Everything that is drawn stands in the table.
    return kept.get((name, query, shown.table, narrow), lambda: draw(narrow))
