"""Why the bot does what it does, in sentences for staff who have never seen a chatbot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from flows.book import Book
from trial.reports import Signal, Trial

LANGUAGES = {
    "nl": "Nederlands",
    "en": "Engels",
    "pl": "Pools",
    "ro": "Roemeens",
    "hu": "Hongaars",
    "bg": "Bulgaars",
    "es": "Spaans",
    "de": "Duits",
    "fr": "Frans",
    "tr": "Turks",
    "ar": "Arabisch",
    "uk": "Oekraïens",
    "ru": "Russisch",
    "zh": "Chinees",
}
# From here on the first topic leads clearly, and below it the two are close.
CLEAR, CLOSE = 0.5, 0.2
ALWAYS_SHOWN, SMALLEST = 3, 0.001
# Within this much of the border a small change of the sentence can turn it.
NEAR = 0.3


@dataclass(frozen=True)
class Ranked:
    """One row of the ranking. ``address`` is that of its flow, empty where the flow book does not have it."""

    label: str
    address: str
    percent: str
    chance: str


@dataclass(frozen=True)
class Danger:
    """One row of the table of dangers."""

    kind: str
    name: str
    address: str
    patterns: tuple[str, ...]
    model: str
    counts: bool


def ranking(trial: Trial, book: Book) -> list[Ranked]:
    """The likeliest topics, surest first; beyond the first three only those that count for something."""
    return [
        Ranked(book.label(name), flow(name, book), f"{100 * chance:.1f}".replace(".", ","), f"{chance:.4f}")
        for place, (name, chance) in enumerate(trial.ranking)
        if place < ALWAYS_SHOWN or chance >= SMALLEST
    ]


def flow(topic: str | None, book: Book) -> str:
    """The address of a topic in the flow book."""
    return reverse("flows:topic", args=[topic]) if topic in book["onderwerpen"] else ""


def margin(trial: Trial, book: Book) -> str:
    """The difference between the first and the second topic."""
    if trial.margin is None or len(trial.ranking) < 2:
        return "Er is geen tweede onderwerp om mee te vergelijken."
    if trial.danger:
        return "Bij gevaar kijkt de chat niet welk onderwerp het beste past: het gevaar gaat voor. Daarom staat hier geen lijst met onderwerpen."
    points = round(100 * trial.margin)
    first, second = (f"‘{book.label(name)}’" for name, _ in trial.ranking[:2])
    if trial.margin >= CLEAR:
        return f"Het verschil is groot: {first} ligt {points} punten voor op {second}."
    if trial.margin >= CLOSE:
        return f"Het verschil is redelijk: {first} ligt {points} punten voor op {second}."
    points_text = "1 punt" if points == 1 else f"{points} punten"
    return f"Het verschil is klein: {first} en {second} schelen {points_text}. Met iets andere woorden kan het omslaan."


def language(trial: Trial) -> str:
    """The language that the bot saw."""
    return LANGUAGES.get(trial.language, f"onbekend ({trial.language})")


def steps(trial: Trial, book: Book) -> list[str]:
    """What the bot does, step by step, in the words of the flow book."""
    rule = next((rule["stappen"] for rule in book["regels"] if rule["onderwerp"] == trial.intent), [])
    return [_step(name, book) for name in (rule if trial.step in rule else [trial.step])]


def _step(name: str, book: Book) -> str:
    if name == "noodantwoord":
        return "De chat geeft het noodantwoord: een vast bericht met de lijnen, voor als er iets niet werkt."
    if name.startswith("utter_"):
        title = book["onderdelen"].get(f"antwoord:{name}", {}).get("titel", name)
        return f"De chat geeft het antwoord ‘{title}’."
    return book["stappen"].get(name, f"De chat voert {name} uit.")


def dangers(trial: Trial, book: Book) -> list[Danger]:
    """What the gate thought of each kind of danger."""
    return [
        Danger(s.kind, _name(s.kind, book), _path(s.kind, book), s.patterns, _model(s), s.counts) for s in trial.signals
    ]


def danger_sentences(trial: Trial, book: Book) -> Iterator[str]:
    """What was made of the danger."""
    if not trial.signals:
        yield "Hier viel niets na te kijken: een knop, een lege zin of een zin die te lang is."
    elif trial.kinds:
        yield f"De poort zag: {', '.join(_name(kind, book) for kind in trial.kinds)}."
    elif not trial.danger:
        yield "De poort zag geen gevaar."
    if trial.danger and trial.signals and trial.danger not in trial.kinds:
        yield f"De poort zag het niet, maar het onderwerp zelf hoort bij ‘{_name(trial.danger, book)}’."
        yield "Daarom krijgt de bezoeker dat antwoord."
    elif trial.danger and len(trial.kinds) > 1:
        yield f"‘{_name(trial.danger, book)}’ gaat voor, want dat is het dringendst."
    if trial.kinds and not trial.danger and trial.doubtful:
        yield "De poort twijfelde, en het model was zeker van een gewoon onderwerp. Dan gaat dat onderwerp voor."


def _name(kind: str, book: Book) -> str:
    return book["gevaar"].get(kind, {}).get("naam", kind)


def _path(kind: str, book: Book) -> str:
    return reverse("flows:danger", args=[kind]) if kind in book["gevaar"] else ""


def _model(signal: Signal) -> str:
    over = signal.score - signal.threshold
    size = f"{abs(over):.2f}".replace(".", ",")
    if over >= 0:
        unless = "" if signal.counts else ", maar een ander gevaar is veel duidelijker"
        return f"{size} boven de grens{unless}"
    near = "net " if over > -NEAR else ""
    return f"{near}{size} onder de grens"
