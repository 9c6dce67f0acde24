"""Whether an unknown word is a typing error, a compound or an inflection of a known one, or of a first name."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from lantaarn.privacy.word_lists import word_lists

_FREQUENT = 4
_VERY_FREQUENT = 30
_LONG = 8
_ENDINGS = ("en", "de", "te", "den", "ten", "tje", "tjes", "je", "jes", "s", "e", "t", "n", "er", "ers", "d", "ing", "ingen", "baar", "loos", "heid", "lijk", "lijke", "ende", "end", "ster", "st")
_BEGINNINGS = ("ge", "be", "ver", "ont", "her", "aan", "af", "op", "uit", "in", "mee", "om", "on", "over", "toe", "weg", "door", "voor", "na", "terug", "bij", "binnen", "buiten", "tegen", "vast", "los", "neer", "rond", "dood", "leeg", "klaar", "ex")
_LINKS = ("", "s", "en", "e", "-")
_SHORTEST_PART = 3


def looks_like_a_word(word: str, typing_errors: bool = True) -> bool:
    """Whether a known word explains this one; the word is folded. Without ``typing_errors`` only its compounds and forms do."""
    counts = word_lists().counts
    parts = [part for part in word.replace("'", "-").split("-") if part]
    return all(_one(part, counts, typing_errors) for part in parts)


def is_surely_a_form(word: str) -> bool:
    """Whether a known word of five letters with an ending, or two of four letters together, make this one; "ken" + "zo" do not."""
    known = word_lists().known
    if any(word.endswith(end) and len(word) - len(end) > 4 and (word[: -len(end)] in known or word[: -len(end)] + "en" in known) for end in _ENDINGS):
        return True
    if any(word.startswith(b) and len(word) - len(b) > 3 and word[len(b) :] in known for b in _BEGINNINGS):
        return True
    return any(
        head[: len(head) - len(link)] in known and head.endswith(link) and len(head) - len(link) > 3
        for cut in range(4, len(word) - 3)
        if (tail := word[cut:]) in known or _inflected(tail, word_lists().counts)
        for head in (word[:cut],)
        for link in _LINKS
    )


def is_a_slip(word: str) -> bool:
    """Whether one wrong letter makes this folded word of one that everybody uses: where a name may stand that is all that counts."""
    near = [w for length in range(len(word) - 1, len(word) + 2) for w in _very_frequent_by_length().get(length, ())]
    return process.extractOne(word, near, scorer=OSA.distance, score_cutoff=1) is not None


def near_a_first_name(word: str) -> bool:
    """Whether one change of letter makes this folded word a first name of five letters or more."""
    if len(word) < 5:
        return False
    near = [n for length in range(len(word) - 1, len(word) + 2) for n in _names_by_start().get((word[:2], length), ())]
    return bool(process.extractOne(word, near, scorer=OSA.distance, score_cutoff=1))


def _one(word: str, counts: dict[str, int], typing_errors: bool) -> bool:
    if word in word_lists().known or len(word) < _SHORTEST_PART:
        return True
    return _inflected(word, counts) or _compound(word, counts) or typing_errors and _typed_wrong(word)


def _inflected(word: str, counts: dict[str, int]) -> bool:
    known = word_lists().known
    for ending in _ENDINGS:
        stem = word[: -len(ending)] if word.endswith(ending) else ""
        if len(stem) >= 4 and (stem in known or stem + "en" in known or stem + "e" in known or stem[:-1] in known and len(stem) > 4):
            return True
    return any(word.startswith(b) and len(word) - len(b) >= 3 and word[len(b) :] in known for b in _BEGINNINGS)


def _compound(word: str, counts: dict[str, int]) -> bool:
    known = word_lists().known
    for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        head, tail = word[:cut], word[cut:]
        if len(head) > 3 and len(tail) > 3 and head in known and tail in known:
            return True
        if counts[tail] or len(tail) > 4 and (tail in known or _inflected(tail, counts)):
            for link in _LINKS:
                stem = head[: len(head) - len(link)] if link and head.endswith(link) else head if not link else ""
                if len(stem) >= _SHORTEST_PART and counts[stem]:
                    return True
    return False


def _typed_wrong(word: str) -> bool:
    if len(word) < 4:
        return True
    reach = 2 if len(word) >= _LONG else 1
    near = [w for length in range(len(word) - reach, len(word) + reach + 1) for w in _frequent_by_length().get(length, ())]
    if process.extractOne(word, near, scorer=OSA.distance, score_cutoff=reach) is not None:
        return True
    bare = _consonants(word)
    return len(bare) >= 4 and bare in _consonant_shapes()


def _consonants(word: str) -> str:
    return "".join(sign for sign in word if sign not in "aeiouy")


@cache
def _frequent_by_length() -> dict[int, list[str]]:
    by_length: dict[int, list[str]] = defaultdict(list)
    for word, count in word_lists().counts.items():
        if count >= _FREQUENT and len(word) > 2:
            by_length[len(word)].append(word)
    return by_length


@cache
def _very_frequent_by_length() -> dict[int, list[str]]:
    counts = word_lists().counts
    return {length: [w for w in words if counts[w] >= _VERY_FREQUENT] for length, words in _frequent_by_length().items()}


@cache
def _consonant_shapes() -> frozenset[str]:
    return frozenset(_consonants(w) for w, n in word_lists().counts.items() if n >= _FREQUENT and len(w) > 4)


@cache
def _names_by_start() -> dict[tuple[str, int], list[str]]:
    lists = word_lists()
    grouped: dict[tuple[str, int], list[str]] = defaultdict(list)
    for name in lists.certain_names | lists.first_names:
        if len(name) > 4 and not lists.counts[name]:
            grouped[name[:2], len(name)].append(name)
    return grouped
