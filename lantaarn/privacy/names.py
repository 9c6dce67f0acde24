"""Which words of a sentence are names: by list, by what stands around them, and by being no word at all."""

from __future__ import annotations

import re

from lantaarn.privacy import name_cues as cues
from lantaarn.privacy.name_likeness import likeness
from lantaarn.privacy.sentence_words import Word, words_of
from lantaarn.privacy.spans import GONE, Span
from lantaarn.privacy.word_forms import looks_like_a_word, near_a_first_name
from lantaarn.privacy.word_lists import WordLists, fold, word_lists

# Above this many times in our own sentences a word is a word, whatever list it stands on.
_COMMON = 25
# How much a word must sound like a name (see ``name_likeness``), by where it stands; chosen on sentences of our own.
_IN_A_SLOT = -0.1
_ANYWHERE = 0.3
_STRONG = 0.4
_LISTED_FIRST = -0.5
_LISTED_LAST = 0.2
_LISTED_IN_A_SLOT = -2.0
_OWN_LANGUAGE = 0.5
_RARE = 15
_LONGEST_ABBREVIATION = 4
_BEFORE_THINGS = frozenset("de het een 't deze dit in uit op via naar".split())


def names(text: str) -> list[Span]:
    """Names as spans of kind naam, and words that may be one as kind twijfel."""
    lists, words = word_lists(), words_of(text)
    marks: list[str] = []
    foreign = _in_another_language(words, lists)
    for place, word in enumerate(words):
        mark = _mark(text, words, place, lists, marks)
        # There every word is unknown; only a listed name, a capital or an introduction tells one from the rest.
        guess = mark == "twijfel" or mark and word.folded not in lists.first_names and not _introduced(text, words, place)
        marks.append("" if foreign and guess and not word.capital else mark)
    _spread(text, words, marks, lists)
    return _joined(text, words, marks)


def _in_another_language(words: list[Word], lists: WordLists) -> bool:
    """Whether a sentence of some length is neither Dutch nor English, so far as our words tell."""
    return len(words) > 3 and sum(lists.counts[word.folded] > 2 for word in words) < _OWN_LANGUAGE * len(words)


def doubtful(text: str) -> bool:
    """Whether a word is left that is on no list and explained by no typing error: such a sentence is not kept."""
    lists, words = word_lists(), words_of(text)
    for place, word in enumerate(words):
        if word.capital and not _is_known(word.folded, lists):
            return True
        if word.folded in lists.first_names and lists.counts[word.folded] <= 10 and word.folded not in lists.ordinary:
            return True
        if not _is_known(word.folded, lists) and not looks_like_a_word(word.folded):
            return True
        if _introduced(text, words, place) and word.folded not in cues.NO_NAME and not _is_known(word.folded, lists):
            return True
    return False


def _mark(text: str, words: list[Word], place: int, lists: WordLists, marks: list[str]) -> str:
    word = words[place]
    name = _base(word.folded, lists)
    introduced = _introduced(text, words, place)
    if introduced and not _is_ordinary(name, lists, 40) and name not in cues.NO_NAME and len(name) > 1 and name not in lists.never:
        if word.capital or name in lists.first_names or name in lists.surnames or not lists.counts[name]:
            return "naam"
    if introduced and lists.counts[name] < 200 and name in lists.first_names and name not in cues.NO_NAME:
        return "naam"
    if _is_place(words, place, name, lists):
        return ""
    if word.folded in cues.INTERFIXES and introduced and _leads_to_surname(words, place, lists):
        return "naam"
    if name in lists.certain_names:
        return "naam"
    if word.text.isupper() and 1 < len(word.text) <= _LONGEST_ABBREVIATION and not text.isupper():
        return ""
    listed_first = name in lists.first_names
    if listed_first or name in lists.surnames:
        if not lists.counts[name] and name not in lists.ordinary and (name not in lists.known or listed_first):
            slot = _slot(text, words, place, marks)
            # A surname such as Soldaat is a word more often; a first name from afar looks like a mistyped word.
            needed = _LISTED_IN_A_SLOT if slot else _LISTED_FIRST if listed_first else _LISTED_LAST
            if word.capital or (len(name) > 3 or slot) and likeness(name) > needed:
                return "naam"
        elif (listed_first or word.capital and _surname_shown(words, place, lists)) and _shown(text, words, place, lists, name, marks):
            return "naam"
        return ""
    if _is_known(name, lists) or len(name) < 3:
        return ""
    # Few write a capital in a word they mistype, so a capital needs a better explanation than one wrong letter.
    explained = looks_like_a_word(name, typing_errors=not word.capital)
    slot = _slot(text, words, place, marks)
    if explained and (not slot or likeness(name) < _STRONG or looks_like_a_word(name, typing_errors=False)):
        return ""
    if word.capital:
        # After an article or "in" stands a thing or a town that no list has; such a sentence is shown, not kept.
        return "" if not slot and words[place - 1].folded in _BEFORE_THINGS else "twijfel"
    if likeness(name) > (_IN_A_SLOT if slot else _ANYWHERE):
        return "naam" if near_a_first_name(name) else "twijfel"
    return ""


