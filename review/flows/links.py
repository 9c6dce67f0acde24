"""What leads where and what rests on what, read backwards from the flow book once per book."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from flows.book import Book


@dataclass(frozen=True)
class Way:
    """One way from a topic or an answer to a topic: by a button, a "ja", or a further question (with an example)."""

    start: str
    by: str
    target: str


class Links:
    """All connections of one book. Every table gives an empty list for what it does not know."""

    def __init__(self, book: Book) -> None:
        answers = book["antwoorden"]
        self.rules_of_topic: dict[str, list[dict]] = defaultdict(list)
        self.rules_with_step: dict[str, list[dict]] = defaultdict(list)
        self.answers_of_fact: dict[str, list[str]] = defaultdict(list)
        self.lines_of_fact: dict[str, list[str]] = defaultdict(list)
        self.cards_of_fact: dict[str, list[str]] = defaultdict(list)
        self.topics_of_line: dict[str, list[str]] = defaultdict(list)
        self.dangers_of_line: dict[str, list[str]] = defaultdict(list)
        self.buttons_to: dict[str, list[Way]] = defaultdict(list)
        self.offers_to: dict[str, list[Way]] = defaultdict(list)
        self.follow_ups_of: dict[str, list[dict]] = defaultdict(list)
        self.follow_ups_to: dict[str, list[dict]] = defaultdict(list)
        self.steps_of_answer: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.general_of_answer: dict[str, list[str]] = defaultdict(list)
        self.dangers_of_answer: dict[str, list[str]] = defaultdict(list)

        for rule in book["regels"]:
            self.rules_of_topic[rule["onderwerp"]].append(rule)
            for step in rule["stappen"]:
                self.rules_with_step[step].append(rule)
        for name, answer in answers.items():
            for fact in answer["feiten"]:
                self.answers_of_fact[fact].append(name)
            for button in answer["knoppen"]:
                self.buttons_to[button["doel"]].append(Way(name, button["titel"], button["doel"]))
            if answer["aanbod"]:
                self.offers_to[answer["aanbod"]].append(Way(name, "ja", answer["aanbod"]))
        for name, line in book["lijnen"].items():
            for fact in book["feiten"]:
                if fact.startswith(f"{name}."):
                    self.lines_of_fact[fact].append(name)
        for language, card in book["kaarten"].items():
            for fact in card.get("feiten", []):
                self.cards_of_fact[fact].append(language)
        for topic, countries in book["doorverwijzing"]["onderwerpen"].items():
            for line in _once(countries):
                self.topics_of_line[line].append(topic)
        for kind, path in book["gevaar"].items():
            for line in _once(path["lijnen"]):
                self.dangers_of_line[line].append(kind)
        for follow_up in sorted(book["vervolg"], key=lambda each: -each["aantal"]):
            self.follow_ups_of[follow_up["na"]].append(follow_up)
            self.follow_ups_to[follow_up["onderwerp"]].append(follow_up)
        for step, given in book.content.get("stapantwoorden", {}).items():
            for each in given:
                self.steps_of_answer[each["antwoord"]].append((step, each["als"]))
        for name, path in book.content.get("algemeen", {}).items():
            for step in path["stappen"]:
                if step["antwoord"] and name not in self.general_of_answer[step["antwoord"]]:
                    self.general_of_answer[step["antwoord"]].append(name)
        for kind in book["gevaar"]:
            for answer in danger_answers(book, kind):
                self.dangers_of_answer[answer].append(kind)
        # Nobody gets these: no rule says them, and no step or path does. A simpler wording comes with the other one.
        self.unused = [name for name in answers if not self._is_said(name, answers)]

    def _is_said(self, name: str, answers: dict) -> bool:
        if any(name in table for table in (self.rules_with_step, self.steps_of_answer, self.general_of_answer)):
            return True
        if name in self.dangers_of_answer:
            return True
        return name.endswith("_eenvoudig") and name.removesuffix("_eenvoudig") in answers

    def signatures_on(self, fact: str, book: Book) -> list[str]:
        """Ids of everything whose signature falls when this fact changes."""
        return [name for name, item in book["onderdelen"].items() if fact in _facts_of(item["inhoud"], name, book)]


def kinds_in_order(book: Book) -> list[str]:
    """The danger kinds, most urgent first."""
    return sorted(book["gevaar"], key=lambda kind: book["onderdelen"][f"gevaar:{kind}"]["inhoud"]["volgorde"])


def danger_answers(book: Book, kind: str) -> list[str]:
    """The answers on the path of a danger kind, each once, in the order in which they come."""
    steps = book.content.get("gevaarpaden", {}).get(kind)
    if steps is None:
        return list(book["gevaar"][kind]["antwoorden"])
    return list(dict.fromkeys(step["antwoord"] for step in steps if step["antwoord"]))


_of: dict[str, Links] = {}


def links(book: Book) -> Links:
    """The connections of a book, made once."""
    found = _of.get(book.checksum)
    if found is None:
        found = Links(book)
        _of.clear()
        _of[book.checksum] = found
    return found


def _once(countries: dict[str, list[str]]) -> list[str]:
    return list(dict.fromkeys(line for lines in countries.values() for line in lines))


def _facts_of(content: dict, item_id: str, book: Book) -> set[str]:
    kind, _, name = item_id.partition(":")
    if kind == "lijn":
        return set(book["lijnen"][name]["feiten"].values())
    return set(content.get("feiten") or ())
