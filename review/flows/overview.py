"""The first page of the flow book: every topic by group, and what else there is to read."""

from __future__ import annotations

from dataclasses import dataclass

from flows.book import Book
from flows.links import links
from flows.overall import group_label, group_names
from flows.reading import Reader
from flows.state import Together, signed_state, together


@dataclass(frozen=True)
class Row:
    """One topic. ``examples``: how many sentences the bot learned it from; 0 when only a button leads there."""

    name: str
    label: str
    address: str
    serious: bool
    examples: int
    signed: Together | None


@dataclass(frozen=True)
class Group:
    """The topics of one group."""

    label: str
    rows: tuple[Row, ...]


def groups(reader: Reader) -> list[Group]:
    """Every topic, in the order of the book."""
    book = reader.book
    parts = {name: topic_items(book, name) for name in book["onderwerpen"]}
    states = signed_state(item for items in parts.values() for item in items)
    rows: dict[str, list[Row]] = {group: [] for group in group_names(book)}
    for name, topic in book["onderwerpen"].items():
        examples = book.content.get("voorbeelden", {}).get(name, 0)
        signed = together(states, parts[name])
        rows[topic["groep"]].append(Row(name, topic["naam"], reader.to.topic(name), topic["ernstig"], examples, signed))
    return [Group(group_label(group), tuple(found)) for group, found in rows.items()]


def topic_items(book: Book, topic: str) -> list[str]:
    """Ids of what is signed for a topic: the flow, the answers that its rules name, and their simpler wording."""
    steps = [step for rule in links(book).rules_of_topic[topic] for step in rule["stappen"]]
    answers = [step for step in steps if step in book["antwoorden"]]
    simpler = f"utter_{topic}_eenvoudig"
    if simpler in book["antwoorden"]:
        answers.append(simpler)
    return [f"stroom:{topic}", *(f"antwoord:{answer}" for answer in dict.fromkeys(answers))]