def _shown(text: str, words: list[Word], place: int, lists: WordLists, name: str, marks: list[str]) -> bool:
    """Whether the sentence shows that a word, which is a first name too, is one here."""
    word, count = words[place], lists.counts[name]
    before = words[place - 1].folded if place else ""
    after = words[place + 1].folded if place + 1 < len(words) else ""
    if name in lists.never:
        return False
    if word.capital and name not in cues.NO_NAME and count < 400:
        return not _org(words, place, lists)
    if before in cues.RELATIONS and after in cues.VERBS and name in lists.ordinary and name not in cues.VERBS:
        return True
    if word.text[0].isupper() and after in cues.VERBS and name in lists.ordinary and count < 40:
        return True
    if count >= _COMMON or name in cues.NO_NAME or name in cues.VERBS or len(name) < 2:
        return False
    if place and word.starts_clause and (place + 1 >= len(words) or words[place + 1].starts_clause):
        # "mijn zus, roos, is weg": what stands alone between commas after a relation says who.
        return any(near.folded in cues.RELATIONS for near in words[max(0, place - 4) : place])
    if before in cues.RELATIONS and not words[place].starts_clause:
        return count < 12
    if before in cues.GREETINGS and place == 1 and (not after or words[place + 1].starts_clause):
        return True
    follows_conjunction = before in ("dat", "als", "want", "omdat", "toen", "en")
    if after in cues.VERBS and not (place + 1 < len(words) and words[place + 1].starts_clause):
        return count < 10 and (word.starts_clause and word.text[0].isupper() or follows_conjunction or place == 0)
    return False


def _surname_shown(words: list[Word], place: int, lists: WordLists) -> bool:
    """Whether a word with a capital, which is a surname too, stands where one may stand: not as "de Kamer" or "de Wet"."""
    before = words[place - 1].folded
    return before in cues.RELATIONS or lists.counts[words[place].folded] < _RARE and before not in ("het", "een", "die", "deze", "dit")


def _org(words: list[Word], place: int, lists: WordLists) -> bool:
    """Whether a capital stands next to another ordinary capital, as in "Blijf van mijn Lijf" or "Child Focus"."""
    near = [words[p] for p in (place - 1, place + 1) if 0 <= p < len(words)]
    return words[place].folded in lists.ordinary and any(w.text[0].isupper() and w.folded in lists.ordinary for w in near)


def _slot(text: str, words: list[Word], place: int, marks: list[str]) -> bool:
    """Whether a name could stand here: after a relation or a preposition, or as who does something."""
    word = words[place]
    before = words[place - 1].folded if place and not word.starts_clause else ""
    after = words[place + 1].folded if place + 1 < len(words) and not words[place + 1].starts_clause else ""
    if before in cues.RELATIONS or before in cues.GREETINGS or place and marks[place - 1] == "naam":
        return True
    if (word.starts_clause or before in cues.BOUNDARY) and after:
        return True
    return before in cues.PREPOSITIONS or before in cues.VERBS or after in cues.VERBS


def _is_place(words: list[Word], place: int, name: str, lists: WordLists) -> bool:
    """Whether a word is a town or country here; many a hamlet is a first name too, so that needs "in" or "naar" before it."""
    if name not in lists.places:
        return False
    if name not in lists.certain_names and name not in lists.first_names or name in lists.never:
        return True
    before = words[place - 1].folded if place else ""
    after = words[place + 1].folded if place + 1 < len(words) else ""
    return before in cues.PLACE_PREPOSITIONS or before == "van" and after in ("naar", "tot")


