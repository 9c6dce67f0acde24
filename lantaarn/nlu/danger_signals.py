"""The deterministic half of the gate: spaCy's Matcher on tokens, from readable patterns in ``data/danger/signalen.yml``.

A pattern is a row of words. ``a/b`` means either; ``*`` means at most three words in between; words of five letters or
more also match with one typing error. Patterns are few and sure: each has a sentence that it must hit and one that it
must not, and a test reads both.

spaCy keeps every word that it ever sees until the process ends, in its tokenizer and in its vocabulary. So it gets to see
only words of the patterns: each word of a message becomes the word of a pattern that it is, or is one typing error away
from, and every other word becomes one fixed sign (docs/besluiten/0013-spacy-onthoudt-woorden.md).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein
from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from lantaarn.answers.yaml_file import read_yaml
from lantaarn.nlu.danger_kinds import in_order
from lantaarn.nlu.text import clean

FUZZY_FROM = 5
MAX_GAP = 3
ANY_OTHER_WORD = "…"
# A sign between words counts as a word, as in spaCy's own tokens: "ik wil. dood" is not "ik wil dood".
_WORD = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")


class DangerSignals:
    """Finds kinds of danger by pattern."""

    def __init__(self, path: Path) -> None:
        table = read_yaml(path)
        self._vocabulary = Vocab()
        self._danger = Matcher(self._vocabulary)
        self._harmless = Matcher(self._vocabulary)
        for kind, entries in table["signalen"].items():
            self._danger.add(str(kind), [p for e in entries for p in compile_pattern(e["patroon"])])
        harmless = table.get("onschuldig") or []
        if harmless:
            self._harmless.add("onschuldig", [p for e in harmless for p in compile_pattern(e["patroon"])])
        entries = [*harmless, *(e for entries in table["signalen"].values() for e in entries)]
        self._words = frozenset(word for e in entries for word in re.split(r"[/ ]", e["patroon"]) if word != "*")
        self._long_words = sorted(word for word in self._words if len(word) >= FUZZY_FROM)

    def find(self, text: str) -> list[str]:
        """Kinds of danger in a text, most urgent first; nothing where a harmless turn of phrase covers the match."""
        words = [self._word_of_a_pattern(word) for word in _WORD.findall(clean(text).lower())]
        document = Doc(self._vocabulary, words=words)
        harmless = [(start, end) for _, start, end in self._harmless(document)] if len(self._harmless) else []
        kinds = set()
        for match, start, end in self._danger(document):
            if not any(start < stop and begin < end for begin, stop in harmless):
                kinds.add(self._vocabulary.strings[match])
        return in_order(kinds)

    def _word_of_a_pattern(self, word: str) -> str:
        if word in self._words:
            return word
        near = process.extractOne(word, self._long_words, scorer=Levenshtein.distance, score_cutoff=1)
        return near[0] if near else ANY_OTHER_WORD


def compile_pattern(pattern: str) -> list[list[dict[str, Any]]]:
    """Token patterns for one readable pattern."""
    tokens: list[dict[str, Any]] = []
    gap = False
    for word in pattern.split():
        if word == "*":
            gap = True
            continue
        if gap:
            tokens.extend({"OP": "?"} for _ in range(MAX_GAP))
            gap = False
        tokens.append(_token(word.split("/")))
    return [tokens]


def _token(words: Sequence[str]) -> dict[str, Any]:
    if all(len(word) >= FUZZY_FROM for word in words):
        return {"TEXT": {"FUZZY1": {"IN": list(words)}}}
    return {"TEXT": {"IN": list(words)}}
