"""Finds parts of the flow book by words, forgiving for capitals, accents and a typo or two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from flows.addresses import Addresses
from flows.book import Book
from flows.links import kinds_in_order
from flows.reading import Reader
from flows.words import JOINT, WORD, around, marked, numbers, plain, words

LONGEST = 100  # characters of a question
MOST = 20  # results of a kind
# Too common to ask for.
SMALL = frozenset(
    "de het een en of is ik je jij wat hoe waar van in op te dat die dit er voor met om als aan bij".split()
)
# How near a word must be: the same, a beginning, a part, or with this many letters wrong.
SAME, BEGINNING, PART, TYPO = 8, 5, 3, 2
TITLE = 3  # a hit in the title counts this many times


@dataclass(frozen=True)
class Found:
    """One result. ``title`` and ``text`` are pieces, each with whether it is a hit."""

    address: str
    title: tuple[tuple[str, bool], ...]
    text: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Results:
    """The results of one kind, best first, at most ``MOST``; ``more`` says how many were left off."""

    kind: str
    found: tuple[Found, ...]
    more: int


@dataclass(frozen=True)
class _Entry:
    kind: str
    title: str
    text: str
    address: tuple[str, str]  # the name of a method of Addresses, and what to give it


class Index:
    """Every word of one book, and where it stands."""

    def __init__(self, book: Book, reader: Reader) -> None:
        self._entries = list(_entries(book, reader))
        self._at: dict[str, dict[int, int]] = defaultdict(dict)
        for number, entry in enumerate(self._entries):
            for text, weight in ((entry.text, 1), (entry.title, TITLE)):
                for word in {*words(text), *numbers(text)}:
                    self._at[word][number] = max(weight, self._at[word].get(number, 0))

    def search(self, question: str, to: Addresses) -> list[Results]:
        """Parts in which every word of the question stands, or one that is much like it. Empty when there are none."""
        if len(question) > LONGEST:
            # Half a word would find nothing, and with it the whole question.
            question = question[:LONGEST].rsplit(maxsplit=1)[0]
        asked = self._asked(question)
        scores: dict[int, float] | None = None
        hits: set[str] = set()
        for word in asked:
            near = self._near(word)
            hits |= near.keys()
            here: dict[int, float] = {}
            for other, score in near.items():
                for number, weight in self._at[other].items():
                    here[number] = max(here.get(number, 0), score * weight)
            scores = here if scores is None else {n: scores[n] + here[n] for n in scores.keys() & here.keys()}
        return list(self._results(scores or {}, hits, to))

    def _asked(self, question: str) -> list[str]:
        """The words to look for. A word with a dash is one word where the book has it so, else two."""
        asked: list[str] = []
        for found in WORD.findall(plain(question)):
            whole = JOINT.sub("", found)
            asked += [whole] if self._near(whole) else [part for part in JOINT.split(found) if part]
        return [word for word in dict.fromkeys(asked) if word not in SMALL] or asked

    def _near(self, word: str) -> dict[str, float]:
        """Words of the book that this one may mean, with how sure that is."""
        near = {word: float(SAME)} if word in self._at else {}
        if len(word) > 1:
            near |= {other: float(BEGINNING) for other in self._at if other.startswith(word) and other != word}
        if len(word) > 3:
            near |= {other: float(PART) for other in self._at if word in other and other not in near}
        mistakes = 0 if word.isdigit() or len(word) < 4 else 1 if len(word) < 7 else 2
        if mistakes and not near:
            like = process.extract(
                word, list(self._at), scorer=DamerauLevenshtein.distance, score_cutoff=mistakes, limit=None
            )
            near = {other: float(TYPO) / distance for other, distance, _ in like}
        return near

    def _results(self, scores: dict[int, float], hits: set[str], to: Addresses) -> Iterator[Results]:
        by_kind: dict[str, list[int]] = defaultdict(list)
        for number in sorted(scores, key=lambda number: (-scores[number], number)):
            by_kind[self._entries[number].kind].append(number)
        for kind in dict.fromkeys(entry.kind for entry in self._entries):
            best = by_kind[kind]
            if best:
                found = tuple(self._found(self._entries[number], hits, to) for number in best[:MOST])
                yield Results(kind, found, max(0, len(best) - MOST))

    @staticmethod
    def _found(entry: _Entry, hits: set[str], to: Addresses) -> Found:
        method, name = entry.address
        return Found(getattr(to, method)(name), marked(entry.title, hits), marked(around(entry.text, hits), hits))


_of: dict[str, Index] = {}


def index(reader: Reader) -> Index:
    """The index of a book, made once."""
    book = reader.book
    found = _of.get(book.checksum)
    if found is None:
        found = Index(book, reader)
        _of.clear()
        _of[book.checksum] = found
    return found


def _entries(book: Book, reader: Reader) -> Iterator[_Entry]:
    for name, topic in book["onderwerpen"].items():
        yield _Entry("Onderwerpen", topic["naam"], name.replace("_", " "), ("topic", name))
    for kind in kinds_in_order(book):
        yield _Entry("Gevaarpaden", book["gevaar"][kind]["naam"], "", ("danger", kind))
    for name, answer in book["antwoorden"].items():
        buttons = " · ".join(button["titel"] for button in answer["knoppen"])
        yield _Entry("Antwoorden", reader.title(name), f"{answer['gevuld']} {buttons}", ("answer", name))
    for name in book["lijnen"]:
        line = reader.line(name)
        facts = " ".join(fact.value for fact in line.facts if fact.field not in ("Naam", "Voor"))
        yield _Entry("Hulplijnen", line.title, f"Voor: {line.purpose}. {facts}", ("line", name))
    for name, fact in book["feiten"].items():
        yield _Entry("Feiten", fact["waarde"], f"{name} (bron: {fact['bron']})", ("fact", name))
    for rule in book["regels"]:
        yield _Entry(
            "Regels",
            rule["naam"],
            " ".join(book["stappen"].get(step, "") for step in rule["stappen"]),
            ("topic", rule["onderwerp"]),
        )
    for language, card in book["kaarten"].items():
        filled = card.get("gevuld") or card
        yield _Entry("Kaarten", card["naam"], f"{filled['tekst']} {filled['zelfdoding']}", ("card", language))
