import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantaarn.evaluation import robustness
from lantaarn.evaluation.parsing import Understanding
from lantaarn.evaluation.robustness import CHANGES, flips, step, with_typing_error


@given(st.text(max_size=60))
def test_a_typing_error_stays_one_error(sentence):
    changed = with_typing_error(sentence)
    assert abs(len(changed) - len(sentence)) <= 1
    # Swapped, left out or doubled: no letter comes in that was not there.
    assert set(changed) <= set(sentence)


def test_a_typing_error_is_made_and_is_always_the_same():
    sentence = "wanneer is een klant strafbaar"
    assert with_typing_error(sentence) != sentence
    assert with_typing_error(sentence) == with_typing_error(sentence)


def test_without_a_longer_word_nothing_changes():
    assert with_typing_error("en nu dan?") == "en nu dan?"


def understood(topic, sure=True):
    return Understanding(topic, 0.9, ((topic, 0.9),), sure, ())


@pytest.mark.parametrize(("sure", "wanted"), [(True, "wet_doel"), (False, "navraag")])
def test_a_step_is_the_topic_or_asking_back(sure, wanted):
    assert step(understood("wet_doel", sure)) == wanted


def test_flips_count_sentences_that_led_elsewhere(monkeypatch):
    def parse(_agent, sentences):
        # A bot that is thrown off by a greeting, and by nothing else.
        return [understood("gesprek_groet" if s.startswith("hoi") else "wet_doel") for s in sentences]

    monkeypatch.setattr(robustness, "understand_all", parse)
    counted = flips(None, ["Waarom?", "Waarom is die wet er?"])
    assert {name: share.hits for name, share in counted.items()} == {
        name: 2 if "hoi" in name else 0 for name in CHANGES
    }
