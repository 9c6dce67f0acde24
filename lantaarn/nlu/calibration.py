"""Calibrated confidence: 0.8 must mean that 80 % of such answers are right.

The scores of a linear model are turned into probabilities by a softmax whose temperature is fitted on scores that the
model gave to sentences it had not seen (temperature scaling, Guo and others, 2017).
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import logsumexp, softmax


def fit_temperature(scores: np.ndarray, labels: np.ndarray) -> float:
    """The sharpness with the least log loss.

    Args:
        scores: held-out scores, shape ``(n, classes)``.
        labels: index of the right class, shape ``(n,)``.

    Returns:
        A positive factor for the scores.
    """

    def loss(log_factor: float) -> float:
        scaled = scores * np.exp(log_factor)
        return float(np.mean(logsumexp(scaled, axis=1) - scaled[np.arange(len(labels)), labels]))

    return float(np.exp(minimize_scalar(loss, bounds=(-3.0, 5.0), method="bounded").x))


def probabilities(scores: np.ndarray, factor: float) -> np.ndarray:
    """Probabilities of shape ``(n, classes)``; each row adds up to one."""
    return softmax(scores * factor, axis=1)


def answer_threshold(confidence: np.ndarray, right: np.ndarray, max_wrong: float) -> float:
    """The lowest confidence at which to answer so that at most a share ``max_wrong`` of all messages is answered wrongly.

    Args:
        confidence: probability of the first guess on unseen sentences, shape ``(n,)``.
        right: whether that guess was right, shape ``(n,)``.
        max_wrong: share of all ``n`` that may be answered and wrong.
    """
    levels = np.unique(confidence)
    wrong_from = np.array([np.count_nonzero(~right[confidence >= level]) for level in levels])
    allowed = levels[wrong_from <= max_wrong * len(confidence)]
    return float(allowed[0]) if len(allowed) else 1.0
