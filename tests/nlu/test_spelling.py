import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantaarn.nlu.spelling import FREQUENT_FROM, Speller

TEXTS = ["ik bel de politie", "de politie komt", "melden bij politie", "strafbaar of niet"] * FREQUENT_FROM + ["zeldzaam"] * 2


@pytest.fixture(scope="module")
def speller():
    return Speller.fit(TEXTS)


@pytest.mark.parametrize("typed", ["poltie", "politiee", "politei", "politja", "pollitie", "bolitie"])
def test_one_change_from_a_frequent_word_becomes_that_word(speller, typed):
    expected = typed if typed == "politja" else "politie"  # two changes are too many
    assert speller.correct(typed) == expected


@pytest.mark.parametrize("typed", ["zeldzaam", "bell", "komt", "iets", "zeldzam", "politie2", "помощь"])
def test_known_short_rare_and_foreign_words_stay(speller, typed):
    assert speller.correct(typed) == typed


def test_of_two_near_words_the_commoner_is_taken():
    assert Speller.fit(["komen"] * 9 + ["kamen"] * 5).correct("kumen") == "komen"


def test_each_word_of_a_sentence_is_looked_at(speller):
    assert speller.correct("is da strafbar volgens de poltie") == "is da strafbaar volgens de politie"


def test_the_speller_survives_storage_without_pickle(speller, tmp_path):
    np.savez(tmp_path / "s.npz", **speller.to_arrays())
    with np.load(tmp_path / "s.npz", allow_pickle=False) as arrays:
        assert Speller.from_arrays(arrays).correct("de poltie") == "de politie"


@given(st.text(max_size=80))
def test_no_text_breaks_it_and_the_number_of_words_stays(text):
    assert len(Speller.fit(TEXTS).correct(text).split()) == len(text.split())
