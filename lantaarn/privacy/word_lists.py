"""The lists behind the masking of names: names, places and ordinary words; read on first use, never at import.

Names come from two packages as text: only their files are read, since importing deduce takes 1.2 GB and importing faker
70 MB. Ordinary words are the words of our own sentences and answers, with how often each stands there.
"""

from __future__ import annotations

import importlib.util
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lantaarn.settings import Settings

WORD = re.compile(r"[^\W\d_]+")
_OURS = ("nlu/*.yml", "danger/*.tsv", "responses/*.yml")
# In sentences in these languages a word counts as an ordinary word; of the others only when it stands there often.
_MAIN_LANGUAGES = ("\tnl", "\ten")
_WORD_FROM = 2
_FOREIGN_WORD_FROM = 4
_ASSIGNMENT = re.compile(r"^    (\w+)\b[^=\n]*=\s*(.*?)(?=^    \w|\Z)", re.MULTILINE | re.DOTALL)
_QUOTED = re.compile(r"""["']([^"'\n{}]{2,40})["']""")
_CYRILLIC = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґё",
        "a b v g d e zh z i y k l m n o p r s t u f h ts ch sh sht a y - e yu ya i yi ye g e".replace("-", "").split(" "),
        strict=True,
    )
)
# The same Cyrillic letter becomes another Latin one in another passport.
_OTHER_SPELLINGS = (("y", "j"), ("y", "i"), ("h", "kh"), ("sht", "shch"), ("ya", "ia"), ("yu", "iu"), ("zh", "j"))


class ListError(OSError):
    """A list of names is not there; the message names the package."""


@dataclass(frozen=True, slots=True)
class WordLists:
    """All lists, folded (see ``fold``)."""

    first_names: frozenset[str]
    surnames: frozenset[str]
    certain_names: frozenset[str]
    ordinary: frozenset[str]
    never: frozenset[str]
    phrases: tuple[str, ...]
    places: frozenset[str]
    counts: Counter[str]
    known: frozenset[str]


def fold(word: str) -> str:
    """Lower case and without accents, in any script."""
    if word.isascii():
        return word.lower()
    return "".join(sign for sign in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(sign) != "Mn")


@cache
def word_lists() -> WordLists:
    """All lists, read once for the process (about 0.6 s).

    Raises:
        ListError: the package deduce or faker is not installed.
    """
    data = Settings().data
    names = _package("deduce") / "data" / "lookup" / "src"
    first, last = set(_lines(names / "names/lst_first_name/items.txt")), set(_lines(names / "names/lst_surname/items.txt"))
    for name, is_first in _faker_names(_package("faker") / "providers" / "person"):
        (first if is_first else last).add(name)
    certain = frozenset(_own(data / "privacy" / "namen.txt"))
    never = frozenset(_own(data / "privacy" / "nooit.txt"))
    ordinary = frozenset(_own(data / "privacy" / "woorden.txt")) | never
    phrases = tuple(line for line in _lines(data / "privacy" / "bekend.txt") if not line.startswith("#"))
    counts, known = _our_words(data)
    known.update(word for kind in ("lst_common_word", "lst_medical_term") for word in _lines(names / "whitelist" / kind / "items.txt"))
    known.update(_QUOTED.findall((_package("faker") / "providers/lorem/nl_BE/__init__.py").read_text(encoding="utf-8")))
    places = set(_places(names / "locations/lst_placename"))
    return WordLists(
        frozenset(n for n in first if len(n) > 1), frozenset(n for n in last if len(n) > 1), certain, ordinary, never, phrases,
        frozenset(places), counts, frozenset(known | ordinary),
    )  # fmt: skip


def _our_words(data: Path) -> tuple[Counter[str], set[str]]:
    main: list[str] = []
    foreign: list[str] = []
    for pattern in _OURS:
        for path in sorted(data.glob(pattern)):
            text = path.read_text(encoding="utf-8")
            if path.suffix != ".tsv":
                main.append(text)
                continue
            for line in text.splitlines():
                (main if line.endswith(_MAIN_LANGUAGES) else foreign).append(line)
    ours, others = _count(main), _count(foreign)
    counts = Counter({word: n for word, n in ours.items() if n >= _WORD_FROM and word})
    for word, n in others.items():
        if n >= _FOREIGN_WORD_FROM and word not in counts:
            counts[word] = _WORD_FROM
    known = {fold(word) for word in set(WORD.findall("\n".join((*main, *foreign))))}
    return counts, known


def _count(lines: list[str]) -> Counter[str]:
    """How often each word stands there in lower case; a capital may make it a name."""
    counts: Counter[str] = Counter()
    for word, n in Counter(WORD.findall("\n".join(lines))).items():
        if word.islower():
            counts[fold(word)] += n
    return counts


def _faker_names(folder: Path) -> Iterator[tuple[str, bool]]:
    for path in sorted(folder.glob("*/__init__.py")):
        for variable, value in _ASSIGNMENT.findall(path.read_text(encoding="utf-8")):
            is_first = "first" in variable
            if "format" in variable or not (is_first or "last" in variable):
                continue
            for name in _QUOTED.findall(value):
                for form in _spellings(fold(name)):
                    yield form, is_first


def _spellings(name: str) -> set[str]:
    """A name as it stands and, where it is Cyrillic, as it may stand in a passport."""
    if not "а" <= name[0] <= "ї":
        return {name}
    latin = "".join(_CYRILLIC.get(sign, sign) for sign in name)
    return {name, latin, *(latin.replace(old, new) for old, new in _OTHER_SPELLINGS)}


def _places(folder: Path) -> Iterator[str]:
    for kind in ("lst_municipality", "lst_province", "lst_region", "lst_residence"):
        for name in _lines(folder / kind / "items.txt"):
            yield name
            yield from (part for part in WORD.findall(name) if len(part) > 4)
    for country in ("nl_BE", "nl_NL"):
        path = folder_of_addresses() / country / "__init__.py"
        for variable, value in _ASSIGNMENT.findall(path.read_text(encoding="utf-8")):
            if variable in ("cities", "countries", "provinces"):
                yield from (fold(name) for name in _QUOTED.findall(value))


def folder_of_addresses() -> Path:
    """Where faker keeps its towns and countries."""
    return _package("faker") / "providers" / "address"


def _lines(path: Path) -> Iterator[str]:
    return (fold(line.strip()) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def _own(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield from (fold(word) for word in line.split())


def _package(name: str) -> Path:
    found = importlib.util.find_spec(name)
    if found is None or not found.origin:
        raise ListError(f"Het pakket {name} met namenlijsten ontbreekt; zie README.md.")
    return Path(found.origin).parent
