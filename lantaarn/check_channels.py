"""The part of ``lantaarn check`` on ``data/kanalen/``: what is said in messaging apps only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lantaarn.answers.channel_texts import OWN_PLACES, PAGE_WORDS, SHARED, TEXTS, load_channel_texts, with_places
from lantaarn.answers.facts import FactBook
from lantaarn.answers.generator import PLACE
from lantaarn.answers.yaml_file import read_yaml

MAX_WORDS = 95
MAX_SENTENCE_WORDS = 22
OWN_KEYS = ("naam", "ziet", "wissen")
SITE = "https://chat.voorbeeld.nl"
_DIGIT = re.compile(r"\d")
_SENTENCE = re.compile(r"[.!?:]\s+|\n+")


def channel_findings(folder: Path, responses: Mapping[str, Any], book: FactBook) -> Iterator[str]:
    """Every finding, as a Dutch sentence that names file and text.

    Args:
        folder: ``data/kanalen``.
        responses: those of ``data/responses``, unfilled.
    """
    shared = read_yaml(folder / f"{SHARED}.yml")
    own = {path.stem: read_yaml(path) for path in sorted(folder.glob("*.yml")) if path.stem != SHARED}
    found = [f"{SHARED}.yml: {name} ontbreekt." for name in TEXTS.values() if name not in shared["teksten"]]
    found += [f"{app}.yml: {key} ontbreekt." for app, texts in own.items() for key in OWN_KEYS if not texts.get(key)]
    texts = {name: text for name, text in shared["teksten"].items()}
    texts |= {f"vervang {number}": entry["naar"] for number, entry in enumerate(shared["vervang"], start=1)}
    found += [
        f"{SHARED}.yml, {name}: de plaats {place} bestaat niet."
        for name, text in texts.items()
        for place in PLACE.findall(text)
        if place not in OWN_PLACES and place not in book.facts
    ]
    yield from found
    if found:
        return
    said = "\n".join(variation.get("text", "") for variations in responses.values() for variation in variations)
    for entry in shared["vervang"]:
        if entry["van"] not in said:
            yield f"{SHARED}.yml: deze zin staat in geen enkel antwoord: {entry['van']}"
    for app, parts in own.items():
        places = {"app": parts["naam"], "ziet": parts["ziet"], "wissen": parts["wissen"], "site": "x"}
        for name, text in texts.items():
            yield from _length(f"{app}, {name}", with_places(text, places))
        yield from _left_over(app, load_channel_texts(folder, app, SITE, book), responses)


def _length(name: str, text: str) -> Iterator[str]:
    if _DIGIT.search(PLACE.sub("", text)):
        yield f"{name}: er staat een cijfer in de tekst; cijfers komen uit data/facts."
    plain = PLACE.sub("x", text)
    if len(plain.split()) > MAX_WORDS:
        yield f"{name}: {len(plain.split())} woorden; hoogstens {MAX_WORDS}."
    for sentence in _SENTENCE.split(plain):
        if len(sentence.split()) > MAX_SENTENCE_WORDS:
            yield f"{name}: een zin van {len(sentence.split())} woorden; hoogstens {MAX_SENTENCE_WORDS}."


def _left_over(app: str, texts: Any, responses: Mapping[str, Any]) -> Iterator[str]:
    """What of the web page is still in an answer as it is said in an app."""
    for name, variations in responses.items():
        for variation in variations:
            left = PAGE_WORDS.search(texts.worded(variation.get("text", "")))
            if left:
                where = f"data/kanalen/{SHARED}.yml"
                yield f"{name}: in {app} klopt ‘{left.group()}’ niet; zet de zin bij vervang in {where}."
