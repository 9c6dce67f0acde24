"""Which words of a sentence are names: by list, by what stands around them, and by being no word at all."""

from __future__ import annotations

import re

from lantaarn.privacy import name_cues as cues
from lantaarn.privacy.name_likeness import likeness
from lantaarn.privacy.name_positions import bare, explained_after, introduced, is_place, slot, who_acts
from lantaarn.privacy.person_positions import only_somebody
from lantaarn.privacy.sentence_words import Word, follows, precedes, words_of
from lantaarn.privacy.shown_names import name_like, shown, surname_shown
from lantaarn.privacy.spans import GONE, Span
from lantaarn.privacy.surnames import leads_to_surname, prefixed, spread
from lantaarn.privacy.word_forms import is_a_slip, is_surely_a_form, looks_like_a_word, near_a_first_name
from lantaarn.privacy.word_lists import WordLists, word_lists

# How much a word must sound like a name (see ``name_likeness``), by where it stands; chosen on sentences of our own.
_IN_A_SLOT = -0.1
_ANYWHERE = 0.3
_STRONG = 0.4
_AS_WHO_ACTS = -0.8
_A_SLIP = -0.2
_A_FORM = 0.3
_LISTED_FIRST = -0.5
_LISTED_LAST = 0.2
_LISTED_IN_A_SLOT = -2.0
_OWN_LANGUAGE = 0.5
_SHARE_OF_SMALL_WORDS = 0.35
_LONGEST_ABBREVIATION = 4
_OWNER_COUNT = 25
_OWNED = frozenset("huis kamer auto telefoon nummer pas paspoort geld mensen vrienden familie club flat adres mama papa appartement woning app foto's".split())
_BEFORE_FAMILIES = frozenset("de die familie bij van met al".split())
_BEFORE_THINGS = frozenset("de het een 't deze dit in uit op via naar".split())


def names(text: str) -> list[Span]:
    """Names as spans of kind naam, and words that may be one as kind twijfel."""
    lists, words = word_lists(), words_of(text)
    marks: list[str] = []
    foreign, english = _in_another_language(words, lists), _in_english(words)
    for place, word in enumerate(words):
        if place < len(marks):
            continue
        titled = introduced(text, words, place) or explained_after(text, words, place, lists)
        if length := prefixed(text, words, place, lists, titled, _related(text, words, place)):
            marks += ["naam"] * length
            continue
        mark = _mark(text, words, place, lists, marks, titled)
        # There every word is unknown; only a listed name, a capital or an introduction tells one from the rest.
        guess = mark == "twijfel" or mark and word.folded not in lists.first_names and not titled
        if english and mark and not titled and not word.capital and word.folded not in lists.certain_names:
            guess = guess or not _beside_somebody(words, place)
        marks.append("" if (foreign or english) and guess and not word.capital else mark)
    spread(text, words, marks, lists)
    return _joined(text, words, marks)


def _related(text: str, words: list[Word], place: int) -> bool:
    """Whether a relation stands right before, with at most a comma in between: "de buurman, de Jong, rijdt"."""
    return place > 0 and words[place - 1].folded in cues.RELATIONS and text[words[place - 1].end : words[place].start].strip() in ("", ",")


def _in_another_language(words: list[Word], lists: WordLists) -> bool:
    """Whether a sentence of some length is neither Dutch nor English, so far as our words tell."""
    return len(words) > 3 and sum(lists.counts[word.folded] > 2 for word in words) < _OWN_LANGUAGE * len(words)


def _in_english(words: list[Word]) -> bool:
    """Whether a sentence is English, of which our sentences know fewer words."""
    return len(words) > 3 and sum(word.folded in cues.ENGLISH for word in words) > _SHARE_OF_SMALL_WORDS * len(words)


def _beside_somebody(words: list[Word], place: int) -> bool:
    """Whether an English sentence has somebody do something there, or stand beside somebody."""
    before, after = follows(words, place), precedes(words, place)
    return before in cues.RELATIONS or before in ("with", "by", "and", "from", "called", "named", "am", "m", "i'm") or not before and after in cues.VERBS