def _introduced(text: str, words: list[Word], place: int) -> bool:
    start = words[place].start
    before = re.sub("[’'´`]", " ", fold(text[max(0, start - 60) : start]))
    if cues.INTRODUCTION.search(before):
        return True
    # "ik ben X" says a name only where nothing but the name follows, or after a greeting.
    alone = place + 1 >= len(words) or words[place + 1].starts_clause or words[place + 1].folded in ("en", "ik", "van")
    return alone and not looks_like_a_word(words[place].folded) and bool(re.search(r"(?:\bik ben|\bdit is|\bmet|\bi am|\bi m|\bhij is|\bze is|\bben ik)\s+$", before)) and (
        not word_lists().counts[words[place].folded]
    )


def _is_ordinary(name: str, lists: WordLists, from_count: int) -> bool:
    return lists.counts[name] >= from_count


def _is_known(name: str, lists: WordLists) -> bool:
    return name in lists.known or name in lists.places or all(p in lists.known or p in lists.places for p in name.split("-"))


def _base(folded: str, lists: WordLists) -> str:
    """The word without the -s of possession, and the part of a double name that is on a list."""
    folded = re.sub(r"'s?$", "", folded)
    if folded in lists.first_names or folded in lists.surnames or folded in lists.known:
        return folded
    if folded.endswith("s") and folded[:-1] in lists.first_names and not lists.counts[folded[:-1]]:
        return folded[:-1]
    for part in re.split(r"['\-]", folded):
        if len(part) > 2 and (part in lists.certain_names or not lists.counts[part] and (
            part in lists.first_names or len(part) > 4 and part in lists.surnames
        )):
            return part
    return folded


def _leads_to_surname(words: list[Word], place: int, lists: WordLists) -> bool:
    """Whether a prefix such as "van den" goes on to a surname."""
    while place < len(words) and words[place].folded in cues.INTERFIXES:
        place += 1
    if place >= len(words):
        return False
    name = words[place].folded
    return name not in cues.NO_NAME and (words[place].capital or name in lists.surnames and lists.counts[name] < 60)


def _spread(text: str, words: list[Word], marks: list[str], lists: WordLists) -> None:
    """Let a name take in what belongs to it: surname, prefix, initials, a second name."""
    for place in range(1, len(words)):
        word = words[place]
        if marks[place] or word.starts_clause or text[words[place - 1].end : word.start].strip():
            continue
        if marks[place - 1] == "naam":
            count = lists.counts[word.folded]
            own = word.folded in lists.surnames or word.folded in lists.first_names or not _is_known(word.folded, lists)
            if word.folded not in cues.NO_NAME and word.folded not in cues.VERBS and own and (word.capital or count < 60 and words[place - 1].folded in cues.INTERFIXES or count < 15):
                marks[place] = "naam"
            elif word.folded in cues.INTERFIXES and _leads_to_surname(words, place, lists):
                ahead = place
                while words[ahead].folded in cues.INTERFIXES:
                    ahead += 1
                marks[place : ahead + 1] = ["naam"] * (ahead + 1 - place)
    for place in range(len(words) - 1, 0, -1):
        word, before = words[place], words[place - 1]
        gap = text[before.end : word.start]
        if marks[place] == "naam" and not marks[place - 1]:
            if before.folded in cues.INTERFIXES and not gap.strip() and (before.capital or place > 1 and len(words[place - 2].text) == 1 or word.capital and before.folded != "de"):
                marks[place - 1] = "naam"
                continue
            initial = len(before.text) == 1 and gap.strip() in ("", ".") and (before.text.isupper() or gap.strip() == ".")
            double = before.capital and before.folded not in lists.never and not gap.strip() and before.folded not in cues.NO_NAME
            if initial or double:
                marks[place - 1] = "naam"


def _joined(text: str, words: list[Word], marks: list[str]) -> list[Span]:
    spans: list[Span] = []
    for word, mark in zip(words, marks, strict=True):
        if not mark or GONE in word.text:
            continue
        last = spans[-1] if spans else None
        if last and last.kind == mark == "naam" and not text[last.end : word.start].strip(" .-"):
            spans[-1] = Span(last.start, word.end, mark)
        else:
            spans.append(Span(word.start, word.end, mark))
    return spans
