"""Fingerprints for Rasa's training cache, which sees neither helper modules nor data files on its own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from lantaarn.settings import Settings


def files_fingerprint(paths: Iterable[Path]) -> str:
    """One hash over names and contents; the order of the paths does not matter."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.name.encode("utf-8"))
        digest.update(path.read_bytes())
    return digest.hexdigest()


def code_fingerprint() -> str:
    """Hash of every module of ``lantaarn/nlu`` and of the locked versions it runs with."""
    return files_fingerprint([*Path(__file__).parent.glob("*.py"), Settings().root / "requirements.lock"])
