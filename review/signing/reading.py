"""What an approver reads: the content of one item of any kind, ready for its template ``signing/inhoud/<kind>.html``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flows.book import Book
from signing.kinds import ANSWER, CARD, DANGER, FLOW, LINE
from signing.names import Link, Names, field_name
from signing.texts import filled, hours


@dataclass(frozen=True)
class ShownFact:
    """A fact as it was signed. What only today's flow book knows is empty or None for an earlier version."""

    label: str
    value: str
    source: str
    address: str = ""
    checked: dt.date | None = None
    expires: dt.date | None = None
    status: str = ""

    @property
    def expired(self) -> bool:
        """Whether the fact may not be told any more."""
        return self.expires is not None and self.expires < dt.date.today()


def shown(kind: str, name: str, content: Mapping[str, Any], book: Book | None, today: bool) -> dict[str, Any]:
    """The content of an item for its template.

    Args:
        content: the item's ``inhoud``: of now, or as somebody signed it.
        today: whether it is what the flow book has now; then texts come from there, source line and all.
    """
    return {"kind": kind, **_KINDS[kind](name, content, Names(book), book if today else None)}


def _answer(name: str, content: Mapping[str, Any], names: Names, book: Book | None) -> dict[str, Any]:
    text = book["antwoorden"][name]["gevuld"] if book else content["tekst"]
    return {
        "text": filled(text, content["feiten"]),
        "buttons": _buttons(content["knoppen"], names),
        "facts": list(_facts(content["feiten"], names, book)),
    }


def _flow(name: str, content: Mapping[str, Any], names: Names, _book: Book | None) -> dict[str, Any]:
    return {
        "topic": names.topic(name),
        "serious": content["ernstig"],
        "rules": [(rule["naam"], [names.step(step) for step in rule["stappen"]]) for rule in content["regels"]],
        "offers": [(names.answer(answer), names.topic(topic)) for answer, topic in content["aanbod"].items() if topic],
        "choices": [(names.answer(answer), _buttons(b, names)) for answer, b in content["keuzes"].items() if b],
        "lines": _lines(content["lijnen"] or {}, names),
    }


def _danger(_name: str, content: Mapping[str, Any], names: Names, book: Book | None) -> dict[str, Any]:
    texts = book["antwoorden"] if book else {}
    return {
        "place": content["volgorde"] + 1,
        "topic": names.topic(content["onderwerp"]),
        "answers": [
            (names.answer(answer), filled(texts[answer]["gevuld"], {}) if answer in texts else "")
            for answer in content["antwoorden"]
        ],
        "lines": _lines(content["lijnen"], names),
        "facts": list(_facts(content.get("feiten", {}), names, book)),
    }


def _line(name: str, content: Mapping[str, Any], names: Names, book: Book | None) -> dict[str, Any]:
    ids = book["lijnen"][name]["feiten"] if book else {}
    entries = book["feiten"] if book else {}
    return {
        "country": names.country(content["land"]),
        "purpose": content["voor"],
        "hours": hours(content["open"]),
        "facts": [
            _fact(field_name(field), fact, entries.get(ids.get(field))) for field, fact in content["feiten"].items()
        ],
    }


def _card(name: str, content: Mapping[str, Any], names: Names, book: Book | None) -> dict[str, Any]:
    card = book["kaarten"][name] if book else {}
    texts = card.get("gevuld") or content
    return {
        "language": name,
        "texts": [
            ("Bij gevaar", texts["tekst"]),
            ("Komt erbij als iemand aan zelfdoding denkt", texts["zelfdoding"]),
        ],
        "facts": list(_facts(content.get("feiten", {}), names, book)),
        "status": card.get("status", ""),
    }


_KINDS = {ANSWER: _answer, FLOW: _flow, DANGER: _danger, LINE: _line, CARD: _card}


def _buttons(buttons: list[Mapping[str, str]], names: Names) -> list[tuple[str, Link]]:
    return [(button["titel"], names.topic(button["doel"])) for button in buttons]


def _lines(by_country: Mapping[str, list[str]], names: Names) -> list[tuple[str, list[Link]]]:
    return [(names.country(code), [names.line(line) for line in lines]) for code, lines in by_country.items()]


def _facts(facts: Mapping[str, Mapping[str, str]], names: Names, book: Book | None) -> Iterator[ShownFact]:
    entries = book["feiten"] if book else {}
    for name, fact in facts.items():
        yield _fact(names.fact(name), fact, entries.get(name))


def _fact(label: str, fact: Mapping[str, str], entry: Mapping[str, str] | None) -> ShownFact:
    if entry is None:
        return ShownFact(label, fact["waarde"], fact["bron"])
    return ShownFact(
        label,
        fact["waarde"],
        fact["bron"],
        entry["adres"],
        dt.date.fromisoformat(entry["gecontroleerd"]),
        dt.date.fromisoformat(entry["verloopt"]),
        entry["status"],
    )
