"""Whether anything is left in a masked sentence that nothing explains: such a sentence may be shown, never kept."""

from __future__ import annotations

from lantaarn.privacy import name_cues as cues
from lantaarn.privacy.name_positions import bare, introduced, slot
from lantaarn.privacy.names import is_known
from lantaarn.privacy.person_positions import only_somebody
from lantaarn.privacy.sentence_words import Word, follows, precedes, words_of
from lantaarn.privacy.word_forms import is_a_slip, is_surely_a_form, looks_like_a_word
from lantaarn.privacy.word_lists import WordLists, word_lists

_RARE = 10
_SELDOM = 15
_SOMETIMES = 40


def doubtful(text: str) -> bool:
    """Whether a word is left that is on no list and explained by no typing error, or that may be a name after all."""
    lists, words = word_lists(), words_of(text)
    return any(_unexplained(text, words, place, lists) for place in range(len(words)))


def _unexplained(text: str, words: list[Word], place: int, lists: WordLists) -> bool:
    word = words[place]
    name, known = word.folded, is_known(word.folded, lists)
    if not known and (word.capital or not looks_like_a_word(name)):
        return True
    if not known and not is_surely_a_form(name) and bare(text, words, place, lists) and slot(text, words, place, [""] * len(words)) and not is_a_slip(name):
        return True
    if word.capital and lists.counts[name] < _SELDOM and name not in lists.never and name not in lists.places and name not in cues.NO_NAME:
        return True
    if name in lists.first_names and lists.counts[name] <= _RARE and name not in lists.ordinary:
        return True
    if introduced(text, words, place) and name not in cues.NO_NAME and not known:
        return True
    return _may_be_a_name(text, words, place, lists)


def _may_be_a_name(text: str, words: list[Word], place: int, lists: WordLists) -> bool:
    """Whether a word that is a name too stands without an article where somebody may stand."""
    name = words[place].folded
    before, after = follows(words, place), precedes(words, place)
    a_name = any(name in names for names in (lists.first_names, lists.ordinary, lists.certain_names, lists.surnames))
    if name in lists.never or not a_name or lists.counts[name] > _SOMETIMES or not (bare(text, words, place, lists) or before in ("als", "dat")):
        return False
    near = before in cues.RELATIONS | cues.ABOUT_SOMEBODY or words[place].starts_clause and after in cues.VERBS
    return near or only_somebody(text, words, place) or introduced(text, words, place)
