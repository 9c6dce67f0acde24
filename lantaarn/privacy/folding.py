"""A word as the lists know it: lower case and without accents."""

from __future__ import annotations

import unicodedata


def fold(word: str) -> str:
    """Lower case and without accents, in any script."""
    if word.isascii():
        return word.lower()
    return "".join(sign for sign in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(sign) != "Mn")
