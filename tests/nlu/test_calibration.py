import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantaarn.nlu.calibration import answer_threshold, fit_temperature, probabilities


def log_loss(scores, labels, factor):
    return -np.mean(np.log(probabilities(scores, factor)[np.arange(len(labels)), labels]))


@pytest.fixture
def noisy():
    """Scores of a model that is right about seven times in ten."""
    random = np.random.default_rng(7)
    labels = random.integers(0, 4, 400)
    scores = random.normal(size=(400, 4))
    scores[np.arange(400), labels] += 2
    return scores, labels


@given(st.floats(0.05, 100), st.lists(st.lists(st.floats(-5, 5), min_size=3, max_size=3), min_size=1, max_size=5))
def test_probabilities_add_up_to_one(factor, scores):
    rows = probabilities(np.array(scores), factor)
    assert rows.sum(axis=1) == pytest.approx(1)
    assert (rows >= 0).all()


def test_sharpness_does_not_change_which_topic_comes_first(noisy):
    scores, _ = noisy
    for factor in (0.1, 1.0, 20.0):
        assert (probabilities(scores, factor).argmax(axis=1) == scores.argmax(axis=1)).all()


def test_the_fitted_factor_has_the_least_log_loss(noisy):
    scores, labels = noisy
    best = fit_temperature(scores, labels)
    for other in (0.5 * best, 0.9 * best, 1.1 * best, 2 * best):
        assert log_loss(scores, labels, best) < log_loss(scores, labels, other)


def test_scores_on_another_scale_give_the_same_probabilities(noisy):
    scores, labels = noisy
    plain = probabilities(scores, fit_temperature(scores, labels))
    scaled = probabilities(scores / 10, fit_temperature(scores / 10, labels))
    assert scaled == pytest.approx(plain, abs=1e-3)


def test_afterwards_confidence_comes_true(noisy):
    scores, labels = noisy
    chances = probabilities(scores, fit_temperature(scores, labels))
    right = chances.argmax(axis=1) == labels
    assert chances.max(axis=1).mean() == pytest.approx(right.mean(), abs=0.03)


@pytest.mark.parametrize(
    ("max_wrong", "threshold"),
    [(0.0, 0.8), (0.25, 0.5), (0.5, 0.3), (1.0, 0.3)],
)
def test_the_threshold_is_the_lowest_that_keeps_the_promise(max_wrong, threshold):
    confidence = np.array([0.8, 0.6, 0.5, 0.3])
    right = np.array([True, False, True, False])
    assert answer_threshold(confidence, right, max_wrong) == threshold


def test_when_the_surest_answer_is_wrong_nothing_is_answered():
    assert answer_threshold(np.array([0.9, 0.5]), np.array([False, True]), 0.0) == 1.0


@given(
    st.lists(st.tuples(st.floats(0, 0.99), st.booleans()), min_size=1, max_size=40, unique_by=lambda pair: pair[0]),
    st.floats(0, 1),
)
def test_at_the_threshold_no_larger_share_is_answered_wrongly(answers, max_wrong):
    confidence, right = (np.array(column) for column in zip(*answers, strict=True))
    answered = confidence >= answer_threshold(confidence, right, max_wrong)
    assert np.mean(answered & ~right) <= max_wrong


def test_answers_that_are_equally_sure_are_answered_all_or_none():
    confidence = np.array([0.9, 0.9, 0.1])
    right = np.array([True, False, True])
    answered = confidence >= answer_threshold(confidence, right, 0.0)
    assert not (answered & ~right).any()
