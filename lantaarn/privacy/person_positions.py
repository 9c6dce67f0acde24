"""Positions in which only somebody can stand: there a word that is a name too is taken for a name, also in lower case.

A word without an article between "toen kwam" and "binnen", or between "ik heb" and "geholpen", is hardly ever a thing.
"""

from __future__ import annotations

import re

from lantaarn.privacy import name_cues as cues
from lantaarn.privacy.sentence_words import Word, follows, precedes

_BESIDE = frozenset("met bij door aan tegen namens samen".split())
# These stand before a thing as often, so what comes after must be fit for somebody too.
_NEAR = frozenset("van voor zonder over naar via achter ken om with by from".split())
_OBJECT_VERBS = frozenset(
    "zag zie ziet zagen mis miste ken kent kende kenden hielp help helpt haat haatte vertrouw vertrouwt vertrouwde bel bellen belde app appte"
    " sla slaat sloeg bedreigt bedreigde volgt volgde noem gezien ontmoette ontmoet vroeg vraag zoek zocht hoorde hoor verkocht sloegen".split()
)
_HAVE = frozenset("heb heeft had hebben hadden hebt ben is was moet wil kan ga gaat ging moest wilde".split())
_PARTICIPLE = re.compile(
    r"(?:aan|af|op|uit|in|mee|weg|door|toe|terug|na|over|binnen|vast)?ge\w{2,}(?:d|t|en|an)|(?:be|ver|ont|her|mis)\w{3,}(?:d|t|en)|(?:helpen|bellen|vragen|zien|slaan|spreken|vertrouwen|bevrijden)"
)
_SUBORDINATE = frozenset("als dat omdat sinds toen terwijl wanneer nadat voordat totdat zodra hoewel of waar wat hoe".split())
# What stands right behind somebody in a clause.
_BEHIND = frozenset(
    "me mij haar hem ons jou je jullie er dit dat deze die ook weer niet nog nu echt altijd dan al nooit alles thuis weg binnen mee gezien gehoord gekregen geleerd gemaakt eigenlijk daar hier"
    " en of maar want omdat die gewoon straks morgen vandaag gisteren zo toch mijn mn m'n zijn zn haar hun geen zich steeds vaak soms geld ze".split()
)
_INVERTED = cues.VERBS - {"hebben", "zijn", "willen", "delen", "brand", "sloot", "post", "volgt", "int", "zet", "ken", "was", "is", "heb", "ging"}
_ASK = frozenset("wie waar waarom wanneer hoe wat toen gisteren vandaag nu daar hier vannacht vanmorgen vanavond morgen dan daarna straks soms vaak altijd daarom".split())
_AS_SUBJECT = frozenset("help helpt uit die".split()) | (cues.HUMAN_VERBS - {"zit", "zat"}) | {"kwam", "komt", "kan", "kon", "gaat", "ging", "zou", "zal", "houdt", "hield", "geeft", "gaf"}


def only_somebody(text: str, words: list[Word], place: int) -> bool:
    """Whether a word without an article before it stands where only somebody can."""
    before, after = follows(words, place), precedes(words, place)
    if before in _BESIDE or before in _OBJECT_VERBS or before in cues.RELATIONS:
        return True
    if before in _NEAR:
        return not after or after in _BEHIND or after in cues.VERBS
    if before in _HAVE and any(_PARTICIPLE.fullmatch(near) for near in _next_two(words, place)):
        return True
    if before in _INVERTED | {"is", "was"} and _asked(words, place - 1, before):
        return before not in ("is", "was") or follows(words, place - 1) == "wie"
    if before in _SUBORDINATE:
        return after in _BEHIND or after in cues.VERBS
    return (words[place].starts_clause or before in cues.BOUNDARY) and _is_subject(text, words, place, after)


def _asked(words: list[Word], place: int, verb: str) -> bool:
    """Whether a verb comes first, as in "kan joy komen" and "toen kwam joy", so that who does it stands behind it."""
    first = words[place].starts_clause and verb not in ("wil", "moet", "mag", "vind", "weet", "vraagt", "kent")
    return first or follows(words, place) in _ASK


def _is_subject(text: str, words: list[Word], place: int, after: str) -> bool:
    """Whether what follows can only be said of somebody, or the word is called out alone: "joy. joy uit 3b"."""
    if after in _AS_SUBJECT:
        return True
    if after == "en" and any(near in ("ik", "hij", "ze", "zij", "mijn") for near in _next_two(words, place)[1:]):
        return True
    if after in ("is", "was", "heeft", "had") and re.match(r"\s+\w+\s+\d", text[words[place].end :]):
        return True
    # A word alone between two stops, with a sentence before it, answers the question who.
    return not after and words[place].starts_clause and place > 2 and words[place - 1].folded not in cues.BOUNDARY


def _next_two(words: list[Word], place: int) -> list[str]:
    found: list[str] = []
    for near in range(place + 1, min(place + 4, len(words))):
        if words[near].starts_clause:
            break
        found.append(words[near].folded)
    return found
