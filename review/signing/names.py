"""Names of the bot as people read them: topics, answers, help lines, steps and facts, with the page on which each is signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from flows.book import Book
from signing.kinds import ANSWER, FLOW, LINE

COUNTRIES = {"NL": "Nederland", "BE": "België"}
FIELDS = {
    "nummer": "nummer",
    "nummer_lang": "lang nummer",
    "kosten": "kosten",
    "ziet": "wat ze van je zien",
    "grenzen": "wat je moet weten",
    "uren": "uren",
    "plek": "plek",
    "vragen": "vragen",
}


@dataclass(frozen=True)
class Link:
    """A name with the address of its page; no address when the flow book does not have it."""

    text: str
    address: str = ""

    def __str__(self) -> str:
        return self.text


class Names:
    """Looks names up in one flow book; what it does not have keeps the bot's own name for it."""

    def __init__(self, book: Book | None) -> None:
        self._content: dict[str, Any] = book.content if book else {}
        self._items: dict[str, Any] = self._content.get("onderdelen", {})

    def topic(self, name: str) -> Link:
        """A topic by its label, such as ‘Wat zegt de wet?’."""
        return self._link(FLOW, name)

    def answer(self, name: str) -> Link:
        """An answer by its title."""
        return self._link(ANSWER, name)

    def line(self, name: str) -> Link:
        """A help line by its name."""
        return self._link(LINE, name)

    def step(self, name: str) -> Link:
        """A step of a rule: the answer that it gives, or a sentence on what happens."""
        if name.startswith("utter_"):
            answer = self.answer(name)
            return Link(f"Het antwoord ‘{answer}’", answer.address)
        return Link(self._content.get("stappen", {}).get(name, name))

    def fact(self, name: str) -> str:
        """A fact: ``comensha.nummer`` is ‘nummer van CoMensha’, ``wet_datum`` is ‘wet datum’."""
        line, point, field = name.partition(".")
        if not point:
            return name.replace("_", " ")
        return f"{field_name(field)} van {self.line(line)}"

    def country(self, code: str) -> str:
        """A country by its code."""
        return COUNTRIES.get(code, code)

    def _link(self, kind: str, name: str) -> Link:
        item = self._items.get(f"{kind}:{name}")
        if item is None:
            return Link(name)
        return Link(item["titel"], reverse("signing:item", args=[kind, name]))


def field_name(field: str) -> str:
    """A field of a help line in Dutch."""
    return FIELDS.get(field, field.replace("_", " "))
