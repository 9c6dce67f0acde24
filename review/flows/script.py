"""A flow as a play: who asks, what Lantaarn says or does, and what can come next."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404

from flows.links import links
from flows.parts import Card, Choice, Country, Said
from flows.reading import Reader

ASKS, SAYS, DOES, NEXT, LINES, DANGER = "vraagt", "zegt", "doet", "daarna", "lijnen", "gevaar"
HANDOFF = "action_handoff"
NOT_HERE = (
    "Een regel noemt hier een antwoord dat niet in het stroomboek staat. Bezoekers krijgen dan een storing te zien. "
    "Meld dit aan wie de chat bouwt."
)
NO_RULE = "Voor dit onderwerp is er geen regel. De chat kan er niets op zeggen. Meld dit aan wie de chat bouwt."


@dataclass(frozen=True)
class FollowUp:
    """A further question: example sentences written for training, how many there are, and where they lead."""

    examples: tuple[str, ...]
    count: int
    target: Choice


@dataclass(frozen=True)
class Beat:
    """One moment of the play. ``kind`` says whose turn it is; ``when`` are answers that depend on what came before."""

    kind: str
    who: str
    text: str = ""
    said: Said | None = None
    when: tuple[tuple[str, Said], ...] = ()
    link: Choice | None = None
    follow_ups: tuple[FollowUp, ...] = ()
    countries: tuple[Country, ...] = ()
    cards: tuple[Card, ...] = ()


def topic_script(reader: Reader, topic: str) -> list[Beat]:
    """The play of one topic. Raises Http404 when the book does not have it."""
    book = reader.book
    if topic not in book["onderwerpen"]:
        raise Http404
    rules = links(book).rules_of_topic[topic]
    steps = [step for rule in rules for step in rule["stappen"]]
    answered = f"utter_{topic}" in steps and f"utter_{topic}" in book["antwoorden"]
    kind = next((kind for kind, path in book["gevaar"].items() if path["onderwerp"] == topic), None)
    beats = [Beat(ASKS, "Iemand vraagt", f"‘{book.label(topic)}’")]
    if not rules:
        beats.append(Beat(DOES, "De chat doet", NO_RULE))
    beats += [_step(reader, step, alone=len(steps) == 1) for step in steps]
    if kind is not None:
        danger = Choice("", book["gevaar"][kind]["naam"], reader.to.danger(kind))
        beats.append(
            Beat(
                DANGER,
                "Dit onderwerp is een gevaar",
                "Wat de chat precies zegt, staat bij het gevaarpad:",
                link=danger,
            )
        )
    elif answered:
        beats.append(_yes(reader, topic))
    beats += _further(reader, topic)
    lines = _lines(reader, topic, handed=HANDOFF in steps)
    if lines is not None:
        beats.append(lines)
    simpler = f"utter_{topic}_eenvoudig"
    if simpler in book["antwoorden"]:
        beats.append(
            Beat(SAYS, "Vraagt iemand om het eenvoudiger te zeggen", "Dan zegt de chat:", reader.said(simpler))
        )
    elif answered:
        cannot = Choice("", reader.title("utter_niet_eenvoudiger"), reader.to.answer("utter_niet_eenvoudiger"))
        text = "Er zijn geen eenvoudiger woorden voor dit antwoord. De chat zegt dan:"
        beats.append(Beat(NEXT, "Vraagt iemand om het eenvoudiger te zeggen", text, link=cannot))
    if kind is None:
        beats.append(
            Beat(
                DANGER,
                "Ziet de chat gevaar in een zin",
                "Dan gaat het gevaar voor, wat iemand ook vraagt. Dan komt niet dit antwoord, maar dat van het gevaar.",
                link=Choice("", "de gevaarpaden", reader.to.dangers()),
            )
        )
    return beats


def danger_script(reader: Reader, kind: str) -> list[Beat]:
    """The play of one danger kind. Raises Http404 when the book does not have it."""
    book = reader.book
    if kind not in book["gevaar"]:
        raise Http404
    path = book["gevaar"][kind]
    topic_lines = book["doorverwijzing"]["onderwerpen"].get(path["onderwerp"], path["lijnen"])
    steps = book.content.get("gevaarpaden", {}).get(kind)
    if steps is None:
        steps = [{"zin": "", "antwoord": answer, "toont": None} for answer in path["antwoorden"]]
        steps.insert(0, {"zin": "Bovenaan staat het nummer als knop.", "antwoord": None, "toont": "nummers"})
    beats = [Beat(ASKS, "De chat ziet in een zin", f"‘{path['naam']}’")]
    return beats + [_told(reader, step, path["lijnen"], topic_lines) for step in steps]


def general_script(reader: Reader, name: str) -> list[Beat]:
    """The play of something that can happen in every conversation. Raises Http404 when the book does not have it."""
    path = reader.book.content.get("algemeen", {}).get(name)
    if path is None:
        raise Http404
    lines = reader.book["doorverwijzing"]["standaard"]
    return [Beat(ASKS, "Wanneer", path["als"]), *(_told(reader, step, lines, lines) for step in path["stappen"])]


def _step(reader: Reader, step: str, alone: bool) -> Beat:
    if step.startswith("utter_"):
        said = reader.said(step)
        return Beat(SAYS, "De chat zegt", "" if said.pieces else NOT_HERE, said)
    text = reader.book["stappen"].get(step, "Wat de chat hier doet, staat niet in het stroomboek.")
    given = reader.book.content.get("stapantwoorden", {}).get(step, []) if alone else []
    return Beat(DOES, "De chat doet", text, when=tuple((each["als"], reader.said(each["antwoord"])) for each in given))


def _yes(reader: Reader, topic: str) -> Beat:
    who, offer = "Zegt iemand daarna ‘ja’", reader.book["antwoorden"][f"utter_{topic}"]["aanbod"]
    if offer:
        return Beat(
            NEXT,
            who,
            "Dan gaat de chat verder met:",
            link=Choice("", reader.book.label(offer), reader.to.topic(offer)),
        )
    nothing = Choice("", reader.title("utter_ja_zonder_aanbod"), reader.to.answer("utter_ja_zonder_aanbod"))
    return Beat(NEXT, who, "Dit antwoord biedt niets aan. De chat vraagt dan wat iemand bedoelt:", link=nothing)


def _further(reader: Reader, topic: str) -> list[Beat]:
    found = links(reader.book).follow_ups_of[topic]
    if not found:
        return []
    rows = tuple(
        FollowUp(
            tuple(each["voorbeelden"]),
            each["aantal"],
            Choice("", reader.book.label(each["onderwerp"]), reader.to.topic(each["onderwerp"])),
        )
        for each in found
    )
    text = "De chat weet dan nog waar het over ging. De zinnen zijn voorbeelden waarvan de chat leerde."
    return [Beat(NEXT, "Vraagt iemand door", text, follow_ups=rows)]


def _lines(reader: Reader, topic: str, handed: bool) -> Beat | None:
    own = reader.book["doorverwijzing"]["onderwerpen"].get(topic)
    countries = reader.countries(own or reader.book["doorverwijzing"]["standaard"])
    if handed:
        return Beat(LINES, "Doorverwijzing", "Meteen na het antwoord komen deze lijnen.", countries=countries)
    if own:
        return Beat(LINES, "Doorverwijzing", "Deze lijnen horen bij dit onderwerp.", countries=countries)
    if f"utter_{topic}" not in reader.book["antwoorden"]:
        return None
    text = (
        "De chat noemt hier niet uit zichzelf een lijn. Vraagt iemand naar een lijn, dan zijn het de algemene lijnen."
    )
    return Beat(LINES, "Doorverwijzing", text, countries=countries)


def _told(reader: Reader, step: dict, top: dict, lines: dict) -> Beat:
    said = reader.said(step["antwoord"]) if step["antwoord"] else None
    shows = step["toont"]
    text = step["zin"] if said is None or said.pieces else f"{step['zin']} {NOT_HERE}".strip()
    return Beat(
        SAYS if said else (LINES if shows == "nummers" else DOES),
        "De chat zegt" if said else "De chat doet",
        text,
        said,
        countries=reader.countries({"nummers": top, "lijnen": lines}.get(shows, {}))
        if shows in ("nummers", "lijnen")
        else (),
        cards=reader.cards if shows == "kaarten" else (),
    )
