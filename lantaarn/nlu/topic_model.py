"""The topic model: one linear classifier over fused features, with calibrated confidence.

Plain arrays and numpy, so that it can be tested, stored and read without Rasa and without pickle.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lantaarn.nlu.calibration import answer_threshold, fit_temperature, probabilities
from lantaarn.nlu.encoder import encoder
from lantaarn.nlu.features import FusedFeatures
from lantaarn.nlu.linear import class_scores, fit_classes
from lantaarn.nlu.text import clean

PENALTY = 0.5
# Share of all messages that may get a wrong answer as if it were right; the rest of the doubt becomes a question.
# The calibration sentences are a little easier than real ones, so half of the 2 % that we aim for.
MAX_CONFIDENTLY_WRONG = 0.01


class TopicModelError(RuntimeError):
    """The topic model cannot be used."""


@dataclass
class TopicModel:
    """Ranks all topics for a sentence. ``weights`` has shape (features, topics)."""

    topics: list[str]
    features: FusedFeatures  # shared with the gate, which stores them
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
        return class_scores(features, self.weights, self.bias)

    def to_arrays(self) -> dict[str, np.ndarray]:
        """What was learned, as arrays without pickled objects."""
        names = json.dumps(self.topics).encode("utf-8")
        return {
            "topics": np.frombuffer(names, dtype=np.uint8),
            "weights": self.weights,
            "bias": self.bias,
            "numbers": np.array([self.sharpness, self.threshold]),
            "features": np.frombuffer(self.features.fingerprint().encode("ascii"), dtype=np.uint8),
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray], features: FusedFeatures) -> TopicModel:
        """The opposite of ``to_arrays``.

        Raises:
            TopicModelError: the model was trained on other features than the gate has now.
        """
        if arrays["features"].tobytes().decode("ascii") != features.fingerprint():
            raise TopicModelError("Onderwerpen en poort horen niet bij elkaar. Draai: make train")
        return cls(
            json.loads(arrays["topics"].tobytes().decode("utf-8")),
            features,
            arrays["weights"],
            arrays["bias"],
            float(arrays["numbers"][0]),
            float(arrays["numbers"][1]),
        )


def train_topic_model(
    texts: Sequence[str],
    labels: Sequence[str],
    calibration: Sequence[tuple[str, str]],
    features: FusedFeatures,
) -> TopicModel:
    """Train on sentences and their topics; the same data gives the same model.

    Args:
        texts: sentences as typed.
        labels: the topic of each.
        calibration: other ``(sentence, topic)`` pairs, written apart from the training data; they set how sure a
            confidence is, and from where on to answer. Cross-validation on the training data would be far too gloomy:
            half of it was written to lie on borders between topics.
        features: the gate's, so that one sentence is turned into features once.
    """
    topics = sorted(set(labels))
    cleaned = [clean(text) for text in texts]
    matrix = features.transform(cleaned, encoder().encode(cleaned))
    weights, bias = fit_classes(matrix, np.array(labels), topics, PENALTY, "Onderwerpen")
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
