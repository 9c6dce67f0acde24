"""Where the words of the lists come from: two packages with names, and our own sentences and lists.

The packages are read as text: importing deduce takes 1.2 GB and importing faker 70 MB.
"""

from __future__ import annotations

import importlib.util
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lantaarn.privacy.folding import fold

WORD = re.compile(r"[^\W\d_]+")
_OURS = ("nlu/*.yml", "danger/*.tsv", "responses/*.yml")
# In sentences in these languages a word counts as an ordinary word; of the others only when it stands there often.
_MAIN_LANGUAGES = ("\tnl", "\ten")
_WORDS_OF = ("nl_BE", "en_US")
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


def package_files() -> list[Path]:
    """Every file of the packages that is read, in a fixed order.

    Raises:
        ListError: the package deduce or faker is not installed.
    """
    names, faker = _deduce(), _package("faker") / "providers"
    files = [names / "names" / kind / "items.txt" for kind in ("lst_first_name", "lst_surname")]
    files += [names / "whitelist" / kind / "items.txt" for kind in ("lst_common_word", "lst_medical_term")]
    files += [names / "locations/lst_placename" / f"lst_{kind}" / "items.txt" for kind in ("municipality", "province", "region", "residence")]
    files += [*(faker / "lorem" / land / "__init__.py" for land in _WORDS_OF), *(faker / "address" / land / "__init__.py" for land in ("nl_BE", "nl_NL"))]
    return files + sorted((faker / "person").glob("*/__init__.py"))


def our_files(data: Path) -> list[Path]:
    """Every file of our own that is read, in a fixed order."""
    return [path for pattern in (*_OURS, "privacy/*.txt") for path in sorted(data.glob(pattern))]


def listed_names() -> tuple[set[str], set[str]]:
    """First names and surnames, Dutch and from all countries that faker knows."""
    first, last = set(lines(_deduce() / "names/lst_first_name/items.txt")), set(lines(_deduce() / "names/lst_surname/items.txt"))
    for path in sorted((_package("faker") / "providers/person").glob("*/__init__.py")):
        for variable, value in _ASSIGNMENT.findall(path.read_text(encoding="utf-8")):
            is_first = "first" in variable
            if "format" in variable or not (is_first or "last" in variable):
                continue
            target = first if is_first else last
            for name in set(_QUOTED.findall(value)):
                target |= _spellings(fold(name))
    return first, last


def common_words() -> set[str]:
    """Ordinary and medical words of the packages, Dutch and English."""
    found = {word for kind in ("lst_common_word", "lst_medical_term") for word in lines(_deduce() / "whitelist" / kind / "items.txt")}
    for land in _WORDS_OF:
        found.update(_QUOTED.findall((_package("faker") / "providers/lorem" / land / "__init__.py").read_text(encoding="utf-8")))
    return found


def places() -> Iterator[str]:
    """Towns, provinces and regions of the Netherlands and Belgium, and countries."""
    for kind in ("lst_municipality", "lst_province", "lst_region", "lst_residence"):
        for name in lines(_deduce() / "locations/lst_placename" / kind / "items.txt"):
            yield name
            yield from (part for part in WORD.findall(name) if len(part) > 4)
    for country in ("nl_BE", "nl_NL"):
        path = _package("faker") / "providers/address" / country / "__init__.py"
        for variable, value in _ASSIGNMENT.findall(path.read_text(encoding="utf-8")):
            if variable in ("cities", "countries", "provinces"):
                yield from (fold(name) for name in _QUOTED.findall(value))


def our_words(data: Path) -> tuple[Counter[str], set[str]]:
    """How often a word stands in our sentences and answers, and all words that stand there at all."""
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
    return counts, {fold(word) for word in set(WORD.findall("\n".join((*main, *foreign))))}


def lines(path: Path) -> Iterator[str]:
    """Each line of a list, folded, without remarks."""
    kept = (line.strip() for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return (fold(line) for line in kept if line)


def words_in(path: Path) -> Iterator[str]:
    """Each word of a list of our own, folded."""
    for line in lines(path):
        yield from line.split()


def _count(texts: list[str]) -> Counter[str]:
    """How often each word stands there in lower case; a capital may make it a name."""
    counts: Counter[str] = Counter()
    for word, n in Counter(WORD.findall("\n".join(texts))).items():
        if word.islower():
            counts[fold(word)] += n
    return counts


def _spellings(name: str) -> set[str]:
    """A name as it stands and, where it is Cyrillic, as it may stand in a passport."""
    if not "а" <= name[0] <= "ї":
        return {name}
    latin = "".join(_CYRILLIC.get(sign, sign) for sign in name)
    return {name, latin, *(latin.replace(old, new) for old, new in _OTHER_SPELLINGS)}


def _deduce() -> Path:
    return _package("deduce") / "data/lookup/src"


def _package(name: str) -> Path:
    found = importlib.util.find_spec(name)
    if found is None or not found.origin:
        raise ListError(f"Het pakket {name} met namenlijsten ontbreekt; zie README.md.")
    return Path(found.origin).parent
