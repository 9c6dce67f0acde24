"""The word lists in one file that ``lantaarn train`` writes; it holds our own lists only, never a word of a visitor."""

from __future__ import annotations

import zlib
from collections import Counter
from dataclasses import fields
from pathlib import Path

from lantaarn.privacy.list_sources import our_files, package_files
from lantaarn.privacy.word_lists import WordLists, read_sources
from lantaarn.settings import Settings

_FILE = "woordenlijsten.txt"
# Raise this when the way in which the lists are made changes, so that an older file is made anew.
_VERSION = 2


def store(settings: Settings) -> None:
    """Put all lists in one file, unless it is there already and nothing changed.

    Raises:
        ListError: the package deduce or faker is not installed.
    """
    if read_stored(settings) is not None:
        return
    lists = read_sources(settings.data)
    rows = [_fingerprint(settings)]
    for field in fields(WordLists):
        words = getattr(lists, field.name)
        if isinstance(words, Counter):
            rows += ["\t".join(words.keys()), "\t".join(map(str, words.values()))]
        else:
            rows.append("\t".join(sorted(words)))
    path = settings.models / _FILE
    fresh = path.with_suffix(".nieuw")
    fresh.write_text("\n".join(rows), encoding="utf-8")
    fresh.replace(path)


def read_stored(settings: Settings) -> WordLists | None:
    """The lists as stored, or None where there is no file or a source changed since."""
    try:
        rows = iter((settings.models / _FILE).read_text(encoding="utf-8").split("\n"))
    except (OSError, UnicodeDecodeError):
        return None
    if next(rows) != _fingerprint(settings):
        return None
    found = {}
    for field in fields(WordLists):
        words = _cells(next(rows))
        if field.type.startswith("Counter"):
            found[field.name] = Counter(dict(zip(words, map(int, _cells(next(rows))), strict=True)))
        else:
            found[field.name] = frozenset(words)
    return WordLists(**found)


def _cells(row: str) -> list[str]:
    return row.split("\t") if row else []


def _fingerprint(settings: Settings) -> str:
    """Of our own files the content, of those of the packages name and size: these only change with the package."""
    own = [(path.name, zlib.crc32(path.read_bytes())) for path in our_files(settings.data)]
    others = [("/".join(path.parts[-4:]), path.stat().st_size) for path in package_files()]
    return f"{_VERSION} {zlib.crc32(repr((own, others)).encode())}"


def stored_path(settings: Settings) -> Path:
    """Where the file stands."""
    return settings.models / _FILE
