"""The learned half of the gate, on fused features, trained on ``data/danger/`` and on the topics as harmless examples.

Two sets of linear machines judge together. The fine one knows every group of topics as a class of its own, next to the
kinds of danger; the coarse one knows only the kinds and "none". A message is dangerous when a kind beats the best harmless class by
a margin, summed over both: together they found more, with fewer false alarms on ordinary questions, than either alone
(docs/besluiten/0004-poort-met-klassen.md). The detector's file is its own: it still answers when the topic model is
broken or missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lantaarn.nlu.danger_kinds import KINDS
from lantaarn.nlu.features import FusedFeatures
from lantaarn.nlu.linear import Machines, fit_machines
from lantaarn.nlu.progress import progress_line
from lantaarn.nlu.text import half_bare

NONE = "none"
PENALTY = 0.5
# How much the coarse judgement counts against the fine one.
COARSE_WEIGHT = 0.5


class DetectorError(RuntimeError):
    """The gate cannot be loaded; the server must not start."""


@dataclass
class DangerDetector:
    """Margins per kind. The first classes of ``fine`` and ``coarse`` are ``KINDS``; ``thresholds`` has shape (kinds,)."""

    features: FusedFeatures
    fine: Machines
    coarse: Machines
    thresholds: np.ndarray
    made_from: str = ""  # fingerprint of the data and code that it was trained with

    def margins(self, texts: Sequence[str]) -> np.ndarray:
        """By how much each kind beats the best harmless class, shape ``(len(texts), 5)``, order of ``KINDS``."""
        features = self.features.transform(texts)
        return _margins(self.fine.scores(features)) + COARSE_WEIGHT * _margins(self.coarse.scores(features))

    def save(self, path: Path) -> None:
        """Write everything that was learned as plain arrays."""
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez(
            path,
            thresholds=self.thresholds,
            made_from=np.frombuffer(self.made_from.encode("ascii"), dtype=np.uint8),
            **self.fine.to_arrays("fine"),
            **self.coarse.to_arrays("coarse"),
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
                made_from = arrays["made_from"].tobytes().decode("ascii")
                fine, coarse = Machines.from_arrays(arrays, "fine"), Machines.from_arrays(arrays, "coarse")
                return cls(features, fine, coarse, arrays["thresholds"], made_from)
        except (OSError, ValueError, KeyError) as error:
            raise DetectorError("Het gevaarmodel ontbreekt of is kapot. Draai: make train") from error


def train_detector(
    examples: Sequence[tuple[str, str]],
    calibration: Sequence[tuple[str, str]],
    false_alarms: dict[str, float],
) -> DangerDetector:
    """Train on ``(text, class)`` pairs; the same data gives the same detector.

    Args:
        examples: a class is a kind of danger, a harmless group of topics, or ``none``.
        calibration: other ``(text, kind or none)`` pairs, written apart, that set the thresholds.
        false_alarms: for each kind the share of harmless calibration messages that it may alarm.
    """
    texts = half_bare([text for text, _ in examples])
    labels = np.array([name for _, name in examples])
    features = FusedFeatures().fit(texts, progress_line("Zinsvectoren"))
    harmless = sorted(set(labels) - set(KINDS))
    matrix = features.transform(texts)
    fine = fit_machines(matrix, labels, [*KINDS, *harmless], PENALTY, "Poort")
    kinds = np.where(np.isin(labels, KINDS), labels, NONE)
    coarse = fit_machines(matrix, kinds, [*KINDS, NONE], PENALTY, "Poort, grof")
    detector = DangerDetector(features, fine, coarse, np.zeros(len(KINDS)))
    margins = detector.margins([text for text, kind in calibration if kind == NONE])
    detector.thresholds = np.array(
        [np.quantile(margins[:, i], 1.0 - false_alarms[kind]) for i, kind in enumerate(KINDS)]
    )
    return detector


def _margins(scores: np.ndarray) -> np.ndarray:
    return scores[:, : len(KINDS)] - scores[:, len(KINDS) :].max(axis=1, keepdims=True)
