"""Names that spaCy's Dutch model sees, where set-up could install it; without it this finds nothing and costs nothing.

A model sees what no list holds, such as a rare name in an ordinary sentence; it is never needed.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable
from functools import cache

from lantaarn.privacy.spans import GONE, Span

MODEL = "nl_core_news_sm"
_KINDS = {"PERSON": "naam", "PER": "naam"}


@cache
def _model() -> Callable | None:
    if importlib.util.find_spec(MODEL) is None:
        return None
    try:
        return importlib.import_module(MODEL).load()
    except Exception:
        # A model for another spaCy, or a broken one: masking goes on with the lists alone.
        return None


def model_names(text: str) -> list[Span]:
    """Spans of kind naam; an empty list where the model is not installed."""
    model = _model()
    if model is None:
        return []
    # The model has never seen a masked sign; a space keeps every place where it was.
    found = model(text.replace(GONE, " ")).ents
    return [Span(e.start_char, e.end_char, _KINDS[e.label_]) for e in found if e.label_ in _KINDS]


def forget_model() -> None:
    """Let go of the model: spaCy keeps every word that it has seen for as long as it lives.

    The chat calls this after each sentence; it costs a second at the next one, which at most one turn a conversation needs.
    """
    _model.cache_clear()
