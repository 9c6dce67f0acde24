from itertools import permutations

import pytest

from lantaarn.answers.topics import load_topics
from lantaarn.nlu.danger_kinds import KIND_OF_TOPIC, KINDS, TOPIC_OF_KIND, in_order
from lantaarn.settings import Settings


@pytest.mark.parametrize("kinds", permutations(["refuse", "113", "112"]))
def test_the_most_urgent_kind_comes_first(kinds):
    assert in_order(kinds) == ["112", "113", "refuse"]


def test_a_kind_that_is_found_twice_counts_once():
    assert in_order(["minor", "minor"]) == ["minor"]


def test_what_is_no_kind_is_left_out():
    assert in_order(["none", "victim"]) == ["victim"]
    assert in_order([]) == []


def test_every_kind_has_a_topic_of_its_own():
    assert tuple(TOPIC_OF_KIND) == KINDS
    assert {kind: KIND_OF_TOPIC[topic] for kind, topic in TOPIC_OF_KIND.items()} == {kind: kind for kind in KINDS}


def test_the_topics_of_danger_exist():
    assert set(KIND_OF_TOPIC) <= set(load_topics(Settings().data / "topics.csv"))
