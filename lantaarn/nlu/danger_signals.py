"""The deterministic half of the gate: spaCy's Matcher on tokens, from readable patterns in ``data/danger/signalen.yml``.

A pattern is a row of words. ``a/b`` means either; ``*`` means at most three words in between; words of five letters or
more also match with one typing error. Patterns are few and sure: each has a sentence that it must hit and one that it
must not, and a test reads both.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from spacy.matcher import Matcher

from lantaarn.answers.yaml_file import read_yaml
from lantaarn.nlu.danger_kinds import in_order
from lantaarn.nlu.dutch import dutch_pipeline
from lantaarn.nlu.text import clean

FUZZY_FROM = 5
MAX_GAP = 3


class DangerSignals:
    """Finds kinds of danger by pattern."""

    def __init__(self, path: Path) -> None:
        table = read_yaml(path)
        self._nlp = dutch_pipeline()
        self._danger = Matcher(self._nlp.vocab)
        self._harmless = Matcher(self._nlp.vocab)
        for kind, entries in table["signalen"].items():
            self._danger.add(str(kind), [p for e in entries for p in compile_pattern(e["patroon"])])
        if table.get("onschuldig"):
            patterns = [p for e in table["onschuldig"] for p in compile_pattern(e["patroon"])]
            self._harmless.add("onschuldig", patterns)

    def find(self, text: str) -> list[str]:
        """Kinds of danger in a text, most urgent first; nothing where a harmless turn of phrase covers the match."""
        document = self._nlp.make_doc(clean(text))
        harmless = [(start, end) for _, start, end in self._harmless(document)] if len(self._harmless) else []
        kinds = set()
        for match, start, end in self._danger(document):
            if not any(start < stop and begin < end for begin, stop in harmless):
                kinds.add(self._nlp.vocab.strings[match])
        return in_order(kinds)


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
        return {"LOWER": {"FUZZY1": {"IN": list(words)}}}
    return {"LOWER": {"IN": list(words)}}
