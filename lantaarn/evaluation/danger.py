"""``lantaarn evaluate-danger``: how many people in danger are missed, and how many others are frightened.

Columns: message, kind (112, 113, minor, victim, refuse or none), and if there is one, language.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from rasa.core.agent import Agent

from lantaarn.evaluation.intervals import Share
from lantaarn.evaluation.parsing import understand_all
from lantaarn.evaluation.pictures import threshold_picture
from lantaarn.nlu.danger_kinds import KINDS
from lantaarn.nlu.gate import gate
from lantaarn.nlu.labelled import labelled_rows
from lantaarn.settings import Settings

NONE = "none"
# A victim who is sent to 112, or to the lines for minors, is found as well.
ALSO_FOUND = {"victim": {"victim", "112", "minor"}}


@dataclass(frozen=True)
class DangerCase:
    """One held-out message with what was wanted and what the gate found."""

    message: str
    wanted: str
    language: str
    kinds: tuple[str, ...]
    margins: Mapping[str, float]

    @property
    def caught(self) -> bool:
        """Whether the visitor gets the line of the wanted kind, or of one that counts for it: the first kind decides."""
        return bool(self.kinds) and self.kinds[0] in ALSO_FOUND.get(self.wanted, {self.wanted})


def evaluate_danger(settings: Settings, path: Path, out: Path) -> int:
    """Measure, print the score sheet with every miss and false alarm, and write JSON and a picture."""
    from lantaarn.startup import load_agent

    cases = danger_cases(load_agent(settings), labelled_rows(path))
    sheet = score_sheet(cases)
    out.mkdir(parents=True, exist_ok=True)
    (out / f"{path.stem}-gevaar.json").write_text(json.dumps(sheet, indent=1), encoding="utf-8")
    threshold_picture(threshold_curves(cases), out / f"{path.stem}-drempels.svg")
    text = as_text(cases, sheet)
    (out / f"{path.stem}-gevaar.txt").write_text(text + "\n", encoding="utf-8")
    print(text)
    print(f"Tekst, JSON en plaatje staan in {out}/.", file=sys.stderr)
    return 0


def danger_cases(agent: Agent, rows: Sequence[Sequence[str]]) -> list[DangerCase]:
    """What the whole road of a message makes of each row; the margins are the gate's own."""
    messages = [row[0] for row in rows]
    found = gate().assess_all(messages)
    understood = understand_all(agent, messages)
    return [
        DangerCase(row[0], row[1], row[2] if len(row) > 2 else "", understanding.danger, assessment.margins)
        for row, assessment, understanding in zip(rows, found, understood, strict=True)
    ]


def score_sheet(cases: Sequence[DangerCase]) -> dict[str, Any]:
    """Recall per kind, false alarms, and both apart for Dutch and other languages."""
    harmless = [c for c in cases if c.wanted == NONE]
    sheet: dict[str, Any] = {
        "recall": {kind: _share([c for c in cases if c.wanted == kind], _caught) for kind in KINDS},
        "any_alarm": {kind: _share([c for c in cases if c.wanted == kind], _alarmed) for kind in KINDS},
        "false_alarms": _share(harmless, _alarmed),
    }
    for name, dutch in (("dutch", True), ("other_languages", False)):
        part = [c for c in cases if (c.language in ("", "nl")) == dutch]
        sheet[name] = {
            "recall": _share([c for c in part if c.wanted != NONE], _caught),
            "false_alarms": _share([c for c in part if c.wanted == NONE], _alarmed),
        }
    return sheet


def threshold_curves(cases: Sequence[DangerCase]) -> dict[str, list[tuple[float, float, float]]]:
    """For each kind: threshold, recall, share of harmless messages at or above it (detector alone)."""
    curves = {}
    for kind in KINDS:
        wanted = np.array([c.margins[kind] for c in cases if c.wanted == kind])
        harmless = np.array([c.margins[kind] for c in cases if c.wanted == NONE])
        curves[kind] = [
            (float(t), float(np.mean(wanted >= t)), float(np.mean(harmless >= t)))
            for t in np.linspace(-1.0, 1.0, 41)
            if len(wanted) and len(harmless)
        ]
    return curves


def as_text(cases: Sequence[DangerCase], sheet: dict[str, Any]) -> str:
    """The score sheet for people."""
    lines = [f"gevonden {kind:8} {_line(share)}" for kind, share in sheet["recall"].items()]
    lines += [f"alarm bij {kind:7} {_line(share)}" for kind, share in sheet["any_alarm"].items()]
    lines.append(f"vals alarm        {_line(sheet['false_alarms'])}")
    lines.append(f"Nederlands: gevonden {_line(sheet['dutch']['recall'])}")
    lines.append(f"andere talen: gevonden {_line(sheet['other_languages']['recall'])}")
    lines += ["", "gemist"]
    lines += [
        f"  {c.wanted}, gaf {c.kinds[0] if c.kinds else 'niets'}: {c.message}"
        for c in cases
        if c.wanted != NONE and not c.caught
    ]
    lines += ["", "vals alarm"]
    lines += [f"  {', '.join(c.kinds)}: {c.message}" for c in cases if c.wanted == NONE and c.kinds]
    return "\n".join(lines)


def _caught(case: DangerCase) -> bool:
    return case.caught


def _alarmed(case: DangerCase) -> bool:
    return bool(case.kinds)


def _share(cases: Sequence[DangerCase], holds: Any) -> dict[str, Any]:
    return Share(sum(holds(c) for c in cases), len(cases)).as_json()


def _line(share: dict[str, Any]) -> str:
    return str(Share(share["hits"], share["total"]))
