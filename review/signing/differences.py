"""What changed in an item since it was signed, said in Dutch: a sentence for each thing, and texts word by word."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from signing.kinds import ANSWER, CARD, DANGER, FLOW, LINE
from signing.names import Names, field_name
from signing.texts import filled, hours
from signing.words import in_words

INVISIBLE = (
    "Er is iets veranderd dat je in de tekst niet ziet, zoals de plek van een feit. Lees het onderdeel daarom opnieuw."
)
UNREADABLE = "De vorige versie is op een oudere manier bewaard. Het verschil is niet te laten zien. Lees alles opnieuw."
# What was signed stays as it was kept; a later flow book may describe the same item in another way.
OTHER_FORM = (KeyError, TypeError, AttributeError)


@dataclass(frozen=True)
class Change:
    """One thing that changed. ``pieces`` are those of ``signing.words.in_words``, for a text."""

    sentence: str
    pieces: Sequence[tuple[str, str]] = ()


def changes(kind: str, before: Mapping[str, Any], after: Mapping[str, Any], names: Names) -> list[Change]:
    """Every difference between two versions of an item's ``inhoud``; never empty when they differ."""
    try:
        found = list(_KINDS[kind](before, after, names))
    except OTHER_FORM:
        return [Change(UNREADABLE)]
    if not found and before != after:
        found.append(Change(INVISIBLE))
    return found


def _answer(before: Mapping[str, Any], after: Mapping[str, Any], names: Names) -> Iterator[Change]:
    old, new = (filled(version["tekst"], version["feiten"]) for version in (before, after))
    yield from _text("De tekst is veranderd.", old, new)
    yield from _buttons("", before["knoppen"], after["knoppen"], names)
    yield from _facts(before["feiten"], after["feiten"], names.fact)


def _flow(before: Mapping[str, Any], after: Mapping[str, Any], names: Names) -> Iterator[Change]:
    yield from _rules(before["regels"], after["regels"], names)
    for answer in _both(before["aanbod"], after["aanbod"]):
        old, new = (_topic(version["aanbod"].get(answer), names) for version in (before, after))
        if old != new:
            yield Change(f"Zegt iemand ‘ja’ na ‘{names.answer(answer)}’, dan volgt nu {new}. Eerst was dat {old}.")
    for answer in _both(before["keuzes"], after["keuzes"]):
        old, new = (version["keuzes"].get(answer) or [] for version in (before, after))
        yield from _buttons(f"Onder ‘{names.answer(answer)}’: ", old, new, names)
    yield from _lines(before["lijnen"] or {}, after["lijnen"] or {}, names)
    if before["ernstig"] != after["ernstig"]:
        yield Change(f"Dit onderwerp geldt nu {'als' if after['ernstig'] else 'niet meer als'} ernstig.")


def _danger(before: Mapping[str, Any], after: Mapping[str, Any], names: Names) -> Iterator[Change]:
    yield from _named("De naam", before["naam"], after["naam"])
    if before["volgorde"] != after["volgorde"]:
        yield Change(
            f"Dit gevaar ging eerst als nummer {before['volgorde'] + 1} voor, nu als nummer {after['volgorde'] + 1}."
        )
    yield from _named("Het onderwerp", str(names.topic(before["onderwerp"])), str(names.topic(after["onderwerp"])))
    old, new = ([str(names.answer(answer)) for answer in version["antwoorden"]] for version in (before, after))
    yield from _list("Het antwoord", "De antwoorden staan", "", old, new)
    yield from _lines(before["lijnen"], after["lijnen"], names)
    yield from _facts(before.get("feiten", {}), after.get("feiten", {}), names.fact)


def _line(before: Mapping[str, Any], after: Mapping[str, Any], names: Names) -> Iterator[Change]:
    yield from _named("De naam", before["naam"], after["naam"])
    yield from _named("Het land", names.country(before["land"]), names.country(after["land"]))
    yield from _named("Het doel van de lijn", before["voor"], after["voor"])
    yield from _named("De openingstijd", hours(before["open"]), hours(after["open"]))
    yield from _facts(before["feiten"], after["feiten"], field_name)


