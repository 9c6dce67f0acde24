"""One-against-rest linear SVMs for many classes, trained on both cores, kept as plain arrays."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from joblib import Parallel, delayed
from scipy import sparse
from sklearn.svm import LinearSVC

from lantaarn.nlu.progress import progress_line

SEED = 20220101
GROUPS = 8
REST = "_rest"


def fit_classes(
    features: sparse.csr_matrix, labels: np.ndarray, classes: Sequence[str], penalty: float, task: str
) -> tuple[np.ndarray, np.ndarray]:
    """Train one machine a class.

    Args:
        features: shape ``(n, features)``.
        labels: name of the class of each row, shape ``(n,)``.
        classes: names, in the order of the columns that come back.
        penalty: the machine's C; higher follows the training data more closely.
        task: what the progress line says.

    Returns:
        Weights of shape ``(features, classes)``, half precision to halve what they take in memory (no answer on the
        held-out sets changed by it), and bias of shape ``(classes,)``.
    """
    show = progress_line(task)
    done = 0

    def fit(group: Sequence[str]) -> list[tuple[np.ndarray, float]]:
        nonlocal done
        grouped = np.where(np.isin(labels, group), labels, REST)
        machine = LinearSVC(C=penalty, random_state=SEED).fit(features, grouped)
        rows = [list(machine.classes_).index(name) for name in group]
        done += len(group)
        show(done, len(classes))
        return [(machine.coef_[row].astype(np.float32), float(machine.intercept_[row])) for row in rows]

    # The solver copies all features at every call, so a call takes a group of classes, each against all the rest; threads,
    # not processes, since it works without the interpreter's lock.
    groups = [list(group) for group in np.array_split(np.array(classes), min(GROUPS, len(classes) // 2))]
    fitted = Parallel(n_jobs=2, prefer="threads")(delayed(fit)(group) for group in groups)
    machines = [machine for group in fitted for machine in group]
    weights = np.stack([weight for weight, _ in machines], axis=1).astype(np.float16)
    return weights, np.array([bias for _, bias in machines], dtype=np.float32)


def class_scores(features: sparse.csr_matrix, weights: np.ndarray, bias: np.ndarray) -> np.ndarray:
    """Scores of shape ``(n, classes)``; only the rows of ``weights`` that a sentence touches are read."""
    scores = np.empty((features.shape[0], weights.shape[1]), dtype=np.float32)
    for row in range(features.shape[0]):
        start, end = features.indptr[row], features.indptr[row + 1]
        touched = weights[features.indices[start:end]].astype(np.float32)
        scores[row] = features.data[start:end] @ touched + bias
    return scores
