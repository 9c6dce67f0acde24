"""A figure as it is shown: a picture, a sentence that says what can be seen, and its table, on the page and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field

from figures.small import FEWEST
from figures.words import decimal, whole
from staff.spreadsheet import harmless

# Numbers stay numbers until they are written; None is a number that stays hidden.
Cell = str | int | float | None
HIDDEN = f"< {FEWEST}"
NOTHING = "–"


@dataclass(frozen=True)
class Table:
    """The numbers of one figure. The first ``names`` columns hold names, the others numbers."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    names: int = 1

    def head(self) -> list[tuple[str, bool]]:
        """(heading, whether a number stands under it)."""
        return [(heading, place >= self.names) for place, heading in enumerate(self.headings)]

    def body(self) -> list[list[tuple[str, bool]]]:
        """Rows of (text, whether it is a number), with dots between thousands."""
        return [[(_on_page(cell), place >= self.names) for place, cell in enumerate(row)] for row in self.rows]

    def as_csv(self) -> bytes:
        """The same table for a spreadsheet: semicolons, decimal commas, and the mark by which Excel knows UTF-8."""
        text = io.StringIO()
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        writer.writerow([harmless(heading) for heading in self.headings])
        writer.writerows([[_in_csv(cell) for cell in row] for row in self.rows])
        return text.getvalue().encode("utf-8-sig")


@dataclass(frozen=True)
class Shown:
    """One figure. ``draw`` makes its SVG, narrow for a phone or wide; None where there is nothing to draw.

    ``reading`` says how to read it, ``empty`` what to do when there is nothing.
    """

    title: str
    reading: str
    table: Table | None = None
    alt: str = ""
    draw: Callable[[bool], bytes] | None = field(default=None, repr=False)
    # Too wide for a phone: it stands in a box that scrolls.
    scrolls: bool = False
    empty: str = ""
    # Said above the picture, for instance that it cannot be drawn.
    warning: str = ""

    @property
    def drawn(self) -> bool:
        """Whether there is a picture."""
        return self.draw is not None

    @property
    def long(self) -> bool:
        """Whether the table is folded away until asked for."""
        return self.table is not None and len(self.table.rows) > 14


def _on_page(cell: Cell) -> str:
    if cell is None:
        return HIDDEN
    if isinstance(cell, str):
        return cell
    return whole(cell) if isinstance(cell, int) else decimal(cell)


def _in_csv(cell: Cell) -> str:
    if isinstance(cell, int):
        return str(cell)
    return HIDDEN if cell is None else decimal(cell) if isinstance(cell, float) else harmless(cell)
