"""Birth dates, in digits and in words."""

from __future__ import annotations

import re

from lantaarn.privacy.pattern import Pattern

_MONTH = (
    r"(?:jan(?:uari)?|feb(?:ruari)?|mrt|maart|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?|okt(?:ober)?|oct|nov(?:ember)?|"
    r"dec(?:ember)?|january|february|march|may|june|july|october)\.?"
)
_DAY_WORD = (
    r"(?:eerste|een|één|derde|\w*(?:twee|drie|vier|vijf|zes|zeven|acht|negen)(?:de|ste)?|tien(?:de)?|elf(?:de)?|twaalf(?:de)?|"
    r"\w+tien(?:de)?|\w+tig(?:ste)?)"
)
_LAW = re.compile(
    r"wet|bordeel|verbod|opgehev|afgeschaft|ingegaan|ging in|gaat in|geldt|gold|kracht|artikel|strafb|legal|voorstel|kamer|sinds|per\s*$|vanaf",
    re.IGNORECASE,
)
_NEAR = 45
_BIRTH = r"(?:gebor\w*|geb\.?|jarig|verjaar\w*|verjaardag|geboorte\w*|gebdatum|gebdat|birth\w*|born|dob|bday|gb)"


def _birth_date(found: re.Match[str]) -> bool:
    """Whether a full date can be a birth date: not one of a law, unless birth is what the sentence is about."""
    year = int(found.group("year").lstrip("'’"))
    year += 0 if year > 99 else 1900 if year > 25 else 2000
    near = found.string[max(0, found.start() - _NEAR) : found.end() + _NEAR]
    return 1930 <= year <= 2019 and (re.search(_BIRTH, near, re.IGNORECASE) is not None or not _LAW.search(near))


_DATE = (
    rf"(?:(?:\d{{1,2}}(?:e|ste|de)?[\s\-/.]+(?:van\s+)?(?:\d{{1,2}}(?!\d)|{_MONTH}(?!\w))(?:[\s\-/.]+(?:\d{{4}}|['’]?\d{{2}}))?|(?:19|20)\d\d[\-/.]\d{{1,2}}[\-/.]\d{{1,2}}|\d{{8}})|"
    rf"(?:{_DAY_WORD}|\d{{1,2}})\s+{_MONTH}(?!\w)(?:\s+(?:\d{{4}}|[a-zë]*(?:negentien|tweeduizend)\w*(?:\s+\w+tig\b)?))?|"
    rf"{_DAY_WORD}\s+{_DAY_WORD}\s+(?:(?:negentien|tweeduizend)\w*(?:\s+\w+)?|{_DAY_WORD}))"
)

DATE_PATTERNS = (
    Pattern(
        "geboortedatum",
        re.compile(
            rf"(?<!\w){_BIRTH}(?:\s+(?:ben|is|op|ik|was|dag|datum|de|hij|ze|zij|mijn|zijn|haar|van|wordt|word|we|in|om|date|on|te)\b|\s*[:=])*\s+"
            rf"(?P<item>(?:\w+\s+)?(?:\d{{1,2}}(?:e|ste|de)?[\s\-/.]+(?:van\s+)?(?:\d{{1,2}}|{_MONTH})(?:[\s\-/.]+(?:\d{{4}}|\d{{2}}))?|\d{{6,8}}|\d{{4}}-\d\d-\d\d|"
            rf"{_DAY_WORD}\s+{_MONTH}(?:\s+[a-z]*(?:negentien|tweeduizend)\w*(?:\s+\w+tig\b)?|\s+\d{{4}})?))(?!\w)",
            re.IGNORECASE,
        ),
        ("geboren op 12 maart 1998", "geb. 03-04-01", "mijn verjaardag is 5 mei", "geboortedatum: 12031998", "ik ben jarig op drie juni"),
        ("geboren in 1998", "ik ben jarig in mei", "geboren in Boekarest"),
    ),
    Pattern(
        "geboortedatum",
        re.compile(rf"(?<![\w\-/.])\d{{1,2}}(?:\s?[-/.]\s?\d{{1,2}}\s?[-/.]\s?|\s*{_MONTH}\s+)(?P<year>(?:19|20)\d\d|['’]?\d\d)(?!\w|[-.]\d)", re.IGNORECASE),
        ("ze is van 12-03-1998", "14 juli 2005", "1/2/99"),
        ("op 1 januari 2022 ging de wet in", "bordeelverbod opgeheven 1 oktober 2000", "afspraak 12-03-2024"),
        _birth_date,
    ),
    Pattern(
        "geboortedatum",
        re.compile(
            rf"(?<![\w\-/.])(?P<item>{_DATE}),?\s+(?:(?:ben|is|was|word|wordt|dat|dan|ik|hij|ze|zij|mijn|mn|m'n|zijn|zn|haar|de|onze|geb\.?)\s+){{0,4}}"
            rf"(?:jarig|gebor\w*|geboorte\w*|verjaar\w*|bday|birthday)(?!\w)",
            re.IGNORECASE,
        ),
        ("twintig twaalf tachtig is mijn verjaardag", "op 17 juni jarig", "zeventien juni tweeduizendzeven ben ik geboren", "3-11-2007 is mijn geboortedatum"),
        ("op 3 kinderen geboren", "de 12 meisjes zijn geboren", "op school jarig"),
    ),
    Pattern(
        "geboortedatum",
        re.compile(
            rf"(?<!\w)(?:{_BIRTH}(?:\s+(?:ben|is|op|ik|was|dag|datum|de|hij|ze|zij|mijn|zijn|haar|van|wordt|word|we|in|om|date|on|te)\b|\s*[:=,])*|(?:ben|is|was|komt|kom)\s+(?:uit|van)\s+(?:19|20)\d\d,?(?:\s+op)?)"
            rf"\s*(?P<item>{_DATE})(?!\w)",
            re.IGNORECASE,
        ),
        ("haar geboortedag: 1998/07/23", "ik ben van 2007, 3 november", "ik ben geboren de 4e van augustus 1995", "geboren op vier acht vijfennegentig"),
        ("geboren in 1998", "ik ben van 2007", "jarig in mei"),
    ),
)  # fmt: skip
