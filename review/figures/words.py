"""Days, numbers and names as staff read them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format

from flows.book import Book

BEGIN, END = "begin", "einde"
CHANNELS = {"web": "Webpagina"}
BANDS = ("0 tot 6 uur", "6 tot 12 uur", "12 tot 18 uur", "18 tot 24 uur")


def day_in_words(day: dt.date, year: bool = False) -> str:
    """Such as ``30 november`` or ``30 november 2026``."""
    return date_format(day, "j F Y" if year else "j F")


def day_in_table(day: dt.date) -> str:
    """Such as ``30-11-2026``: a spreadsheet takes it for a date."""
    return f"{day:%d-%m-%Y}"


def short_day(day: dt.date) -> str:
    """Such as ``30 nov``, for under a picture."""
    return date_format(day, "j M").lower().rstrip(".")


def month_in_words(month: dt.date) -> str:
    """Such as ``november 2026``."""
    return date_format(month, "F Y")


def short_month(month: dt.date) -> str:
    """Such as ``nov 26``, for under a picture."""
    return date_format(month, "M y").lower().replace(".", "")


def channel_name(channel: str) -> str:
    """The name of a channel; a messaging app has its own."""
    return CHANNELS.get(channel, channel[:1].upper() + channel[1:])


def decimal(number: float) -> str:
    """With one decimal and a comma."""
    return f"{number:.1f}".replace(".", ",")


def whole(number: int) -> str:
    """With a dot between thousands."""
    return f"{number:,}".replace(",", ".")


def listed(parts: Iterable[str]) -> str:
    """``a, b en c``."""
    *most, last = parts
    return f"{', '.join(most)} en {last}" if most else last


@dataclass(frozen=True)
class Names:
    """Names from the flow book. Without a book, or for what an older model knew, the bot's own name is shown."""

    book: Book | None

    def topic(self, key: str) -> str:
        """A topic, or the begin or end of a conversation."""
        if key in (BEGIN, END):
            return {BEGIN: "Begin van het gesprek", END: "Einde van het gesprek"}[key]
        return self.book.label(key) if self.book else key

    def stop(self, key: str) -> str:
        """One stop of a conversation: a topic, or without one the first sentence that says what the step did."""
        if self.book and key not in self.book.labels:
            answer = self.book["onderdelen"].get(f"antwoord:{key}")
            if answer or key in self.book["stappen"]:
                return answer["titel"] if answer else self.book["stappen"][key].split(". ")[0].rstrip(".")
        return self.topic(key)

    def danger(self, kind: str) -> str:
        """A kind of danger."""
        return self.book["gevaar"].get(kind, {}).get("naam", kind) if self.book else kind

    def line(self, line: str) -> str:
        """A help line."""
        return self.book["lijnen"].get(line, {}).get("naam", line) if self.book else line
