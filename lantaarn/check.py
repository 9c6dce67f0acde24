"""``lantaarn check``: everything an editor can get wrong, found before a visitor does. One sentence per finding."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lantaarn.answers.facts import FactBook, FactError, load_facts
from lantaarn.answers.generator import ACTION_PLACES, PLACE, facts_of
from lantaarn.answers.handoffs import load_handoffs
from lantaarn.answers.topics import FALLBACK_TOPIC, KEEP_NO, KEEP_YES, Topic, load_topics
from lantaarn.answers.yaml_file import read_yaml
from lantaarn.check_channels import channel_findings
from lantaarn.nlu.danger_data import nlu_examples
from lantaarn.nlu.labelled import labelled_rows
from lantaarn.settings import Settings

# Topics that an action answers without a text of their own.
WITHOUT_TEXT = frozenset({"gesprek_ja", "gesprek_nee", "gesprek_herhaal", "gesprek_eenvoudiger", "gesprek_wissen"})
WITHOUT_SOURCE = frozenset({"gesprek", "buiten_bereik"})
BUTTON_ONLY = frozenset({"persoonlijk_veilig_ja", "persoonlijk_veilig_nee"})
MIN_EXAMPLES = 100
MIN_OUT_OF_SCOPE = 1000
MIN_COUNTRY = 15
MAX_WORDS = 95
MAX_SENTENCE_WORDS = 22
MAX_BUTTON = 30
SIMPLER_WANTED = 10
_DIGIT = re.compile(r"\d")
_SENTENCE = re.compile(r"[.!?:]\s+|\n+")


def findings(settings: Settings, signed: bool = False) -> Iterator[str]:
    """Every finding, as a Dutch sentence that names file, topic or fact; with ``signed`` also what is not signed."""
    try:
        book = load_facts(settings.data / "facts", dt.date.today())
        load_handoffs(settings.data / "facts", book)
    except FactError as error:
        yield str(error)
        return
    try:
        topics = load_topics(settings.data / "topics.csv")
        responses = load_responses(settings.data / "responses")
    except ValueError as error:
        yield str(error)
        return
    yield from _topics(settings, topics, responses)
    yield from _examples(settings.data / "nlu", topics)
    yield from _follow_ups(settings.data / "followups.tsv", topics)
    for name, variations in responses.items():
        for variation in variations:
            yield from check_response(name, variation, topics, book)
    yield from channel_findings(settings.data / "kanalen", responses, book)
    simpler = sum(name.endswith("_eenvoudig") for name in responses)
    if simpler < SIMPLER_WANTED:
        yield f"Er zijn {simpler} eenvoudiger antwoorden; er horen er minstens {SIMPLER_WANTED} te zijn."
    yield from _seams(settings)
    if signed:
        from lantaarn.flowbook.signed import unsigned

        yield from unsigned(settings, dt.date.today())


def load_responses(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """All responses of ``data/responses/``.

    Raises:
        ValueError: a response stands in two files.
    """
    responses: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(folder.glob("*.yml")):
        for name, variations in read_yaml(path)["responses"].items():
            if name in responses:
                raise ValueError(f"{name} staat twee keer in data/responses.")
            responses[name] = variations
    return responses


def check_response(
    name: str, variation: Mapping[str, Any], topics: Mapping[str, Topic], book: FactBook
) -> Iterator[str]:
    """Findings on one answer: facts, digits, length, buttons and the offer at its end."""
    text = variation.get("text", "")
    if _DIGIT.search(PLACE.sub("", text)):
        yield f"{name}: er staat een cijfer in de tekst; cijfers komen uit data/facts."
    try:
        facts = facts_of(variation, book)
    except FactError as error:
        yield f"{name}: {error}"
        facts = []
    topic = topics.get(name.removeprefix("utter_").removesuffix("_eenvoudig"))
    if topic and topic.group not in WITHOUT_SOURCE and not facts:
        yield f"{name}: het antwoord noemt geen feit, dus er staat geen bron onder."
    plain = PLACE.sub("x", text)
    if len(plain.split()) > MAX_WORDS:
        yield f"{name}: {len(plain.split())} woorden; hoogstens {MAX_WORDS}."
    for sentence in _SENTENCE.split(plain):
        if len(sentence.split()) > MAX_SENTENCE_WORDS:
            yield f"{name}: een zin van {len(sentence.split())} woorden; hoogstens {MAX_SENTENCE_WORDS}."
    for button in variation.get("buttons") or []:
        for place in PLACE.findall(button.get("title", "")):
            if place not in book.facts:
                yield f"{name}: een knop noemt {place}, en dat feit bestaat niet."
        target = str(button.get("payload", "")).removeprefix("/")
        if target not in topics and target not in BUTTON_ONLY | {KEEP_YES, KEEP_NO}:
            yield f"{name}: een knop gaat naar {target or 'niets'}, en dat onderwerp bestaat niet."
        if len(button.get("title", "")) > MAX_BUTTON:
            yield f"{name}: een knop is langer dan {MAX_BUTTON} tekens."
    offer = (variation.get("metadata") or {}).get("aanbod")
    if offer and offer not in topics:
        yield f"{name}: het aanbod {offer} bestaat niet."
    if offer and not text.rstrip().endswith("?"):
        yield f"{name}: er is een aanbod, maar de tekst eindigt niet met een vraag."
    unknown = {place for place in PLACE.findall(text) if place.startswith("lijn_")} - ACTION_PLACES
    if unknown:
        yield f"{name}: onbekende plaats {', '.join(sorted(unknown))}."


def _topics(
    settings: Settings, topics: Mapping[str, Topic], responses: Mapping[str, Any]
) -> Iterator[str]:
    domain = read_yaml(settings.root / "domain.yml")
    intents = set(domain["intents"]) - BUTTON_ONLY
    for name in sorted(set(topics) ^ intents):
        yield f"{name} staat niet zowel in topics.csv als in domain.yml."
    ruled = set()
    for path in sorted((settings.data / "rules").glob("*.yml")):
        for rule in read_yaml(path)["rules"]:
            ruled.add(rule["steps"][0]["intent"])
    for name in sorted((set(topics) | BUTTON_ONLY | {FALLBACK_TOPIC}) - ruled):
        yield f"{name} heeft geen regel in data/rules."
    for name in sorted(set(topics) - WITHOUT_TEXT):
        if f"utter_{name}" not in responses:
            yield f"{name} heeft geen antwoord in data/responses."


def _examples(folder: Path, topics: Mapping[str, Topic]) -> Iterator[str]:
    counts = dict.fromkeys(topics, 0)
    seen: dict[str, str] = {}
    for path in sorted(folder.glob("*.yml")):
        for topic, text in nlu_examples(path):
            if topic not in counts:
                yield f"{path.name}: het onderwerp {topic} bestaat niet."
                continue
            counts[topic] += 1
            key = text.casefold().strip()
            if seen.setdefault(key, topic) != topic:
                yield f"{path.name}: een zin van {topic} staat ook bij {seen[key]}."
    for topic, count in counts.items():
        wanted = MIN_OUT_OF_SCOPE if topic == "buiten_bereik" else MIN_EXAMPLES
        if "_land_" in topic:
            wanted = MIN_COUNTRY
        if count < wanted:
            yield f"{topic} heeft {count} voorbeeldzinnen; minstens {wanted}."


def _follow_ups(path: Path, topics: Mapping[str, Topic]) -> Iterator[str]:
    for number, (after, _sentence, *rest) in enumerate(labelled_rows(path), start=1):
        if not rest:
            yield f"{path.name}, regel {number}: er horen drie kolommen te staan: vorig onderwerp, zin, onderwerp."
        for topic in (after, *rest[:1]):
            if topic not in topics:
                yield f"{path.name}, regel {number}: het onderwerp {topic} bestaat niet."


def _seams(settings: Settings) -> Iterator[str]:
    from lantaarn.startup import StartError, check_credentials, check_endpoints

    for check, name in ((check_endpoints, "endpoints.yml"), (check_credentials, "credentials.yml")):
        try:
            check(settings.root / name)
        except StartError as error:
            yield str(error)
