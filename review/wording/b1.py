"""Is this plain Dutch? Rules of thumb for B1, each finding with what to do about it. The build refuses the hard ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

# The first three are what ``lantaarn check`` refuses; the tool says so before the build does.
MOST_WORDS = 95
MOST_WORDS_IN_SENTENCE = 22
MOST_BUTTON = 30
LONG_SENTENCE = 15
LONG_PARAGRAPH = 60
LONG_WORD = 16
# Long words that everybody here must know; there is no shorter one for them.
KNOWN = re.compile(r"(?i)(mensenhandel|minderjarig|strafbaar|sekswerk|slachtoffer|decriminali|legali|scandinavi|kindertelefoon|prostitu)\w*")
SENTENCE = re.compile(r"[.!?:]\s+|\n+")
WORD = re.compile(r"[^\W\d_][\w’'-]*")
PASSIVE = re.compile(r"(?i)\b(wordt|worden|werd|werden)\b[^.!?\n]{0,60}?\b(ge|be|ver|ont|her)[a-zë]{3,}(d|t|en)\b")
FORMAL = re.compile(r"\b(u|uw|U|Uw)\b")
SHORTENED = re.compile(r"(?i)\b(bijv|bv|d\.?m\.?v|i\.?v\.?m|m\.?b\.?t|o\.?a|t\.?a\.?v|enz|etc|evt|nl|m\.?n|n\.?a\.?v|t/m)\.")
SHOUTED = re.compile(r"\b[A-Z]{4,}\b")


@dataclass(frozen=True)
class Finding:
    """One thing to look at. ``refused``: the build stops on it; otherwise it is advice."""

    sentence: str
    refused: bool = False


def findings(text: str, ends_with_question: bool = False, digits_allowed: bool = False) -> list[Finding]:
    """Everything that makes a text harder to read.

    Args:
        text: with ``{places}``; what stands there counts as one word.
        ends_with_question: an offer hangs on this answer, so its last sentence must ask for it.
    """
    plain = re.sub(r"\{[^}]*\}", "x", text)
    found = [*_refused(plain, ends_with_question, digits_allowed), *_long(plain), *_hard_words(plain)]
    if match := PASSIVE.search(plain):
        found.append(Finding(f"‘{match[0]}’ is lijdend. Zeg liever wie het doet."))
    if match := FORMAL.search(plain):
        found.append(Finding(f"‘{match[0]}’: Lantaarn zegt ‘je’."))
    found += [Finding(f"‘{match[0]}’ is een afkorting. Schrijf het voluit.") for match in SHORTENED.finditer(plain)]
    found += [Finding(f"‘{match[0]}’ staat in hoofdletters. Dat leest als schreeuwen.") for match in SHOUTED.finditer(plain)]
    if "!" in plain:
        found.append(Finding("Er staat een uitroepteken. Dat maakt mensen die bang zijn onrustig."))
    return found


def button_findings(title: str) -> list[Finding]:
    """What is wrong with the title of a button."""
    if not title.strip():
        return [Finding("Een knop heeft een tekst nodig.", refused=True)]
    if len(title) > MOST_BUTTON:
        return [Finding(f"De knop ‘{title}’ heeft {len(title)} tekens; hoogstens {MOST_BUTTON}.", refused=True)]
    return []


def counted(text: str) -> tuple[int, float]:
    """Number of words, and words per sentence."""
    plain = re.sub(r"\{[^}]*\}", "x", text)
    sentences = [sentence for sentence in SENTENCE.split(plain) if sentence.strip()]
    words = len(plain.split())
    return words, words / max(len(sentences), 1)


def _refused(plain: str, ends_with_question: bool, digits_allowed: bool) -> Iterator[Finding]:
    if not plain.strip():
        yield Finding("Het antwoord is leeg.", refused=True)
    if not digits_allowed and re.search(r"\d", plain):
        yield Finding("Er staat een cijfer in de tekst. Cijfers zijn feiten en staan op een vaste plek.", refused=True)
    if (words := len(plain.split())) > MOST_WORDS:
        yield Finding(f"Het antwoord heeft {words} woorden; hoogstens {MOST_WORDS}.", refused=True)
    if ends_with_question and not plain.rstrip().endswith("?"):
        yield Finding("Bij dit antwoord hoort een aanbod: eindig met de vraag daarover.", refused=True)


def _long(plain: str) -> Iterator[Finding]:
    for sentence in SENTENCE.split(plain):
        words = len(sentence.split())
        if words > LONG_SENTENCE:
            refused = words > MOST_WORDS_IN_SENTENCE
            advice = f"hoogstens {MOST_WORDS_IN_SENTENCE}" if refused else "maak er liever twee zinnen van"
            yield Finding(f"‘{_beginning(sentence)}’ heeft {words} woorden; {advice}.", refused)
    for paragraph in plain.split("\n\n"):
        if len(paragraph.split()) > LONG_PARAGRAPH:
            yield Finding(f"De alinea ‘{_beginning(paragraph)}’ is lang. Zet er een witregel in.")
    for word in dict.fromkeys(WORD.findall(plain)):
        if len(word) >= LONG_WORD and not KNOWN.match(word):
            yield Finding(f"‘{word}’ is een lang woord. Is er een korter?")


def _hard_words(plain: str) -> Iterator[Finding]:
    for pattern, word, simple in hard_words():
        if pattern.search(plain):
            yield Finding(f"‘{word.rstrip('*')}’ is moeilijk. Gewoner is: {simple}.")


@cache
def hard_words() -> list[tuple[re.Pattern[str], str, str]]:
    """Pattern, word and its simpler one, from ``moeilijk.yml``."""
    listed = yaml.safe_load((Path(__file__).parent / "moeilijk.yml").read_text(encoding="utf-8"))
    return [(_pattern_of(word), word, simple) for word, simple in listed.items()]


def _pattern_of(word: str) -> re.Pattern[str]:
    ending = r"\w*" if word.endswith("*") else ""
    return re.compile(rf"(?i)\b{re.escape(word.rstrip('*'))}{ending}\b")


def _beginning(text: str) -> str:
    words = text.split()
    return " ".join(words[:6]) + (" …" if len(words) > 6 else "")
