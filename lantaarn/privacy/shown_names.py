"""Words that are a first name and something else too: whether the sentence shows that one is a name here."""

from __future__ import annotations

from lantaarn.privacy import name_cues as cues
from lantaarn.privacy.name_positions import bare, says_who
from lantaarn.privacy.person_positions import only_somebody
from lantaarn.privacy.sentence_words import Word, follows, precedes
from lantaarn.privacy.word_lists import WordLists

# Above this many times in our own sentences a word is a word, whatever list it stands on.
_COMMON = 25
_RARE = 15
_CONJUNCTIONS = frozenset("dat als want omdat toen en maar dus of".split())
# After one of these stands who it is about: "sinds gift weg is".
_SUBORDINATE = frozenset("als dat omdat sinds toen terwijl wanneer nadat voordat totdat zodra hoewel of".split())
# What there is without anybody doing it, so that "is" and "heeft" show nothing.
_ABSTRACT = frozenset(
    "hoop hope faith joy love liefde peace storm comfort happy lucky zon rain sky zomer winter lente mercy grace glory gift patience"
    " charity destiny zilver goud honey sugar metro media may long mini max north page pep press queen king angel star engel islam"
    " dawn summer blue black white red jong lang kort groot klein wit zwart rood groen blauw bruin oranje rijk lief trouw vrij".split()
)


# Of those the ones that are given as a name often.
_GIVEN = frozenset("storm joy faith hope grace angel king queen star destiny charity mercy summer dawn gift patience lucky glory sky rain star honey sugar".split())
# Words that hardly anybody is called, though some list has them.
_THINGS_FIRST = frozenset(
    "aard bui beat cars case china creed dela doctor forest gage islam israel kar kei lijntje lo mini nail nike north page pal pep press"
    " servet tin true york wiel keet kick lot dot ton tak toon bill kers bloem haring lie lies ad al ed ans max das hert".split()
)
# First names that are small words too: only a capital tells them.
_SMALL_WORDS = frozenset("wil ben dan an ad al ed per jo do".split())
_PRONOUNS = frozenset("ik hij zij ze wij we jij".split())
_SOMEBODY = frozenset("me mij haar hem ons jou ze hun mijn mn zijn zn gezegd".split())


def shown(text: str, words: list[Word], place: int, lists: WordLists, name: str) -> bool:
    """Whether the sentence shows that a word, which is a first name too, is one here."""
    word, count = words[place], lists.counts[name]
    before, after = follows(words, place), precedes(words, place)
    if before in cues.RELATIONS and after in cues.VERBS and name in lists.first_names:
        return name not in cues.VERBS and name not in cues.NO_NAME and count < _RARE or name in lists.ordinary
    if name in lists.never:
        return False
    if word.capital and name in _SMALL_WORDS:
        return after not in _PRONOUNS | {"u", "je", "er"}
    if word.capital and name not in cues.NO_NAME and count < 400:
        return not _org(words, place, lists)
    if name in lists.things and bare(text, words, place, lists):
        return True
    if before in cues.RELATIONS and after in cues.VERBS and name in lists.ordinary and name not in cues.VERBS:
        return True
    if name in lists.ordinary and says_who(text, words, place):
        return name not in _ABSTRACT or name in _GIVEN
    if word.text[0].isupper() and after in cues.VERBS and name in lists.ordinary and count < 40 and name not in _ABSTRACT:
        return True
    if count >= _COMMON or name in cues.NO_NAME or name in cues.VERBS or len(name) < 2:
        return False
    if name_like(name, lists) and (bare(text, words, place, lists) or before in ("als", "dat")) and only_somebody(text, words, place):
        return True
    if place and word.starts_clause and not after:
        # "mijn zus, roos, is weg": what stands alone between commas after a relation says who.
        return any(near.folded in cues.RELATIONS for near in words[max(0, place - 4) : place])
    if before in cues.RELATIONS:
        return count < 12
    if before in cues.GREETINGS and place == 1 and not after:
        return True
    if not bare(text, words, place, lists):
        return False
    given = name in lists.ordinary and (name not in _ABSTRACT or name in _GIVEN) and count < _RARE
    if given and (before == "en" and place > 1 and words[place - 2].folded in _PRONOUNS or after == "en" and before not in ("is", "was") and _next(words, place) in _PRONOUNS):
        return True
    if given and before in _SUBORDINATE and after and after not in _PRONOUNS:
        return True
    if word.starts_clause or before in _CONJUNCTIONS:
        return _acts(words, place, name)
    return before in cues.ABOUT_SOMEBODY and given and after in ("", "en", "zijn", "haar")


def name_like(name: str, lists: WordLists) -> bool:
    """Whether a word is given as a name often enough for its position alone to decide."""
    return name in lists.ordinary and name not in lists.never and name not in _THINGS_FIRST and (name not in _ABSTRACT or name in _GIVEN)


def _next(words: list[Word], place: int) -> str:
    return words[place + 2].folded if place + 2 < len(words) else ""


def surname_shown(words: list[Word], place: int, lists: WordLists) -> bool:
    """Whether a word with a capital, which is a surname too, stands where one may stand: not as "de Kamer" or "de Wet"."""
    before = words[place - 1].folded
    return before in cues.RELATIONS or lists.counts[words[place].folded] < _RARE and before not in ("het", "een", "die", "deze", "dit")


def _acts(words: list[Word], place: int, name: str) -> bool:
    """Whether what follows can only be said of somebody."""
    after = precedes(words, place)
    if after in cues.HUMAN_VERBS:
        return True
    if after in ("is", "was") and place + 2 < len(words) and words[place + 2].folded in cues.HUMAN_STATES:
        return name not in ("storm", "metro", "media", "may")
    if after in ("heeft", "had", "laat", "liet", "houdt") and place + 2 < len(words) and words[place + 2].folded in _SOMEBODY:
        return name not in _ABSTRACT or name in _GIVEN
    return after in cues.VERBS and name not in _ABSTRACT


def _org(words: list[Word], place: int, lists: WordLists) -> bool:
    """Whether a capital stands next to another ordinary capital, as in "Blijf van mijn Lijf" or "Child Focus"."""
    near = [words[p] for p in (place - 1, place + 1) if 0 <= p < len(words)]
    return words[place].folded in lists.ordinary and any(w.text[0].isupper() and w.folded in lists.ordinary for w in near)
