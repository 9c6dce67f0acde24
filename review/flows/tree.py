"""A flow as a tree of steps. Both the picture and the list beside it are made of it, so they always say the same."""

from __future__ import annotations

from dataclasses import dataclass

from flows.parts import Country, Said, first_sentence
from flows.reading import Reader
from flows.script import ASKS, DANGER, DOES, LINES, NEXT, SAYS, Beat, danger_script, general_script, topic_script

# How many further questions a picture shows; the play has them all.
MOST_FOLLOW_UPS = 4


@dataclass(frozen=True)
class Branch:
    """A step with what comes after it. ``kind`` as in ``flows.script``; ``address`` is empty where there is no page."""

    kind: str
    text: str
    address: str = ""
    then: tuple[Branch, ...] = ()


def topic_tree(reader: Reader, topic: str) -> Branch:
    """The tree of one topic. Raises Http404 when the book does not have it."""
    script = topic_script(reader, topic)
    return _tree(script[0], script[1:])


def danger_tree(reader: Reader, kind: str) -> Branch:
    """The tree of one danger kind. Raises Http404 when the book does not have it."""
    script = danger_script(reader, kind)
    return _tree(script[0], script[1:])


def general_tree(reader: Reader, name: str) -> Branch:
    """The tree of something that can happen in every conversation."""
    script = general_script(reader, name)
    return _tree(script[0], script[1:])


def _tree(first: Beat, rest: list[Beat]) -> Branch:
    return Branch(ASKS, f"{first.who}: {first.text}", then=tuple(_branch(beat) for beat in rest))


def _branch(beat: Beat) -> Branch:
    then: list[Branch] = []
    if beat.said is not None:
        then += _choices(beat.said)
    for when, said in beat.when:
        then.append(Branch(SAYS, f"{when} De chat zegt: {said.opening}", said.address, tuple(_choices(said))))
    for each in beat.follow_ups[:MOST_FOLLOW_UPS]:
        then.append(Branch(NEXT, f"‘{each.examples[0]}’ gaat naar: {each.target.label}", each.target.address))
    left = len(beat.follow_ups) - MOST_FOLLOW_UPS
    if left > 0:
        then.append(Branch(NEXT, f"en nog {left} andere onderwerpen" if left > 1 else "en nog één ander onderwerp"))
    then += _lines(beat.countries)
    if beat.cards:
        then.append(Branch(LINES, f"Kaarten in {len(beat.cards)} talen, zoals {beat.cards[0].name}"))
    if beat.link is not None:
        then.append(Branch(DANGER if beat.kind == DANGER else NEXT, beat.link.label, beat.link.address))
    return Branch(beat.kind, _text(beat), beat.said.address if beat.said else "", tuple(then))


def _text(beat: Beat) -> str:
    """In one sentence; the play has the rest."""
    if beat.said is None:
        return f"{beat.who}: {first_sentence(beat.text)}" if beat.kind in (DOES, LINES) and beat.text else beat.who
    if not beat.said.pieces:
        return f"{beat.who}: {first_sentence(beat.text)}"
    when = f"{first_sentence(beat.text)} " if beat.who == "De chat zegt" and beat.text else ""
    return f"{when}{beat.who}: {beat.said.opening}"


def _choices(said: Said) -> list[Branch]:
    return [Branch(NEXT, f"Knop ‘{each.title}’ gaat naar: {each.label}", each.address) for each in said.choices]


def _lines(countries: tuple[Country, ...]) -> list[Branch]:
    return [
        Branch(
            LINES,
            country.name,
            then=tuple(Branch(LINES, f"{line.title}: {line.number}", line.address) for line in country.lines),
        )
        for country in countries
        if country.lines
    ]
