"""Writes the flow book to ``models/stroomboek.json``, whole or not at all."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path

from lantaarn.flowbook.content import flow_book
from lantaarn.flowbook.items import fingerprint
from lantaarn.settings import Settings

FILE = "stroomboek.json"
# Raised when a reader of the old form would misread the new one.
FORM = 1


def flow_book_path(settings: Settings) -> Path:
    """Where the flow book lies."""
    return settings.models / FILE


def write_flow_book(settings: Settings) -> Path:
    """Write the flow book; a reader sees the old file or the new one, never half of either.

    ``som`` is the SHA-256 of the content, so that a copy that was cut off on its way can be told from a whole one.

    Raises:
        FactError: a fact is missing or expired; the message names it.
    """
    content = flow_book(settings, dt.date.today())
    whole = {"vorm": FORM, "som": fingerprint(content), "inhoud": content}
    path = flow_book_path(settings)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".tmp")
    unfinished.write_text(json.dumps(whole, ensure_ascii=False, indent=1), encoding="utf-8")
    os.replace(unfinished, path)
    return path
