"""Repairs a typing error with the words of the training sentences themselves, so that one wrong letter changes no answer.

A word that training hardly saw becomes the commonest frequent word at one change from it: a letter added, left out, replaced or
swapped with its neighbour (optimal string alignment, by rapidfuzz). Short words and known words stay as they are.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

MIN_LETTERS = 5
KNOWN_FROM = 2
FREQUENT_FROM = 4
MOST_CANDIDATES = 10


class Speller:
    """Corrects cleaned texts; learned from cleaned texts. The same texts give the same speller."""

    def __init__(self, counts: Mapping[str, int] | None = None) -> None:
        self._counts = dict(counts or {})
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for word, count in sorted(self._counts.items()):
            if count >= FREQUENT_FROM and len(word) >= MIN_LETTERS:
                self._by_length[len(word)].append(word)

    @classmethod
    def fit(cls, texts: Sequence[str]) -> Speller:
        """Count the words of the training sentences."""
        counts = Counter(word for text in texts for word in text.split())
        return cls({word: count for word, count in counts.items() if count >= KNOWN_FROM})

    def correct(self, text: str) -> str:
        """The text with each unknown word replaced by the frequent word nearest to it, where there is one."""
        return " ".join(self._nearest(word) for word in text.split())

    def _nearest(self, word: str) -> str:
        if len(word) < MIN_LETTERS or word in self._counts or not word.isalpha():
            return word
        candidates = [c for length in range(len(word) - 1, len(word) + 2) for c in self._by_length.get(length, ())]
        near = process.extract(word, candidates, scorer=OSA.distance, score_cutoff=1, limit=MOST_CANDIDATES)
        return max((found[0] for found in near), key=lambda c: (self._counts[c], c), default=word)

    def to_arrays(self) -> dict[str, np.ndarray]:
        """What was learned, as arrays without pickled objects."""
        words = sorted(self._counts)
        text = json.dumps(words, ensure_ascii=False).encode("utf-8")
        counts = np.array([self._counts[word] for word in words], dtype=np.int32)
        return {"words": np.frombuffer(text, dtype=np.uint8), "word_counts": counts}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray]) -> Speller:
        """The opposite of ``to_arrays``."""
        words = json.loads(arrays["words"].tobytes().decode("utf-8"))
        return cls(dict(zip(words, arrays["word_counts"].tolist(), strict=True)))
