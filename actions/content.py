"""The content that every action reads: facts, hand-offs and topics, loaded once per process."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from lantaarn.answers.facts import load_facts
from lantaarn.answers.handoffs import Handoffs, load_handoffs
from lantaarn.answers.topics import Topic, load_topics
from lantaarn.settings import Settings


@dataclass(frozen=True)
class Content:
    """What actions may show."""

    handoffs: Handoffs
    topics: Mapping[str, Topic]


@lru_cache(maxsize=1)
def content() -> Content:
    """Load the content of this checkout; raises FactError when a fact is missing or expired."""
    settings = Settings()
    book = load_facts(settings.data / "facts", dt.date.today())
    handoffs = load_handoffs(settings.data / "facts", book)
    return Content(handoffs, load_topics(settings.data / "topics.csv"))
