"""The whole flow book on one page, for reading from front to back, printing, or keeping as a PDF."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.template.loader import render_to_string

from flows.addresses import OnePage
from flows.book import Book
from flows.links import kinds_in_order, links
from flows.overall import group_label, group_names
from flows.overview import topic_items
from flows.parts import Country, Said
from flows.picture import PictureError, drawn, tree_source
from flows.reading import COUNTRIES, Reader
from flows.script import Beat, danger_script, general_script, topic_script
from flows.state import Together, signed_state, together
from flows.tree import Branch, danger_tree, general_tree, topic_tree
from signing.states import State


@dataclass(frozen=True)
class Chapter:
    """One topic, danger kind or general path. ``picture`` is an address that holds the whole picture, or empty."""

    anchor: str
    title: str
    script: tuple[Beat, ...]
    picture: str = ""
    serious: bool = False
    signed: Together | None = None


@dataclass(frozen=True)
class Part:
    """Chapters that belong together."""

    anchor: str
    title: str
    chapters: tuple[Chapter, ...]


# The page as it was last written, with and without pictures.
_written: dict[tuple[object, ...], str] = {}


def written(book: Book, today: dt.date, pictures: bool) -> str:
    """The whole page as HTML. Half a megabyte of text, so it is kept until the book, the day or a signature changes."""
    page = OnePage(book)
    reader = Reader(book, today, page)
    items = _items(reader)
    states = signed_state(item for found in items.values() for item in found)
    seen = tuple((name, state.text, state.good) for name, state in sorted(states.items()))
    key = (book.checksum, today, pictures, seen)
    html = _written.get(key)
    if html is None:
        shown = {
            "book": book,
            "day": reader.day,
            "today": today,
            "pictures": pictures,
            "parts": parts(reader, items, states, pictures),
            "countries": all_lines(reader),
            "cards": reader.cards,
            "facts": reader.facts,
            "others": others(reader, page),
        }
        html = render_to_string("flows/deel/alles.html", shown)
        if len(_written) > 1:
            _written.clear()
        _written[key] = html
    return html


def parts(reader: Reader, items: Mapping[str, list[str]], states: Mapping[str, State], pictures: bool) -> list[Part]:
    """The parts with a play in them: danger first, then what can always happen, then every topic by group."""
    book = reader.book

    def picture(tree: Callable[[Reader, str], Branch], name: str) -> str:
        return _in_the_page(tree(reader, name)) if pictures else ""

    found = [
        Part(
            "gevaar",
            "Gevaar",
            tuple(
                Chapter(
                    f"gevaar-{kind}",
                    book["gevaar"][kind]["naam"],
                    tuple(danger_script(reader, kind)),
                    picture(danger_tree, kind),
                    True,
                    together(states, items[f"gevaar:{kind}"]),
                )
                for kind in kinds_in_order(book)
            ),
        ),
        Part(
            "algemeen",
            "Wat altijd kan gebeuren",
            tuple(
                Chapter(
                    f"algemeen-{name}", path["naam"], tuple(general_script(reader, name)), picture(general_tree, name)
                )
                for name, path in book.content.get("algemeen", {}).items()
            ),
        ),
    ]
    for group in group_names(book):
        chapters = tuple(
            Chapter(
                f"onderwerp-{name}",
                topic["naam"],
                tuple(topic_script(reader, name)),
                picture(topic_tree, name),
                topic["ernstig"],
                together(states, items[name]),
            )
            for name, topic in book["onderwerpen"].items()
            if topic["groep"] == group
        )
        found.append(Part(f"groep-{group}", group_label(group), chapters))
    return found


def others(reader: Reader, page: OnePage) -> list[tuple[Said, bool]]:
    """Answers that stand in no play, each with whether nobody gets it at all. The rest depend on what came before."""
    never = set(links(reader.book).unused)
    return [(reader.said(name), name in never) for name in reader.book["antwoorden"] if page.elsewhere(name)]


def all_lines(reader: Reader) -> list[Country]:
    """Every help line, by country."""
    lines = [reader.line(name) for name in reader.book["lijnen"]]
    return [
        Country(country, tuple(line for line in lines if line.country == country)) for country in COUNTRIES.values()
    ]


def _items(reader: Reader) -> dict[str, list[str]]:
    """Ids of what is signed, for each topic and for each danger kind (``gevaar:`` before its name)."""
    items = {name: topic_items(reader.book, name) for name in reader.book["onderwerpen"]}
    return items | {f"gevaar:{kind}": [f"gevaar:{kind}"] for kind in reader.book["gevaar"]}


def _in_the_page(tree: Branch) -> str:
    """The picture within its own address. A hundred requests would not all be answered when printing begins."""
    try:
        svg = drawn(tree_source(tree))
    except PictureError:
        return ""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg).decode('ascii')}"
