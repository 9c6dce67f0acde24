"""How topics lead to one another by buttons: between groups, or within and around one group."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import graphviz

from flows.addresses import Addresses
from flows.book import Book
from flows.picture import label, new_graph

GROUPS = {
    "wet": "De wet",
    "signalen": "Signalen",
    "handelen": "Wat je kunt doen",
    "beleid": "Beleid",
    "persoonlijk": "Over jezelf",
    "gesprek": "Het gesprek zelf",
    "buiten_bereik": "Buiten bereik",
}
ALL = "alles"
NODE = {"shape": "box", "style": "rounded,filled", "fillcolor": "#ffffff", "color": "#0b4f8a"}
SERIOUS = {"shape": "octagon", "style": "filled", "fillcolor": "#fdeaea", "color": "#a3121d"}
ELSEWHERE = {"shape": "box", "style": "dashed", "color": "#55555f"}


@dataclass(frozen=True)
class Arrow:
    """From one topic or group to another, by ``count`` buttons."""

    start: str
    end: str
    count: int


@dataclass(frozen=True)
class Stop:
    """A topic or a group in the picture, with where its buttons lead."""

    name: str
    label: str
    address: str
    group: str
    serious: bool
    inside: bool
    arrows: tuple[tuple[Stop, int], ...] = ()


class Overall:
    """The picture of one group, of all topics (``alles``), or of the groups together (an empty string).

    An arrow between groups needs at least ``least`` buttons; for topics, at least ``least`` buttons must lead to
    the topic at its end, from wherever in the book.
    """

    def __init__(self, book: Book, group: str, least: int, to: Addresses) -> None:
        self._book, self._to = book, to
        self.group, self.least = group, least
        self.arrows = self._between_groups() if not group else self._between_topics()

    @property
    def stops(self) -> list[Stop]:
        """Everything in the picture with its arrows, by group; a stop without any arrow stays out of other groups."""
        names = list(self._book["onderwerpen"]) if self.group else group_names(self._book)
        shown = [name for name in names if self._inside(name)]
        following: dict[str, list[tuple[Stop, int]]] = {name: [] for name in names}
        for arrow in self.arrows:
            following[arrow.start].append((self._stop(arrow.end), arrow.count))
        shown += [name for name in names if name not in shown and following[name]]
        return [self._stop(name, tuple(following[name])) for name in shown]

    @property
    def source(self) -> str:
        """The picture in Graphviz's own language."""
        graph = new_graph(rankdir="LR", nodesep="0.15" if self.group else "0.5", ranksep="0.7" if self.group else "1.1")
        stops = {stop.name: stop for stop in self.stops}
        for end in [end for stop in list(stops.values()) for end, _ in stop.arrows]:
            stops.setdefault(end.name, end)
        for group in dict.fromkeys(stop.group for stop in stops.values()):
            with graph.subgraph(name=f"cluster_{group}" if self.group else f"groep_{group}") as part:
                if self.group:
                    part.attr(label=label(group_label(group), 60), color="#c9c9d2", style="rounded", fontsize="14")
                for stop in stops.values():
                    if stop.group == group:
                        _node(part, stop)
        counts = {(arrow.start, arrow.end): arrow.count for arrow in self.arrows}
        for (start, end), count in counts.items():
            back = counts.get((end, start), 0)
            if self.group:
                graph.edge(_id(start), _id(end))
            elif not back or start < end:
                # There and back are one line; at each point stands how many buttons lead there.
                ends = {"headlabel": str(count), "taillabel": str(back)} if back else {"headlabel": str(count)}
                graph.edge(_id(start), _id(end), dir="both" if back else "forward", labeldistance="2.2", **ends)
        return graph.source

    def _between_topics(self) -> list[Arrow]:
        topics = self._book["onderwerpen"]
        counts = _buttons(self._book)
        into = Counter(end for (_, end), count in counts.items() for _ in range(count))
        return [
            Arrow(start, end, count)
            for (start, end), count in counts.items()
            if into[end] >= self.least and (self._inside(start) or self._inside(end)) and {start, end} <= set(topics)
        ]

    def _between_groups(self) -> list[Arrow]:
        counts: Counter[tuple[str, str]] = Counter()
        for (start, end), count in _buttons(self._book).items():
            pair = (self._book["onderwerpen"][start]["groep"], self._book["onderwerpen"][end]["groep"])
            if pair[0] != pair[1]:
                counts[pair] += count
        return [Arrow(*pair, count) for pair, count in counts.items() if count >= self.least]

    def _inside(self, name: str) -> bool:
        return self.group in ("", ALL) or self._book["onderwerpen"][name]["groep"] == self.group

    def _stop(self, name: str, arrows: tuple[tuple[Stop, int], ...] = ()) -> Stop:
        if not self.group:
            count = sum(topic["groep"] == name for topic in self._book["onderwerpen"].values())
            words = f"{group_label(name)} ({count} onderwerpen)" if count != 1 else f"{group_label(name)} (1 onderwerp)"
            return Stop(name, words, "", name, False, True, arrows)
        topic = self._book["onderwerpen"][name]
        return Stop(
            name, topic["naam"], self._to.topic(name), topic["groep"], topic["ernstig"], self._inside(name), arrows
        )


def group_names(book: Book) -> list[str]:
    """The groups of this book, in the order of its topics."""
    return list(dict.fromkeys(topic["groep"] for topic in book["onderwerpen"].values()))


def group_label(group: str) -> str:
    """What a group is called; its own name where we have none for it."""
    return GROUPS.get(group, group.replace("_", " ").capitalize())


def _buttons(book: Book) -> Counter[tuple[str, str]]:
    """How many buttons lead from the answer of one topic to another topic; a simpler wording does not count twice."""
    topics = book["onderwerpen"]
    counts: Counter[tuple[str, str]] = Counter()
    for name, answer in book["antwoorden"].items():
        start = name.removeprefix("utter_")
        for end in [button["doel"] for button in answer["knoppen"]]:
            if start in topics and end in topics and start != end:
                counts[start, end] += 1
    return counts


def _node(graph: graphviz.Digraph, stop: Stop) -> None:
    look = SERIOUS if stop.serious else NODE if stop.inside else ELSEWHERE
    graph.node(_id(stop.name), label(f"{stop.label}{' (ernstig)' if stop.serious else ''}", 24), **look)


def _id(name: str) -> str:
    # The package reads a colon in a name as a port.
    return "n" + name.encode("utf-8").hex()
