"""Where a part of the flow book is shown: each on a page of its own, or all together on the page for printing."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

from django.urls import reverse

from flows.book import Book


class Addresses(Protocol):
    """The address of each thing that pages link to."""

    def topic(self, name: str) -> str: ...
    def dangers(self) -> str: ...
    def danger(self, kind: str) -> str: ...
    def general(self, name: str) -> str: ...
    def answer(self, name: str) -> str: ...
    def line(self, name: str) -> str: ...
    def fact(self, name: str) -> str: ...
    def card(self, language: str) -> str: ...


class Pages:
    """A page for each thing."""

    def topic(self, name: str) -> str:
        return _address("topic", name)

    def dangers(self) -> str:
        return _address("dangers")

    def danger(self, kind: str) -> str:
        return _address("danger", kind)

    def general(self, name: str) -> str:
        return _address("general", name)

    def answer(self, name: str) -> str:
        return _address("answer", name)

    def line(self, name: str) -> str:
        return _address("line", name)

    def fact(self, name: str) -> str:
        return _address("fact", name)

    def card(self, language: str) -> str:
        return _address("card", language)


class OnePage:
    """A place on the one page with everything. An answer stands there where it is said, or else among the others."""

    def __init__(self, book: Book) -> None:
        self._said_at: dict[str, str] = {}
        for name, path in book.content.get("algemeen", {}).items():
            self._said([step["antwoord"] for step in path["stappen"]], self.general(name))
        for kind, path in book.content.get("gevaarpaden", {}).items():
            self._said([step["antwoord"] for step in path], self.danger(kind))
        for rule in book["regels"]:
            self._said(rule["stappen"], self.topic(rule["onderwerp"]))
        for topic in book["onderwerpen"]:
            self._said([f"utter_{topic}_eenvoudig"], self.topic(topic))

    def _said(self, answers: list[str | None], address: str) -> None:
        for answer in answers:
            if answer:
                self._said_at.setdefault(answer, address)

    def elsewhere(self, answer: str) -> bool:
        """Whether this answer is said nowhere in a play."""
        return answer not in self._said_at

    def topic(self, name: str) -> str:
        return f"#onderwerp-{name}"

    def dangers(self) -> str:
        return "#gevaar"

    def danger(self, kind: str) -> str:
        return f"#gevaar-{kind}"

    def general(self, name: str) -> str:
        return f"#algemeen-{name}"

    def answer(self, name: str) -> str:
        return self._said_at.get(name, f"#antwoord-{name}")

    def line(self, name: str) -> str:
        return f"#lijn-{name}"

    def fact(self, name: str) -> str:
        return f"#feit-{name}"

    def card(self, language: str) -> str:
        return f"#kaart-{language}"


def of_item(item_id: str) -> str:
    """The page of something that can be signed, by its id such as ``antwoord:utter_wet_inhoud``.

    Raises:
        KeyError: there is no such kind of item.
    """
    kind, _, name = item_id.partition(":")
    return _address(
        {"antwoord": "answer", "stroom": "topic", "gevaar": "danger", "lijn": "line", "kaart": "card"}[kind], name
    )


@lru_cache(maxsize=1024)
def _address(view: str, *names: str) -> str:
    return reverse(f"flows:{view}", args=names)
