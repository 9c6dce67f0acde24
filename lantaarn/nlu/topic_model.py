"""The topic model: one linear classifier over fused features, with calibrated confidence.

Plain arrays and numpy, so that it can be tested, stored and read without Rasa and without pickle.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from sklearn.svm import LinearSVC

from lantaarn.nlu.calibration import answer_threshold, fit_temperature, probabilities
from lantaarn.nlu.encoder import encoder
from lantaarn.nlu.features import FusedFeatures
from lantaarn.nlu.progress import progress_line
from lantaarn.nlu.text import clean

PENALTY = 0.5
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
        return probabilities(self.scores(texts), self.sharpness)

    def scores(self, texts: Sequence[str]) -> np.ndarray:
        """Raw scores of shape ``(len(texts), topics)``."""
        cleaned = [clean(text) for text in texts]
        features = self.features.transform(cleaned, encoder().encode(cleaned))
        return np.asarray(features @ self.weights) + self.bias

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


def train_topic_model(
    texts: Sequence[str], labels: Sequence[str], calibration: Sequence[tuple[str, str]]
) -> TopicModel:
    """Train on sentences and their topics; the same data gives the same model.

    Args:
        texts: sentences as typed.
        labels: the topic of each.
        calibration: other ``(sentence, topic)`` pairs, written apart from the training data; they set how sure a
            confidence is, and from where on to answer. Cross-validation on the training data would be far too gloomy:
            half of it was written to lie on borders between topics.
    """
    topics = sorted(set(labels))
    wanted = np.searchsorted(topics, labels)
    cleaned = [clean(text) for text in texts]
    vectors = encoder().encode(cleaned, progress_line("Zinsvectoren"))
    features = FusedFeatures().fit(cleaned, vectors)
    print("Leren", file=sys.stderr, flush=True)
    weights, bias = _fit(features.transform(cleaned, vectors), wanted)
    model = TopicModel(topics, features, weights, bias, sharpness=1.0, threshold=1.0)
    _calibrate(model, calibration)
    return model


def _calibrate(model: TopicModel, calibration: Sequence[tuple[str, str]]) -> None:
    known = [(text, topic) for text, topic in calibration if topic in model.topics]
    wanted = np.searchsorted(model.topics, [topic for _, topic in known])
    scores = model.scores([text for text, _ in known])
    model.sharpness = fit_temperature(scores, wanted)
    chances = probabilities(scores, model.sharpness)
    right = chances.argmax(axis=1) == wanted
    model.threshold = answer_threshold(chances.max(axis=1), right, MAX_CONFIDENTLY_WRONG)


def _fit(features: sparse.csr_matrix, wanted: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights ``(features, classes)`` and bias ``(classes,)`` of a one-against-rest linear SVM."""
    machine = LinearSVC(C=PENALTY, random_state=SEED).fit(features, wanted)
    return machine.coef_.T.astype(np.float32), machine.intercept_.astype(np.float32)
