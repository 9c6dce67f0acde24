"""Starts Rasa with every fail-open seam closed: what Rasa would only warn about, stops the start here.

Read in Rasa 3.6.21's source: a misspelt tracker store becomes an in-memory one with a warning, a missing model becomes a
server that answers nothing, an event broker sends every word on, and a model file may name any class to import.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import gzip
import importlib
import json
import tarfile
import zlib
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.utils import AvailableEndpoints

from lantaarn.actions_endpoint import InProcessActions
from lantaarn.answers.emergency import load_reserve
from lantaarn.answers.generator import FactResponseGenerator
from lantaarn.answers.yaml_file import read_yaml
from lantaarn.nlu.gate import gate
from lantaarn.settings import Settings
from lantaarn.storage.tracker_store import ForgettingTrackerStore
from lantaarn.training import is_current, model_path

READ_AT_ONCE = 1 << 20
OWN_CHANNELS = "lantaarn.channels."
TRUSTED_MODULES = ("lantaarn.nlu.", "rasa.")
STORE = f"{ForgettingTrackerStore.__module__}.{ForgettingTrackerStore.__qualname__}"
GENERATOR = f"{FactResponseGenerator.__module__}.{FactResponseGenerator.__qualname__}"


class StartError(RuntimeError):
    """Lantaarn refuses to start; the message says which seam is open."""


def check_endpoints(path: Path) -> None:
    """Refuse endpoints that would keep or send visitors' words.

    Raises:
        StartError: another store or generator, an event broker, a lock store, a model or NLU server is configured.
    """
    endpoints = read_yaml(path) or {}
    for key in ("event_broker", "lock_store", "models", "model", "nlu", "tracing"):
        if endpoints.get(key):
            raise StartError(f"endpoints.yml: {key} mag niet aan staan; het zou berichten buiten dit proces brengen.")
    for key, wanted in (("tracker_store", STORE), ("nlg", GENERATOR)):
        entry = endpoints.get(key)
        if not isinstance(entry, dict) or entry.get("type") != wanted:
            raise StartError(f"endpoints.yml: {key} moet {wanted} zijn.")
        _import(wanted)


def check_credentials(path: Path) -> None:
    """Refuse Rasa's own channels: they share conversations, trust ids of callers and log text.

    Raises:
        StartError: a channel is not one of ours or cannot be imported.
    """
    credentials = read_yaml(path) or {}
    for channel in credentials:
        if not str(channel).startswith(OWN_CHANNELS):
            raise StartError(f"credentials.yml: het kanaal {channel} is niet van Lantaarn.")
        _import(str(channel))


def check_model(path: Path) -> None:
    """Refuse a model that is missing, damaged, or names classes that are not Rasa's or ours.

    Raises:
        StartError: see above.
    """
    try:
        with gzip.open(path) as packed:
            # An archive that was cut off shows only at its end.
            while packed.read(READ_AT_ONCE):
                pass
        with tarfile.open(path) as archive:
            names = archive.getnames()
            member = archive.extractfile("metadata.json") if "metadata.json" in names else None
            metadata = json.load(member) if member else {}
        used = [
            str(node["uses"])
            for schema in ("train_schema", "predict_schema")
            for node in metadata[schema]["nodes"].values()
        ]
    except (OSError, EOFError, tarfile.TarError, zlib.error, LookupError, TypeError, ValueError, AttributeError) as error:
        raise StartError("Het model ontbreekt of is kapot. Draai: make train") from error
    if not used or not all(name.startswith(TRUSTED_MODULES) for name in used):
        raise StartError("Het model noemt een onderdeel dat niet van Rasa of Lantaarn is.")


def load_agent(settings: Settings) -> Agent:
    """Load gate, reserve answers and model, or refuse.

    Raises:
        StartError: a seam is open, or the model was not made from what lies here.
        DetectorError: the gate cannot be loaded.
        FactError: a fact is missing or expired.
    """
    load_reserve()
    gate()
    check_endpoints(settings.root / "endpoints.yml")
    check_credentials(settings.root / "credentials.yml")
    path = model_path(settings)
    check_model(path)
    if not is_current(settings):
        raise StartError("Het model is niet gemaakt van de bestanden die hier liggen. Draai: make train")
    endpoints = AvailableEndpoints.read_endpoints(str(settings.root / "endpoints.yml"))
    agent = Agent.load(
        str(path),
        generator=endpoints.nlg,
        tracker_store=ForgettingTrackerStore(None, settings=settings),
        action_endpoint=InProcessActions(),
    )
    _check_agent(agent)
    _give_back_memory()
    return agent


def _give_back_memory() -> None:
    """Loading leaves tens of megabytes that nobody uses any more; glibc keeps them unless asked."""
    gc.collect()
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)


def _check_agent(agent: Agent) -> None:
    if not agent.is_ready():
        raise StartError("Rasa heeft het model niet kunnen laden. Draai: make train")
    if not isinstance(agent.nlg, FactResponseGenerator):
        raise StartError("Rasa gebruikt een andere antwoordmaker dan die van Lantaarn.")


def _import(name: str) -> Any:
    module, _, attribute = name.rpartition(".")
    try:
        return getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError) as error:
        raise StartError(f"{name} bestaat niet.") from error
