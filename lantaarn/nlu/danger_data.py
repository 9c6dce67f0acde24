"""Reads what the gate learns from: ``data/danger/*.tsv``, and the topics and follow-up questions as more examples.

A topic that is itself a danger (``handelen_spoed``, ``persoonlijk_suicide``) adds examples of its kind; every group of other
topics is a harmless class of its own, so that an ordinary question to this helpline raises no alarm.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lantaarn.answers.topics import group_of
from lantaarn.answers.yaml_file import read_yaml
from lantaarn.nlu.danger_detector import NONE
from lantaarn.nlu.danger_kinds import KIND_OF_TOPIC, KINDS
from lantaarn.nlu.labelled import labelled_rows


def danger_examples(data: Path) -> list[tuple[str, str]]:
    """All ``(text, class)`` pairs for training, in a fixed order."""
    pairs = list(_own_examples(data / "danger"))
    for path in sorted((data / "nlu").glob("*.yml")):
        for topic, text in nlu_examples(path):
            pairs.append((text, KIND_OF_TOPIC.get(topic, group_of(topic))))
    # The gate does not know what was said before, so it must know how people ask on: "en als ze 17 is?" is no child.
    pairs += [(text, KIND_OF_TOPIC.get(topic, NONE)) for _after, text, topic in labelled_rows(data / "followups.tsv")]
    return pairs


def danger_calibration(data: Path) -> list[tuple[str, str]]:
    """``(text, kind or none)`` pairs that set the thresholds: look-alikes, and the ordinary questions of this helpline."""
    pairs = [(text, kind) for text, kind, *_ in labelled_rows(data / "calibration" / "danger.tsv")]
    topics = labelled_rows(data / "calibration" / "topics.tsv")
    return pairs + [(text, KIND_OF_TOPIC.get(topic, NONE)) for text, topic, *_ in topics]


def nlu_examples(path: Path) -> Iterator[tuple[str, str]]:
    """``(topic, text)`` pairs of one Rasa NLU file."""
    for entry in read_yaml(path)["nlu"]:
        for line in entry["examples"].splitlines():
            yield entry["intent"], line.removeprefix("- ")


def _own_examples(folder: Path) -> Iterator[tuple[str, str]]:
    for kind in (*KINDS, NONE):
        for text, _language in labelled_rows(folder / f"{kind}.tsv"):
            yield text, kind
