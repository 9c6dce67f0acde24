"""How much a message leans on what came before: "en anoniem?" means nothing alone, a whole question means the same anywhere.

Learned from follow-ups against sentences that stand alone; the topic answered last counts only as far as a message leans
on it (docs/besluiten/0007-vervolgvragen.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from sklearn.svm import LinearSVC

from lantaarn.nlu.linear import SEED, TOLERANCE

PENALTY = 0.5


@dataclass(frozen=True)
class Leaning:
    """One linear machine: ``weights`` of shape (features,)."""

    weights: np.ndarray
    bias: float

    @classmethod
    def fit(cls, features: sparse.csr_matrix, follows: np.ndarray) -> Leaning:
        """Learn from features of shape ``(n, features)`` and, for each row, whether it is a follow-up."""
        if not follows.any():
            return cls(np.zeros(features.shape[1], dtype=np.float16), -1.0)
        # Balanced, since follow-ups are one in ten.
        machine = LinearSVC(C=PENALTY, tol=TOLERANCE, class_weight="balanced", random_state=SEED).fit(features, follows)
        return cls(machine.coef_[0].astype(np.float16), float(machine.intercept_[0]))

    def of(self, features: sparse.csr_matrix) -> np.ndarray:
        """Between 0 (stands alone) and 1 (a follow-up), shape ``(n,)``."""
        scores = features @ self.weights.astype(np.float32) + self.bias
        return np.clip((scores + 1) / 2, 0, 1)

    def to_arrays(self) -> dict[str, np.ndarray]:
        """What was learned, as arrays without pickled objects."""
        return {"leaning_weights": self.weights, "leaning_bias": np.array(self.bias)}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray]) -> Leaning:
        """The opposite of ``to_arrays``."""
        return cls(arrays["leaning_weights"], float(arrays["leaning_bias"]))
