"""Which help lines a visitor gets: by topic or danger kind, and by country (``data/facts/doorverwijzing.yml``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lantaarn.answers.facts import FactBook, FactError, Helpline
from lantaarn.answers.yaml_file import read_yaml

NETHERLANDS = "NL"
BELGIUM = "BE"


@dataclass(frozen=True)
class Handoffs:
    """Lines by topic and by danger kind, each for both countries, most fitting first."""

    book: FactBook
    default: Mapping[str, Sequence[str]]
    topics: Mapping[str, Mapping[str, Sequence[str]]]
    dangers: Mapping[str, Mapping[str, Sequence[str]]]

    def for_topic(self, topic: str | None, country: str | None) -> list[Helpline]:
        """The lines for a topic; the default lines where it has none of its own. Unknown country: NL."""
        return self._lines(self.topics.get(topic or "", self.default), country)

    def for_danger(self, kind: str, country: str | None) -> list[Helpline]:
        """The lines for a danger kind. Raises KeyError for a kind that does not exist."""
        return self._lines(self.dangers[kind], country)

    def _lines(self, by_country: Mapping[str, Sequence[str]], country: str | None) -> list[Helpline]:
        return [self.book.helplines[line] for line in by_country[country or NETHERLANDS]]


def load_handoffs(folder: Path, book: FactBook) -> Handoffs:
    """Read the table of hand-offs.

    Raises:
        FactError: a line is named that ``helplines.yml`` does not have, or a country is missing.
    """
    table = read_yaml(folder / "doorverwijzing.yml")
    dangers = {str(kind): lines for kind, lines in table["gevaar"].items()}
    for owner, lines in {"standaard": table["standaard"], **table["onderwerpen"], **dangers}.items():
        for country in (NETHERLANDS, BELGIUM):
            if not lines.get(country):
                raise FactError(f"In doorverwijzing.yml mist {owner} lijnen voor {country}.")
            for line in lines[country]:
                if line not in book.helplines:
                    raise FactError(f"In doorverwijzing.yml noemt {owner} de onbekende lijn {line}.")
    return Handoffs(book, table["standaard"], table["onderwerpen"], dangers)


def phone_button(line: Helpline, label: str | None = None) -> dict[str, str] | None:
    """A button that dials the line, or None where it has no number."""
    number = line.get("nummer")
    if not number:
        return None
    digits = "".join(character for character in number if character.isdigit())
    return {"title": label or f"Bel {number}", "url": f"tel:{digits}"}
