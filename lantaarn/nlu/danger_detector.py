"""The learned half of the gate: one detector a kind on fused features, trained on ``data/danger/``.

Apart from the topic model, with its own file, so that it still answers when the topic model is broken or missing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.special import expit
from sklearn.linear_model import LogisticRegression

from lantaarn.nlu.danger_kinds import KINDS
from lantaarn.nlu.encoder import encoder
from lantaarn.nlu.features import FusedFeatures
from lantaarn.nlu.progress import progress_line
from lantaarn.nlu.text import clean

NONE = "none"
PENALTY = 8.0
# A message in danger counts as many times as a harmless one: to miss it is worse.
WEIGHT_OF_DANGER = 4.0
SEED = 20220101


class DetectorError(RuntimeError):
    """The gate cannot be loaded; the server must not start."""


@dataclass
class DangerDetector:
    """Chances per kind. ``weights`` has shape (features, kinds), ``thresholds`` (kinds,)."""

    features: FusedFeatures
    weights: np.ndarray
    bias: np.ndarray
    thresholds: np.ndarray

    def chances(self, texts: Sequence[str]) -> np.ndarray:
        """Chance of each kind for sentences as typed, shape ``(len(texts), 5)`` in the order of ``KINDS``."""
        cleaned = [clean(text) for text in texts]
        features = self.features.transform(cleaned, encoder().encode(cleaned))
        return expit(np.asarray(features @ self.weights) + self.bias)

    def save(self, path: Path) -> None:
        """Write everything that was learned as plain arrays."""
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez(
            path,
            weights=self.weights,
            bias=self.bias,
            thresholds=self.thresholds,
            **self.features.to_arrays(),
        )

    @classmethod
    def load(cls, path: Path) -> DangerDetector:
        """Read a detector.

        Raises:
            DetectorError: the file is missing or damaged.
        """
        try:
            with np.load(path, allow_pickle=False) as arrays:
                features = FusedFeatures.from_arrays(arrays)
                return cls(features, arrays["weights"], arrays["bias"], arrays["thresholds"])
        except (OSError, ValueError, KeyError) as error:
            raise DetectorError("Het gevaarmodel ontbreekt of is kapot. Draai: make train") from error


def train_detector(
    examples: Sequence[tuple[str, str]], thresholds: Mapping[str, float]
) -> DangerDetector:
    """Train on ``(text, kind)`` pairs; ``none`` marks harmless ones. The same data gives the same detector."""
    texts = [clean(text) for text, _ in examples]
    kinds = np.array([kind for _, kind in examples])
    vectors = encoder().encode(texts, progress_line("Zinsvectoren voor de poort"))
    features = FusedFeatures().fit(texts, vectors)
    matrix = features.transform(texts, vectors)
    weights = np.zeros((matrix.shape[1], len(KINDS)), dtype=np.float32)
    bias = np.zeros(len(KINDS), dtype=np.float32)
    show = progress_line("Poort")
    for number, kind in enumerate(KINDS):
        machine = LogisticRegression(
            C=PENALTY,
            class_weight={False: 1.0, True: WEIGHT_OF_DANGER},
            solver="liblinear",
            random_state=SEED,
        )
        machine.fit(matrix, kinds == kind)
        weights[:, number] = machine.coef_[0]
        bias[number] = machine.intercept_[0]
        show(number + 1, len(KINDS))
    return DangerDetector(features, weights, bias, np.array([thresholds[kind] for kind in KINDS]))
