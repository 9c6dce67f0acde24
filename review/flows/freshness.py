"""How fresh a fact or a card is: by its own expiry date on the day of reading, and by whether a person checked it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SOON = dt.timedelta(days=30)
# The status that the bot's files give to what a person must still look up.
TO_CHECK = "te controleren"


@dataclass(frozen=True)
class Freshness:
    """Dates are None where the book gives none. ``left`` is the number of days until it expires, below 0 after that."""

    checked: dt.date | None
    expires: dt.date | None
    left: int | None
    status: str

    @property
    def expired(self) -> bool:
        """Whether the day has passed. A fact holds on the day itself, as it does for the bot."""
        return self.left is not None and self.left < 0

    @property
    def soon(self) -> bool:
        """Whether it expires within 30 days."""
        return self.left is not None and 0 <= self.left <= SOON.days

    @property
    def to_check(self) -> bool:
        """Whether a person must still check it on the live source."""
        return self.status == TO_CHECK

    @property
    def attention(self) -> str:
        """The most urgent thing to say about it, or an empty string."""
        if self.expired:
            return "verlopen"
        if self.soon:
            return "verloopt bijna"
        return TO_CHECK if self.to_check else ""


def freshness(entry: Mapping[str, Any], today: dt.date) -> Freshness:
    """The freshness of a fact or card of the flow book."""
    expires = date_in(entry.get("verloopt"))
    left = None if expires is None else (expires - today).days
    return Freshness(date_in(entry.get("gecontroleerd")), expires, left, str(entry.get("status", "")))


def date_in(text: Any) -> dt.date | None:
    """The date of a text such as 2027-05-22, or None when it is something else."""
    try:
        return dt.date.fromisoformat(str(text))
    except ValueError:
        return None
