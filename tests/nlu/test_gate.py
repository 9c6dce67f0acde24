"""How the gate weighs kinds against each other, with a detector whose margins the test sets; and the trained gate itself."""

from types import SimpleNamespace

import numpy as np
import pytest

from lantaarn.nlu.danger_kinds import KINDS
from lantaarn.nlu.gate import DOUBT, LONG_FROM, PART_LENGTH, Gate, gate, parts_of

THRESHOLDS = np.full(len(KINDS), 0.5)


def judged(over, signals=(), text="een bericht"):
    """The assessment of a message that lies this much over the threshold of each kind; a kind not named lies far below."""
    margins = np.array([[THRESHOLDS[i] + over.get(kind, -9.0) for i, kind in enumerate(KINDS)]])
    detector = SimpleNamespace(margins=lambda texts: margins.copy(), thresholds=THRESHOLDS)
    return Gate(detector, SimpleNamespace(find=lambda text: list(signals))).assess(text)


def test_below_every_threshold_there_is_no_danger():
    assert judged({"112": -0.01, "refuse": -0.5}).kinds == ()


def test_on_the_threshold_there_is():
    assert judged({"victim": 0.0}).kinds == ("victim",)


def test_a_kind_far_behind_the_strongest_does_not_count():
    assert judged({"victim": 3.0, "minor": 0.5, "113": 1.0}).kinds == ("victim",)


def test_kinds_close_together_all_hold_and_the_most_urgent_comes_first():
    assert judged({"minor": 2.0, "113": 1.8, "victim": 1.9}).kinds == ("113", "minor", "victim")


def test_acute_danger_may_lie_further_behind_than_the_rest():
    assert judged({"victim": 2.0, "112": 1.4, "minor": 1.4}).kinds == ("112", "victim")


def test_who_may_be_a_victim_beside_a_harmful_wish_is_helped():
    assert judged({"refuse": 2.0, "victim": 1.3}).kinds == ("victim", "refuse")
    assert judged({"113": 2.0, "victim": 1.3}).kinds == ("113",)


def test_acute_danger_counts_beside_thoughts_of_suicide_only_when_seen_more_clearly():
    assert judged({"113": 2.0, "112": 1.9}).kinds == ("113",)
    assert judged({"113": 2.0, "112": 2.1}).kinds == ("113",)
    assert judged({"113": 1.9, "112": 2.2}).kinds == ("112", "113")
    assert judged({"113": 2.0, "112": 1.9}, signals=["112"]).kinds == ("112", "113")


def test_a_sure_signal_always_counts():
    assert judged({"victim": 3.0}, signals=["113"]).kinds == ("113", "victim")
    assert judged({}, signals=["112"]).kinds == ("112",)


@pytest.mark.parametrize(
    ("over", "signals", "doubtful"),
    [
        ({"refuse": 0.1}, (), True),
        ({"refuse": DOUBT + 0.1}, (), False),
        ({"refuse": 0.1}, ("refuse",), False),
        ({"victim": 0.1}, (), False),
        ({"refuse": 0.1, "victim": 0.1}, (), False),
        ({}, (), False),
    ],
)
def test_only_a_weak_harmful_wish_is_in_doubt(over, signals, doubtful):
    assert judged(over, signals).doubtful is doubtful


@pytest.mark.parametrize("text", ["", "?!", "😀"])
def test_without_words_there_is_nothing_to_find(text):
    assert judged({"112": 5.0}, signals=["112"], text=text).kinds == ()


@pytest.mark.parametrize(
    "text", ["kort", "Eén zin. Nog een zin.", "woord " * 80, "Dit is een zin. " * 30, "zonderspaties" * 40]
)
def test_parts_lose_no_letter_and_stay_short(text):
    parts = parts_of(text)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(len(part) <= PART_LENGTH for part in parts)


def test_a_cry_for_help_in_a_long_story_is_found():
    story = "Vandaag was het rustig op mijn werk en ik heb lekker gegeten met mijn collega's in de kantine. "
    text = story + story + "Help, hij slaat haar nu en ze kan niet weg. " + story
    assert len(text) > LONG_FROM
    assert "112" in gate().assess(text).kinds
