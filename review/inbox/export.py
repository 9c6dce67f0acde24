"""Which sentences are ready for the bot to learn from, and the file that takes them there."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from flows.book import Book
from inbox.choices import choice_from, in_words
from inbox.given import sentences
from inbox.held_out import bare, near_held_out
from inbox.models import Verdict
from inbox.nlu_yaml import danger_file, nlu_file, training_form
from inbox.standing import needed, standings

# In one file; what is more comes with the next, so that somebody can look through them.
AT_ONCE = 200
READ_ME = """\
Zinnen die bezoekers aan de chat gaven, gemaskeerd en nagekeken.

Bewaar dit bestand niet langer dan nodig, en alleen waar collega's van de chat erbij kunnen.

1. Zet de voorbeelden uit nlu/ bij hun onderwerp in data/nlu/, in het bestand met dezelfde naam.
2. Zet de regels uit danger/ onder aan het bestand met dezelfde naam in data/danger/.
3. Draai `lantaarn check`, en daarna `make train` en de tests.
4. Klopt alles? Gooi dit bestand dan weg.

Een X staat op de plaats van een naam, een plek of een ander gegeven dat gemaskeerd was.
Staat er ergens [[][] in een zin? Laat dat staan: zo leest Rasa een vierkant haakje als gewone tekst.
"""


@dataclass(frozen=True)
class Ready:
    """A sentence in its training form, with what it teaches; ``numbers`` are all given sentences that say the same."""

    text: str
    choice: str
    label: str
    language: str
    numbers: tuple[int, ...]


@dataclass
class Selection:
    """What can go, and what cannot and why.

    ``refused`` are numbers of sentences that are nearly one the bot is measured with (or hold nothing), ``clashing``
    sentences that say the same but were judged differently, ``unknown`` those whose topic the flow book no longer has.
    ``doubles`` counts the sentences that were merged with another, ``later`` those that wait for the next file.
    """

    ready: list[Ready] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)
    clashing: list[list[Ready]] = field(default_factory=list)
    unknown: list[Ready] = field(default_factory=list)
    doubles: int = 0
    later: int = 0


def selection(book: Book) -> Selection:
    """Everything that reviewers agree on, sorted by what it teaches and then by letter: the order tells nothing else.

    Raises:
        StoreError: the bot's table cannot be read.
    """
    result = Selection()
    for group in _alike(book):
        if not group[0].text:
            result.refused += [each.numbers[0] for each in group]
        elif len({each.choice for each in group}) > 1:
            result.clashing.append(group)
        elif choice_from(group[0].choice, book) is None:
            result.unknown += group
        else:
            numbers = tuple(number for each in group for number in each.numbers)
            result.ready.append(Ready(group[0].text, group[0].choice, group[0].label, group[0].language, numbers))
    result.ready.sort(key=lambda each: (each.choice, each.text))
    result.later = max(0, len(result.ready) - AT_ONCE)
    result.ready = result.ready[:AT_ONCE]
    near = near_held_out([each.text for each in result.ready], book)
    result.refused += [number for each, is_near in zip(result.ready, near) if is_near for number in each.numbers]
    result.ready = [each for each, is_near in zip(result.ready, near) if not is_near]
    result.doubles = sum(len(each.numbers) - 1 for each in result.ready)
    return result


def archive(chosen: Iterable[Ready], book: Book, day: dt.date) -> bytes:
    """A zip with a file per topic group, a file per kind of danger, and what to do with them."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in sorted({**_files(list(chosen), book), "LEESMIJ.txt": READ_ME}.items()):
            # The day only: no file tells at what time somebody worked.
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(entry, text.encode("utf-8"))
    return made.getvalue()


def _files(chosen: Collection[Ready], book: Book) -> dict[str, str]:
    topics: dict[str, dict[str, list[str]]] = {}
    dangers: dict[str, list[tuple[str, str]]] = {}
    for each in chosen:
        verdict, _, label = each.choice.partition(":")
        if verdict == Verdict.DANGER:
            dangers.setdefault(label, []).append((each.text, each.language))
        else:
            group = book["onderwerpen"][label]["groep"]
            topics.setdefault(group, {}).setdefault(label, []).append(each.text)
    files = {f"nlu/{group}.yml": nlu_file(sentences_of) for group, sentences_of in topics.items()}
    return files | {f"danger/{kind}.tsv": danger_file(rows) for kind, rows in dangers.items()}


def _alike(book: Book) -> list[list[Ready]]:
    """Ready sentences, those together that say the same."""
    enough = needed()
    settled = {standing.number: judged for standing in standings() if (judged := standing.settled(enough))}
    teaching = {number: judged for number, judged in settled.items() if judged.verdict != Verdict.AWAY}
    groups: dict[str, list[Ready]] = {}
    for number, sentence in sorted(sentences(teaching).items(), key=lambda pair: pair[1]):
        judged, text = teaching[number], training_form(sentence)
        ready = Ready(text, judged.choice, in_words(judged.choice, book), judged.language, (number,))
        # A sentence of signs only, such as "?!", is itself.
        groups.setdefault(bare(text) or text, []).append(ready)
    return list(groups.values())
