"""Words as a search sees them: without capitals and accents, with what stands around a hit and the hit marked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

AROUND = 70  # characters before and after the first hit
WORD = re.compile(r"\w+(?:[.-]\w+)*")
JOINT = re.compile(r"[.\-_]")
_NUMBER = re.compile(r"\d+(?:[ -]\d+)+")


def plain(text: str) -> str:
    """Without capitals and accents, of the same length, so that places in one are places in the other."""
    return "".join((unicodedata.normalize("NFD", sign)[0].lower() or sign)[0] for sign in text)


def words(text: str) -> Iterator[str]:
    """Every word; one with a dash or a dot in it as a whole and in its parts."""
    for found in WORD.findall(plain(text)):
        parts = [part for part in JOINT.split(found) if part]
        yield from parts
        if len(parts) > 1:
            yield "".join(parts)


def numbers(text: str) -> Iterator[str]:
    """Phone numbers without the spaces in them."""
    for found in _NUMBER.findall(text):
        yield "".join(sign for sign in found if sign.isdigit())


def _is_hit(word: str, hits: set[str]) -> bool:
    return any(part in hits for part in words(word))


def around(text: str, hits: set[str]) -> str:
    """The text around its first hit, cut between words; its beginning when there is no hit in it."""
    text = " ".join(text.split())
    first = next((found.start() for found in WORD.finditer(plain(text)) if _is_hit(found.group(), hits)), 0)
    start, end = max(0, first - AROUND), min(len(text), first + 2 * AROUND)
    if start:
        start = text.find(" ", start) + 1
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + 1)
    return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"


def marked(text: str, hits: set[str]) -> tuple[tuple[str, bool], ...]:
    """The text in pieces, each with whether it is a hit."""
    pieces, end = [], 0
    for found in WORD.finditer(plain(text)):
        if _is_hit(found.group(), hits):
            if found.start() > end:
                pieces.append((text[end : found.start()], False))
            pieces.append((text[found.start() : found.end()], True))
            end = found.end()
    if end < len(text):
        pieces.append((text[end:], False))
    return tuple(pieces)
