"""Why the gate saw danger, in parts that staff can read: which pattern hit, and what the learned half thought of each
kind.

Only for the staff desk: a visitor's message never comes here.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.matcher import Matcher
from spacy.tokens import Doc

from lantaarn.answers.yaml_file import read_yaml
from lantaarn.nlu.danger_kinds import KINDS
from lantaarn.nlu.danger_signals import _WORD, DangerSignals, compile_pattern
from lantaarn.nlu.gate import MODEL_FILE, Assessment, gate
from lantaarn.nlu.text import clean, has_words
from lantaarn.settings import Settings


class NamedSignals(DangerSignals):
    """The same patterns with the same rules, each under its own name. spaCy gets to see words of patterns only, as
    there."""

    def __init__(self, path: Any) -> None:
        super().__init__(path)
        self._each = Matcher(self._vocabulary)
        self._named: dict[int, tuple[str, str]] = {}
        for kind, entries in read_yaml(path)["signalen"].items():
            for number, entry in enumerate(entries):
                key = f"{kind} {number}"
                self._each.add(key, compile_pattern(entry["patroon"]))
                self._named[self._vocabulary.strings[key]] = (str(kind), entry["patroon"])

    def patterns(self, text: str) -> dict[str, list[str]]:
        """The patterns that hit, by kind, in the order of the file."""
        words = [self._word_of_a_pattern(word) for word in _WORD.findall(clean(text).lower())]
        document = Doc(self._vocabulary, words=words)
        harmless = [(start, end) for _, start, end in self._harmless(document)] if len(self._harmless) else []
        hits = {
            match
            for match, start, end in self._each(document)
            if not any(start < stop and begin < end for begin, stop in harmless)
        }
        found: dict[str, list[str]] = {}
        for match, (kind, pattern) in self._named.items():
            if match in hits:
                found.setdefault(kind, []).append(pattern)
        return found


class DangerReasons:
    """Asks the gate of this process once more, and says what it went by."""

    def __init__(self, settings: Settings) -> None:
        self._signals = NamedSignals(settings.data / "danger" / "signalen.yml")
        with np.load(settings.models / MODEL_FILE, allow_pickle=False) as arrays:
            self._thresholds = dict(zip(KINDS, arrays["thresholds"].tolist(), strict=True))

    def look(self, text: str) -> tuple[Assessment, list[dict[str, Any]]]:
        """What the gate finds, and for each kind of danger why; nothing of the text is remembered.

        Returns:
            The assessment, and for each kind ``soort``; ``patronen``, those that hit; ``score``, by how much it beats
            the best harmless class; ``drempel``, the score from which it may count; ``telt``, whether it does.
        """
        if not has_words(text):
            return Assessment((), "nl", {}), []
        try:
            found = gate().assess(text)
        finally:
            gate().forget()
        patterns = self._signals.patterns(text)
        return found, [
            {
                "soort": kind,
                "patronen": patterns.get(kind, []),
                "score": round(found.margins[kind], 3),
                "drempel": round(self._thresholds[kind], 3),
                "telt": kind in found.kinds,
            }
            for kind in KINDS
        ]
