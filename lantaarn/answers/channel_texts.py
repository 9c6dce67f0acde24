"""What is said in messaging apps only, and the sentences about the web page that are put otherwise there.

Reviewed text from ``data/kanalen/``: one file for all apps, and for each app one with what its company sees and how to
erase a conversation there. Facts and numbers are filled in from ``data/facts/`` as in every answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lantaarn.answers.facts import FactBook
from lantaarn.answers.generator import PLACE, fill_variation
from lantaarn.answers.yaml_file import read_yaml

SHARED = "gedeeld"
# Filled from the file of the app and from the settings, not from the fact files.
OWN_PLACES = ("app", "ziet", "wissen", "site")
# The name of each text in the file.
TEXTS = {
    "notice": "melding",
    "short_notice": "kort",
    "safer": "veiliger",
    "media": "media",
    "location": "plek",
    "group": "groep",
    "late": "laat",
    "late_danger": "laat_gevaar",
    "dead_button": "knop_weg",
    "how_to_choose": "kies",
}
# What there is on a web page and not in an app; no answer in an app may speak of it.
PAGE_WORDS = re.compile(
    r"\b(?:deze pagina|tabblad|browsergeschiedenis|van je browser|cookie|IP-adres|knop ‘)", re.IGNORECASE
)


@dataclass(frozen=True)
class ChannelTexts:
    """The texts of one app, filled; ``data/kanalen/gedeeld.yml`` says what each is for."""

    notice: str
    short_notice: str
    safer: str
    media: str
    location: str
    group: str
    late: str
    late_danger: str
    dead_button: str
    how_to_choose: str
    replaced: tuple[tuple[str, str], ...]

    def worded(self, text: str) -> str:
        """A reviewed answer as it is said in this app."""
        for page, app in self.replaced:
            text = text.replace(page, app)
        return text


def load_channel_texts(folder: Path, app: str, site: str, book: FactBook) -> ChannelTexts:
    """Read the texts of one app.

    Args:
        folder: ``data/kanalen``.
        site: address of the web chat, as people type it.

    Raises:
        FactError: a text names a fact that does not exist.
        KeyError: a text or a place of the app is missing.
    """
    shared = read_yaml(folder / f"{SHARED}.yml")
    own = read_yaml(folder / f"{app}.yml")
    places = {"app": own["naam"], "ziet": own["ziet"], "wissen": own["wissen"], "site": site}

    def filled(text: str) -> str:
        return fill_variation({"text": with_places(text, places), "metadata": {"bron": False}}, book)["text"]

    texts = {field: filled(shared["teksten"][name]) for field, name in TEXTS.items()}
    replaced = tuple((entry["van"], filled(entry["naar"])) for entry in shared["vervang"])
    return ChannelTexts(**texts, replaced=replaced)


def with_places(text: str, places: Mapping[str, Any]) -> str:
    """The text with the app's own places filled; those of facts stay."""
    return PLACE.sub(lambda place: str(places.get(place.group(1), place.group())), text)
