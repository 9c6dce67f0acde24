"""Trains the gate when its data or code changed; ``lantaarn train`` and ``rasa train`` both come through here."""

from __future__ import annotations

import sys

from lantaarn.nlu.danger_data import danger_calibration, danger_examples
from lantaarn.nlu.danger_detector import DangerDetector, DetectorError, train_detector
from lantaarn.nlu.danger_thresholds import FALSE_ALARMS
from lantaarn.nlu.fingerprint import code_fingerprint, files_fingerprint
from lantaarn.nlu.gate import MODEL_FILE
from lantaarn.settings import Settings


def inputs_fingerprint(settings: Settings) -> str:
    """Hash of everything that the gate is made from."""
    data = [*(settings.data / "danger").glob("*.tsv"), *(settings.data / "nlu").glob("*.yml")]
    calibration = (settings.data / "calibration").glob("*.tsv")
    return files_fingerprint([*data, *calibration, settings.data / "followups.tsv"]) + code_fingerprint()


def trained_gate(settings: Settings) -> DangerDetector:
    """The gate's detector, trained anew only when what it is made from has changed."""
    wanted = inputs_fingerprint(settings)
    try:
        known = DangerDetector.load(settings.models / MODEL_FILE)
    except DetectorError:
        known = None
    if known is not None and known.made_from == wanted:
        return known
    print("De poort voor gevaar", file=sys.stderr, flush=True)
    detector = train_detector(danger_examples(settings.data), danger_calibration(settings.data), FALSE_ALARMS)
    detector.made_from = wanted
    detector.save(settings.models / MODEL_FILE)
    return detector
