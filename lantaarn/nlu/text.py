"""Brings chat spelling to one form before anything looks at it: case, width, accents on vowels, repeats, invisible signs."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Sequence

_REPEATS = re.compile(r"(\D)\1{2,}")
_SPACES = re.compile(r"\s+")
_LINKS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_SIGNS = re.compile(r"[^\w\s]|_")
# A greeting before a question is no part of it; alone, or before a word or two, it is the message itself.
_GREETING = re.compile(
    r"^(?:hoi+|hallo+|he+y+|hee+|hai+|hi+|goedemorgen|goedemiddag|goe(?:de|ie)navond|goededag|dag(?=[,!.]))\b[\s,!.]*"
    r"(?=\S+\s+\S+\s+\S+)"
)
_LATIN = re.compile(r"[a-z]")


def clean(text: str) -> str:
    """One form for what people type.

    Lower case; compatibility forms folded (full width, ligatures, fancy letters); control and invisible characters gone;
    accents off Latin letters only, since in other scripts they are letters of their own; three or more of one character
    that is no digit become two; links become the word "link"; emoji and a greeting in front of a question go; white space
    becomes one space.
    """
    text = unicodedata.normalize("NFKC", text)
    text = _LINKS.sub(" link ", text)
    text = "".join(_visible(sign) for sign in text).lower()
    text = _without_accents(text)
    text = _REPEATS.sub(r"\1\1", text)
    text = _SPACES.sub(" ", text).strip()
    return _GREETING.sub("", text)


def bare(text: str) -> str:
    """Without capitals and punctuation, as many type on a phone."""
    return " ".join(_SIGNS.sub(" ", text.lower()).split())


def half_bare(texts: Sequence[str]) -> list[str]:
    """Half of the texts without capitals and punctuation, so that a model learns that those change no meaning.

    The text itself decides which half, so that every model that learns from a text sees it in the same form.
    """
    return [bare(text) if zlib.crc32(text.encode("utf-8")) % 2 else text for text in texts]


def _visible(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Cf":
        return ""  # a soft hyphen or zero-width sign stands inside a word
    # Emoji and other pictures say little, and the same words with one more must mean the same.
    return " " if category in ("Cc", "Cs", "So", "Sk") else sign


def _without_accents(text: str) -> str:
    letters = []
    for sign in text:
        base = unicodedata.normalize("NFD", sign)[0]
        letters.append(base if _LATIN.match(base) else sign)
    return "".join(letters)


def has_words(text: str) -> bool:
    """Whether there is at least one letter or digit in the text, in any script."""
    return any(sign.isalnum() for sign in text)
