"""E-mail addresses and links, but not those of well-known sites."""

from __future__ import annotations

import re

from lantaarn.privacy.pattern import Pattern, loose

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

LINK_PATTERNS = (
    Pattern(
        "e-mail",
        loose(r"[\w.+\-]+(?:\s?@\s?|\s?\(at\)\s?|\s?\[at\]\s?)[a-z\d\-]+(?:\s?[.,]\s?[a-z\d\-]{2,})+"),
        ("jan.de.vries@gmail.com", "mail Jan_9@hotmail.nl", "jan @ gmail .com", "jan(at)live.nl"),
        ("kom @ 8 uur", "ik mail je"),
    ),
    Pattern(
        "e-mail",
        loose(r"[\w.+\-]+[ .]?@[a-z\d\-]{2,}(?:\s(?:com|nl|be|ro|bg|hu|net|org)\b)?|(?<![\w@])[\w.+\-]*\w(?:gmail|hotmail|outlook|telenet)\s?[.,]\s?(?:com|nl|be)\b"),
        ("jan.devries@gmail", "piet@gmail com", "pietgmail.com"),
        ("gmail is handig", "mail me"),
    ),
    Pattern(
        "link",
        loose(r"(?:https?:\s?//|hxxps?://|www\.)[^\s<>\"]+|(?<![\w@.])(?:t|wa|m|fb|lnkd|linktr|bit|discord|chat\.whatsapp|"
               r"tinyurl|goo|is|onlyfans|snapchat|instagram|facebook|tiktok|kinky|telegram)\.(?:me|ly|gg|com|gl|gd|ee|in|nl|dog)/[^\s<>\"]*"),
        ("kom op https://t.me/joinchat/AbC", "wa.me/31612345678", "www.kinky.nl/advertentie/9981", "discord.gg/xYz1"),
        ("zie https://www.politie.nl", "kijk op 113.nl", "www.fier.nl"),
        _not_public,
    ),
    Pattern(
        "link",
        loose(r"(?<![\w@.])(?:[a-z\d](?:[a-z\d\-]*[a-z\d])?\.)+(?:nl|be|com|org|net|eu|me|info|io|ro|bg|hu|de|fr|xxx|tv|to|gg|ly|link|site|online)(?:/[^\s<>\"]*)?(?![\w@])"),
        ("mijn site is lisa-escort.nl", "sexy-anna.com/foto", "zie kinky.nl/anna"),
        ("staat op kinky.nl", "bel 113.nl", "ik ga weg.ik kom terug", "stop.nu"),
        _not_public,
    ),
    Pattern(
        "link",
        loose(r"(?:\bt|telegram|wa|whatsapp|discord|bit|onlyfans|insta\w*)\s+(?:punt|dot)\s+(?:me|ly|gg|com)\s+(?:slash|streep|schuine streep)\s+(?P<item>[\w.\-]+(?:\s+(?:punt|streepje|slash|underscore)\s+\w+)*)"),
        ("t punt me slash lisaX", "onlyfans dot com slash mooi meisje"),
        ("het punt is dat ik wil stoppen",),
    ),
)  # fmt: skip
