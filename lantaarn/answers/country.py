"""A typed answer to "Ben je in Nederland of in België?": the country that a short message names."""

from __future__ import annotations

import re

_COUNTRIES = {
    "gesprek_land_be": re.compile(r"(?i)\b(belgi[eë]|belg|vlaanderen|brussel|wallonië|be)\b"),
    "gesprek_land_nl": re.compile(r"(?i)\b(nederland|holland|nl)\b"),
}
MAX_WORDS = 4


def named_country(text: str) -> str | None:
    """The intent of the one country that a short message names, or None."""
    if len(text.split()) > MAX_WORDS:
        return None
    found = [intent for intent, pattern in _COUNTRIES.items() if pattern.search(text)]
    return found[0] if len(found) == 1 else None
