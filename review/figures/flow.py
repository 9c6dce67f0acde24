"""The most frequent paths as a picture: topics as boxes, and arrows as wide as they are frequent."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Callable, Sequence

import graphviz

from figures.drawing import COLOURS, INK, LINE, SOFT
from figures.words import BEGIN, END, whole

Arrow = tuple[str, str, int]


def can_draw() -> bool:
    """Whether Graphviz is on this machine."""
    return shutil.which("dot") is not None


def draw_paths(arrows: Sequence[Arrow], name_of: Callable[[str], str], narrow: bool) -> bytes:
    """An SVG of (topic, next topic, how often); letters are shapes, so it is the same on every computer.

    Narrow, for a phone, it goes from left to right: that shows the begin first, and the rest by sliding.

    Raises:
        graphviz.ExecutableNotFound: Graphviz is not on this machine.
        graphviz.CalledProcessError: Graphviz failed.
    """
    graph = graphviz.Digraph(
        graph_attr={"rankdir": "LR" if narrow else "TB", "nodesep": "0.35", "ranksep": "0.55", "bgcolor": "white"},
        node_attr={"fontname": "DejaVu Sans", "fontsize": "10", "shape": "box", "style": "rounded,filled",
                   "fillcolor": "white", "color": SOFT, "fontcolor": INK, "margin": "0.14,0.08"},
        edge_attr={"fontname": "DejaVu Sans", "fontsize": "9", "color": COLOURS[0], "fontcolor": INK},
    )  # fmt: skip
    topics = list(dict.fromkeys(topic for first, second, _ in arrows for topic in (first, second)))
    node = {topic: f"n{number}" for number, topic in enumerate(topics)}
    for topic in topics:
        special = {"shape": "ellipse", "fillcolor": LINE, "penwidth": "2"} if topic in (BEGIN, END) else {}
        graph.node(node[topic], label=_label(name_of(topic)), **special)
    widest = max((often for *_, often in arrows), default=1)
    for first, second, often in arrows:
        width = 1 + 7 * often / widest
        # A wide arrow with a head that grows along with it would hide the box that it points at.
        graph.edge(
            node[first],
            node[second],
            label=f" {whole(often)} ",
            penwidth=f"{width:.2f}",
            arrowsize=f"{0.9 - width / 20:.2f}",
        )
    for topic, rank in ((BEGIN, "source"), (END, "sink")):
        if topic in node:
            with graph.subgraph() as row:
                row.attr(rank=rank)
                row.node(node[topic])
    svg = graph.pipe(format="svg", renderer="cairo")
    return svg.replace(b"<svg ", b'<svg data-begin="%.3f %.3f" ' % _place(graph, node.get(BEGIN, "n0")), 1)


def _place(graph: graphviz.Digraph, name: str) -> tuple[float, float]:
    """Where a box stands, as parts of the width and height: a page that is too small opens there."""
    lines = [line.split() for line in graph.pipe(format="plain", encoding="utf-8").splitlines()]
    (_, _, width, height), (left, bottom) = lines[0], next(line[2:4] for line in lines if line[:2] == ["node", name])
    return float(left) / float(width), 1 - float(bottom) / float(height)


def _label(name: str) -> str:
    lines = [graphviz.escape(line) for line in textwrap.wrap(name, 20)]
    return graphviz.nohtml("\\n".join(lines))
