import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantaarn.nlu.text import bare, clean, half_bare, has_words


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("HELP Mij", "help mij"),
        ("één café crème", "een cafe creme"),
        ("Ｈｅｌｐ", "help"),
        ("𝓱𝓮𝓵𝓹", "help"),
        ("ﬁets", "fiets"),
        ("heeeeelp", "heelp"),
        ("help!!!!", "help!!"),
        ("eerste", "eerste"),
        ("  help \t mij\n nu ", "help mij nu"),
        ("kijk op https://x.example/a?b=c nu", "kijk op link nu"),
        ("WWW.x.example", "link"),
        ("help\x00 mij\x07", "help mij"),
        ("й ё їжак", "й ё їжак"),
        ("مساعدة", "مساعدة"),
        ("Zürich", "zurich"),
        ("", ""),
    ],
)
def test_chat_spelling_gets_one_form(typed, cleaned):
    assert clean(typed) == cleaned


@pytest.mark.parametrize("invisible", ["\u00ad", "\u200b", "\u200d", "\ufeff"])
def test_an_invisible_sign_inside_a_word_does_not_break_the_word(invisible):
    assert clean(f"gedwon{invisible}gen") == "gedwongen"


@given(st.text())
def test_cleaning_never_fails_and_leaves_no_control_signs_or_double_spaces(text):
    cleaned = clean(text)
    assert cleaned == cleaned.strip()
    assert "  " not in cleaned
    assert not any(ord(sign) < 32 for sign in cleaned)


@pytest.mark.parametrize("typed", ["heeeel", "héééél", "heéél", "hEÉel"])
def test_a_repeat_is_a_repeat_with_accents_too(typed):
    assert clean(typed) == "heel"


def test_case_does_not_matter():
    assert clean("HIJ SLAAT ME") == clean("hij slaat me")


@pytest.mark.parametrize("text", ["a", "1", "да", "你", "... a", "ا"])
def test_a_letter_or_digit_in_any_script_is_a_word(text):
    assert has_words(text)


@pytest.mark.parametrize("text", ["", "   ", "...", "?!", "😀", "\u200b", "\n"])
def test_signs_alone_are_no_words(text):
    assert not has_words(text)


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("hoi, wat zegt de wet", "wat zegt de wet"),
        ("Goedenavond! Ik heb een vraag", "ik heb een vraag"),
        ("heeey mag dat wel zo", "mag dat wel zo"),
        ("hoi", "hoi"),
        ("hallo daar", "hallo daar"),
        ("dag en nacht open is dat zo", "dag en nacht open is dat zo"),
        ("dag, ik heb een vraag", "ik heb een vraag"),
        ("hoist de vlag maar eens", "hoist de vlag maar eens"),
    ],
)
def test_a_greeting_before_a_question_goes_and_a_greeting_alone_stays(typed, cleaned):
    assert clean(typed) == cleaned


@pytest.mark.parametrize("typed", ["mag dat 😕", "😕 mag dat", "mag 👍🏽 dat", "mag dat ☎"])
def test_emoji_change_nothing(typed):
    assert clean(typed) == "mag dat"


def test_bare_has_no_capitals_and_no_punctuation():
    assert bare("Ben ik strafbaar, als ik 'stop'?!") == "ben ik strafbaar als ik stop"


def test_the_same_half_is_bare_each_time():
    texts = [f"Is dit zin {number}?" for number in range(200)]
    changed = [bool(a != b) for a, b in zip(texts, half_bare(texts), strict=True)]
    assert 70 < sum(changed) < 130
    assert half_bare(texts) == half_bare(texts)
    assert half_bare(texts[::-1]) == half_bare(texts)[::-1]
