"""``lantaarn evaluate``: how well topics are understood, on sentences that nobody trained on.

Columns: sentence, topic (or ``topic|topic`` where two are right), and if there is one, style.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from rasa.core.agent import Agent

from lantaarn.answers.topics import group_of
from lantaarn.evaluation.intervals import Share
from lantaarn.evaluation.parsing import Understanding, understand_all
from lantaarn.evaluation.pictures import calibration_picture, confusion_picture
from lantaarn.nlu.labelled import labelled_rows
from lantaarn.settings import Settings

OUT_OF_SCOPE = "buiten_bereik"
BINS = 10
WORST = 20


@dataclass(frozen=True)
class Case:
    """One held-out sentence with what was wanted and what came."""

    sentence: str
    wanted: frozenset[str]
    style: str
    got: Understanding

    @property
    def right(self) -> bool:
        """Whether the first guess was right."""
        return self.got.topic in self.wanted

    @property
    def offered(self) -> bool:
        """Whether a right topic was among the first three."""
        return self.right or any(name in self.wanted for name, _ in self.got.ranking[:3])


def evaluate_topics(settings: Settings, path: Path, out: Path) -> int:
    """Measure, print the score sheet, and write it as JSON and pictures under ``out``."""
    from lantaarn.startup import load_agent

    cases = topic_cases(load_agent(settings), labelled_rows(path))
    sheet = score_sheet(cases)
    out.mkdir(parents=True, exist_ok=True)
    (out / f"{path.stem}.json").write_text(json.dumps(sheet, ensure_ascii=False, indent=1), encoding="utf-8")
    calibration_picture(sheet["calibration"]["bins"], out / f"{path.stem}-ijking.svg")
    confusion_picture([(min(c.wanted), c.got.topic) for c in cases], out / f"{path.stem}-verwarring.svg")
    text = as_text(cases, sheet)
    (out / f"{path.stem}.txt").write_text(text + "\n", encoding="utf-8")
    print(text)
    print(f"Tekst, JSON en plaatjes staan in {out}/.", file=sys.stderr)
    return 0


def topic_cases(agent: Agent, rows: Sequence[Sequence[str]]) -> list[Case]:
    """What came of each row of a set."""
    understood = understand_all(agent, [row[0] for row in rows])
    return [
        Case(row[0], frozenset(row[1].split("|")), row[2] if len(row) > 2 else "", got)
        for row, got in zip(rows, understood, strict=True)
    ]


def score_sheet(cases: Sequence[Case]) -> dict[str, Any]:
    """All figures of a run."""
    inside = [c for c in cases if OUT_OF_SCOPE not in c.wanted]
    outside = [c for c in cases if OUT_OF_SCOPE in c.wanted]
    return {
        "accuracy": _share(cases, lambda c: c.right),
        "top3": _share(cases, lambda c: c.offered),
        "confidently_wrong": _share(cases, lambda c: c.got.understood and not c.right),
        "fallback_in_scope": _share(inside, lambda c: not c.got.understood),
        "out_of_scope_recall": _share(outside, lambda c: c.right or not c.got.understood),
        "macro_f1": round(macro_f1(cases), 4),
        "calibration": calibration(cases),
        "by_style": _by(cases, lambda c: c.style),
        "by_group": _by(cases, lambda c: group_of(min(c.wanted))),
        "by_topic": _by(cases, lambda c: min(c.wanted)),
    }


def macro_f1(cases: Sequence[Case]) -> float:
    """Mean F1 over the topics that were wanted; a sentence with two right topics counts for the one that came."""
    hits: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    given: Counter[str] = Counter()
    for case in cases:
        target = case.got.topic if case.right else min(case.wanted)
        wanted[target] += 1
        given[case.got.topic] += 1
        hits[target] += case.right
    return float(np.mean([2 * hits[t] / (wanted[t] + given[t]) for t in wanted])) if wanted else 0.0


def calibration(cases: Sequence[Case]) -> dict[str, Any]:
    """Expected calibration error over ten bins of confidence, and the bins themselves."""
    bins: dict[int, list[Case]] = defaultdict(list)
    for case in cases:
        bins[min(int(case.got.confidence * BINS), BINS - 1)].append(case)
    rows = [
        {
            "confidence": round(float(np.mean([c.got.confidence for c in group])), 4),
            "right": round(float(np.mean([c.right for c in group])), 4),
            "count": len(group),
        }
        for _, group in sorted(bins.items())
    ]
    error = sum(row["count"] * abs(row["confidence"] - row["right"]) for row in rows) / max(len(cases), 1)
    return {"error": round(float(error), 4), "bins": rows}


def as_text(cases: Sequence[Case], sheet: dict[str, Any]) -> str:
    """The score sheet for people, with the worst mistakes last."""
    names = {
        "accuracy": "eerste gok goed",
        "top3": "bij de eerste drie",
        "confidently_wrong": "zeker en toch fout",
        "fallback_in_scope": "navraag, terwijl het erbij hoort",
        "out_of_scope_recall": "buiten bereik herkend",
    }
    lines = [f"{label:34} {_line(sheet[key])}" for key, label in names.items()]
    lines.append(f"{'macro-F1':34} {100 * sheet['macro_f1']:5.1f} %")
    lines.append(f"{'ijkfout (ECE)':34} {100 * sheet['calibration']['error']:5.1f} %")
    for title, key in (("per stijl", "by_style"), ("per groep", "by_group"), ("per onderwerp", "by_topic")):
        lines += ["", title, *(f"  {name:32} {_line(share)}" for name, share in sheet[key].items())]
    wrong = sorted((c for c in cases if not c.right), key=lambda c: -c.got.confidence)[:WORST]
    lines += ["", f"de {len(wrong)} ergste fouten"]
    lines += [
        f"  {c.got.confidence:.2f} {'zeker ' if c.got.understood else 'navraag'} "
        f"{'|'.join(sorted(c.wanted))} -> {c.got.topic}: {c.sentence}"
        for c in wrong
    ]
    return "\n".join(lines)


def _share(cases: Sequence[Case], holds: Any) -> dict[str, Any]:
    return Share(sum(bool(holds(c)) for c in cases), len(cases)).as_json()


def _by(cases: Sequence[Case], key: Any) -> dict[str, Any]:
    groups: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        groups[key(case)].append(case)
    return {name: _share(group, lambda c: c.right) for name, group in sorted(groups.items()) if name}


def _line(share: dict[str, Any]) -> str:
    return str(Share(share["hits"], share["total"]))
