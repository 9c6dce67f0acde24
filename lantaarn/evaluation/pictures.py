"""Pictures of a score sheet as SVG files, made without a display."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("svg")
matplotlib.rcParams["svg.hashsalt"] = "lantaarn"  # the same figures give the same file

from matplotlib import pyplot as plt  # noqa: E402

BLUE = "#154273"
SHOWN_CONFUSIONS = 25


def calibration_picture(bins: Sequence[dict[str, Any]], path: Path) -> None:
    """How often an answer of a given confidence was right; on the line is perfect."""
    figure, axes = plt.subplots(figsize=(5, 5))
    axes.plot([0, 1], [0, 1], color="0.7", linewidth=1)
    axes.plot([b["confidence"] for b in bins], [b["right"] for b in bins], "o-", color=BLUE)
    axes.set(xlabel="zekerheid", ylabel="aandeel goed", xlim=(0, 1), ylim=(0, 1.02), title="IJking")
    _save(figure, path)


def confusion_picture(pairs: Sequence[tuple[str, str]], path: Path) -> None:
    """The topics that were most often taken for one another."""
    confused = Counter(pair for pair in pairs if pair[0] != pair[1]).most_common(SHOWN_CONFUSIONS)
    figure, axes = plt.subplots(figsize=(9, 0.3 * len(confused) + 1.5))
    labels = [f"{wanted} → {got}" for (wanted, got), _ in confused][::-1]
    axes.barh(labels, [count for _, count in confused][::-1], color=BLUE)
    axes.set(title="Meest verward (gewild → gekregen)", xlabel="zinnen")
    _save(figure, path)


def threshold_picture(curves: dict[str, list[tuple[float, float, float]]], path: Path) -> None:
    """Recall and false alarms of each kind against the threshold: ``(threshold, recall, false alarms)``."""
    figure, axes = plt.subplots(figsize=(7, 5))
    for kind, points in curves.items():
        (line,) = axes.plot([p[0] for p in points], [p[1] for p in points], label=f"{kind}: gevonden")
        axes.plot([p[0] for p in points], [p[2] for p in points], "--", color=line.get_color())
    axes.set(xlabel="drempel", ylabel="aandeel", ylim=(0, 1.02), title="Gevonden (lijn) en vals alarm (streepjes)")
    axes.legend()
    _save(figure, path)


def _save(figure: Any, path: Path) -> None:
    figure.tight_layout()
    figure.savefig(path, format="svg", metadata={"Date": None})
    plt.close(figure)
