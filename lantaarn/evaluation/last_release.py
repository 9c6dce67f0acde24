"""``lantaarn evaluate-all``: all own sets against the last release, so that no change makes things worse unseen.

The figures of the last release stand in ``tests/last_release.json``: for each set and group how many were right.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path

from rasa.core.agent import Agent

from lantaarn.assistant import Assistant
from lantaarn.evaluation.danger import danger_cases
from lantaarn.evaluation.danger import score_sheet as danger_sheet
from lantaarn.evaluation.followups import answer_all, share
from lantaarn.evaluation.intervals import Share
from lantaarn.evaluation.robustness import flips
from lantaarn.evaluation.topics import score_sheet, topic_cases
from lantaarn.nlu.labelled import labelled_rows
from lantaarn.settings import Settings

# A fall counts from here, in points; in a small group a single sentence weighs more than that and may happen.
MAX_FALL = 0.01
ONE_SENTENCE = 1

Figures = dict[str, dict[str, Share]]


def evaluate_all(settings: Settings, accept: bool) -> int:
    """Measure all own sets and say what fell; with ``accept`` these become the figures of the last release."""
    from lantaarn.startup import load_agent

    agent = load_agent(settings)
    now = own_figures(settings, agent)
    for name, groups in now.items():
        print(name)
        for group, figure in groups.items():
            print(f"  {group:34} {figure}")
    print("andere stap van de bot na een onschuldige verandering")
    for change, figure in flips(agent, topic_sentences(settings)).items():
        print(f"  {change:34} {figure}")
    path = last_release_file(settings)
    if accept:
        write_figures(path, now)
        print(f"Dit zijn nu de cijfers van de laatste uitgave ({path.name}).")
        return 0
    fallen = falls(read_figures(path), now)
    print("\n".join(fallen) if fallen else "Geen groep is meer dan een punt gezakt sinds de laatste uitgave.")
    return 1 if fallen else 0


def own_figures(settings: Settings, agent: Agent) -> Figures:
    """For each own set, how many were right in each group; higher is better everywhere."""
    tests = settings.root / "tests"
    figures: Figures = {}
    for path in sorted((tests / "nlu").glob("*.tsv")):
        rows = labelled_rows(path)
        if path.stem == "followups":
            assistant = Assistant(agent, settings)
            figures["nlu/followups"] = {"goed": share(asyncio.run(answer_all(assistant, rows)))}
            continue
        sheet = score_sheet(topic_cases(agent, rows))
        named = {"eerste gok goed": sheet["accuracy"], "bij de eerste drie": sheet["top3"], **sheet["by_group"]}
        figures[f"nlu/{path.stem}"] = {name: _share(figure) for name, figure in {**named, **sheet["by_style"]}.items()}
    for path in sorted((tests / "danger").glob("*.tsv")):
        sheet = danger_sheet(danger_cases(agent, labelled_rows(path)))
        figures[f"danger/{path.stem}"] = {kind: _share(figure) for kind, figure in sheet["recall"].items()}
        alarmed = _share(sheet["false_alarms"])
        figures[f"danger/{path.stem}"]["niet vals gealarmeerd"] = Share(alarmed.total - alarmed.hits, alarmed.total)
    return figures


def falls(before: Figures, now: Figures) -> list[str]:
    """A line for each group that fell by more than a point and by more than one sentence, or that is gone."""
    lines = []
    for name, groups in before.items():
        for group, then in groups.items():
            figure = now.get(name, {}).get(group)
            if figure is None:
                lines.append(f"{name}, {group}: niet meer gemeten")
                continue
            fall = then.value - figure.value
            if fall > MAX_FALL and fall * figure.total > ONE_SENTENCE:
                lines.append(f"{name}, {group}: van {100 * then.value:.1f} naar {100 * figure.value:.1f} %")
    return lines


def topic_sentences(settings: Settings) -> list[str]:
    """The sentences of the set that is looked at while building."""
    return [row[0] for row in labelled_rows(settings.root / "tests" / "nlu" / "topics.tsv")]


def last_release_file(settings: Settings) -> Path:
    """Where the figures of the last release stand."""
    return settings.root / "tests" / "last_release.json"


def read_figures(path: Path) -> Figures:
    """Figures as ``write_figures`` wrote them."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    return {name: {group: Share(*counts) for group, counts in groups.items()} for name, groups in stored.items()}


def write_figures(path: Path, figures: Figures) -> None:
    """Each figure as hits and total, a group a line."""
    stored = {name: {g: [f.hits, f.total] for g, f in groups.items()} for name, groups in figures.items()}
    path.write_text(json.dumps(stored, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _share(figure: Mapping[str, int]) -> Share:
    return Share(figure["hits"], figure["total"])
