"""Turns parts of the flow book into what a page shows: answers with their facts marked, buttons, help lines, cards."""

from __future__ import annotations

import datetime as dt
import re
from functools import cached_property
from typing import Any

from django.http import Http404

from flows.addresses import Addresses
from flows.book import Book
from flows.freshness import date_in, freshness
from flows.hours import opening_hours
from flows.parts import Card, Choice, Country, Fact, Line, Piece, Said

# A place in an answer's text: a fact's id, or something that is filled in when the answer is given.
PLACE = re.compile(r"\{([a-z0-9_]+(?:\.[a-z0-9_]+)?)\}")
FILLED_LATER = {
    "lijn_naam": "naam van de lijn",
    "lijn_nummer": "nummer of site",
    "lijn_voor": "waar de lijn voor is",
    "lijn_open": "of de lijn nu open is",
    "lijn_kosten": "wat het kost",
    "lijn_ziet": "wat ze van je zien",
    "lijn_grenzen": "wat er niet kan",
    "lijn_bron": "bron en dag",
    "lijnen": "de andere lijnen",
    "zin": "de zin, zonder namen en nummers",
}
COUNTRIES = {"NL": "Nederland", "BE": "België"}
FIELDS = {
    "naam": "Naam",
    "voor": "Voor",
    "nummer": "Nummer",
    "nummer_lang": "Ander nummer",
    "website": "Site",
    "plek": "Waar",
    "uren": "Uren",
    "kosten": "Kosten",
    "ziet": "Wat ze van je zien",
    "grenzen": "Let op",
    "vragen": "Wat ze vragen",
}


class Reader:
    """Reads one book on one day, with the addresses of the page that shows it."""

    def __init__(self, book: Book, today: dt.date, to: Addresses) -> None:
        self.book, self.today, self.to = book, today, to

    @property
    def day(self) -> dt.date | None:
        """The day on which the book was made."""
        return date_in(self.book["dag"])

    def fact(self, name: str, field: str = "") -> Fact:
        """Raises Http404 when the book has no such fact."""
        entry = self._entry("feiten", name)
        link = entry["adres"] if str(entry["adres"]).startswith(("https://", "http://")) else ""
        fresh = freshness(entry, self.today)
        return Fact(name, entry["waarde"], self.to.fact(name), entry["bron"], link, fresh, field, self._about(name))

    @cached_property
    def facts(self) -> list[Fact]:
        """Every fact, the one that expires first on top."""
        everything = [self.fact(name) for name in self.book["feiten"]]
        return sorted(everything, key=lambda fact: (fact.fresh.expires or dt.date.min, fact.name))

    def title(self, answer: str) -> str:
        """What an answer is called."""
        item = self.book["onderdelen"].get(f"antwoord:{answer}")
        return item["titel"] if item else answer.removeprefix("utter_").replace("_", " ").capitalize()

    def said(self, name: str) -> Said:
        """An answer; one without pieces when the book does not have it."""
        answer = self.book["antwoorden"].get(name)
        if answer is None:
            return Said(name, self.title(name), "")
        pieces = tuple(self._pieces(answer["tekst"]))
        # The source line is all that comes after the text itself.
        source = answer["gevuld"].rpartition("\n\nBron: ")[2] if "\n\nBron: " in answer["gevuld"] else ""
        return Said(
            name,
            self.title(name),
            self.to.answer(name),
            pieces,
            source,
            tuple(self.choice(button) for button in answer["knoppen"]),
            tuple(self.fact(fact) for fact in answer["feiten"] if fact in self.book["feiten"]),
        )

    def choice(self, button: dict[str, str]) -> Choice:
        """A button; one of the question whether a sentence may be kept leads to an answer instead of a topic."""
        target = button["doel"]
        title = "".join(piece.text for piece in self._pieces(button["titel"]))
        if target in self.book["onderwerpen"]:
            return Choice(title, self.book.label(target), self.to.topic(target))
        if f"utter_{target}" in self.book["antwoorden"]:
            return Choice(title, self.title(f"utter_{target}"), self.to.answer(f"utter_{target}"))
        return Choice(title, target or "niets", "")

    def line(self, name: str) -> Line:
        """Raises Http404 when the book has no such line."""
        line = self._entry("lijnen", name)
        ids = {field: f"{name}.{field}" for field in ("naam", "voor")} | line["feiten"]
        facts = tuple(
            self.fact(ids[field], FIELDS.get(field, field))
            for field in sorted(ids, key=lambda field: list(FIELDS).index(field) if field in FIELDS else len(FIELDS))
            if ids[field] in self.book["feiten"]
        )
        values = {field: self.book["feiten"].get(fact, {}).get("waarde", "") for field, fact in line["feiten"].items()}
        cost = values.get("kosten", "")
        return Line(
            name,
            line["naam"],
            self.to.line(name),
            COUNTRIES.get(line["land"], line["land"]),
            line["voor"],
            values.get("nummer") or values.get("website") or values.get("plek") or "",
            opening_hours(line["open"], values.get("uren", "")),
            cost if cost.endswith(".") or not cost else f"Bellen kost {cost}.",
            facts,
        )

    def countries(self, lines: dict[str, list[str]]) -> tuple[Country, ...]:
        """The lines of each country; a line that the book does not have is left out."""
        known = self.book["lijnen"]
        return tuple(
            Country(COUNTRIES[land], tuple(self.line(name) for name in lines.get(land, []) if name in known))
            for land in COUNTRIES
        )

    def card(self, language: str) -> Card:
        """Raises Http404 when the book has no card in this language."""
        card = self._entry("kaarten", language)
        filled = card.get("gevuld") or card
        return Card(
            language,
            card["naam"],
            self.to.card(language),
            filled["tekst"],
            filled["zelfdoding"],
            card.get("bron", ""),
            freshness(card, self.today),
            tuple(self.fact(fact) for fact in card.get("feiten", []) if fact in self.book["feiten"]),
        )

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """Every card, in the order of the book."""
        return tuple(self.card(language) for language in self.book["kaarten"])

    def _about(self, fact: str) -> str:
        """A fact of a help line by that line's name; of the rest the name says it, such as ``wet_straf_cel``."""
        line, point, field = fact.partition(".")
        if not point:
            return fact.replace("_", " ").capitalize()
        name = self.book["lijnen"].get(line, {}).get("naam", line)
        return f"{name}: {FIELDS.get(field, field).lower()}"

    def _pieces(self, text: str) -> list[Piece]:
        found, end = [], 0
        for place in PLACE.finditer(text):
            if place.start() > end:
                found.append(Piece(text[end : place.start()]))
            name, end = place.group(1), place.end()
            if name in self.book["feiten"]:
                fact = self.fact(name)
                found.append(Piece(fact.value, fact))
            else:
                found.append(Piece(FILLED_LATER.get(name, name.replace("_", " ")), later=True))
        if end < len(text):
            found.append(Piece(text[end:]))
        return found

    def _entry(self, part: str, name: str) -> dict[str, Any]:
        try:
            return self.book[part][name]
        except KeyError:
            raise Http404 from None
