"""Hotels, clubs and other places by their name."""

from __future__ import annotations

import re

from lantaarn.privacy import name_cues as cues
from lantaarn.privacy.pattern import Pattern, loose
from lantaarn.privacy.word_lists import fold, word_lists

# Above this many times in our own sentences a word behind a bare "club" or "hotel" is not its name.
_A_WORD = 12
_AN_ADJECTIVE = 150
_VENUE = (
    r"(?:hotel|motel|hostel|club|nachtclub|seksclub|sexclub|parenclub|bordeel|privehuis|privéhuis|prive|sauna|massagesalon|salon|studio|bar|"
    r"café|cafe|kroeg|disco|discotheek|shisha\s?lounge|lounge|eetcafe|restaurant|pension|b&b|camping|bungalowpark|vakantiepark|escortbureau|casa|villa|huize|residence|coffeeshop|snackbar|pizzeria|kapsalon|nagelsalon|pub|cabaret|nagelstudio|schoonheidssalon|massage|massagehuis|massagestudio|spa|wellness|parlour|theehuis|feestzaal)"
)
_ARTICLE = r"(?:de|het|the|la|le|el|van\s+der|van\s+de|von|den|'t)"
_NO_VENUE = frozenset(
    "of en in bij op waar die dat met van voor naar is was aan als om te ik hij ze zij we je u er niet ook dan of wel geen maar want vlak uitbaten tinto"
    " werk werkt kamer kamers kamernummer baas eigenaar eigenaren medewerker personeel manager receptie bedrijf sluiten dicht open vlakbij"
    " daar hier zonder heeft had wil moet mag kan zou zal gaat gaan ging komt kwam staat zit zat slapen sex seks escort vergunning"
    " amsterdam rotterdam nederland belgie antwerpen brussel gent".split()
)


def _venue(found: re.Match[str]) -> bool:
    lists, name = word_lists(), found.group("name")
    words = [fold(word) for word in re.findall(r"[^\W\d_]+", name)]
    words = [word for word in words if word not in ("de", "het", "the", "la", "le", "el", "van", "der", "den", "von", "t")]
    town = fold(found.group("town") or "") in lists.places
    if not words or words[0] in _NO_VENUE:
        return not words and town and name.isdigit()
    upper = found.string.isupper()
    if name[:1].isupper() and not upper or name.split()[-1][:1].isupper() and not upper:
        return True
    if town:
        return lists.counts[words[0]] < 60 and not any(word in _NO_VENUE for word in words)
    return lists.counts[words[0]] == 0 and len(words[0]) > 2 and words[0] not in lists.known


# Without an article before it ("in club paradijs"), or alone at the start of a clause, such a word has its name behind it.
_LEAD = r"(?:(?<=\bin )|(?<=\bbij )|(?<=\bnaar )|(?<=\bvan )|(?<=\bvoor )|(?<=\buit )|(?<=\bnaast )|(?<=\bachter )|(?<=\btegenover )|(?<=\bheet )|^|(?<=[.,;:!?] ))"
_DONE = re.compile(r"(?:ge|be|ver|ont)\w+(?:d|t|en)|\w+en|\w+baas|\w*eigenaar\w*|\w+deur")


def _bare_venue(found: re.Match[str]) -> bool:
    """Whether the words behind a bare "club" or "hotel" are its name: neither what is done there nor a small word."""
    lists, names = word_lists(), [fold(word) for word in found.group("name").split()]
    names = [name for name in names if name not in ("de", "het", "t", "la", "le", "el", "van")]
    if not names or any(name in _NO_VENUE or name in cues.VERBS or name in cues.NO_NAME for name in names) or names[0] in lists.places and names[0] not in lists.known:
        return False
    if any(_DONE.fullmatch(name) and name in lists.known for name in names):
        return False
    counts = [lists.counts[name] for name in names]
    return min(counts) < _A_WORD and max(counts) < _AN_ADJECTIVE


VENUE_PATTERNS = (
    Pattern(
        "plek",
        re.compile(
            rf"(?<!\w)(?P<item>(?i:(?:[a-z]{{3,8}})?{_VENUE})\s+(?:\"|'|“|‘)?(?P<name>(?i:(?:de|het|'t)\s[^\W\d_]{{3,}}\svan\s[^\W\d_]{{3,}})|(?i:{_ARTICLE}\s+)?[^\W_][\w'’&\-]*(?:(?:\s+[A-Z\d][\w'’&\-]*){{1,3}}|(?:\s+[^\W\d_]{{3,}}){{1,2}}(?=\s+(?:in|te)\s))?)(?:(?:,?\s+(?:in|te|bij|vlakbij|aan|,)\s+)(?P<town>[^\W\d_][\w\-]+))?)",
        ),
        ("hotel Neptunus in Breda", "we werken in club Paradise", "hotel de zon in tilburg", "sauna Diana te Zundert"),
        ("een hotel in amsterdam", "de club waar ik werk", "in een hotel slapen", "bar in gent", "de hotel eigenaar"),
        _venue,
    ),
    Pattern(
        "plek",
        re.compile(r"(?<!\w)(?P<item>[A-Z][\w'’\-]+(?:\s[A-Z][\w'’\-]+){0,2}\s(?i:hotel|motel|club|nachtclub|bar|lounge|sauna|massage|spa|inn|resort))(?!\w)"),
        ("in het Parkzicht Hotel", "bij Lotus Massage"),
        ("Een hotel in Gent", "Welke club", "Elke bar"),
        lambda found: word_lists().counts[fold(found.group("item").split()[0])] < 3,
    ),
    Pattern(
        "plek",
        loose(
            rf"{_LEAD}(?P<item>{_VENUE}\s+(?P<name>(?:(?:de|het|'t|la|le|el)\s+)?[^\W\d_]{{3,}}\s+(?:van\s+(?:de\s+)?)?[^\W\d_]{{3,}}))(?=\s*(?:[,.;!?]|$)|\s+(?:in|te|aan|waar|moet|wil|is|heeft|staat)\s)"
        ),
        ("restaurant rode lotus, de kok heeft mijn pas",),
        ("in een hotel vlak naast de kerk", "in hotel geslapen met hem", "club vol mannen"),
        _bare_venue,
    ),
    Pattern(
        "plek",
        loose(rf"{_LEAD}(?P<item>{_VENUE}\s+(?P<name>(?:(?:de|het|'t|la|le|el)\s+)?[^\W\d_]{{3,}}))(?!\w)"),
        ("ik werk in club paradijs", "bij sauna lotus", "hotel de parel, daar zit ze"),
        ("in hotel slapen", "naar club gebracht", "in bar werken"),
        _bare_venue,
    ),
)  # fmt: skip
