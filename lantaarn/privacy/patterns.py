"""Personal data that can be known by its form, each pattern with examples that hit and that must not.

A pattern that needs context masks its group ``item``; the others mask all they match. ``accept`` looks at what matched
and says whether it counts. Addresses of streets and houses stand in ``place_patterns.py``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lantaarn.privacy.spans import Span
from lantaarn.privacy.word_lists import fold, word_lists


@dataclass(frozen=True)
class Pattern:
    """One form of personal data."""

    kind: str
    regex: re.Pattern[str]
    hits: tuple[str, ...]
    misses: tuple[str, ...]
    accept: Callable[[re.Match[str]], bool] = lambda found: True

    def find(self, text: str) -> Iterator[Span]:
        """Every place where this form stands."""
        for found in self.regex.finditer(text):
            if self.accept(found):
                group = "item" if "item" in self.regex.groupindex else 0
                yield Span(found.start(group), found.end(group), self.kind)


def _regex(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_PUBLIC_SITES = frozenset(
    "113.nl politie.nl fier.nl fier.be 1712.be google.nl google.com marktplaats.nl facebook.com instagram.com tiktok.com"
    " onlyfans.com kinky.nl sexjobs.nl hookers.nl snapchat.com youtube.com telegram.org rijksoverheid.nl overheid.nl"
    " wetten.nl amnesty.nl comensha.nl booking.com bol.com nu.nl nos.nl wikipedia.org slachtofferhulp.nl veiligthuis.nl"
    " kindertelefoon.nl awel.be tele-onthaal.be zelfmoord1813.be payoke.be pag-asa.be surya.be myria.be childfocus.be"
    " meldmisdaadanoniem.nl shophelp.nl uglymugs.nl ditisookmensenhandel.nl wegwijzermensenhandel.nl werk.be vdab.be"
    " centrumseksueelgeweld.nl chatmetfier.nl stopitnow.nl ggd.nl soaaids.nl amnesty.org redlights.be tinder.com".split()
)


def _not_public(found: re.Match[str]) -> bool:
    site = re.sub(r"^(?:https?://)?(?:www\.)?", "", found.group().lower()).rstrip("/.,!?")
    host, _, path = site.partition("/")
    return bool(path) or (host not in _PUBLIC_SITES)


# What comes before a name on a platform; "mijn insta is gehackt" is no account, so an ordinary word is none.
_PLATFORM = (
    r"(?:insta(?:gram)?|ig|snap(?:chat)?|sc|tele(?:gram)?|tiktok|tik\s?tok|discord|signal|skype|kik|twitter|facebook|fb|messenger|"
    r"whats\s?app|viber|wechat|onlyfans|tinder|badoo|grindr|kinky|threema|wickr|linkedin|youtube|reddit|ps[45n]|xbox|steam|"
    r"roblox|vk|gebruikersnaam|username|user\s?name|nickname|accountnaam|account|profiel(?:naam)?|schermnaam)"
)
_LINK_WORDS = (
    r"(?:\s*-?(?:naam|name|account|adres|profiel|user|id))?(?:(?:\s*\b(?:is|heet|was|ben|bn|ik|hij|ze|zij|onder|de|naam|als|zit|sta|me|"
    r"toe|toevoegen|gewoon|op|van|hem|haar|mij|mijn)\b|\s*[:=])\s*){1,5}[\s\"']*"
)
_NO_ACCOUNT = frozenset(
    "op of is de het een van voor met en ik hij ze zij we je u mij me niet wel ook dan nu dat dit die daar hier er om te in aan"
    " naar bij uit over door na al als maar want geen gewoon gehackt geblokkeerd weg stuk account".split()
)


def _account(found: re.Match[str]) -> bool:
    name = found.group("item").rstrip(".,")
    word = fold(name)
    if re.search(r"[\d_.]", name):
        return re.search(r"[a-z]", word) is not None
    lists = word_lists()
    return word not in _NO_ACCOUNT and (lists.counts[word] == 0 or word in lists.certain_names) and word not in lists.ordinary


_COUNTED = frozenset(
    "art artikel artikelen nr nummer kamer vraag lid groep klas week dag covid windows iphone samsung galaxy ps xbox mp jaar uur bus"
    " tram lijn les hoofdstuk stap fase deel optie punt model type versie web big top plus min max leeftijd ongeveer room unit f".split()
)


def _coined(found: re.Match[str]) -> bool:
    name = fold(found.group())
    letters = re.match(r"[a-z]+", name)
    if letters and letters.group() in _COUNTED:
        return False
    if "_" in name.strip("_"):
        return sum(sign.isalpha() for sign in name) >= 3
    return not (letters and word_lists().counts[letters.group()] > 40 and len(name) - len(letters.group()) < 2)


_CONSONANT = "[bcdfghjklmnprstvwxyz]"
_PLATE_CUE = r"(?:kenteken\w*|nummerpla+t\w*|plaat(?:nummer)?|kentekenplaat|autoplaat|reg(?:istratie)?\.?)"
_PLATE_NEAR = rf"{_PLATE_CUE}|auto|bus(?:je)?\b|wagen|scooter|bmw|audi|golf|mercedes|opel|polo|volvo|ford|seat|toyota|renault|peugeot"

PATTERNS = (
    Pattern(
        "e-mail",
        _regex(r"[\w.+\-]+(?:\s?@\s?|\s?\(at\)\s?|\s?\[at\]\s?)[a-z\d\-]+(?:\s?[.,]\s?[a-z\d\-]{2,})+"),
        ("jan.de.vries@gmail.com", "mail Jan_9@hotmail.nl", "jan @ gmail .com", "jan(at)live.nl"),
        ("kom @ 8 uur", "ik mail je"),
    ),
    Pattern(
        "e-mail",
        _regex(r"[\w.+\-]+[ .]?@[a-z\d\-]{2,}(?:\s(?:com|nl|be|ro|bg|hu|net|org)\b)?|(?<![\w@])[\w.+\-]*\w(?:gmail|hotmail|outlook|telenet)\s?[.,]\s?(?:com|nl|be)\b"),
        ("jan.devries@gmail", "piet@gmail com", "pietgmail.com"),
        ("gmail is handig", "mail me"),
    ),
    Pattern(
        "link",
        _regex(r"(?:https?:\s?//|hxxps?://|www\.)[^\s<>\"]+|(?<![\w@.])(?:t|wa|m|fb|lnkd|linktr|bit|discord|chat\.whatsapp|"
               r"tinyurl|goo|is|onlyfans|snapchat|instagram|facebook|tiktok|kinky|telegram)\.(?:me|ly|gg|com|gl|gd|ee|in|nl|dog)/[^\s<>\"]*"),
        ("kom op https://t.me/joinchat/AbC", "wa.me/31612345678", "www.kinky.nl/advertentie/9981", "discord.gg/xYz1"),
        ("zie https://www.politie.nl", "kijk op 113.nl", "www.fier.nl"),
        _not_public,
    ),  # fmt: skip
    Pattern(
        "link",
        _regex(r"(?<![\w@.])(?:[a-z\d](?:[a-z\d\-]*[a-z\d])?\.)+(?:nl|be|com|org|net|eu|me|info|io|ro|bg|hu|de|fr|xxx|tv|to|gg|ly|link|site|online)(?:/[^\s<>\"]*)?(?![\w@])"),
        ("mijn site is lisa-escort.nl", "sexy-anna.com/foto", "zie kinky.nl/anna"),
        ("staat op kinky.nl", "bel 113.nl", "ik ga weg.ik kom terug", "stop.nu"),
        _not_public,
    ),
    Pattern(
        "link",
        _regex(r"(?:\bt|telegram|wa|whatsapp|discord|bit|onlyfans|insta\w*)\s+(?:punt|dot)\s+(?:me|ly|gg|com)\s+(?:slash|streep|schuine streep)\s+(?P<item>[\w.\-]+(?:\s+(?:punt|streepje|slash|underscore)\s+\w+)*)"),
        ("t punt me slash lisaX", "onlyfans dot com slash mooi meisje"),
        ("het punt is dat ik wil stoppen",),
    ),
    Pattern(
        "account",
        _regex(r"(?<![\w@])@\s?[a-z_][\w.\-]*\w"),
        ("volg @lisa.x", "ik ben @dragos_88 op alles"),
        ("om 8 uur @ het station?", "@ 20 uur"),
        lambda found: not re.match(r"@\s(?:het|de|een|mijn|home|work|thuis|\d)\b", found.group(), re.IGNORECASE),
    ),
    Pattern(
        "account",
        _regex(rf"(?<!\w){_PLATFORM}{_LINK_WORDS}(?P<item>[a-z\d_][\w.\-#]{{2,}})"),
        ("mijn snap is lisaxx", "insta: dragos.off", "gebruikersnaam is koningin88", "op tele heet hij zwartekat7", "discord: kaya#1234"),
        ("mijn insta is gehackt", "hij zit op snapchat met haar", "tiktok is niet leuk"),
        _account,
    ),
    Pattern(
        "account",
        _regex(rf"(?<!\w){_PLATFORM}\s+(?P<item>[a-z_]{{2,}}[\w.\-]*[\d_][\w.\-]*)"),
        ("snap lisa_x9", "mn insta anna2004"),
        ("insta of whatsapp", "tiktok 2 keer"),
    ),
    Pattern(
        "account",
        _regex(r"(?<![\w.@/\-])(?:(?=[^\W\d_]*[a-z]{3})[a-z][a-z.]*\d{2,}\w*|\w*[a-z\d]{2,}_\w+|[a-z]{3,}\.[a-z]{3,}\d+|[a-z]{2,}\d+[a-z]{2,}\w*|(?=\w{5})[a-z]+\d+[a-z]+\d\w*|[a-z]{4,}\d)(?![\w/])"),
        ("voeg lisa2004 toe", "xx_anna_xx", "dragos88", "m4rk0"),
        ("artikel273f", "covid19 was erg", "iphone13", "kamer12", "b2b", "18jaar"),
        _coined,
    ),
    Pattern(
        "naam",
        _regex(r"\b(?:laat\s+)?zich(?:zelf)?\s+(?P<item>(?!niet\b|zo\b|een\b|de\b)\w[\w ]{1,25}?)\s+(?:laat|laten|liet)?\s*noemen\b"),
        ("een man die zich Mister T laat noemen", "hij laat zich baron noemen"),
        ("hij laat zich niet noemen", "zich een vriend noemen"),
    ),
    Pattern(
        "naam",
        _regex(r"(?<!\w)(?:[a-z][ .\-]){3,}[a-z](?!\w|[.'’]\w)"),
        ("hij heet d r a g o s", "a.h.m.e.d slaat me"),
        ("b.v. dit", "ik zat in klas 3 b"),
    ),
    Pattern(
        "account",
        _regex(r"(?<![\w#])[a-z\d][\w.]{1,31}#\d{4}(?!\w)"),
        ("kaya#1234 op discord",),
        ("optie #1",),
    ),
    Pattern(
        "kenteken",
        _regex(rf"(?<![\w\-])(?:(?:[a-z]{{1,3}}-\d{{1,3}}-[a-z]{{1,3}}|\d{{1,3}}-[a-z]{{2,3}}-\d{{1,3}}|[a-z]{{2}}-[a-z]{{2}}-\d\d|\d\d-\d\d-[a-z]{{2}}|"
               rf"[a-z]{{2}}-\d\d-\d\d|\d\d-[a-z]{{2}}-[a-z]{{2}}|[12]-[a-z]{{3}}-\d{{3}}|[a-z]{{3}}-\d{{3}})|"
               rf"\d{_CONSONANT}{{3}}\d\d|\d\d{_CONSONANT}{{3}}\d|{_CONSONANT}{{2}}\d{{3}}{_CONSONANT}|{_CONSONANT}\d{{3}}{_CONSONANT}{{2}}|"
               rf"{_CONSONANT}{{2}}\d\d{_CONSONANT}{{2}}|\d\d{_CONSONANT}{{2}}\d\d|\d\d{_CONSONANT}{{4}}|{_CONSONANT}{{4}}\d\d|{_CONSONANT}{{3}}\d\d{_CONSONANT}|"
               rf"{_CONSONANT}\d\d{_CONSONANT}{{3}}|[12][a-z]{{3}}\d{{3}})(?![\w\-])"),
        ("hij rijdt in AB-12-CD", "kenteken 12-abc-3", "g-123-bc", "een golf met 1-ABC-234", "zwarte bmw xg349k", "1abc234"),
        ("12-03-2021", "0800-0113", "24-7 open", "voor-en nadelen", "5000 euro", "covid-19", "mbo-4"),
        lambda found: not re.match(r"(?:mbo|hbo|vwo|gpt|top|max|min|art|nr|pag)\W?\d", found.group(), re.IGNORECASE),
    ),
    Pattern(
        "kenteken",
        re.compile(r"(?<![\w\-])(?:[A-Z]{2} \d{2} [A-Z]{2}|\d{2} [A-Z]{2} [A-Z]{2}|\d [A-Z]{3} \d{2,3}|\d{2} [A-Z]{3} \d|[A-Z]{1,2} \d{3} [A-Z]{1,3}|[A-Z]{1,2} \d{2} [A-Z]{3}|"
                   r"[A-Z]{1,2} \d{4} [A-Z]{2}|[A-Z]{3}[ -]?\d{3}|[A-Z]{1,2}\d{3}[A-Z]{1,3}|[A-Z]{1,2} \d{2} \d{2})(?![\w\-])"),
        ("AB 12 CD", "B 123 ABC", "1 ABC 234", "ABC123"),
        ("IK BEN 18", "ik heb 12 af"),
    ),
    Pattern(
        "kenteken",
        _regex(rf"(?<![\w\-])(?:{_CONSONANT}{{1,3}} \d{{1,3}} {_CONSONANT}{{1,3}}|\d{{1,3}} {_CONSONANT}{{2,3}} \d{{1,3}}|[12] [a-z]{{3}} \d{{3}})(?![\w\-])"),
        ("zwarte golf g 123 bc", "auto 12 xhb 3", "bmw 1 abc 234"),
        ("ik ben nu 18 jr", "kamer 12 dr 3"),
        lambda found: re.search(_PLATE_NEAR, found.string, re.IGNORECASE) is not None,
    ),
    Pattern(
        "kenteken",
        _regex(rf"(?<!\w){_PLATE_CUE}(?:\s+(?:is|was|van|de|zijn|haar|auto|begint|met|nummer|hij|het|een|bus|busje))*[\s:=]+(?P<item>(?=[^,.;!?]{{0,9}}\d)[a-z\d]{{1,4}}(?:[ .\-]?[a-z]{{1,3}}(?![a-z])|[ .\-]?\d{{1,4}}(?!\d)){{0,4}})(?!\w)"),
        ("kenteken is xx 123 p", "nummerplaat 1 abc 234", "de plaat was b 77 xyz"),
        ("de nummerplaat van zijn auto weet ik niet", "kenteken heb ik niet"),
    ),
)  # fmt: skip
