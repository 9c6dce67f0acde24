"""Masking with this installation's help lines: ``lantaarn redact``, and the sentence that a visitor may give."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from io import TextIOWrapper
from typing import TextIO

from lantaarn.answers.facts import FactBook, load_facts
from lantaarn.privacy.redaction import redact
from lantaarn.privacy.spacy_names import forget_model
from lantaarn.settings import Settings


def redact_lines(settings: Settings, lines: Iterable[str], out: TextIO) -> int:
    """Write each line masked, as many as come in, and each at once; returns the exit status.

    Bytes that are no UTF-8 become a question mark in a box, so that one strange file does not stop the rest.
    """
    for stream in (lines, out):
        if isinstance(stream, TextIOWrapper):
            # Only a line feed ends a line, or the lines that come out are more than went in.
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    numbers = own_help_numbers(settings)
    for line in lines:
        text = line.rstrip("\r\n").encode("utf-8", "replace").decode("utf-8")
        out.write(redact(text, numbers).text + "\n")
        out.flush()
    return 0


def masker_for(settings: Settings) -> Callable[[str], "str | None"]:
    """A function from a sentence as typed to the sentence as it may be kept, or None where there is any doubt.

    The name lists are read at its first use, so that the chat does not pay for them until somebody is asked.
    """

    def mask(text: str) -> str | None:
        try:
            found = redact(text, own_help_numbers(settings))
        finally:
            forget_model()
        return found.text if found.sure else None

    return mask


def own_help_numbers(settings: Settings) -> frozenset[str]:
    """The help numbers of this installation; an expired fact is no reason to mask them."""
    return help_numbers(load_facts(settings.data / "facts", dt.date.min))


def help_numbers(book: FactBook) -> frozenset[str]:
    """The numbers of all help lines and the names that are numbers, as digits only."""
    known = {fact.value for line in book.helplines.values() for name, fact in line.facts.items() if name.startswith("nummer")}
    known.update(alias for line in book.helplines.values() for alias in line.aliases)
    return frozenset(digits for number in known if len(digits := re.sub(r"\D", "", number)) >= 3)
