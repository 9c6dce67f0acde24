"""Draws a flow with Graphviz. A picture that cannot be drawn takes nothing away: the list beside it says the same."""

from __future__ import annotations

import logging
import re
import subprocess
import textwrap
from functools import lru_cache

import graphviz

from flows.script import ASKS, DANGER, DOES, LINES, NEXT, SAYS
from flows.tree import Branch

logger = logging.getLogger(__name__)

# In what Graphviz writes: how large the picture is, how far it is moved, and the words in the first box.
SIZE = re.compile(rb'viewBox="0\.00 0\.00 ([\d.]+) ([\d.]+)"')
SHIFT = re.compile(rb"translate\(([-\d.]+)[ ,]([-\d.]+)\)")
FIRST = re.compile(rb'<g id="node1" .*?<text [^>]*?x="([-\d.]+)" y="([-\d.]+)"', re.DOTALL)

LONGEST = 10.0  # seconds
WIDTH = 30  # characters on a line
MOST = 170  # characters in a box
# Shape, fill and line of each kind; the words in a box say what it is too, so colour is never alone.
LOOKS = {
    ASKS: {"shape": "box", "style": "rounded,filled", "fillcolor": "#dbe9f6", "color": "#0b4f8a", "penwidth": "2"},
    SAYS: {"shape": "box", "style": "filled", "fillcolor": "#ffffff", "color": "#0b4f8a", "penwidth": "2"},
    DOES: {"shape": "box", "style": "filled", "fillcolor": "#f0f0f3", "color": "#55555f", "penwidth": "1"},
    NEXT: {
        "shape": "box",
        "style": "rounded,filled,dashed",
        "fillcolor": "#ffffff",
        "color": "#55555f",
        "penwidth": "1",
    },
    LINES: {"shape": "note", "style": "filled", "fillcolor": "#e3f3e8", "color": "#17633a", "penwidth": "1"},
    DANGER: {"shape": "octagon", "style": "filled", "fillcolor": "#fdeaea", "color": "#a3121d", "penwidth": "2"},
}
# Arial and its look-alikes are equally wide everywhere, so text that fits here fits on any screen.
TEXT = {"fontname": "Arial", "fontsize": "12", "fontcolor": "#1b1b1f"}


class PictureError(RuntimeError):
    """Graphviz is missing or could not draw this."""


def tree_source(tree: Branch) -> str:
    """The tree in Graphviz's own language, from left to right."""
    graph = new_graph(rankdir="LR", nodesep="0.12", ranksep="0.35")
    _add(graph, tree, "n")
    return graph.source


def new_graph(**options: str) -> graphviz.Digraph:
    """An empty graph with our letters and margins."""
    return graphviz.Digraph(
        graph_attr={"bgcolor": "#ffffff", "pad": "0.1", **TEXT, **options},
        node_attr={"margin": "0.14,0.08", **TEXT},
        edge_attr={"color": "#55555f", "arrowsize": "0.7", **TEXT},
    )


def label(text: str, width: int = WIDTH) -> str:
    """Text for in a box: wrapped, cut where it is very long, and without meaning for Graphviz or SVG."""
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    shown = plain if len(plain) <= MOST else f"{plain[:MOST].rsplit(' ', 1)[0]} …"
    lines = [line.replace("&", "&amp;").replace("\\", "\\\\") for line in textwrap.wrap(shown, width) or [" "]]
    return graphviz.nohtml("\\n".join(lines))


@lru_cache(maxsize=256)
def drawn(source: str) -> bytes:
    """The SVG of a graph; drawn once, since the same book gives the same graph.

    Raises:
        PictureError: it could not be drawn.
    """
    try:
        done = subprocess.run(
            [str(graphviz.backend.DOT_BINARY), "-Tsvg"],
            input=source.encode("utf-8"),
            capture_output=True,
            check=True,
            timeout=LONGEST,
        )
    except (OSError, subprocess.SubprocessError) as error:
        logger.error("picture failed: %s", type(error).__name__)
        raise PictureError from None
    return _with_begin(done.stdout)


def _with_begin(svg: bytes) -> bytes:
    """The picture with the place of its first box, as parts of its width and height, for a page that is too small."""
    size, shift, first = SIZE.search(svg), SHIFT.search(svg), FIRST.search(svg)
    if not (size and shift and first):
        return svg
    places = [
        (float(at) + float(moved)) / float(whole)
        for at, moved, whole in zip(first.groups(), shift.groups(), size.groups(), strict=True)
    ]
    return svg.replace(b"<svg ", b'<svg data-begin="%.3f %.3f" ' % tuple(places), 1)


def can_be_drawn(source: str) -> bool:
    """Whether there is a picture to show. Draws it, for whoever asks for it next."""
    try:
        drawn(source)
    except PictureError:
        return False
    return True


def _add(graph: graphviz.Digraph, branch: Branch, name: str) -> None:
    graph.node(name, label(branch.text), **LOOKS[branch.kind])
    for number, after in enumerate(branch.then):
        _add(graph, after, f"{name}_{number}")
        graph.edge(name, f"{name}_{number}")
