"""Names on platforms: after the name of one, or known by their form."""

from __future__ import annotations

import re

from lantaarn.privacy.pattern import Pattern, loose
from lantaarn.privacy.word_lists import fold, word_lists

# What comes before a name on a platform; "mijn insta is gehackt" is no account, so an ordinary word is none.
_PLATFORM = (
    r"(?:insta(?:gram)?|ig|snap(?:chat)?|sc|tele(?:gram)?|tiktok|tik\s?tok|discord|signal|skype|kik|twitter|facebook|fb|messenger|"
    r"whats\s?app|viber|wechat|onlyfans|tinder|badoo|grindr|kinky|threema|wickr|linkedin|youtube|reddit|ps[45n]|xbox|steam|"
    r"roblox|vk|gebruikersnaam|username|user\s?name|nickname|accountnaam|account|profiel(?:naam)?|schermnaam)"
)
_HESITATION = r"(?:\s*\b(?:eh|uh|ehm|uhm|euh|dus|ook|nu)\b)*"
_LINK_WORDS = (
    r"(?:\s*-?(?:naam|name|account|adres|profiel|user|id))?(?:(?:\s*\b(?:is|heet|was|ben|bn|ik|hij|ze|zij|onder|de|naam|als|zit|sta|staat|naar|heb|heeft|heet|me|eh|uh|ehm|euh|dus|nu|ook|"
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
    " tram lijn les hoofdstuk stap fase deel optie punt model type versie web big top plus min max leeftijd ongeveer room unit life f".split()
)


def _coined(found: re.Match[str]) -> bool:
    name = fold(found.group())
    if name in word_lists().never or name in word_lists().phrases:
        return False
    letters = re.match(r"[a-z]+", name)
    if letters and letters.group() in _COUNTED:
        return False
    if "_" in name.strip("_"):
        return sum(sign.isalpha() for sign in name) >= 3
    return not (letters and word_lists().counts[letters.group()] > 40 and len(name) - len(letters.group()) < 2)

ACCOUNT_PATTERNS = (
    Pattern(
        "account",
        loose(r"(?<![\w@])@\s?[a-z_][\w.\-]*\w"),
        ("volg @lisa.x", "ik ben @dragos_88 op alles"),
        ("om 8 uur @ het station?", "@ 20 uur"),
        lambda found: not re.match(r"@\s(?:het|de|een|mijn|home|work|thuis|\d)\b", found.group(), re.IGNORECASE),
    ),
    Pattern(
        "account",
        loose(rf"(?<!\w){_PLATFORM}{_LINK_WORDS}(?P<item>[a-z\d_][\w.\-#]{{2,}})"),
        ("mijn snap is lisaxx", "insta: dragos.off", "gebruikersnaam is koningin88", "op tele heet hij zwartekat7", "discord: kaya#1234"),
        ("mijn insta is gehackt", "hij zit op snapchat met haar", "tiktok is niet leuk"),
        _account,
    ),
    Pattern(
        "account",
        loose(rf"(?<!\w){_PLATFORM}\s?-?(?:naam|name|user|profiel|account)\s*[:=]?\s+(?P<item>[a-z\d_][\w.\-#]{{2,}})"),
        ("discordnaam donkerwolf", "snapnaam: zwartekat"),
        ("mijn accountnaam geef ik niet", "insta account gehackt", "discord naam vergeten"),
        _account,
    ),
    Pattern(
        "account",
        loose(rf"(?<!\w){_PLATFORM}\s+(?P<item>[a-z_]{{2,}}[\w.\-]*[\d_][\w.\-]*)"),
        ("snap lisa_x9", "mn insta anna2004"),
        ("insta of whatsapp", "tiktok 2 keer"),
    ),
    Pattern(
        "account",
        loose(r"(?<![\w.@/\-])(?:(?=[^\W\d_]*[a-z]{3})[a-z][a-z.]*\d{2,}\w*|[\w.]*[a-z\d]{1,}_\w+(?:\.\w+)*|[a-z]{3,}\.[a-z]{3,}\d+|[a-z]{2,}\d+[a-z]{2,}\w*|(?=\w{5})[a-z]+\d+[a-z]+\d\w*|[a-z]{4,}\d)(?![\w/])"),
        ("voeg lisa2004 toe", "xx_anna_xx", "dragos88", "m4rk0", "insta is eh kleine.prinses_x"),
        ("artikel273f", "covid19 was erg", "iphone13", "kamer12", "b2b", "18jaar"),
        _coined,
    ),
    Pattern(
        "account",
        loose(r"(?<![\w#])[a-z\d][\w.]{1,31}#\d{4}(?!\w)"),
        ("kaya#1234 op discord",),
        ("optie #1",),
    ),
)  # fmt: skip
