"""The gate: danger in a message, before topic and policy and stronger than both.

Needs neither Rasa nor the topic model. When it cannot be loaded the server does not start.
"""

from __future__ import annotations

import re
import textwrap
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
# In a long message one sentence of danger drowns in the rest, so its parts are looked at too; many parts are many chances
# of a false alarm, so a part must be this much surer than a whole message.
LONG_FROM = 160
PART_LENGTH = 100
PART_CAUTION = 0.4
# A cry for help beats every harmless class, and so seems to be of every kind. A kind counts only when it lies no further
# behind the strongest than this; acute danger may lie further, since missing it is the worst.
REACH = {"112": 0.7, "113": 0.4, "minor": 0.4, "victim": 0.4, "refuse": 0.4}
# A refusal is the coldest answer: whoever may be a victim beside it, up to this far behind, is helped instead.
REACH_BESIDE_REFUSAL = 0.8
# Somebody on a roof or at a railway sounds like acute danger, but is helped by the line against suicide, which asks for
# acute danger itself. Acute danger counts beside it only when its margin is larger by this.
CLEARER_THAN_113 = 0.2
# A harmful wish seen by less than this may turn out to be an ordinary question of which the topic model is sure.
DOUBT = 0.7
_SENTENCE_END = re.compile(r"(?<=[.!?\n])\s+")


@dataclass(frozen=True)
class Assessment:
    """What the gate found: kinds, most urgent first; the language; the margin of each kind over the best harmless class;
    whether an ordinary topic of which the topic model is sure may go before it."""

    kinds: tuple[str, ...]
    language: str
    margins: dict[str, float]
    doubtful: bool = False


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
        for row, text in enumerate(texts):
            if len(text) > LONG_FROM:
                of_parts = self._detector.margins(parts_of(text)).max(axis=0) - PART_CAUTION
                margins[row] = np.maximum(margins[row], of_parts)
        return [self._judge(text, row) for text, row in zip(texts, margins, strict=True)]

    def _judge(self, text: str, margins: np.ndarray) -> Assessment:
        by_kind = {kind: float(margin) for kind, margin in zip(KINDS, margins, strict=True)}
        if not has_words(text):
            return Assessment((), "nl", by_kind)
        signals = self._signals.find(text)
        over = dict(zip(KINDS, (margins - self._detector.thresholds).tolist(), strict=True))
        strongest = max(over, key=over.__getitem__)
        learned = {kind for kind, by in over.items() if by >= 0 and by >= over[strongest] - _reach(kind, strongest)}
        if "113" in learned and by_kind["112"] < by_kind["113"] + CLEARER_THAN_113:
            learned.discard("112")
        kinds = tuple(in_order(learned | set(signals)))
        doubtful = kinds == ("refuse",) and not signals and over[strongest] < DOUBT
        return Assessment(kinds, identify(text), by_kind, doubtful)


def _reach(kind: str, strongest: str) -> float:
    beside_refusal = strongest == "refuse" and kind != "refuse"
    return max(REACH[kind], REACH_BESIDE_REFUSAL) if beside_refusal else REACH[kind]


def parts_of(text: str) -> list[str]:
    """A long message in parts of whole sentences, or of words where a sentence is long itself."""
    parts: list[str] = []
    for sentence in _SENTENCE_END.split(text):
        for chunk in textwrap.wrap(sentence, PART_LENGTH) or [sentence]:
            if parts and len(parts[-1]) + len(chunk) < PART_LENGTH:
                parts[-1] += " " + chunk
            else:
                parts.append(chunk)
    return parts


@lru_cache(maxsize=1)
def gate() -> Gate:
    """The gate of this process."""
    return Gate.load(Settings())
