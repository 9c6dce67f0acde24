"""Nicknames, in words that say that somebody is called so, and names spelled letter by letter."""

from __future__ import annotations

import re

from lantaarn.privacy import name_cues as cues
from lantaarn.privacy.pattern import Pattern, loose
from lantaarn.privacy.word_lists import fold, word_lists

_STOP = r"(?:en|maar|omdat|want|dus|of|die|dat|als|in|op|bij|van|voor|met|om|ook|niet|naar|toen|terwijl|hij|ze|zij|ik|is|was|heeft|te|tegen|daar|hier|door|sinds)"
_NICK = rf"[\"'“‘]?(?P<item>(?!{_STOP}\b)[^\W\d_][\w'’\-]*(?:\s(?!{_STOP}\b)[^\W\d_][\w'’\-]*){{0,2}})[\"'”’]?"
_WHO = r"(?:iedereen|ze|zij|we|wij|ik|men|mensen|hij|(?:de|die|zijn|haar|mijn|alle|andere)\s\w+)"
_OBJECT = r"(?:hem|haar|'m|die\s(?:man|vrouw|gast|kerel|vent|jongen))"
_FILLER = r"(?:\s(?:allemaal|altijd|ook|gewoon|vaak|hier|daar|op straat|in de buurt|op school|dan|meestal))*"
# What somebody is called without it being a name: abuse, sweet words and relations.
_CALLED = frozenset(
    "hoer slet kut kutwijf wijf trut bitch teef dom dik lelijk lui gek stom vies schat schatje lief liefje lieverd prinses baby babe snoes poppie"
    " pop poes moppie engel zus broer broertje zusje mama papa pa ma mam pap oma opa baas bazin vriend vriendin slaaf slavin meester loverboy pooier"
    " dader crimineel slachtoffer leugenaar verrader varken beest duivel monster dief junk junkie kind meisje vrouw man mevrouw meneer anders zo"
    " uitbuiting mensenhandel prostitutie seks liefde werk normaal ding bezit eigendom investering nummer collega partner klant gast zijn haar een"
    " de het geen sekswerk sekswerker grooming sextortion uitbuiter mensenhandelaar madam ondernemer zelfstandige oom tante".split()
)


def _nick(found: re.Match[str]) -> bool:
    """Whether what somebody is called is a name: "de slager" and "witte kees" are, "dom" and "een hoer" are not."""
    words = [fold(word) for word in found.group("item").split()]
    if words[0] in ("de", "het", "el", "la"):
        return len(words) > 1 and not any(word in _CALLED for word in words[1:])
    return not any(word in _CALLED or word in cues.NO_NAME for word in words) and not (len(words) == 1 and word_lists().counts[words[0]] > 60)


def _unknown(found: re.Match[str]) -> bool:
    """The same, where the words before say less: there one of the words must be a name or no word at all."""
    lists = word_lists()
    words = [fold(word) for word in found.group("item").split()]
    return _nick(found) and any(not lists.counts[w] or w in lists.certain_names or w in lists.first_names and lists.counts[w] < 10 for w in words)


# These stand before "heet ze" without being what she is called.
_BEFORE_CALLED = frozenset(
    "hoe zo wat waarom daarom daar hier eigenlijk nu toen dan vroeger thuis officieel echt online anders papier op bij voor achter volgens ook dus maar"
    " en want of misschien soms altijd eerst gewoon hoezo wie waar later inmiddels tegenwoordig straks dat dit die het je straat snap insta kinky".split()
)