def _mark(text: str, words: list[Word], place: int, lists: WordLists, marks: list[str], titled: bool) -> str:
    word = words[place]
    name = _base(word.folded, lists)
    if titled and _introduced_name(word, name, lists):
        return "naam"
    if is_place(words, place, name, lists):
        return ""
    if _owner(words, place, lists):
        return "naam"
    if word.folded in cues.INTERFIXES and titled and leads_to_surname(words, place, lists):
        return "naam"
    if name in lists.certain_names:
        # "wat een mark", "een paar mark": a name has no article.
        return "" if follows(words, place) in ("een", "paar") and not word.capital else "naam"
    if word.text.isupper() and 1 < len(word.text) <= _LONGEST_ABBREVIATION and not text.isupper():
        return ""
    listed_first = name in lists.first_names
    if listed_first or name in lists.surnames or name in lists.things:
        if not lists.counts[name] and name not in lists.ordinary and (name not in lists.known or listed_first):
            in_slot = slot(text, words, place, marks)
            if name != word.folded and follows(words, place) in _BEFORE_FAMILIES:
                return "naam"
            # A surname such as Soldaat is a word more often; a first name from afar looks like a mistyped word.
            needed = _LISTED_IN_A_SLOT if in_slot else _LISTED_FIRST if listed_first else _LISTED_LAST
            if word.capital or (len(name) > 3 or in_slot) and likeness(name) > needed:
                return "naam"
        elif (listed_first or name in lists.things or word.capital and surname_shown(words, place, lists)) and shown(text, words, place, lists, name):
            return "naam"
        return ""
    if name in lists.ordinary and shown(text, words, place, lists, name):
        return "naam"
    return _unlisted(text, words, place, lists, marks, name)


def _owner(words: list[Word], place: int, lists: WordLists) -> bool:
    """Whether a word with an -s, which without it is a name too, owns what comes next: "joys broer"."""
    stem = words[place].folded.removesuffix("s").rstrip("'")
    if stem == words[place].folded or follows(words, place) in cues.DETERMINERS or precedes(words, place) not in cues.RELATIONS | _OWNED:
        return False
    return stem in lists.first_names | lists.certain_names and lists.counts[stem] < _OWNER_COUNT or name_like(stem, lists) and len(stem) > 2


def _introduced_name(word: Word, name: str, lists: WordLists) -> bool:
    """Whether a word after an introduction is the name, not "ik heet geen ..."."""
    if word.capital and name in lists.first_names and name not in lists.never:
        return True
    if name in cues.NO_NAME or len(name) < 2:
        return False
    if name in lists.first_names and lists.counts[name] < 200:
        return True
    listed = word.capital or name in lists.surnames or not lists.counts[name]
    return listed and lists.counts[name] < 40 and name not in lists.never


def _unlisted(text: str, words: list[Word], place: int, lists: WordLists, marks: list[str], name: str) -> str:
    """What a word on no list of names is: nothing where a known word explains it."""
    word = words[place]
    if is_known(name, lists) or len(name) < 3:
        return ""
    # Few write a capital in a word they mistype, so a capital needs a better explanation than one wrong letter.
    form = is_surely_a_form(name)
    explained = form or not word.capital and looks_like_a_word(name)
    in_slot = slot(text, words, place, marks)
    if not word.capital and who_acts(words, place):
        needed = _A_FORM if form else _A_SLIP if is_a_slip(name) else _AS_WHO_ACTS
        if likeness(name) > needed:
            return "naam"
    if not form and not is_a_slip(name) and bare(text, words, place, lists) and only_somebody(text, words, place):
        return "naam"
    if not explained and in_slot and not word.capital and bare(text, words, place, lists):
        return "naam" if near_a_first_name(name) else "twijfel"
    if explained and (not in_slot or likeness(name) < _STRONG or form):
        return ""
    if word.capital:
        # After an article or "in" stands a thing or a town that no list has; such a sentence is shown, not kept.
        return "" if not in_slot and words[place - 1].folded in _BEFORE_THINGS else "twijfel"
    if likeness(name) > (_IN_A_SLOT if in_slot else _ANYWHERE):
        return "naam" if near_a_first_name(name) else "twijfel"
    return ""


def is_known(name: str, lists: WordLists) -> bool:
    """Whether a folded word, or each part of it, is an ordinary word or a place."""
    return name in lists.known or name in lists.places or all(p in lists.known or p in lists.places for p in name.split("-"))


def _base(folded: str, lists: WordLists) -> str:
    """The word without the -s of possession, and the part of a double name that is on a list."""
    folded = re.sub(r"'s?$", "", folded)
    if folded in lists.first_names or folded in lists.surnames or folded in lists.known:
        return folded
    stem = folded[:-1]
    if folded.endswith("s") and (stem in lists.first_names or stem in lists.surnames and len(stem) > 4) and not lists.counts[stem]:
        return stem
    for part in re.split(r"['\-]", folded):
        if len(part) > 2 and (part in lists.certain_names or not lists.counts[part] and (
            part in lists.first_names or len(part) > 4 and part in lists.surnames
        )):
            return part
    return folded


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
