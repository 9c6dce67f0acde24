"""Whether anything is left in a masked sentence that nothing explains: such a sentence may be shown, never kept."""

from __future__ import annotations

from lantaarn.privacy import name_cues as cues
from lantaarn.privacy.name_positions import bare, introduced
from lantaarn.privacy.names import is_known
from lantaarn.privacy.sentence_words import Word, follows, precedes, words_of
from lantaarn.privacy.word_forms import looks_like_a_word
from lantaarn.privacy.word_lists import WordLists, word_lists

_RARE = 10


def doubtful(text: str) -> bool:
    """Whether a word is left that is on no list and explained by no typing error, or that may be a name after all."""
    lists, words = word_lists(), words_of(text)
    return any(_unexplained(text, words, place, lists) for place in range(len(words)))


def _unexplained(text: str, words: list[Word], place: int, lists: WordLists) -> bool:
    word = words[place]
    known = is_known(word.folded, lists)
    if not known and (word.capital or not looks_like_a_word(word.folded)):
        return True
    if word.folded in lists.first_names and lists.counts[word.folded] <= _RARE and word.folded not in lists.ordinary:
        return True
    if introduced(text, words, place) and word.folded not in cues.NO_NAME and not known:
        return True
    return _may_be_a_name(text, words, place, lists)


def _may_be_a_name(text: str, words: list[Word], place: int, lists: WordLists) -> bool:
    """Whether a word that is a name too stands without an article where somebody may stand."""
    name = words[place].folded
    if name in lists.never or name not in lists.ordinary and name not in lists.certain_names or not bare(text, words, place, lists):
        return False
    before, after = follows(words, place), precedes(words, place)
    return before in cues.RELATIONS | cues.ABOUT_SOMEBODY or words[place].starts_clause and after in cues.VERBS
