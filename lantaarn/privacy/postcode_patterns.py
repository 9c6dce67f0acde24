"""Postcodes of the Netherlands and Belgium."""

from __future__ import annotations

import re

from lantaarn.privacy.pattern import Pattern
from lantaarn.privacy.word_lists import fold, word_lists


def _postcode(found: re.Match[str]) -> bool:
    digits, letters = found.group("digits"), found.group("letters")
    if letters.isupper() and letters not in ("EU", "NL", "BE") or not found.group("gap"):
        return letters.lower() not in ("eu", "jr", "km", "xx", "ka", "mb", "gb", "kg", "st", "de")
    if re.search(r"(?:postcode|pc|postco\w*)\b.{0,30}$", found.string[: found.start()], re.IGNORECASE):
        return True
    return digits[:2] not in ("19", "20") and digits[-2:] != "00" and letters.lower() not in _TWO_LETTER_WORDS


_TWO_LETTER_WORDS = frozenset(
    "in en is of al er de je ik we ze me te op om nu na zo ja nee tv dm eu km nl be uu hb mn zn u na af ie ge ga da wa an as at ze"
    " jr dr kg st ex nr hé he oh ok pp pm mg ml cm mm gb mb xx wo ma di do vr za no to it my so by or if ur".split()
)


def _belgian_postcode(found: re.Match[str]) -> bool:
    before = found.string[: found.start()].rstrip().lower()
    year = "1950" <= found.group("item") <= "2039"
    after_year_word = re.search(r"(?:in|sinds|van|uit|jaar|tot|na|voor|vanaf|wet)$", before)
    lives = re.search(r"\b(?:woon\w*|postcode|adres)\b", before)
    return fold(found.group("town")) in word_lists().places and (bool(lives) or not (year and after_year_word))


POSTCODE_PATTERNS = (
    Pattern(
        "postcode",
        re.compile(r"(?<![\w.,€\-])(?P<digits>[1-9]\d{3})(?P<gap>\s?)(?P<letters>(?!s[ads]\b)[a-z]{2})(?!\w)", re.IGNORECASE),
        ("1012 AB", "postcode 3511xz", "5611 bk in eindhoven", "mijn postcode is 2011 ab"),
        ("in 2021 is de wet", "1500 eu", "2023 en 2024", "3000 op een avond", "5000 EU"),
        _postcode,
    ),
    Pattern(
        "postcode",
        re.compile(r"(?:postcode|postco\w+|zip)\s*(?:is|:|=|van \w+ is)?\s*(?P<item>\d{4}(?:\s?[a-z](?:\s?[a-z])?(?!\w))?)(?!\d)", re.IGNORECASE),
        ("postcode 2018", "postcode is 1012 a b"),
        ("geef nooit je postcode",),
    ),
    Pattern(
        "postcode",
        re.compile(r"(?<![\w.,€\-])(?P<item>[1-9]\d{3})\s+(?P<town>[^\W\d_]{3,}(?:-[^\W\d_]+)*)"),
        ("2000 Antwerpen", "ik woon in 9000 gent"),
        ("in 2021 Brussel", "2000 euro", "1500 meisjes"),
        _belgian_postcode,
    ),
)  # fmt: skip
