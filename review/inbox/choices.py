"""What a reviewer can choose for a sentence: a topic or a kind of danger of the flow book, or to throw it away."""

from __future__ import annotations

from dataclasses import dataclass

from flows.book import Book
from inbox.models import Verdict

DUTCH = "nl"
# For sentences in two languages at once, as data/danger calls them.
MIXED = "mix"
# What the log calls a choice: its kind and nothing of what the sentence says.
IN_LOG = {Verdict.TOPIC: "onderwerp", Verdict.DANGER: "gevaar", Verdict.AWAY: "weggegooid"}


@dataclass(frozen=True)
class Choice:
    """A verdict with its topic or kind of danger; ``label`` is empty for ``weg``."""

    verdict: Verdict
    label: str = ""

    def __str__(self) -> str:
        return f"{self.verdict}:{self.label}" if self.label else str(self.verdict)


def choice_from(text: str, book: Book | None) -> Choice | None:
    """The choice that a form sent, such as ``onderwerp:wet_inhoud``; None when the flow book does not know it."""
    verdict, _, label = text.partition(":")
    if verdict == Verdict.AWAY and not label:
        return Choice(Verdict.AWAY)
    if book is not None and verdict == Verdict.TOPIC and label in book["voorbeelden"]:
        return Choice(Verdict.TOPIC, label)
    if book is not None and verdict == Verdict.DANGER and label in book["gevaar"]:
        return Choice(Verdict.DANGER, label)
    return None


def in_words(choice: str, book: Book | None) -> str:
    """A choice as staff read it."""
    verdict, _, label = choice.partition(":")
    if verdict == Verdict.DANGER:
        kind = book["gevaar"].get(label) if book else None
        return f"Gevaar: {kind['naam'] if kind else label}"
    if verdict == Verdict.AWAY:
        return str(Verdict.AWAY.label)
    return book.label(label) if book else label


def topics_by_group(book: Book) -> dict[str, list[tuple[str, str]]]:
    """Group to (topic, label), of the topics that learn from sentences, in the order of the book."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for topic, entry in book["onderwerpen"].items():
        if topic in book["voorbeelden"]:
            groups.setdefault(entry["groep"].replace("_", " ").capitalize(), []).append((topic, entry["naam"]))
    return groups


def kinds(book: Book) -> list[tuple[str, str]]:
    """(kind of danger, its name), the most urgent first."""
    return [(kind, entry["naam"]) for kind, entry in book["gevaar"].items()]


def languages(book: Book) -> dict[str, str]:
    """Code of a language to its own name."""
    cards = {code: card["naam"] for code, card in book["kaarten"].items()}
    return {DUTCH: "Nederlands", **cards, MIXED: "door elkaar"}
