"""spaCy for Dutch: nl_core_news_sm where set-up could install it, else the same tokenizer without a model.

The gate needs tokens only, and both give the same ones; so what it finds never depends on which of the two is there.
"""

from __future__ import annotations

import importlib.util

import spacy
from spacy.language import Language

MODEL = "nl_core_news_sm"


def dutch_pipeline() -> Language:
    """The Dutch pipeline with its tokenizer only; never fails for want of the model."""
    if importlib.util.find_spec(MODEL) is not None:
        try:
            installed = spacy.load(MODEL)
        except (OSError, ValueError):
            # A model for another spaCy version: the tokenizer does not need it.
            return spacy.blank("nl")
        tokens_only = spacy.blank("nl")
        tokens_only.tokenizer = installed.tokenizer
        return tokens_only
    return spacy.blank("nl")
