"""Reads sentences with labels from tab-separated files: held-out sets, calibration sets and what editors hand in."""

from __future__ import annotations

from pathlib import Path


class LabelledFileError(ValueError):
    """A line lacks its label; the message names file and line, never the sentence."""


def labelled_rows(path: Path) -> list[list[str]]:
    """Rows of at least two columns: the sentence, its label, and whatever follows.

    Raises:
        LabelledFileError: a line has fewer than two columns.
    """
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        columns = line.split("\t")
        if len(columns) < 2 or not columns[1].strip():
            raise LabelledFileError(f"{path.name}, regel {number}: er mist een tab met een onderwerp.")
        rows.append([column.strip() for column in columns])
    return rows
