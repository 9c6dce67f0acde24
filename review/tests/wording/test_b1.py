"""What makes a text hard to read is named; what the build refuses is told apart from advice."""

import pytest

from wording.b1 import button_findings, counted, findings, hard_words
from wording.places import damage


def said(text, **more):
    return " ".join(finding.sentence for finding in findings(text, **more))


def refused(text, **more):
    return [finding.sentence for finding in findings(text, **more) if finding.refused]


def test_plain_words_in_short_sentences_get_no_remark():
    assert findings("Je kunt bellen. Dat is gratis.\n\nJe hoeft je naam niet te zeggen.") == []


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("Bel {alarm.nummer} echter snel.", "‘echter’ is moeilijk. Gewoner is: maar"),
        ("De melding wordt door ons gelezen.", "lijdend"),
        ("Kunt u bellen?", "Lantaarn zegt ‘je’"),
        ("Neem iets mee, bijv. water.", "afkorting"),
        ("Doe het NIET. STOP.", "hoofdletters"),
        ("Bel nu!", "uitroepteken"),
        ("De verantwoordelijkheidsverdeling is nieuw.", "een lang woord"),
    ],
)
def test_what_is_hard_is_named_as_advice(text, remark):
    assert remark in said(text)
    assert refused(text) == []


def test_what_the_build_refuses_is_refused_here():
    assert refused(" ".join(["woord"] * 23) + ".") != []
    assert refused(" ".join(["Een zin."] * 48)) != []
    assert refused("Bel 112.") != []
    assert refused("") != []
    assert refused("Er is hulp.", ends_with_question=True) != []
    assert refused("Wil je hulp?", ends_with_question=True) == []


def test_words_everybody_here_must_know_are_no_long_words():
    assert findings("Mensenhandelaren en minderjarigen. Decriminalisering.") == []


def test_a_button_has_a_text_that_fits():
    assert button_findings("Verder") == []
    assert button_findings(" ")[0].refused
    assert button_findings("x" * 31)[0].refused


def test_a_fact_counts_as_one_word():
    assert counted("Bel {mma.nummer} nu. Dat kan.") == (5, 2.5)


def test_the_list_has_an_easier_word_for_each():
    words = hard_words()
    assert len(words) > 80
    assert all(simple and simple != word for _, word, simple in words)


@pytest.mark.parametrize(
    ("after", "sentence"),
    [
        ("Bel nu.", "De vaste plek {mma.nummer} is weg"),
        ("Bel {mma.nummer} of {mma.nummer}.", "te vaak"),
        ("Bel {mma.nummer} of {alarm.nummer}.", "{alarm.nummer} staat er te vaak, of hoort niet"),
        ("Bel {mma.nummer} {nu", "losse accolade"),
    ],
)
def test_a_fact_that_was_touched_is_named(after, sentence):
    assert sentence in " ".join(damage("Bel {mma.nummer}.", after))


def test_a_fact_may_move():
    assert damage("Bel {mma.nummer} nu.", "Nu bellen? {mma.nummer}") == []
