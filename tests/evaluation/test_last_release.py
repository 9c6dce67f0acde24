"""The comparison itself, and the comparison of this checkout with the last release."""

import pytest

from lantaarn.evaluation.intervals import Share
from lantaarn.evaluation.last_release import (
    falls,
    last_release_file,
    own_figures,
    read_figures,
    topic_sentences,
    write_figures,
)
from lantaarn.evaluation.robustness import flips
from lantaarn.settings import Settings
from lantaarn.startup import load_agent

MAX_FLIPS = 0.03
EVERY = 3  # one sentence in three is enough to see flips, and keeps the tests short


@pytest.fixture(scope="module")
def agent():
    return load_agent(Settings())


@pytest.mark.parametrize(
    ("then", "now", "fallen"),
    [
        (Share(90, 100), Share(90, 100), False),
        (Share(90, 100), Share(95, 100), False),
        (Share(900, 1000), Share(891, 1000), False),
        (Share(900, 1000), Share(889, 1000), True),
        (Share(10, 10), Share(9, 10), False),
        (Share(10, 10), Share(8, 10), True),
    ],
)
def test_a_fall_is_more_than_a_point_and_more_than_a_sentence(then, now, fallen):
    assert bool(falls({"set": {"groep": then}}, {"set": {"groep": now}})) is fallen


def test_a_group_that_is_no_longer_measured_is_a_fall():
    assert falls({"set": {"groep": Share(1, 1)}}, {"set": {}}) == ["set, groep: niet meer gemeten"]


def test_a_new_group_is_no_fall():
    assert falls({}, {"set": {"groep": Share(0, 9)}}) == []


def test_figures_come_back_as_they_were_written(tmp_path):
    figures = {"nlu/topics": {"één groep": Share(3, 4)}}
    write_figures(tmp_path / "cijfers.json", figures)
    assert read_figures(tmp_path / "cijfers.json") == figures


def test_no_group_fell_since_the_last_release(agent):
    settings = Settings()
    fallen = falls(read_figures(last_release_file(settings)), own_figures(settings, agent))
    if fallen:
        pytest.fail("\n".join(fallen), pytrace=False)


def test_the_same_meaning_gets_the_same_answer(agent):
    shares = flips(agent, topic_sentences(Settings())[::EVERY])
    assert sum(s.hits for s in shares.values()) / sum(s.total for s in shares.values()) <= MAX_FLIPS, shares
