"""The topic model: linear machines over fused features and the topic that was answered last, with calibrated confidence.

Plain arrays and numpy, so that it can be tested, stored and read without Rasa and without pickle.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from lantaarn.answers.topics import group_of
from lantaarn.nlu.calibration import answer_threshold, fit_temperature, probabilities
from lantaarn.nlu.features import FusedFeatures
from lantaarn.nlu.leaning import Leaning
from lantaarn.nlu.linear import SEED, Machines, fit_machines
from lantaarn.nlu.text import half_bare

PENALTY = 0.8
# Share of all messages that may get a wrong answer as if it were right; the rest of the doubt becomes a question.
# The gate adds its own mistakes to these, so a quarter of the 2 % that we aim for.
MAX_CONFIDENTLY_WRONG = 0.005


class TopicModelError(RuntimeError):
    """The topic model cannot be used."""


@dataclass(frozen=True)
class Example:
    """A sentence as typed, its topic, and the topic that was answered before it."""

    text: str
    topic: str
    after: str | None = None


@dataclass
class TopicModel:
    """Ranks all topics for a sentence. The last rows of the machines' weights belong to the topic answered last."""

    machines: Machines
    leaning: Leaning
    features: FusedFeatures  # shared with the gate, which stores them
    sharpness: float
    threshold: float

    @property
    def topics(self) -> list[str]:
        """Names of the topics, in the order of the columns."""
        return self.machines.classes

    def rank(self, texts: Sequence[str], after: Sequence[str | None] | None = None) -> np.ndarray:
        """Probabilities of shape ``(len(texts), topics)`` for sentences as typed.

        Args:
            texts: the sentences.
            after: for each the topic answered before it; None where a conversation starts.
        """
        return probabilities(self.scores(texts, after), self.sharpness)

    def scores(self, texts: Sequence[str], after: Sequence[str | None] | None = None) -> np.ndarray:
        """Raw scores of shape ``(len(texts), topics)``."""
        of_text = self.features.transform(texts)
        before = _before(self.leaning.of(of_text), after or [None] * len(texts), self.topics)
        return self.machines.scores(sparse.hstack([of_text, before], format="csr"))

    def to_arrays(self) -> dict[str, np.ndarray]:
        """What was learned, as arrays without pickled objects."""
        return {
            **self.machines.to_arrays("topics"),
            **self.leaning.to_arrays(),
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
        sharpness, threshold = (float(number) for number in arrays["numbers"])
        machines, leaning = Machines.from_arrays(arrays, "topics"), Leaning.from_arrays(arrays)
        return cls(machines, leaning, features, sharpness, threshold)


def train_topic_model(
    examples: Sequence[Example], calibration: Sequence[tuple[str, str]], features: FusedFeatures
) -> TopicModel:
    """Train on sentences and their topics; the same data gives the same model.

    Args:
        examples: what to learn from; follow-ups carry the topic before them.
        calibration: other ``(sentence, topic)`` pairs, written apart from the training data; they set how sure a
            confidence is, and from where on to answer. Cross-validation on the training data would be far too gloomy:
            half of it was written to lie on borders between topics.
        features: the gate's, so that one sentence is turned into features once.
    """
    topics = sorted({example.topic for example in examples})
    of_text = features.transform(half_bare([example.text for example in examples]))
    leaning = Leaning.fit(of_text, np.array([example.after is not None for example in examples]))
    before = _before(leaning.of(of_text), _contexts(examples, topics), topics)
    labels = np.array([example.topic for example in examples])
    machines = fit_machines(sparse.hstack([of_text, before], format="csr"), labels, topics, PENALTY, "Onderwerpen")
    model = TopicModel(machines, leaning, features, sharpness=1.0, threshold=1.0)
    _calibrate(model, calibration)
    return model


def _before(leaning: np.ndarray, after: Sequence[str | None], topics: Sequence[str]) -> sparse.csr_matrix:
    """Columns for the topic answered last and for its group, each as loud as the sentence leans on it."""
    groups = sorted({group_of(topic) for topic in topics})
    topic_columns = {topic: column for column, topic in enumerate(topics)}
    group_columns = {group: len(topics) + column for column, group in enumerate(groups)}
    rows = [row for row, topic in enumerate(after) if topic in topic_columns]
    columns = [topic_columns[after[row]] for row in rows] + [group_columns[group_of(after[row])] for row in rows]
    places = (rows * 2, columns)
    shape = (len(after), len(topics) + len(groups))
    return sparse.csr_matrix((leaning[rows * 2], places), shape=shape, dtype=np.float32)


def _contexts(examples: Sequence[Example], topics: Sequence[str]) -> list[str | None]:
    """The topic before each example; half of the sentences without one get one by lot, so that the model learns that a
    clear sentence means the same after any topic."""
    lot = np.random.default_rng(SEED)
    drawn = [topics[number] for number in lot.integers(len(topics), size=len(examples))]
    keep = lot.random(len(examples)) < 0.5
    return [e.after or (topic if kept else None) for e, topic, kept in zip(examples, drawn, keep, strict=True)]


def _calibrate(model: TopicModel, calibration: Sequence[tuple[str, str]]) -> None:
    known = [(text, topic) for text, topic in calibration if topic in model.topics]
    wanted = np.searchsorted(model.topics, [topic for _, topic in known])
    scores = model.scores([text for text, _ in known])
    model.sharpness = fit_temperature(scores, wanted)
    chances = probabilities(scores, model.sharpness)
    right = chances.argmax(axis=1) == wanted
    model.threshold = answer_threshold(chances.max(axis=1), right, MAX_CONFIDENTLY_WRONG)