def _card(before: Mapping[str, Any], after: Mapping[str, Any], names: Names) -> Iterator[Change]:
    yield from _text("De tekst bij gevaar is veranderd.", before["tekst"], after["tekst"])
    yield from _text("De tekst bij zelfdoding is veranderd.", before["zelfdoding"], after["zelfdoding"])
    yield from _facts(before.get("feiten", {}), after.get("feiten", {}), names.fact)


_KINDS = {ANSWER: _answer, FLOW: _flow, DANGER: _danger, LINE: _line, CARD: _card}


def _text(sentence: str, before: str, after: str) -> Iterator[Change]:
    if before != after:
        yield Change(sentence, in_words(before, after))


def _named(what: str, before: str, after: str) -> Iterator[Change]:
    if before != after:
        yield Change(f"{what} is veranderd van ‘{before or 'niets'}’ naar ‘{after or 'niets'}’.")


def _topic(name: str | None, names: Names) -> str:
    return f"‘{names.topic(name)}’" if name else "niets"


def _facts(before: Mapping[str, Any], after: Mapping[str, Any], label: Callable[[str], str]) -> Iterator[Change]:
    for name in _both(before, after):
        old, new = before.get(name), after.get(name)
        if old is None:
            yield Change(f"Het feit ‘{label(name)}’ is erbij gekomen: ‘{new['waarde']}’ (bron: {new['bron']}).")
        elif new is None:
            yield Change(f"Het feit ‘{label(name)}’ is weg. Daar stond ‘{old['waarde']}’.")
        else:
            yield from _named(f"Het feit ‘{label(name)}’", old["waarde"], new["waarde"])
            yield from _named(f"De bron van het feit ‘{label(name)}’", old["bron"], new["bron"])


def _buttons(
    where: str, before: Sequence[Mapping[str, str]], after: Sequence[Mapping[str, str]], names: Names
) -> Iterator[Change]:
    old, new = ({button["doel"]: button["titel"] for button in version} for version in (before, after))
    for goal in _both(old, new):
        if goal not in new:
            yield Change(_capital(f"{where}de knop ‘{old[goal]}’ is weg."))
        elif goal not in old:
            yield Change(
                _capital(f"{where}de knop ‘{new[goal]}’ is erbij gekomen. Die gaat naar ‘{names.topic(goal)}’.")
            )
        elif old[goal] != new[goal]:
            yield Change(_capital(f"{where}de knop ‘{old[goal]}’ heet nu ‘{new[goal]}’."))
    if list(old) != list(new) and set(old) == set(new):
        yield Change(_capital(f"{where}de knoppen staan in een andere volgorde."))


def _rules(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]], names: Names) -> Iterator[Change]:
    old, new = ({rule["naam"]: rule["stappen"] for rule in version} for version in (before, after))
    for name in _both(old, new):
        if name not in new:
            yield Change(f"De regel “{name}” is weg.")
        elif name not in old:
            yield Change(f"De regel “{name}” is erbij gekomen: {_steps(new[name], names)}.")
        elif old[name] != new[name]:
            yield Change(
                f"Bij de regel “{name}” volgt nu: {_steps(new[name], names)}. Eerst was dat: {_steps(old[name], names)}."
            )


def _steps(steps: Sequence[str], names: Names) -> str:
    return "; daarna: ".join(str(names.step(step)).rstrip(".") for step in steps) or "niets"


def _lines(before: Mapping[str, list[str]], after: Mapping[str, list[str]], names: Names) -> Iterator[Change]:
    for code in _both(before, after):
        old, new = ([str(names.line(line)) for line in version.get(code, [])] for version in (before, after))
        yield from _list("De hulplijn", "De hulplijnen staan", f" voor {names.country(code)}", old, new)


def _list(one: str, all_of_them: str, where: str, before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    for name in before:
        if name not in after:
            yield Change(f"{one} ‘{name}’{where} is weg.")
    for name in after:
        if name not in before:
            yield Change(f"{one} ‘{name}’{where} is erbij gekomen.")
    if [name for name in before if name in after] != [name for name in after if name in before]:
        yield Change(f"{all_of_them}{where} in een andere volgorde.")


def _both(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The keys of both, each once, those of before first."""
    return list(dict.fromkeys([*before, *after]))


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
