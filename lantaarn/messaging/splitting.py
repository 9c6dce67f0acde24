"""Cuts a long answer at paragraphs and sentences into what one message of an app holds, never inside a number."""

from __future__ import annotations

import re
from collections.abc import Callable

# Best place first: between paragraphs, between lines, between sentences, between words.
_PLACES = tuple(re.compile(pattern) for pattern in (r"\n{2,}", r"\n", r"(?<=[.!?:…])[”’\"')]*\s", r"\s"))
# What can stand between two digits of one number: "0800 - 7000", "06 12 34", "1.000", "09:00".
_JOINTS = " \t\u00a0\u202f.,:/()+-–"


def split(text: str, limit: int, in_bytes: bool = False) -> list[str]:
    """The parts of a text, in order, each of at most ``limit``; white space at the cuts is left out.

    Args:
        in_bytes: the limit is in bytes of UTF-8, else in UTF-16 units.
    """
    weigh = _bytes if in_bytes else _units
    parts = []
    rest = text.strip()
    while sum(map(weigh, rest)) > limit:
        cut = _cut(rest, limit, weigh)
        part = rest[:cut].rstrip()
        if part:
            parts.append(part)
        rest = rest[cut:].lstrip()
    return [*parts, rest] if rest else parts


def size(text: str) -> int:
    """Length as the apps count it: signs outside the first plane, such as emoji, count for two."""
    return sum(map(_units, text))


def _units(sign: str) -> int:
    return 2 if sign > "\uffff" else 1


def _bytes(sign: str) -> int:
    return len(sign.encode("utf-8", "surrogatepass"))


def _cut(text: str, limit: int, weigh: Callable[[str], int]) -> int:
    """Where to cut: the last good place that fits, else before the number in the way, else where it must."""
    fits = _fitting(text, limit, weigh)
    for place in _PLACES:
        # One more sign may be white space that is left out anyway.
        found = [match.end() for match in place.finditer(text, 0, min(fits + 1, len(text))) if match.end() > 1]
        for cut in reversed(found):
            if not _inside_number(text, cut):
                return cut
    cut = fits
    while cut > 1 and _inside_number(text, cut):
        cut -= 1
    return cut if cut > 1 else fits


def _fitting(text: str, limit: int, weigh: Callable[[str], int]) -> int:
    """How many signs from the start fit."""
    used = 0
    for index, sign in enumerate(text):
        used += weigh(sign)
        if used > limit:
            return max(index, 1)
    return len(text)


def _inside_number(text: str, cut: int) -> bool:
    """Whether digits that belong together stand on both sides, on one line."""
    before, after = text[:cut].rstrip(_JOINTS), text[cut:].lstrip(_JOINTS)
    return before[-1:].isdigit() and after[:1].isdigit()
