"""All facts in one table: filtered, the first to expire on top, and as a file for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from typing import TextIO

from flows.parts import Fact
from flows.reading import Reader
from staff.spreadsheet import harmless

FILTERS: dict[str, tuple[str, Callable[[Fact], bool]]] = {
    "": ("Alle feiten", lambda fact: True),
    "verlopen": ("Verlopen", lambda fact: fact.fresh.expired),
    "binnenkort": ("Verloopt binnen 30 dagen", lambda fact: fact.fresh.soon),
    "controleren": ("Te controleren", lambda fact: fact.fresh.to_check),
}
COLUMNS = ("feit", "waarde", "bron", "adres van de bron", "gecontroleerd", "verloopt", "status")


def chosen(reader: Reader, wanted: str) -> list[Fact]:
    """The facts of one filter; all of them for a filter that does not exist."""
    _, fits = FILTERS.get(wanted, FILTERS[""])
    return [fact for fact in reader.facts if fits(fact)]


def write_csv(facts: Iterable[Fact], file: TextIO) -> None:
    """One row a fact, dates as yyyy-mm-dd."""
    table = csv.writer(file)
    table.writerow(COLUMNS)
    for fact in facts:
        dates = [day.isoformat() if day else "" for day in (fact.fresh.checked, fact.fresh.expires)]
        table.writerow(
            [harmless(value) for value in (fact.name, fact.value, fact.source, fact.link, *dates, fact.fresh.status)]
        )

