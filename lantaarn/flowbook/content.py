"""The flow book: every topic, rule, follow-up, hand-off, danger path, answer and fact in one description.

The review tool reads it from a file and knows nothing else of the bot. Keys are Dutch, since staff meet them on their pages.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from lantaarn.answers.facts import Helpline, load_facts
from lantaarn.answers.handoffs import BELGIUM, NETHERLANDS, Handoffs, load_handoffs
from lantaarn.answers.topics import FALLBACK_TOPIC, Topic, load_topics
from lantaarn.answers.yaml_file import read_yaml
from lantaarn.flowbook.answers import answers, as_entry
from lantaarn.flowbook.cards import cards
from lantaarn.flowbook.items import items
from lantaarn.flowbook.paths import danger_path, general_paths, step_answers
from lantaarn.nlu.danger_data import nlu_examples
from lantaarn.nlu.danger_kinds import KINDS, TOPIC_OF_KIND
from lantaarn.nlu.labelled import labelled_rows
from lantaarn.settings import Settings
from lantaarn.training import model_version

KIND_NAMES = {
    "112": "Acuut gevaar",
    "113": "Gedachten aan zelfdoding",
    "minor": "Jonger dan 18",
    "victim": "Gedwongen of uitgebuit",
    "refuse": "Een vraag waar de chat niet bij helpt",
}
# Flows without an entry in topics.csv: only a button leads there, or nothing was understood.
OTHER_FLOWS = {
    FALLBACK_TOPIC: "Niet zeker begrepen",
    "persoonlijk_veilig_ja": "Ja, ik kan veilig praten",
    "persoonlijk_veilig_nee": "Nee, ik kan niet veilig praten",
}
EXAMPLES = 3


def flow_book(settings: Settings, today: dt.date) -> dict[str, Any]:
    """The whole description, ready for JSON.

    Raises:
        FactError: a fact is missing or expired; the message names it.
    """
    book = load_facts(settings.data / "facts", today)
    handoffs = load_handoffs(settings.data / "facts", book)
    topics = load_topics(settings.data / "topics.csv")
    content: dict[str, Any] = {
        "dag": today.isoformat(),
        "model": model_version(settings),
        "onderwerpen": {name: _topic(topic) for name, topic in topics.items()}
        | {name: {"naam": label, "groep": "gesprek", "ernstig": False} for name, label in OTHER_FLOWS.items()},
        "regels": _rules(settings.data / "rules"),
        "stappen": read_yaml(settings.root / "actions" / "stappen.yml"),
        "stapantwoorden": step_answers(),
        "antwoorden": answers(settings.data / "responses", book),
        "feiten": {fact.id: as_entry(fact) for fact in book.facts.values()},
        "lijnen": {line.id: _line(line) for line in book.helplines.values()},
        "doorverwijzing": _handoffs(handoffs),
        "vervolg": _follow_ups(settings.data / "followups.tsv"),
        "gevaar": {kind: _danger(kind, handoffs) for kind in KINDS},
        "gevaarpaden": {kind: danger_path(kind) for kind in KINDS},
        "algemeen": general_paths(settings.max_message_chars),
        "kaarten": cards(settings.data / "danger" / "kaarten.yml", book),
        "voorbeelden": _example_counts(settings.data / "nlu"),
        "bronbestanden": {
            f"data/responses/{path.name}": path.read_text(encoding="utf-8")
            for path in sorted((settings.data / "responses").glob("*.yml"))
        },
        # Sentences that the bot is measured with: the review tool compares with them, and shows them to nobody.
        "toetszinnen": _held_out(settings.root / "tests"),
    }
    content["onderdelen"] = items(content)
    return content


def _topic(topic: Topic) -> dict[str, Any]:
    return {"naam": topic.label, "groep": topic.group, "ernstig": topic.serious}


def _rules(folder: Path) -> list[dict[str, Any]]:
    found = []
    for path in sorted(folder.glob("*.yml")):
        for rule in read_yaml(path)["rules"]:
            first, *rest = rule["steps"]
            found.append({"naam": rule["rule"], "onderwerp": first["intent"], "stappen": [s["action"] for s in rest]})
    return found


def _line(line: Helpline) -> dict[str, Any]:
    opening = line.opening
    return {
        "naam": line.name,
        "land": line.country,
        "voor": line.purpose,
        "feiten": {name: fact.id for name, fact in line.facts.items()},
        "open": None
        if opening is None
        else {
            "dagen": sorted(opening.days),
            "van": opening.opens.strftime("%H:%M"),
            "tot": opening.closes.strftime("%H:%M") if opening.closes else "24:00",
            "feestdagen_dicht": opening.closed_on_holidays,
        },
    }


def _handoffs(handoffs: Handoffs) -> dict[str, Any]:
    plain = {topic: {land: list(lines) for land, lines in by.items()} for topic, by in handoffs.topics.items()}
    return {"standaard": {land: list(lines) for land, lines in handoffs.default.items()}, "onderwerpen": plain}


def _danger(kind: str, handoffs: Handoffs) -> dict[str, Any]:
    names = [f"utter_gevaar_{kind}", f"utter_voorzichtig_{kind}", f"utter_{TOPIC_OF_KIND[kind]}"]
    return {
        "naam": KIND_NAMES[kind],
        "onderwerp": TOPIC_OF_KIND[kind],
        "antwoorden": names,
        "lijnen": {land: list(handoffs.dangers[kind][land]) for land in (NETHERLANDS, BELGIUM)},
    }


def _follow_ups(path: Path) -> list[dict[str, Any]]:
    """Which topic can follow on which, how many examples say so, and the first few of those."""
    found: dict[tuple[str, str], list[str]] = {}
    for after, sentence, topic, *_ in labelled_rows(path):
        found.setdefault((after, topic), []).append(sentence)
    return [
        {"na": after, "onderwerp": topic, "aantal": len(sentences), "voorbeelden": sentences[:EXAMPLES]}
        for (after, topic), sentences in found.items()
    ]


def _example_counts(folder: Path) -> dict[str, int]:
    counts: dict[str, int] = {}
    for path in sorted(folder.glob("*.yml")):
        for topic, _ in nlu_examples(path):
            counts[topic] = counts.get(topic, 0) + 1
    return counts


def _held_out(folder: Path) -> list[str]:
    return sorted(
        {
            # A follow-up stands after the topic that it follows on.
            row[1] if path.name == "followups.tsv" else row[0]
            for path in [*folder.glob("nlu/*.tsv"), *folder.glob("danger/*.tsv")]
            for row in labelled_rows(path)
        }
    )
