"""Training: the gate first, then Rasa's model; neither when nothing that goes into it changed."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from lantaarn.nlu.encoder import encoder
from lantaarn.nlu.fingerprint import code_fingerprint, files_fingerprint
from lantaarn.nlu.gate import MODEL_FILE
from lantaarn.nlu.gate_training import trained_gate
from lantaarn.settings import Settings

MODEL_NAME = "lantaarn"
STAMP = "ingangen.json"
# What is said in messaging apps only; nothing learns from it.
NOT_LEARNED = "kanalen"


class TrainingError(RuntimeError):
    """Training did not give a model."""


def model_path(settings: Settings) -> Path:
    """Where the trained Rasa model lies."""
    return settings.models / f"{MODEL_NAME}.tar.gz"


def inputs_fingerprint(settings: Settings) -> str:
    """Hash of everything that goes into the models: data, domain, configuration and code."""
    kinds = (".yml", ".tsv", ".csv")
    data = [p for p in settings.data.rglob("*") if p.suffix in kinds and p.parent.name != NOT_LEARNED]
    files = files_fingerprint([*data, settings.root / "domain.yml", settings.root / "config.yml"])
    return files + code_fingerprint()


def is_current(settings: Settings) -> bool:
    """Whether the models were made from exactly what lies here now."""
    stamp = settings.models / STAMP
    if not (stamp.is_file() and model_path(settings).is_file() and (settings.models / MODEL_FILE).is_file()):
        return False
    try:
        return json.loads(stamp.read_text(encoding="utf-8")) == {"ingangen": inputs_fingerprint(settings)}
    except ValueError:
        return False


def model_version(settings: Settings) -> str:
    """A short name of what the models were made from, as rows keep it."""
    try:
        known = json.loads((settings.models / STAMP).read_text(encoding="utf-8"))["ingangen"]
    except (OSError, ValueError, KeyError):
        return "onbekend"
    return hashlib.sha256(known.encode("utf-8")).hexdigest()[:12]


def train_all(settings: Settings) -> None:
    """Train gate and topics, and note what they were made from.

    Raises:
        TrainingError: Rasa refused the data; its own message is printed above.
    """
    stamp = settings.models / STAMP
    stamp.unlink(missing_ok=True)
    with encoder().remembering():
        trained_gate(settings)
        print("De onderwerpen en regels", file=sys.stderr, flush=True)
        _train_rasa(settings)
    stamp.write_text(json.dumps({"ingangen": inputs_fingerprint(settings)}), encoding="utf-8")


@contextlib.contextmanager
def _quiet_progress_bars() -> Iterator[None]:
    import tqdm

    before = tqdm.tqdm.__init__
    tqdm.tqdm.__init__ = functools.partialmethod(before, disable=True)  # type: ignore[method-assign]
    try:
        yield
    finally:
        tqdm.tqdm.__init__ = before  # type: ignore[method-assign]


def _train_rasa(settings: Settings) -> None:
    import rasa.model_training

    # Rasa prints a progress bar per rule and warnings about itself; its own messages are of no use to an editor.
    with contextlib.redirect_stdout(io.StringIO()), _quiet_progress_bars():
        result = rasa.model_training.train(
            domain=str(settings.root / "domain.yml"),
            config=str(settings.root / "config.yml"),
            training_files=[str(settings.data / part) for part in ("nlu", "rules", "responses")],
            output=str(settings.models),
            fixed_model_name=MODEL_NAME,
        )
    if result.code != 0 or not model_path(settings).is_file():
        raise TrainingError("Het trainen is niet gelukt; zie de meldingen hierboven.")
