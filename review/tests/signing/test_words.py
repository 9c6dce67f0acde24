"""Two texts compared word by word give both texts back."""

import pytest

from signing.words import in_words

CASES = [
    ("", ""),
    ("", "nieuw"),
    ("weg", ""),
    ("Bel nu 112.", "Bel meteen 112."),
    ("een twee drie", "drie twee een"),
    ("Eerste.\n\nTweede.", "Eerste.\nTweede."),
    ("  spaties   overal ", "spaties overal"),
    ("اتصل بالرقم 112", "اتصل الآن بالرقم 112"),
]


def words(pieces, *kinds):
    return " ".join(text for kind, text in pieces if kind in kinds).split()


@pytest.mark.parametrize(("before", "after"), CASES)
def test_without_what_is_new_it_reads_as_before_and_without_what_is_gone_as_after(before, after):
    pieces = in_words(before, after)
    assert words(pieces, "same", "gone") == before.split()
    assert words(pieces, "same", "new") == after.split()


def test_only_the_words_that_differ_are_marked():
    assert in_words("Bel nu 112. Ga weg.", "Bel meteen 112. Ga weg.") == [
        ("same", "Bel "),
        ("gone", "nu "),
        ("new", "meteen "),
        ("same", "112. Ga weg. "),
    ]


def test_neighbouring_words_are_marked_together():
    assert in_words("a een twee drie b", "a vier vijf zes b")[1:3] == [
        ("gone", "een twee drie "),
        ("new", "vier vijf zes "),
    ]
