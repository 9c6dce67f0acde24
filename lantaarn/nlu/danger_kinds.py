"""The five kinds of danger, in the order in which they are answered, and the topic of each."""

from __future__ import annotations

from collections.abc import Iterable

KINDS = ("112", "113", "minor", "victim", "refuse")

TOPIC_OF_KIND = {
    "112": "handelen_spoed",
    "113": "persoonlijk_suicide",
    "minor": "persoonlijk_minderjarig_zelf",
    "victim": "persoonlijk_slachtoffer",
    "refuse": "persoonlijk_schadelijk",
}
KIND_OF_TOPIC = {topic: kind for kind, topic in TOPIC_OF_KIND.items()}


def in_order(kinds: Iterable[str]) -> list[str]:
    """The kinds, most urgent first."""
    found = set(kinds)
    return [kind for kind in KINDS if kind in found]
