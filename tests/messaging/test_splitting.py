import re

import pytest
from hypothesis import given, strategies as st

from lantaarn.check import load_responses
from lantaarn.messaging.splitting import size, split
from lantaarn.settings import Settings

LIMITS = st.integers(min_value=10, max_value=120)
SENTENCES = st.lists(
    st.sampled_from(
        [
            "Bel 112.",
            "Bel 0800 - 7000 als je durft!",
            "Kun je praten?",
            "Het kost 1.000 euro.",
            "Dat is zo;",
            "€ 87.000,50",
            "😀😀",
            "\n",
            "\n\n",
        ]
    ),
    max_size=40,
).map(" ".join)
NUMBER = re.compile(r"\d(?:[ .,\-–]*\d)*")


def bare(text):
    return "".join(text.split())


def test_what_fits_stays_whole():
    assert split("Bel 112. Nu.", 100) == ["Bel 112. Nu."]
    assert split("  ", 100) == [] == split("", 100)


def test_paragraphs_go_before_sentences_and_sentences_before_words():
    assert split("Een zin. Nog een.\n\nDe tweede alinea.", 30) == ["Een zin. Nog een.", "De tweede alinea."]
    assert split("Een zin. Nog een zin die langer is.", 30) == ["Een zin.", "Nog een zin die langer is."]
    assert split("geen enkele punt in deze tekst", 12) == ["geen enkele", "punt in deze", "tekst"]


@pytest.mark.parametrize(
    "number", ["0800-7000", "0800 - 7000", "06 12 34 56 78", "1.000.000", "+31 (0)88", "€ 87.000", "09:00"]
)
def test_a_number_is_never_cut(number):
    text = f"Dit nummer is {number} en dan nog wat."
    digits = re.search(r"\d.*\d", number).group()
    for limit in range(len(number) + 4, len(text)):
        assert any(digits in part for part in split(text, limit)), limit


@given(SENTENCES, LIMITS)
def test_every_part_fits_and_nothing_is_lost_or_moved(text, limit):
    parts = split(text, limit)
    assert all(0 < size(part) <= limit for part in parts)
    assert bare("".join(parts)) == bare(text)
    assert all(part == part.strip() for part in parts)


@given(SENTENCES, st.integers(min_value=40, max_value=120))
def test_no_cut_falls_inside_a_number(text, limit):
    # Two numbers that stand side by side cannot be told from one; so only sentences of ours.
    lines = [NUMBER.findall(line) for line in text.splitlines()]
    parts = " \x00 ".join(split(text, limit))
    for found in (number for line in lines for number in line if len(number) <= 12):
        assert found in parts


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200), st.integers(min_value=2, max_value=50))
def test_whatever_the_text_it_ends_and_fits(text, limit):
    parts = split(text, limit)
    assert all(size(part) <= limit for part in parts)
    assert bare("".join(parts)) == bare(text)


def test_signs_outside_the_first_plane_count_for_two():
    assert size("a😀") == 3 == len("a😀".encode("utf-16-le")) // 2


def test_every_answer_of_this_checkout_is_cut_at_sentences_at_a_tenth_of_its_length():
    for variations in load_responses(Settings().data / "responses").values():
        for variation in variations:
            text = variation.get("text", "")
            parts = split(text, 300)
            assert bare("".join(parts)) == bare(text)
            assert all(part[-1] in ".!?:”’)…;}" or "\n" in text for part in parts[:-1])


def test_a_limit_can_be_in_bytes():
    assert split("één twee drie", 9, in_bytes=True) == ["één", "twee drie"]
    assert split("één twee drie", 9) == ["één twee", "drie"]
    assert split("😀😀😀", 4, in_bytes=True) == ["😀", "😀", "😀"]


@given(SENTENCES, LIMITS)
def test_no_part_has_more_bytes_than_the_limit(text, limit):
    assert all(len(part.encode()) <= limit for part in split(text, limit, in_bytes=True))
