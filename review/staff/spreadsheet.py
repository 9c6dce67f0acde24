"""Cells for a file that somebody opens in a spreadsheet."""

from __future__ import annotations

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell: str) -> str:
    """The cell as text: a spreadsheet runs what begins like a formula, unless an apostrophe stands before it."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
