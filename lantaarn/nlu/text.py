"""Brings chat spelling to one form before anything looks at it: case, width, accents on vowels, repeats, invisible signs."""

from __future__ import annotations

import re
import unicodedata

_REPEATS = re.compile(r"(\D)\1{2,}")
_SPACES = re.compile(r"\s+")
_LINKS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_LATIN = re.compile(r"[a-z]")


def clean(text: str) -> str:
    """One form for what people type.

    Lower case; compatibility forms folded (full width, ligatures, fancy letters); control and invisible characters gone;
    accents off Latin letters only, since in other scripts they are letters of their own; three or more of one character
    that is no digit become two; links become the word "link"; white space becomes one space.
    """
    text = unicodedata.normalize("NFKC", text)
    text = _LINKS.sub(" link ", text)
    text = "".join(_visible(sign) for sign in text).lower()
    text = _without_accents(text)
    text = _REPEATS.sub(r"\1\1", text)
    return _SPACES.sub(" ", text).strip()


def _visible(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Cf":
        return ""  # a soft hyphen or zero-width sign stands inside a word
    return " " if category in ("Cc", "Cs") else sign


def _without_accents(text: str) -> str:
    letters = []
    for sign in text:
        base = unicodedata.normalize("NFD", sign)[0]
        letters.append(base if _LATIN.match(base) else sign)
    return "".join(letters)


def has_words(text: str) -> bool:
    """Whether there is at least one letter or digit in the text, in any script."""
    return any(sign.isalnum() for sign in text)
