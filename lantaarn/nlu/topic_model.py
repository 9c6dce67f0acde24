"""The topic model: one linear classifier over fused features, with calibrated confidence.

Plain arrays and numpy, so that it can be tested, stored and read without Rasa and without pickle.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from lantaarn.nlu.calibration import answer_threshold, fit_temperature, probabilities
from lantaarn.nlu.encoder import encoder
from lantaarn.nlu.features import FusedFeatures
from lantaarn.nlu.progress import progress_line
from lantaarn.nlu.text import clean

PENALTY = 0.5
FOLDS = 4
SEED = 20220101
# Share of all messages that may get a wrong answer as if it were right; the rest of the doubt becomes a question.
MAX_CONFIDENTLY_WRONG = 0.02


@dataclass
class TopicModel:
    """Ranks all topics for a sentence. ``weights`` has shape (features, topics)."""

    topics: list[str]
    features: FusedFeatures
    weights: np.ndarray
    bias: np.ndarray
    sharpness: float
    threshold: float

    def rank(self, texts: Sequence[str]) -> np.ndarray:
        """Probabilities of shape ``(len(texts), topics)`` for sentences as typed."""
        cleaned = [clean(text) for text in texts]
        features = self.features.transform(cleaned, encoder().encode(cleaned))
        return probabilities(np.asarray(features @ self.weights) + self.bias, self.sharpness)

    def to_arrays(self) -> dict[str, np.ndarray]:
        """What was learned, as arrays without pickled objects."""
        names = json.dumps(self.topics).encode("utf-8")
        return {
            "topics": np.frombuffer(names, dtype=np.uint8),
            "weights": self.weights,
            "bias": self.bias,
            "numbers": np.array([self.sharpness, self.threshold]),
            **self.features.to_arrays(),
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray]) -> TopicModel:
        """The opposite of ``to_arrays``."""
        return cls(
            json.loads(arrays["topics"].tobytes().decode("utf-8")),
            FusedFeatures.from_arrays(arrays),
            arrays["weights"],
            arrays["bias"],
            float(arrays["numbers"][0]),
            float(arrays["numbers"][1]),
        )


def train_topic_model(texts: Sequence[str], labels: Sequence[str]) -> TopicModel:
    """Train on sentences and their topics; the same data gives the same model."""
    topics = sorted(set(labels))
    wanted = np.searchsorted(topics, labels)
    cleaned = [clean(text) for text in texts]
    vectors = encoder().encode(cleaned, progress_line("Zinsvectoren"))
    scores = _unseen_scores(cleaned, vectors, wanted, len(topics))
    sharpness = fit_temperature(scores, wanted)
    held_out = probabilities(scores, sharpness)
    right = held_out.argmax(axis=1) == wanted
    threshold = answer_threshold(held_out.max(axis=1), right, MAX_CONFIDENTLY_WRONG)
    features = FusedFeatures().fit(cleaned, vectors)
    weights, bias = _fit(features.transform(cleaned, vectors), wanted)
    return TopicModel(topics, features, weights, bias, sharpness, threshold)


def _unseen_scores(
    texts: Sequence[str], vectors: np.ndarray, wanted: np.ndarray, classes: int
) -> np.ndarray:
    """Scores that each sentence gets from a model that was trained without it."""
    scores = np.zeros((len(texts), classes))
    show = progress_line("IJken")
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    for number, (seen, unseen) in enumerate(folds.split(vectors, wanted), start=1):
        features = FusedFeatures().fit([texts[i] for i in seen], vectors[seen])
        weights, bias = _fit(features.transform([texts[i] for i in seen], vectors[seen]), wanted[seen])
        unseen_features = features.transform([texts[i] for i in unseen], vectors[unseen])
        scores[unseen] = unseen_features @ weights + bias
        show(number, FOLDS)
    return scores


def _fit(features: sparse.csr_matrix, wanted: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights ``(features, classes)`` and bias ``(classes,)`` of a one-against-rest linear SVM."""
    machine = LinearSVC(C=PENALTY, random_state=SEED).fit(features, wanted)
    return machine.coef_.T.astype(np.float32), machine.intercept_.astype(np.float32)
