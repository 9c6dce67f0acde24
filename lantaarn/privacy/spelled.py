"""Numbers and e-mail addresses that somebody writes out in words, so that a filter does not see them."""

from __future__ import annotations

import re

from lantaarn.privacy.spans import Span
from lantaarn.privacy.word_lists import fold

_UNITS = {
    "nul": "0", "null": "0", "noel": "0", "zero": "0", "oh": "0", "een": "1", "één": "1", "eentje": "1",
    "ene": "1", "one": "1", "twee": "2", "twe": "2", "tweetje": "2", "two": "2", "drie": "3", "dri": "3", "three": "3",
    "vier": "4", "four": "4", "vijf": "5", "vyf": "5", "vijv": "5", "vief": "5", "five": "5", "zes": "6", "ses": "6",
    "six": "6", "zeven": "7", "zeve": "7", "seven": "7", "zeuven": "7", "acht": "8", "agt": "8", "eight": "8",
    "negen": "9", "nege": "9", "neegen": "9", "nine": "9",
}  # fmt: skip
_TEENS = {
    "tien": "10", "elf": "11", "twaalf": "12", "twaalef": "12", "dertien": "13", "veertien": "14", "vijftien": "15",
    "zestien": "16", "zeventien": "17", "achttien": "18", "negentien": "19",
}  # fmt: skip
_TENS = {
    "twintig": 2, "dertig": 3, "veertig": 4, "vijftig": 5, "zestig": 6, "zeventig": 7, "tachtig": 8, "negentig": 9,
}  # fmt: skip
NUMBER_WORDS = {**_UNITS, **_TEENS, **{tens: f"{n}0" for tens, n in _TENS.items()}}
for _unit, _digit in {**_UNITS, "een": "1"}.items():
    NUMBER_WORDS.update({fold(f"{_unit}{join}{tens}"): f"{n}{_digit}" for tens, n in _TENS.items() for join in ("en", "ën")})
NUMBER_WORDS.update({fold(word): digits for word, digits in NUMBER_WORDS.items()})
NUMBER_WORDS["honderd"] = "00"

_JOINERS = {"en", "dan", "daarna", "streepje", "streep", "puntje", "plus", "spatie", "komma", "keer", "nog", "een", "weer", "de", "x", "toen", "vervolgens", "puntje", "laag"}
_TWICE = {"dubbel", "dubbele", "dubble", "double", "tweemaal"}
_GLUED = re.compile(
    r"(?:" + "|".join(sorted((w for w in NUMBER_WORDS if len(w) > 2), key=len, reverse=True)) + r"){3,}"
)
_TWO_GLUED = re.compile(_GLUED.pattern.replace("{3,}", "{2,}"))
_PIECE = re.compile("|".join(sorted(NUMBER_WORDS, key=len, reverse=True)))
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_BETWEEN = re.compile(r"[\s,.\-–/+()]*")

_AT = r"(?:[(\[]?\s?apen?[\s-]?sta+rt\w*\s?[)\]]?|[(\[]\s?(?:at|a|ad)\s?[)\]]|@|arroba)"
# The English word stands in many a sentence; only right before a domain is it a sign.
_PLAIN_AT = r"(?<!\w)(?:at|ad)(?=\s+[a-z\d-]+\s*(?:(?:punt|dot)\s+|\.)(?:[a-z]+\s*(?:(?:punt|dot)\s+|\.))?(?:com|nl|be|net|org|eu|ro|bg|hu|pl|de|fr)\b)"
_DOT = r"(?:[(\[]?\s?(?:punt(?:je)?|dot|stip)\s?[)\]]?|\.)"
_ENDS = r"(?:com|nl|be|net|org|eu|ro|bg|hu|pl|de|fr|me|ru|info|co)"
SPELLED_EMAIL = re.compile(
    rf"(?P<at>{_AT}|{_PLAIN_AT})\s*(?:\w+(?:-\w+)*\s*(?:{_DOT}|\s)\s*){{1,5}}?{_ENDS}\b"
    rf"|(?<=\s)(?P<bare>(?:gmail|hotmail|outlook|yahoo|live|icloud|telenet|ziggo|proton(?:mail)?))\s*{_DOT}\s*{_ENDS}\b",
    re.IGNORECASE,
)
# The words before the address proper; an address never starts with one of these.
_BEFORE = frozenset(
    "is mail mailen email e mailadres adres emailadres via op naar aan me mij mijn mn m'n zijn haar het dit dat en of maar dus"
    " bereik bereikbaar stuur gewoon je kan kun kunnen jullie hij ze zij ik heet heeft alles mailt gemaild contact to my "
    "address at on te dan met voor ook".split()
)


def spelled_numbers(text: str) -> list[tuple[int, int, str]]:
    """Runs of numbers in words, also with digits in between, as (start, end, digits); only runs of five digits or more."""
    runs: list[tuple[int, int, str]] = []
    start = end = -1
    digits, words, twice = "", 0, False
    for token in _TOKEN.finditer(text):
        value = _value(fold(token.group()))
        joined = start >= 0 and _BETWEEN.fullmatch(text, end, token.start())
        if joined and fold(token.group()) in _TWICE:
            end, twice = token.end(), True
            continue
        if twice and value and joined:
            value = value[0] + value
        twice = False
        if value and joined:
            digits, end, words = digits + value, token.end(), words + (not token.group().isdigit())
        elif joined and fold(token.group()) in _JOINERS:
            end = token.end()
        else:
            if _counts(words, digits, text[start:end]):
                runs.append((start, end, digits))
            start, end, digits = (token.start(), token.end(), value) if value else (-1, -1, "")
            words = int(bool(value) and not token.group().isdigit())
    if _counts(words, digits, text[max(start, 0) : max(end, 0)]):
        runs.append((start, end, digits))
    for glued in _GLUED.finditer(text.lower()):
        value = _value(glued.group())
        if len(value) >= 5 and all(glued.start() >= r[1] or glued.end() <= r[0] for r in runs):
            runs.append((glued.start(), glued.end(), value))
    return runs


def _counts(words: int, digits: str, run: str) -> bool:
    """Whether a run is a number told in words: "nul zes twaalf", or "06 dan 53 dan 22" in digits with words in between."""
    joined = digits.startswith("0") and 8 <= len(digits) <= 13 and re.search(r"[a-z]", run) is not None
    return words >= 2 and len(digits) >= 5 or joined


def spelled_emails(text: str) -> list[Span]:
    """E-mail addresses written as "jan punt de vries apenstaartje gmail punt com"."""
    spans = []
    for found in SPELLED_EMAIL.finditer(text):
        start, tokens = found.start(), list(re.finditer(r"[^\s,;:!?]+", text[: found.start()]))
        for count, token in enumerate(reversed(tokens)):
            word = fold(token.group())
            # The word right before the sign is part of it, whatever it is; further back an ordinary word ends it.
            if count and word in _BEFORE or count > 8 or text[token.end() : start].strip():
                break
            start = token.start()
        spans.append(Span(start, found.end(), "e-mail"))
    return spans


def _value(word: str) -> str:
    if word.isdigit():
        return word
    if word in NUMBER_WORDS:
        return NUMBER_WORDS[word]
    if len(word) > 5 and _TWO_GLUED.fullmatch(word):
        return "".join(NUMBER_WORDS[piece] for piece in _PIECE.findall(word))
    return ""
