"""The help numbers as one list by country, for the places that must show them when the bot cannot answer."""

from __future__ import annotations

from typing import NamedTuple

from lantaarn.answers.facts import FactBook
from lantaarn.answers.handoffs import BELGIUM, NETHERLANDS

COUNTRIES = {NETHERLANDS: "Nederland", BELGIUM: "België"}


class Number(NamedTuple):
    """One line that can be dialled."""

    name: str
    number: str
    purpose: str

    @property
    def dialled(self) -> str:
        """The number as a phone takes it."""
        return "".join(character for character in self.number if character.isdigit())


def help_numbers(book: FactBook) -> dict[str, list[Number]]:
    """Every line with a phone number, by the name of its country, in the order of ``helplines.yml``."""
    return {
        label: [
            Number(line.name, line.get("nummer"), line.purpose)
            for line in book.helplines.values()
            if line.country == country and line.get("nummer")
        ]
        for country, label in COUNTRIES.items()
    }
