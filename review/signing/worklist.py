"""The list of what waits for a signature, most serious first, and the way through it from one item to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse

from flows.book import Book
from signing.kinds import KINDS, urgency
from signing.states import Stand, State, states

WAITING, COLLEAGUE, OPEN, ALL = "wacht", "collega", "open", "alles"
STANDS = {
    WAITING: "Wacht op een handtekening",
    COLLEAGUE: "Door jou ondertekend, wacht op een collega",
    OPEN: "Nog niet klaar, wie er ook moet tekenen",
    Stand.NEVER.value: "Nog nooit ondertekend",
    Stand.CHANGED.value: "Gewijzigd sinds het ondertekenen",
    Stand.HALF.value: "Half ondertekend",
    Stand.SIGNED.value: "Ondertekend",
    ALL: "Alles",
}
WEIGHTS = {"": "Alles", "gevaar": "Alleen gevaar", "ernstig": "Gevaar en andere ernstige onderdelen"}
_HEAVIEST = {"": 2, "gevaar": 0, "ernstig": 1}


@dataclass(frozen=True)
class Row:
    """One item with its state; ``mine`` when this user signed it as it is now."""

    id: str
    item: Mapping[str, Any]
    state: State
    mine: bool

    @property
    def title(self) -> str:
        """What people call it."""
        return self.item["titel"]

    @property
    def kind(self) -> str:
        """Its kind in Dutch."""
        return KINDS.get(self.item["soort"], self.item["soort"])

    @cached_property
    def urgency(self) -> int:
        """0 danger, 1 serious, 2 the rest."""
        return urgency(self.item)

    @property
    def address(self) -> str:
        """Its page."""
        return reverse("signing:item", args=self.id.split(":", 1))

    @property
    def waits(self) -> bool:
        """Whether this user's signature would bring it further."""
        return not self.state.good and not self.mine


@dataclass(frozen=True)
class Choice:
    """Which rows to show, as it stands in the address. What does not exist there is read as the default."""

    kind: str = ""
    stand: str = WAITING
    weight: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Choice:
        """From the query of an address."""
        kind, stand, weight = query.get("soort", ""), query.get("stand", WAITING), query.get("ernst", "")
        return cls(
            kind if kind in KINDS else "",
            stand if stand in STANDS else WAITING,
            weight if weight in WEIGHTS else "",
        )

    @property
    def query(self) -> str:
        """For behind an address: empty, or with its question mark."""
        chosen = {"soort": self.kind, "stand": "" if self.stand == WAITING else self.stand, "ernst": self.weight}
        text = urlencode({key: value for key, value in chosen.items() if value})
        return f"?{text}" if text else ""

    def has(self, row: Row) -> bool:
        """Whether a row is among those chosen."""
        if self.kind not in ("", row.item["soort"]) or row.urgency > _HEAVIEST[self.weight]:
            return False
        if self.stand == WAITING:
            return row.waits
        if self.stand == COLLEAGUE:
            return row.mine and not row.state.good
        if self.stand == OPEN:
            return not row.state.good
        return self.stand in (ALL, row.state.stand.value)


@dataclass(frozen=True)
class Progress:
    """How many of some items are signed."""

    done: int
    total: int


def rows(book: Book, user: AbstractBaseUser) -> list[Row]:
    """Every item: danger first, then what else is serious; within that by kind, in the order of the flow book."""
    order = {kind: place for place, kind in enumerate(KINDS)}
    items = book["onderdelen"]
    found = states(items, book)
    made = [Row(name, items[name], state, state.signed_by(user)) for name, state in found.items()]
    return sorted(made, key=lambda row: (row.urgency, order[row.item["soort"]]))


def following(all_rows: Sequence[Row], choice: Choice, here: str) -> Row | None:
    """The next of the chosen rows after this one, from the top again after the last; None when there is no other."""
    at = next((number for number, row in enumerate(all_rows) if row.id == here), -1)
    after = [*all_rows[at + 1 :], *all_rows[: max(at, 0)]]
    return next((row for row in after if choice.has(row)), None)


def progress(all_rows: Sequence[Row]) -> dict[str, Progress]:
    """``serious`` (danger included), ``danger``, and ``all``."""
    found = {}
    for name, heaviest in (("danger", 0), ("serious", 1), ("all", 2)):
        chosen = [row for row in all_rows if row.urgency <= heaviest]
        found[name] = Progress(sum(row.state.good for row in chosen), len(chosen))
    return found
