"""The one table from topic to human label, group and weight: ``data/topics.csv``."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FALLBACK_TOPIC = "nlu_fallback"
# Buttons that go before every topic: whether a sentence may be kept (lantaarn/channels/reception.py).
KEEP_YES, KEEP_NO = "bewaren_ja", "bewaren_nee"


@dataclass(frozen=True)
class Topic:
    """A topic as visitors, staff and the classifier know it."""

    name: str
    label: str
    group: str
    serious: bool


def load_topics(path: Path) -> Mapping[str, Topic]:
    """Read the table; the order of the file is kept.

    Raises:
        ValueError: a topic stands in it twice.
    """
    topics: dict[str, Topic] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            name = row["topic"]
            if name in topics:
                raise ValueError(f"Het onderwerp {name} staat twee keer in {path.name}.")
            topics[name] = Topic(name, row["label"], row["group"], row["serious"] == "ja")
    return topics


def group_of(topic: str) -> str:
    """The group that the name of a topic starts with."""
    return topic.split("_", 1)[0]
