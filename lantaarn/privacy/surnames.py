"""Surnames with what belongs to them: prefixes, initials, a second name, and the names next to a name in a row."""

from __future__ import annotations

from lantaarn.privacy import name_cues as cues
from lantaarn.privacy.name_positions import bare
from lantaarn.privacy.sentence_words import Word, follows, precedes
from lantaarn.privacy.word_forms import is_surely_a_form
from lantaarn.privacy.word_lists import WordLists

# Above this many times in our own sentences a word is not taken for a surname after a prefix.
_A_WORD = 60
_A_WORD_AFTER_A_TITLE = 400
_A_WORD_BESIDE_A_NAME = 15
_IN_A_ROW = 25
# "van" and "de" stand in any sentence; these only in names.
_ONLY_IN_NAMES = frozenset("von el al bin ibn abu ait ould vd vande vander ter ten di dos".split())


def leads_to_surname(words: list[Word], place: int, lists: WordLists) -> bool:
    """Whether a prefix such as "van den" goes on to a surname."""
    last = _after_prefixes(words, place)
    if last >= len(words):
        return False
    name = words[last].folded
    return name not in cues.NO_NAME and (words[last].capital or name in lists.surnames and lists.counts[name] < _A_WORD)


def prefixed(text: str, words: list[Word], place: int, lists: WordLists, titled: bool, related: bool) -> int:
    """How many words from here are a surname with its prefix, such as "Van Leeuwen" or "van der steen"; 0 if none are.

    ``titled`` says that a title stands before, ``related`` that a relation does, as in "mijn baas de Graaf".
    """
    if words[place].folded not in cues.INTERFIXES:
        return 0
    last = _after_prefixes(words, place)
    if last >= len(words) or any(words[p].starts_clause for p in range(place + 1, last + 1)):
        return 0
    name, prefix = words[last], " ".join(word.folded for word in words[place:last])
    if name.folded in cues.NO_NAME or len(name.folded) < 3:
        return 0
    capital = name.text[0].isupper() and not text.isupper()
    if titled and (capital or name.folded in lists.surnames and lists.counts[name.folded] < _A_WORD_AFTER_A_TITLE):
        return last + 1 - place
    if related and capital:
        return last + 1 - place
    archaic = prefix.endswith((" der", " den")) and prefix.startswith("van")
    if archaic and (capital or name.folded in lists.surnames or name.folded not in lists.known):
        return last + 1 - place
    if capital and words[place].capital and prefix not in ("de", "den", "het", "la", "le", "op", "al") and name.folded not in lists.never:
        return last + 1 - place
    return 0


def spread(text: str, words: list[Word], marks: list[str], lists: WordLists) -> None:
    """Let a name take in what belongs to it: surname, prefix, initials, a second name, a nickname's adjective."""
    for place in range(1, len(words)):
        word = words[place]
        if marks[place] or word.starts_clause or text[words[place - 1].end : word.start].strip():
            continue
        if marks[place - 1] == "naam":
            if _goes_on(words, place, lists):
                marks[place] = "naam"
            elif word.folded in cues.INTERFIXES and leads_to_surname(words, place, lists):
                last = _after_prefixes(words, place)
                marks[place : last + 1] = ["naam"] * (last + 1 - place)
    for place in range(len(words) - 1, 0, -1):
        if marks[place] == "naam" and not marks[place - 1] and _starts_before(text, words, place, lists):
            marks[place - 1] = "naam"
    for place, word in enumerate(words):
        if not marks[place] and _in_a_row(text, words, place, marks, lists):
            marks[place] = "naam"


def _goes_on(words: list[Word], place: int, lists: WordLists) -> bool:
    """Whether a word behind a name is its surname."""
    word, name = words[place], words[place].folded
    own = name in lists.surnames or name in lists.first_names or name not in lists.known and name not in lists.places
    if name in cues.NO_NAME or name in cues.VERBS or not own:
        return False
    # "ruben bakker": a trade is a surname where the clause ends behind it.
    trade = name in lists.surnames and not precedes(words, place) and lists.counts[name] < _A_WORD and follows(words, place - 1) not in cues.VERBS
    count = lists.counts[name]
    return word.capital or trade or count < _A_WORD and words[place - 1].folded in cues.INTERFIXES or count < _A_WORD_BESIDE_A_NAME


def _starts_before(text: str, words: list[Word], place: int, lists: WordLists) -> bool:
    """Whether the word before a name is a part of it."""
    word, before = words[place], words[place - 1]
    gap = text[before.end : word.start]
    if before.folded in cues.NICK_ADJECTIVES and not gap.strip():
        return follows(words, place - 1) not in cues.DETERMINERS - {"die", "als", "dat", "de"} and lists.counts[word.folded] < _IN_A_ROW
    if before.folded in cues.INTERFIXES and not gap.strip():
        initial = place > 1 and len(words[place - 2].text) == 1
        if before.capital or initial or word.capital and before.folded != "de" and before.folded not in ("van", "op", "het", "den", "te", "al"):
            return True
    if len(before.text) == 1 and gap.strip() in ("", ".") and (before.text.isupper() or gap.strip() == "."):
        return True
    return before.capital and before.folded not in lists.never and not gap.strip() and before.folded not in cues.NO_NAME


def _in_a_row(text: str, words: list[Word], place: int, marks: list[str], lists: WordLists) -> bool:
    """Whether a word that is a name too stands beside a name with only "en" or a comma in between: "sam en mees"."""
    word = words[place].folded
    unlisted = word not in lists.known and word not in lists.places and not is_surely_a_form(word)
    if lists.counts[word] >= _IN_A_ROW or word in cues.NO_NAME or word in cues.VERBS or word in lists.never or len(word) < 3:
        return False
    if word not in lists.things and word not in lists.first_names and not unlisted or not bare(text, words, place, lists):
        return False
    for other, joint in ((place + 2, place + 1), (place - 2, place - 1)):
        if 0 <= other < len(words) and marks[other] == "naam" and words[joint].folded in ("en", "of", "and"):
            return True
    return False


def _after_prefixes(words: list[Word], place: int) -> int:
    while place < len(words) and words[place].folded in cues.INTERFIXES:
        place += 1
    return place
