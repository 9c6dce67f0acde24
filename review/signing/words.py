"""Two texts compared word by word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

# A word, or the end of a line with all that is empty after it.
_PARTS = re.compile(r"[^\S\n]*\n\s*|\S+")


def in_words(before: str, after: str) -> list[tuple[str, str]]:
    """Pieces of both texts in reading order, each as ("same" | "gone" | "new", text)."""
    return list(_pieces(_PARTS.findall(before), _PARTS.findall(after)))


def _pieces(before: list[str], after: list[str]) -> Iterator[tuple[str, str]]:
    for kind, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "same", _joined(before[a:b])
            continue
        if a < b:
            yield "gone", _joined(before[a:b])
        if c < d:
            yield "new", _joined(after[c:d])


def _joined(parts: list[str]) -> str:
    return "".join(part if part.isspace() else f"{part} " for part in parts)
