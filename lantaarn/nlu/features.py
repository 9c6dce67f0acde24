"""Fused features: characters, words and the sentence vector side by side, for every linear model here.

Characters carry misspelt and compound words, words carry the domain's terms, the vector carries meaning
(docs/metingen.md has the ablation).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from lantaarn.nlu.encoder import DIMENSIONS, encoder
from lantaarn.nlu.spelling import Speller
from lantaarn.nlu.text import clean

VECTOR_WEIGHT = 0.6


class FusedFeatures:
    """From sentences as typed: TF-IDF of characters 1 to 5 and of words 1 to 2, and the mean-centred, normalised vector."""

    def __init__(self) -> None:
        self._speller = Speller()
        self._vectorizers = _new_vectorizers()
        self._mean = np.zeros(DIMENSIONS, dtype=np.float32)
        self._last: tuple[str, sparse.csr_matrix] | None = None

    def fit(
        self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None
    ) -> FusedFeatures:
        """Learn spelling, vocabularies, weights and the mean vector from sentences as typed."""
        self._last = None
        self._speller = Speller.fit([clean(text) for text in texts])
        prepared = self.prepare(texts)
        for vectorizer in self._vectorizers:
            vectorizer.fit(prepared)
        self._mean = encoder().encode(prepared, progress).mean(axis=0).astype(np.float32)
        return self

    def prepare(self, texts: Sequence[str]) -> list[str]:
        """The sentences cleaned and with typing errors repaired, as the features see them."""
        return [self._speller.correct(clean(text)) for text in texts]

    def transform(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """Features of shape ``(len(texts), characters + words + 512)``, float32.

        The last single sentence is remembered until ``forget``: the gate and the topics ask for the same one.
        """
        if len(texts) == 1 and self._last is not None and self._last[0] == texts[0]:
            return self._last[1]
        prepared = self.prepare(texts)
        centred = encoder().encode(prepared) - self._mean
        norms = np.linalg.norm(centred, axis=1, keepdims=True)
        centred = VECTOR_WEIGHT * centred / np.maximum(norms, 1e-6)
        parts = [vectorizer.transform(prepared) for vectorizer in self._vectorizers]
        features = sparse.hstack([*parts, sparse.csr_matrix(centred)], format="csr", dtype=np.float32)
        if len(texts) == 1:
            self._last = (texts[0], features)
        return features

    @property
    def parts(self) -> dict[str, slice]:
        """Which columns are characters, words and the vector."""
        characters, words = (len(vectorizer.vocabulary_) for vectorizer in self._vectorizers)
        ends = (characters, characters + words, characters + words + DIMENSIONS)
        return {
            "characters": slice(0, ends[0]),
            "words": slice(ends[0], ends[1]),
            "vector": slice(ends[1], ends[2]),
        }

    def forget(self) -> None:
        """Drop the last sentence, so that nothing of it outlives its answer."""
        self._last = None

    def fingerprint(self) -> str:
        """Hash of what was learned; a model fits only the features that it was trained on."""
        digest = hashlib.sha256()
        for _, array in sorted(self.to_arrays().items()):
            digest.update(array.tobytes())
        return digest.hexdigest()

    def to_arrays(self) -> dict[str, np.ndarray]:
        """What was learned, as arrays without pickled objects."""
        arrays = {"mean": self._mean, **self._speller.to_arrays()}
        for number, vectorizer in enumerate(self._vectorizers):
            terms = sorted(vectorizer.vocabulary_, key=vectorizer.vocabulary_.__getitem__)
            text = json.dumps(terms, ensure_ascii=False).encode("utf-8")
            arrays[f"terms_{number}"] = np.frombuffer(text, dtype=np.uint8)
            arrays[f"idf_{number}"] = vectorizer.idf_.astype(np.float32)
        return arrays

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray]) -> FusedFeatures:
        """The opposite of ``to_arrays``."""
        features = cls()
        features._mean, features._speller = arrays["mean"], Speller.from_arrays(arrays)
        for number, vectorizer in enumerate(features._vectorizers):
            terms = json.loads(arrays[f"terms_{number}"].tobytes().decode("utf-8"))
            vectorizer.vocabulary_ = {term: index for index, term in enumerate(terms)}
            vectorizer.idf_ = arrays[f"idf_{number}"]
        return features


def _new_vectorizers() -> tuple[TfidfVectorizer, TfidfVectorizer]:
    shared = {"sublinear_tf": True, "lowercase": False, "dtype": np.float32}
    characters = TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 5), min_df=4, **shared)
    words = TfidfVectorizer(analyzer="word", ngram_range=(1, 2), min_df=2, token_pattern=r"\w+", **shared)
    return characters, words
