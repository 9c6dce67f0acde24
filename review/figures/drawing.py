"""The sheet that a chart is drawn on: sizes, lines, letters, and how it becomes an SVG that is the same every time.

matplotlib is only imported when the first picture is drawn. Its pyplot is never used: it shares one state.
"""

from __future__ import annotations

import functools
import io
import textwrap
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INK, SOFT, LINE = "#1b1b1f", "#55555f", "#c9c9d2"
# All at least 3 to 1 on white; what differs always differs in hatching too, not in colour alone.
COLOURS = ("#0b4f8a", "#a3121d", "#17633a", "#8a5200")
# No dots: a pattern of dots makes a picture ten times as big.
HATCHES = ("", "////", "----", "xxxx")
# With an edge in the first colour; dark enough to see, light enough for the thin bar of an interval on top.
PALE = "#b3cfe6"
BAND = "#5f87ab"
# In CSS pixels: as wide as the page on a screen and on a phone, so that letters are never made smaller.
WIDE, NARROW = 1100, 320
_TEXT = 9.75  # points: 13 CSS pixels

# The settings of matplotlib, and its store of letters, are shared by all threads.
_pen = threading.Lock()


@functools.cache
def _matplotlib() -> Any:
    import matplotlib
    from matplotlib.figure import Figure

    matplotlib.rcParams.update(
        {
            "svg.hashsalt": "lantaarn",
            # Letters as shapes: the same picture on every computer, whatever fonts it has.
            "svg.fonttype": "path",
            "font.family": "DejaVu Sans",
            "font.size": _TEXT,
            "hatch.linewidth": 0.8,
            "axes.edgecolor": SOFT,
            "axes.labelcolor": INK,
            "text.color": INK,
            "xtick.color": INK,
            "ytick.color": INK,
            "axes.spines.top": False,
            "axes.spines.right": False,
        }
    )
    return Figure


class Sheet:
    """One picture, measured in CSS pixels from its left top corner. Use as a context; only one is drawn at a time."""

    def __init__(self, narrow: bool) -> None:
        self.narrow = narrow
        self.width = NARROW if narrow else WIDE
        self._figure: Any = None
        self._height = 0

    def __enter__(self) -> Self:
        _pen.acquire()
        return self

    def __exit__(self, *_exception: object) -> None:
        _pen.release()

    def size(self, height: int) -> None:
        """Sets the height; before anything is drawn."""
        self._height = height
        self._figure = _matplotlib()(figsize=(self.width / 96, height / 96), facecolor="white")

    def axes(self, left: int, top: int, width: int, height: int) -> Axes:
        """Room for one chart; labels of its axes stand outside of it."""
        box = (left / self.width, 1 - (top + height) / self._height, width / self.width, height / self._height)
        axes = self._figure.add_axes(box)
        axes.tick_params(length=3, labelsize=_TEXT)
        axes.set_axisbelow(True)
        return axes

    def legend(self, marks: Sequence[Any], names: Sequence[str], top: int) -> None:
        """What marks mean, in a row or, on a phone, below each other."""
        place = (0.0, 1 - top / self._height)
        columns = 1 if self.narrow else len(names)
        self._figure.legend(
            marks,
            names,
            loc="upper left",
            bbox_to_anchor=place,
            ncols=columns,
            frameon=False,
            borderaxespad=0,
            handlelength=2.4,
        )

    def svg(self) -> bytes:
        """The picture, without a date or the name of a program."""
        written = io.BytesIO()
        self._figure.savefig(
            written, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None}
        )
        return written.getvalue()


def wrapped(text: str, pixels: int) -> str:
    """Text broken into at most two lines that fit in a width."""
    return "\n".join(textwrap.wrap(text, max(8, int(pixels / 8.2)), max_lines=2, placeholder="…"))


def whole_numbers(axis: Any, most: int = 4) -> None:
    """Marks along an axis at whole numbers only, with dots between thousands."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axis.set_major_locator(MaxNLocator(integer=True, nbins=most))
    axis.set_major_formatter(FuncFormatter(lambda value, _place: f"{value:,.0f}".replace(",", ".")))


def percentages(axis: Any, most: int = 5) -> None:
    """Marks along an axis in percent."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axis.set_major_locator(MaxNLocator(nbins=most))
    axis.set_major_formatter(FuncFormatter(lambda value, _place: f"{value:.3g} %".replace(".", ",")))


def some_labels(axes: Any, labels: Sequence[str], pixels: int) -> None:
    """Labels under a row of points, as many as fit."""
    fitting = max(2, pixels // 75)
    step = -(-len(labels) // fitting)
    places = list(range(0, len(labels), step))
    axes.set_xticks(places, [labels[place] for place in places])
    axes.set_xlim(-0.6, len(labels) - 0.4)
