"""Where a name can stand in a sentence, and where the sentence says that one stands there."""

from __future__ import annotations

import re

from lantaarn.privacy import name_cues as cues
from lantaarn.privacy.sentence_words import Word, follows, precedes
from lantaarn.privacy.word_forms import looks_like_a_word
from lantaarn.privacy.word_lists import WordLists, fold, word_lists

_LOOK_BACK = 60
_SELDOM = 10
_SAYS_WHO = re.compile(r"(?:\bik ben|\bben|\bdit is|\bmet|\bi am|\bi m|\bhij is|\bze is|\bben ik)\s+$")
_AFTER_WHO = frozenset("en ik van uit hier uw je jullie and from".split())


def introduced(text: str, words: list[Word], place: int) -> bool:
    """Whether words such as "ik heet" or "mevrouw" stand before."""
    start = words[place].start
    before = re.sub("[’'´`]", " ", fold(text[max(0, start - _LOOK_BACK) : start]))
    if cues.INTRODUCTION.search(before):
        return True
    # "ik ben X" says a name only where nothing but the name follows, or after a greeting.
    word, lists = words[place].folded, word_lists()
    if not _SAYS_WHO.search(before) or not _alone(words, place):
        return False
    return word in lists.things or not lists.counts[word] and not looks_like_a_word(word)


def says_who(text: str, words: list[Word], place: int) -> bool:
    """Whether "ik ben", or "met" at the start, stands before a word and its clause ends there: "ik ben joy en ik werk hier"."""
    start = words[place].start
    before = fold(text[max(0, start - _LOOK_BACK) : start])
    if re.search(r"(?:^|[.,!?]\s*|\bhoi |\bhallo |\bhey |\bdag |\bja )(?:ik ben|ik bn|met|dit is|hier)\s+$", before) is None:
        return re.search(r"\b(?:maar|en|want|dat|dus) ik ben\s+$", before) is not None and precedes(words, place) == ""
    return _alone(words, place) and precedes(words, place) != "van"


def explained_after(text: str, words: list[Word], place: int, lists: WordLists) -> bool:
    """Whether a word alone in its clause is said to be a relation: "afa, mijn nicht, is 14"."""
    word = words[place]
    if not word.starts_clause or precedes(words, place) or lists.counts[word.folded] > _SELDOM or word.folded in cues.RELATIONS:
        return False
    found = re.match(r"\s*,\s*(?:mijn|mn|m'n|me|men|zijn|haar|onze|de)\s+(?:\w+\s+)?(\w+)", text[word.end : word.end + _LOOK_BACK])
    return found is not None and fold(found.group(1)) in cues.RELATIONS


def slot(text: str, words: list[Word], place: int, marks: list[str]) -> bool:
    """Whether a name could stand here: after a relation or a preposition, or as who does something."""
    before, after = follows(words, place), precedes(words, place)
    if before in cues.RELATIONS or before in cues.GREETINGS or place and marks[place - 1] == "naam":
        return True
    if (words[place].starts_clause or before in cues.BOUNDARY) and after:
        return True
    return before in cues.PREPOSITIONS or before in cues.VERBS or after in cues.VERBS


def who_acts(words: list[Word], place: int) -> bool:
    """Whether a word stands where somebody is named: before what he or she does, or right after a relation."""
    before, after = follows(words, place), precedes(words, place)
    starts = words[place].starts_clause or before in cues.BOUNDARY
    if starts and after in cues.VERBS | {"hier", "en", "van"} or not before and not after and len(words) > 1:
        return True
    if before in cues.GREETINGS and not after or before in ("die", "ene", "zekere") and after in cues.VERBS:
        return True
    return before in cues.RELATIONS or before in cues.ABOUT_SOMEBODY and after in ("", "en", "ben", "is")


def bare(text: str, words: list[Word], place: int, lists: WordLists) -> bool:
    """Whether no article, number or adjective stands before, as before the name of a thing there would."""
    if not place:
        return True
    between = text[words[place - 1].end : words[place].start]
    if any(sign.isdigit() for sign in between):
        return False
    before = follows(words, place)
    if before == "als" and precedes(words, place) in cues.VERBS:
        return True
    adjective = len(before) > 3 and before.endswith("e") and before in lists.known and before not in cues.VERBS | cues.RELATIONS
    return before not in cues.DETERMINERS and not adjective


def is_place(words: list[Word], place: int, name: str, lists: WordLists) -> bool:
    """Whether a word is a town or country here; many a hamlet is a first name too, so that needs "in" or "naar" before it."""
    if name not in lists.places:
        return False
    before = follows(words, place)
    if before in cues.INTERFIXES and place > 1 and words[place].text[0].isupper() and words[place - 1].text[0].isupper():
        return False
    if name not in lists.certain_names and name not in lists.first_names or name in lists.never:
        return True
    return before in cues.PLACE_PREPOSITIONS or before == "van" and precedes(words, place) in ("naar", "tot")


def _alone(words: list[Word], place: int) -> bool:
    return precedes(words, place) in ("", *_AFTER_WHO)
