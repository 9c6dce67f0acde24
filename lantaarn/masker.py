"""The masker of this installation: what a visitor may give, with names and numbers taken out, or nothing at all."""

from __future__ import annotations

from lantaarn.channels.reception import Masker
from lantaarn.settings import Settings


def masker_for(settings: Settings) -> Masker:
    """A function from a sentence as typed to the sentence as it may be kept; the lists are read at its first use."""

    def mask(text: str) -> str | None:
        from lantaarn.privacy.redaction import redact

        found = redact(text)
        return found.text if found.sure else None

    return mask
