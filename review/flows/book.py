"""The flow book that the bot's build wrote, and the last good one when the file of today is missing or broken."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from django.conf import settings

from flows.models import LastGoodBook

FORM = 1
# What every page counts on. Other parts may be missing from a book that an earlier build wrote.
PARTS = frozenset(
    "dag model onderwerpen regels stappen antwoorden feiten lijnen "
    "doorverwijzing vervolg gevaar kaarten onderdelen".split()
)
NONE_YET = (
    "Er is nog geen stroomboek. De chat maakt het bij elke bouw: draai `make train`, "
    "of vraag je beheerder om NAKIJKEN_STROOMBOEK na te kijken."
)
BROKEN = (
    "Het stroomboek van de laatste bouw is beschadigd of half geschreven. Je ziet het vorige. "
    "Draai `make train` opnieuw."
)
GONE = "Het stroomboek van de laatste bouw is er niet. Je ziet het vorige. Draai `make train` opnieuw."
NEWER = "Het stroomboek is van een andere versie dan dit gereedschap. Je ziet het vorige. Werk dit gereedschap bij."


class BookError(RuntimeError):
    """There is no flow book to show; the message says what to do, in Dutch, for on the page."""


@dataclass(frozen=True)
class Book:
    """The content of the flow book, as ``lantaarn/flowbook`` describes it. ``warning`` is empty when it is today's."""

    content: dict[str, Any] = field(repr=False)
    checksum: str
    warning: str = ""

    def __getitem__(self, part: str) -> Any:
        """One part, such as ``antwoorden`` or ``onderdelen``."""
        return self.content[part]

    @cached_property
    def labels(self) -> dict[str, str]:
        """Topic name to its label."""
        return {name: topic["naam"] for name, topic in self.content["onderwerpen"].items()}

    def label(self, topic: str | None) -> str:
        """The label of a topic; its own name where this book does not know it (an older model's, for instance)."""
        return self.labels.get(topic or "", topic or "geen onderwerp")


# A file that was read, by its path, time and size: its book, or why it cannot be used.
_read: dict[tuple[str, int, int], Book | str] = {}
_kept: dict[str, Book] = {}


def current_book() -> Book:
    """Today's flow book, or the last good one with a warning.

    Raises:
        BookError: there never was a good one.
    """
    path: Path = settings.HERE.flow_book
    try:
        status = path.stat()
    except OSError:
        return _last_good(GONE)
    key = (str(path), status.st_mtime_ns, status.st_size)
    found = _read.get(key)
    if found is None:
        try:
            found = _from_file(path.read_text(encoding="utf-8"))
        except OSError:
            return _last_good(GONE)
        except UnicodeDecodeError:
            found = BROKEN
        if isinstance(found, Book):
            LastGoodBook.keep(found.content, found.checksum)
        _read.clear()
        _read[key] = found
    return found if isinstance(found, Book) else _last_good(found)


def fingerprint(content: Any) -> str:
    """The same hash as ``lantaarn/flowbook/items.py`` makes; written out here, since the tool never imports the bot."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _from_file(text: str) -> Book | str:
    try:
        whole = json.loads(text)
        if not isinstance(whole, dict) or whole.get("vorm") != FORM:
            return NEWER
        content = whole["inhoud"]
        if fingerprint(content) != whole["som"] or not PARTS <= set(content):
            return BROKEN
    except (ValueError, KeyError, TypeError, RecursionError):
        return BROKEN
    return Book(content, whole["som"])


def _last_good(warning: str) -> Book:
    checksum = LastGoodBook.objects.values_list("checksum", flat=True).first()
    if checksum is None:
        raise BookError(NONE_YET if warning == GONE else warning.replace(" Je ziet het vorige.", ""))
    book = _kept.get(checksum + warning)
    if book is None:
        kept = LastGoodBook.objects.get()
        book = Book(json.loads(kept.content), kept.checksum, warning)
        _kept.clear()
        _kept[checksum + warning] = book
    return book
