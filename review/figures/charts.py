"""The charts themselves: lines in boxes, a line with its uncertainty, columns, bars. Each gives the bytes of an SVG."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from figures.drawing import (
    BAND,
    COLOURS,
    HATCHES,
    INK,
    LINE,
    PALE,
    Sheet,
    percentages,
    some_labels,
    whole_numbers,
    wrapped,
)
from figures.interval import Spread

# Behind a name that stands on the lines of a chart.
PAPER = {"facecolor": "white", "edgecolor": "none", "pad": 1}
Numbers = Sequence[float | None]


def boxes_with_lines(panels: Sequence[tuple[str, Numbers]], labels: Sequence[str], narrow: bool) -> bytes:
    """A box for each (name, numbers), all with the same scale. A None is a gap."""
    top = max((number for _, numbers in panels for number in numbers if number is not None), default=0)
    with Sheet(narrow) as sheet:
        for axes, (name, numbers), width in _boxes(sheet, panels):
            values = [math.nan if number is None else number for number in numbers]
            axes.plot(values, color=COLOURS[0], linewidth=1.8, marker="o", markersize=3.5, markevery=_marked(numbers))
            _finish(axes, name, labels, top, width)
        return sheet.svg()


def boxes_with_columns(
    panels: Sequence[tuple[str, Sequence[Sequence[int]]]], parts: Sequence[str], labels: Sequence[str], narrow: bool
) -> bytes:
    """A box for each (name, numbers), with a column for each label, stacked from ``parts``; numbers[part][label]."""
    top = max((sum(column) for _, numbers in panels for column in zip(*numbers, strict=True)), default=0)
    with Sheet(narrow) as sheet:
        legend = 22 * (len(parts) if narrow else 1) + 8
        marks = []
        for axes, (name, numbers), width in _boxes(sheet, panels, legend):
            floor = [0] * len(labels)
            marks = []
            for part, counts in enumerate(numbers):
                look = {"facecolor": "white", "hatch": HATCHES[part]} if HATCHES[part] else {"facecolor": COLOURS[part]}
                marks.append(axes.add_patch(_stacked(counts, floor, edgecolor=COLOURS[part], linewidth=0.9, **look)))
                floor = [below + count for below, count in zip(floor, counts, strict=True)]
            _finish(axes, name, labels, top, width)
        sheet.legend(marks, parts, 4)
        return sheet.svg()


def line_with_range(
    shares: Sequence[Spread | None], labels: Sequence[str], narrow: bool, percent: bool = True, top: float = 0
) -> bytes:
    """A line with a band around it: a share with its interval, or a middle with its quarters. A None is a gap."""
    with Sheet(narrow) as sheet:
        sheet.size(260 if narrow else 320)
        left, width = 52, sheet.width - 68
        axes = sheet.axes(left, 14, width, 205 if narrow else 262)
        low, middle, high = (
            [math.nan if each is None else getattr(each, part) for each in shares] for part in ("low", "value", "high")
        )
        axes.fill_between(range(len(shares)), low, high, facecolor=PALE, edgecolor=BAND, linewidth=0.8)
        # A point that stands alone has no band; its range is drawn as a bar.
        alone = _alone([None if each is None else each.value for each in shares])
        for place in alone:
            axes.plot([place, place], [low[place], high[place]], color=BAND, linewidth=1.6)
        axes.plot(
            middle,
            color=COLOURS[0],
            linewidth=1.8,
            marker="o",
            markersize=4,
            markevery=_marked([each and each.value for each in shares]),
        )
        ceiling = max((each.high for each in shares if each), default=0)
        axes.set_ylim(0, top or max(1.0, ceiling * 1.08))
        axes.yaxis.grid(color=LINE, linewidth=0.6)
        (percentages if percent else whole_numbers)(axes.yaxis, 6)
        some_labels(axes, labels, width)
        return sheet.svg()


def columns_with_range(shares: Sequence[Spread], labels: Sequence[str], under: str, narrow: bool) -> bytes:
    """A column for each share, with its interval as a thin bar; ``under`` says what the labels are."""
    with Sheet(narrow) as sheet:
        sheet.size(280 if narrow else 330)
        width = sheet.width - 68
        axes = sheet.axes(52, 14, width, 205 if narrow else 255)
        values = [each.value for each in shares]
        axes.bar(range(len(shares)), values, width=0.72, facecolor=PALE, edgecolor=COLOURS[0])
        axes.errorbar(
            range(len(shares)), values, yerr=_around(shares), fmt="none", ecolor=INK, elinewidth=1.2, capsize=3
        )
        axes.set_ylim(0, max(1.0, max((each.high for each in shares), default=0) * 1.05))
        axes.yaxis.grid(color=LINE, linewidth=0.6)
        percentages(axes.yaxis)
        axes.set_xticks(range(len(labels)), labels)
        axes.set_xlabel(under)
        return sheet.svg()


def bars_with_range(shares: Sequence[tuple[str, Spread]], narrow: bool) -> bytes:
    """A lying bar for each (name, share), the first on top, with its interval as a thin bar on it."""
    with Sheet(narrow) as sheet:
        each_high, left = (46, 18) if narrow else (34, 330)
        sheet.size(each_high * len(shares) + 40)
        width = sheet.width - left - 24
        axes = sheet.axes(left, 8, width, each_high * len(shares))
        places = [place + (0.22 if narrow else 0) for place in range(len(shares))]
        axes.barh(
            places,
            [share.value for _, share in shares],
            height=0.36 if narrow else 0.58,
            facecolor=PALE,
            edgecolor=COLOURS[0],
        )
        axes.errorbar(
            [share.value for _, share in shares], places, xerr=_around([share for _, share in shares]),
            fmt="none", ecolor=INK, elinewidth=1.2, capsize=3,
        )  # fmt: skip
        axes.set_ylim(len(shares) - 0.5, -0.5)
        axes.set_xlim(0, max(1.0, max((share.high for _, share in shares), default=0) * 1.05))
        axes.xaxis.grid(color=LINE, linewidth=0.6)
        percentages(axes.xaxis, 4 if narrow else 8)
        axes.tick_params(axis="y", length=0)
        if narrow:
            axes.set_yticks([])
            for place, (name, _) in enumerate(shares):
                axes.text(0, place - 0.26, wrapped(name, width).split("\n")[0], va="center", fontsize=9.5, bbox=PAPER)
        else:
            axes.set_yticks(places, [wrapped(name, left - 20) for name, _ in shares])
        return sheet.svg()


def _boxes(sheet: Sheet, panels: Sequence[Any], above: int = 0) -> Iterator[tuple[Any, Any, int]]:
    """(axes, panel, width in pixels) for each panel; three beside each other, on a phone one."""
    columns = 1 if sheet.narrow else min(3, len(panels))
    rows = -(-len(panels) // columns)
    room, high = sheet.width // columns, 150 if sheet.narrow else 185 if columns > 1 else 260
    sheet.size(above + rows * (high + 78))
    width = room - 70
    for place, panel in enumerate(panels):
        row, column = divmod(place, columns)
        yield sheet.axes(column * room + 50, above + row * (high + 78) + 44, width, high), panel, width


def _stacked(counts: Sequence[int], floor: Sequence[int], **look: Any) -> Any:
    """Columns on top of others, as one shape: a shape for each takes three times as long."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    corners, codes = [], []
    for place, (below, count) in enumerate(zip(floor, counts, strict=True)):
        left, right, above = place - 0.36, place + 0.36, below + count
        corners += [(left, below), (right, below), (right, above), (left, above), (left, below)]
        codes += [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY]
    return PathPatch(Path(corners, codes), **look)


def _finish(axes: Any, name: str, labels: Sequence[str], top: float, width: int) -> None:
    axes.set_ylim(0, max(1.0, top * 1.08))
    axes.yaxis.grid(color=LINE, linewidth=0.6)
    whole_numbers(axes.yaxis)
    some_labels(axes, labels, width)
    axes.set_title(wrapped(name, width), loc="left", fontsize=10, fontweight="bold")


def _alone(numbers: Numbers) -> list[int]:
    """Places of points with a gap, or the edge, on both sides."""
    there = [False, *(number is not None for number in numbers), False]
    return [
        place - 1
        for place in range(1, len(there) - 1)
        if there[place] and not there[place - 1] and not there[place + 1]
    ]


def _marked(numbers: Numbers) -> list[int]:
    """Which points get a mark: all when they are few, else only those that no line would show."""
    return list(range(len(numbers))) if len(numbers) <= 30 else _alone(numbers)


def _around(shares: Sequence[Spread]) -> list[list[float]]:
    return [[each.value - each.low for each in shares], [each.high - each.value for each in shares]]
