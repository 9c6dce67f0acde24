"""Masks personal data in a sentence: each item becomes its kind in brackets, such as [naam] or [telefoon].

Nothing is loaded until the first sentence. Finders go from sure to unsure, and each sees only what the one before left.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass

DOUBT = "twijfel"
_HAS_DIGIT = re.compile(r"\d")
# An address with its sign in words may end as a link does: "jan apenstaartje gmail.com".
_SPELLED_SIGN = re.compile(r"apen?[\s-]?sta|arroba|[([]\s?(?:at|a|ad)\s?[)\]]", re.IGNORECASE)
_SPELLED_OUT = re.compile(r"apen?[\s-]?sta|\bat\b|@|arroba|punt|\bdot\b|gmail|hotmail|outlook", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Redacted:
    """A masked sentence; only where ``sure`` holds may it ever be stored."""

    text: str
    sure: bool


def redact(text: str, help_numbers: Set[str] = frozenset()) -> Redacted:
    """Mask names, numbers, addresses and accounts in one sentence.

    ``help_numbers`` are the numbers that stay, as digits only ("08000113"). ``sure`` is False when something was masked
    as doubt, or when a word or number is left that nothing explains. An unknown word that was masked as a name, for its
    place in the sentence alone, leaves it True.

    Raises:
        ListError: the name lists are not installed.
    """
    from lantaarn.privacy.doubt import doubtful
    from lantaarn.privacy.names import names
    from lantaarn.privacy.numbers import ibans, left_over, matcher_phones, numbers
    from lantaarn.privacy.date_patterns import DATE_PATTERNS
    from lantaarn.privacy.link_patterns import LINK_PATTERNS
    from lantaarn.privacy.patterns import AFTER_NUMBERS
    from lantaarn.privacy.spacy_names import model_names
    from lantaarn.privacy.spans import View
    from lantaarn.privacy.spelled import spelled_emails

    view = View(text)
    with_digits = _HAS_DIGIT.search(view.text) is not None
    if _SPELLED_SIGN.search(view.text):
        view.blot(spelled_emails(view.text))
    for pattern in LINK_PATTERNS:
        view.blot(list(pattern.find(view.text)))
    if _SPELLED_OUT.search(view.text):
        view.blot(spelled_emails(view.text))
    if with_digits:
        view.blot(ibans(view.text))
    for pattern in DATE_PATTERNS:
        view.blot(list(pattern.find(view.text)))
    view.blot(numbers(view.text, help_numbers))
    if with_digits:
        view.blot(matcher_phones(view.text, help_numbers))
    for pattern in AFTER_NUMBERS:
        view.blot(list(pattern.find(view.text)))
    if with_digits:
        view.blot(left_over(view.text))
    view.blot(names(view.text))
    doubt = doubtful(view.text)
    if doubt:
        # A model takes several milliseconds, so it only sees what the lists cannot explain.
        view.blot(model_names(view.text))
    sure = not doubt and not any(span.kind == DOUBT for span in view.spans)
    return Redacted(view.masked(), sure)
