"""The gate: danger in a message, before topic and policy and stronger than both.

Needs neither Rasa nor the topic model. When it cannot be loaded the server does not start.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from lantaarn.nlu.danger_detector import DangerDetector
from lantaarn.nlu.danger_kinds import KINDS, in_order
from lantaarn.nlu.danger_signals import DangerSignals
from lantaarn.nlu.encoder import encoder
from lantaarn.nlu.features import FusedFeatures
from lantaarn.nlu.language import identify
from lantaarn.nlu.text import has_words
from lantaarn.settings import Settings

MODEL_FILE = Path("danger") / "gate.npz"


@dataclass(frozen=True)
class Assessment:
    """What the gate found: kinds, most urgent first; the language; the margin of each kind over the
    best harmless class."""

    kinds: tuple[str, ...]
    language: str
    margins: dict[str, float]


class Gate:
    """Signals and detector together: either is enough."""

    def __init__(self, detector: DangerDetector, signals: DangerSignals) -> None:
        self._detector = detector
        self._signals = signals

    @classmethod
    def load(cls, settings: Settings) -> Gate:
        """Read the trained detector and the patterns.

        Raises:
            DetectorError: the detector is missing or damaged.
        """
        detector = DangerDetector.load(settings.models / MODEL_FILE)
        return cls(detector, DangerSignals(settings.data / "danger" / "signalen.yml"))

    @property
    def features(self) -> FusedFeatures:
        """The features of the detector; the topic model shares them."""
        return self._detector.features

    def forget(self) -> None:
        """Drop what is remembered of the last message."""
        encoder().forget()
        self.features.forget()

    def assess(self, text: str) -> Assessment:
        """Look for danger in one message."""
        return self.assess_all([text])[0]

    def assess_all(self, texts: Sequence[str]) -> list[Assessment]:
        """Look for danger in many messages at once; each is judged on its own."""
        margins = self._detector.margins(texts)
        return [self._judge(text, row) for text, row in zip(texts, margins, strict=True)]

    def _judge(self, text: str, margins: np.ndarray) -> Assessment:
        found: set[str] = set()
        language = "nl"
        if has_words(text):
            found.update(self._signals.find(text))
            found.update(KINDS[i] for i in np.flatnonzero(margins >= self._detector.thresholds))
            language = identify(text)
        return Assessment(
            tuple(in_order(found)), language, {k: float(m) for k, m in zip(KINDS, margins, strict=True)}
        )


@lru_cache(maxsize=1)
def gate() -> Gate:
    """The gate of this process."""
    return Gate.load(Settings())
