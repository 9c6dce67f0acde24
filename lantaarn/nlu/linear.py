"""One-against-rest linear SVMs for many classes, trained on both cores, kept as plain arrays."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from joblib import Parallel, delayed
from scipy import sparse
from sklearn.svm import LinearSVC

from lantaarn.nlu.progress import progress_line

SEED = 20220101
GROUPS = 8
# A hundredth of the usual precision: no figure changes and training takes less.
TOLERANCE = 1e-2
REST = "_rest"


@dataclass(frozen=True)
class Machines:
    """One linear machine a class: ``weights`` of shape (features, classes), ``bias`` of shape (classes,)."""

    classes: list[str]
    weights: np.ndarray
    bias: np.ndarray

    def scores(self, features: sparse.csr_matrix) -> np.ndarray:
        """Scores of shape ``(n, classes)``; only the rows of ``weights`` that a sentence touches are read."""
        scores = np.empty((features.shape[0], self.weights.shape[1]), dtype=np.float32)
        for row in range(features.shape[0]):
            start, end = features.indptr[row], features.indptr[row + 1]
            touched = self.weights[features.indices[start:end]].astype(np.float32)
            scores[row] = features.data[start:end] @ touched + self.bias
        return scores

    def to_arrays(self, name: str) -> dict[str, np.ndarray]:
        """What was learned, under keys that start with ``name``, as arrays without pickled objects."""
        classes = np.frombuffer(json.dumps(self.classes).encode("utf-8"), dtype=np.uint8)
        return {f"{name}_classes": classes, f"{name}_weights": self.weights, f"{name}_bias": self.bias}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray], name: str) -> Machines:
        """The opposite of ``to_arrays``."""
        classes = json.loads(arrays[f"{name}_classes"].tobytes().decode("utf-8"))
        return cls(classes, arrays[f"{name}_weights"], arrays[f"{name}_bias"])


def fit_machines(
    features: sparse.csr_matrix, labels: np.ndarray, classes: Sequence[str], penalty: float, task: str
) -> Machines:
    """Train one machine a class, each against all the rest.

    Args:
        features: shape ``(n, features)``.
        labels: name of the class of each row, shape ``(n,)``.
        classes: names, in the order of the columns that come back.
        penalty: the machine's C; higher follows the training data more closely.
        task: what the progress line says.

    Returns:
        Machines with weights in half precision, to halve what they take in memory (no answer on the held-out sets changed
        by it).
    """
    show = progress_line(task)
    done = 0

    def fit(group: Sequence[str]) -> list[tuple[np.ndarray, float]]:
        nonlocal done
        grouped = np.where(np.isin(labels, group), labels, REST)
        machine = LinearSVC(C=penalty, tol=TOLERANCE, random_state=SEED).fit(features, grouped)
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
    return Machines(list(classes), weights, np.array([bias for _, bias in machines], dtype=np.float32))
