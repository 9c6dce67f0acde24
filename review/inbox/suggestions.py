"""Up to five topics that a sentence may belong to: from the running bot, or else by likeness to the flow book."""

from __future__ import annotations

import time
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from flows.book import Book
from inbox.nlu_yaml import training_form

AT_MOST = 5
# After a bot that did not answer, seconds before it is asked again: nobody should wait for it at every sentence.
SILENCE = 60
_silent_until = 0.0
_of_book: dict[str, tuple[list[str], list[str]]] = {}


@dataclass(frozen=True)
class Suggestions:
    """Topics, the likeliest first; ``danger`` and ``language`` as the bot sees them, empty where it was not asked."""

    topics: tuple[str, ...] = ()
    danger: str = ""
    language: str = ""
    of_the_bot: bool = False


def suggest(sentence: str, book: Book) -> Suggestions:
    """Suggestions for a masked sentence; never fails, since a reviewer can always search for a topic."""
    plain = training_form(sentence)
    return _ask_bot(plain, book) or Suggestions(alike(plain, book))


def alike(sentence: str, book: Book) -> tuple[str, ...]:
    """Topics whose labels, buttons or first follow-up questions look like the sentence."""
    texts, topics = _known(book)
    found = process.extract(sentence.casefold(), texts, scorer=fuzz.token_set_ratio, limit=AT_MOST * 8)
    return tuple(dict.fromkeys(topics[place] for _text, _score, place in found))[:AT_MOST]


def _known(book: Book) -> tuple[list[str], list[str]]:
    """Texts of the flow book and, in the same order, the topic that each belongs to; worked out once a book."""
    if book.checksum not in _of_book:
        _of_book.clear()
        _of_book[book.checksum] = _texts(book)
    return _of_book[book.checksum]


def _texts(book: Book) -> tuple[list[str], list[str]]:
    pairs = [(label, topic) for topic, label in book.labels.items()]
    pairs += [
        (button["titel"], button["doel"]) for answer in book["antwoorden"].values() for button in answer["knoppen"]
    ]
    pairs += [(example, row["onderwerp"]) for row in book["vervolg"] for example in row["voorbeelden"]]
    # Two words or more: a short "waarom?" looks like everything.
    kept = [(text.casefold(), topic) for text, topic in pairs if topic in book["voorbeelden"] and " " in text.strip()]
    return [text for text, _ in kept], [topic for _, topic in kept]


def _ask_bot(sentence: str, book: Book) -> Suggestions | None:
    global _silent_until
    if not sentence or time.monotonic() < _silent_until:
        return None
    try:
        from trial.bot import BotError, ask
    except ImportError:
        return None
    try:
        trial = ask(sentence)
    except BotError:
        _silent_until = time.monotonic() + SILENCE
        return None
    topics = tuple(topic for topic, _share in trial.ranking if topic in book["voorbeelden"])[:AT_MOST]
    danger = trial.danger if trial.danger in book["gevaar"] else ""
    return Suggestions(topics, danger, getattr(trial, "language", "") or "", True) if topics else None