NICKNAME_PATTERNS = (
    Pattern(
        "naam",
        loose(r"\b(?:laat\s+)?zich(?:zelf)?\s+(?P<item>(?!niet\b|zo\b|een\b|de\b)\w[\w ]{1,25}?)\s+(?:laat|laten|liet)?\s*noemen\b"),
        ("een man die zich Mister T laat noemen", "hij laat zich baron noemen"),
        ("hij laat zich niet noemen", "zich een vriend noemen"),
    ),
    Pattern(
        "naam",
        loose(rf"(?:^|[,.;:!?]\s*|\ben\s)[\"'“‘]?(?P<item>[^\W\d_][\w'’\-]*(?:\s[^\W\d_][\w'’\-]*){{0,2}}?)[\"'”’]?\s(?:noemt|noemen|noemden|noemde)\s{_WHO}\s{_OBJECT}(?!\w)(?!\s(?:een|de|het)\b)"),
        ("pas op, tweevingers noemt iedereen hem", "witte kees noemen ze hem", "de slager noemden de meisjes hem"),
        ("zo noemt iedereen hem", "wat noemen ze haar", "hoer noemde hij haar", "daarom noemen ze hem een dief"),
        lambda found: _nick(found) and fold(found.group("item")) not in ("daarom", "waarom", "vroeger", "thuis", "soms", "altijd", "waar"),
    ),
    Pattern(
        "naam",
        loose(rf"\b(?:noemt|noemen|noemden|noemde|genoemd)(?:\s{_WHO})?\s{_OBJECT}{_FILLER}\s(?P<article>de\s)?{_NICK}(?=\s*(?:[,.;:!?)\"'”’]|$|{_STOP}\b|omdat|als))"),
        ("iedereen noemt hem witte kees", "ze noemen hem de slager omdat hij slaat", "de meisjes noemen haar mammie lu"),
        ("ze noemt hem papa", "ze noemen haar een hoer", "hij noemt haar dom", "ze noemen hem zo"),
        lambda found: _nick(found) and (not found.group("article") or word_lists().counts[fold(found.group("item"))] < 60),
    ),
    Pattern(
        "naam",
        loose(rf"\b(?:wordt|word|werd|worden)\s(?:door\s(?:\w+\s){{1,3}}?)?(?:ook\s|altijd\s|gewoon\s|hier\s|daar\s)*(?:de\s)?{_NICK}\sgenoemd\b"),
        ("hij wordt door iedereen dikke freddie genoemd", "hij werd de slager genoemd"),
        ("dat wordt uitbuiting genoemd", "ik word hoer genoemd", "hij wordt zo genoemd"),
        lambda found: _nick(found) and not re.match(r"(?:dat|dit|het|wat)\s", found.string[max(0, found.start() - 4) :], re.IGNORECASE),
    ),
    Pattern(
        "naam",
        loose(rf"\b(?:bijnaam|nickname|straatnaam|roepnaam|werknaam|artiestennaam|schuilnaam|alias|codenaam|koosnaam)(?:\s(?:van\s\w+|is|was|dus|ook|daar|hier|op\sstraat))*\s*[:=,]?\s(?:de\s)?{_NICK}(?=\s*(?:[,.;:!?)]|$|{_STOP}\b|heeft))"),
        ("zijn bijnaam is neus", "bijnaam sproetje, heeft alles", "alias de kale"),
        ("mijn bijnaam is geheim", "ik heb een bijnaam", "een artiestennaam verzinnen kan dat", "mijn werknaam is anders"),
        lambda found: _nick(found) and fold(found.group("item")) not in ("geheim", "bekend", "onbekend", "verzinnen", "kiezen", "nodig", "gebruiken", "gekozen", "verzonnen", "veranderd", "weg", "heb"),
    ),
    Pattern(
        "naam",
        loose(rf"\b(?:ken(?:t|nen|de|den)?|bekend|staat|sta|stond|zit|ingeschreven|gaat|werkt?)\s(?:\w+\s){{0,4}}?als\s(?:de\s)?{_NICK}(?=\s*(?:[,.;:!?)]|$|{_STOP}\b))"),
        ("op straat kennen ze hem als lange lau", "hij staat bekend als sjonnie p"),
        ("ik werk als escort", "hij kent mij als student", "ik sta ingeschreven als zelfstandige", "ik werk als au pair"),
        _unknown,
    ),
    Pattern(
        "naam",
        loose(r"(?:^|[,.;:!?]\s*|\ben\s|\bwant\s|\bmaar\s)[\"'“‘]?(?P<item>[^\W\d_]{2,}(?:\s[^\W\d_]{3,})?)[\"'”’]?\s(?:heet|heette)\s(?:ze|hij|zij|ie|ik|die|dat\s\w+)(?!\w)"),
        ("lente heet ze, echt waar", "help, romy heet ze", "witte kees heet die gast"),
        ("hoe heet ze", "zo heet hij", "daar heet ik anders", "wat heet ze dan", "eigenlijk heet ze anders", "op papier heet ik anders"),
        lambda found: _nick(found) and not any(fold(word) in _BEFORE_CALLED for word in found.group("item").split()),
    ),
    Pattern(
        "naam",
        loose(rf"\b(?:zeggen|zegt|zeiden|zei|roepen|roept)\s(?:altijd\s|gewoon\s)?{_NICK}\stegen\s(?:hem|haar|mij|me)(?!\w)"),
        ("iedereen zegt kaalkop tegen hem",),
        ("hij zegt niks tegen mij", "ze zegt schat tegen haar", "hij zegt altijd nee tegen me"),
        _unknown,
    ),
    Pattern(
        "naam",
        loose(r"\b(?:voor|zo heet|zo noemt|werk voor|baas is)\s(?P<item>[^\W\d_]{3,}),?\szo\s(?:noemt|noemen|heet|noem|laat)\b"),
        ("ik werk voor king, zo noemt hij zich",),
        ("voor hem, zo heet dat",),
        _nick,
    ),
    Pattern(
        "naam",
        loose(r"(?<!\w)(?:[a-z][ .\-]){3,}[a-z](?!\w|[.'’]\w)"),
        ("hij heet d r a g o s", "a.h.m.e.d slaat me"),
        ("b.v. dit", "ik zat in klas 3 b"),
    ),
)  # fmt: skip
