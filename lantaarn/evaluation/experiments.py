"""What each part of the topic model is worth: ``python -m lantaarn.evaluation.experiments`` with the name of a table.

Every variation learns from ``data/nlu`` and is scored on ``tests/nlu/topics.tsv``, the set that is looked at while building.
The gate plays no part here. ``docs/metingen.md`` has the tables.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import SVC

from lantaarn.answers.yaml_file import read_yaml
from lantaarn.evaluation.intervals import Share
from lantaarn.evaluation.robustness import with_typing_error
from lantaarn.nlu.danger_data import nlu_examples
from lantaarn.nlu.encoder import encoder
from lantaarn.nlu.features import FusedFeatures
from lantaarn.nlu.labelled import labelled_rows
from lantaarn.nlu.linear import SEED, fit_machines
from lantaarn.nlu.text import clean, half_bare
from lantaarn.nlu.topic_model import PENALTY
from lantaarn.settings import Settings

SIZES = (5, 10, 20, 40, 80, 160)
_COMMENT = re.compile(r"# (text|intent)\s*[=:]\s*(.+)")
Pairs = list[tuple[str, str]]


class WithoutSpelling(FusedFeatures):
    """The features with typing errors left in."""

    def prepare(self, texts: Sequence[str]) -> list[str]:
        return [clean(text) for text in texts]


class WithLemmas(FusedFeatures):
    """The features on lemmas in place of words."""

    def prepare(self, texts: Sequence[str]) -> list[str]:
        import simplemma

        return [" ".join(simplemma.lemmatize(w, lang="nl") for w in text.split()) for text in super().prepare(texts)]


class Trial:
    """Training and scored sentences as features; scores of a variation have shape (scored, topics)."""

    def __init__(
        self,
        train: Pairs,
        scored: Sequence[Sequence[str]],
        kind: type[FusedFeatures] = FusedFeatures,
        form: Callable[[Sequence[str]], Sequence[str]] = half_bare,
    ) -> None:
        texts = form([text for text, _ in train])
        self.labels = np.array([topic for _, topic in train])
        self.topics = sorted(set(self.labels))
        self.wanted = [row[1].split("|") for row in scored]
        features = kind().fit(texts)
        self.train, self.targets = features.transform(texts), features.transform([row[0] for row in scored])
        parts = features.parts
        self.parts = {"letters": parts["characters"], "woorden": parts["words"], "zinsvector": parts["vector"]}

    def svm(self, *parts: str) -> np.ndarray:
        """The model's own kind of machine on some parts of the features, or on all."""
        train, targets = (_columns(m, [self.parts[p] for p in parts or self.parts]) for m in (self.train, self.targets))
        return fit_machines(train, self.labels, self.topics, PENALTY, "+".join(parts) or "alles").scores(targets)

    def score(self, name: str, scores: np.ndarray) -> None:
        """Print how often the first guess was right, and a right topic among the first three."""
        order = np.argsort(-scores, axis=1, kind="stable")[:, :3]
        guesses = [[self.topics[i] for i in row] for row in order]
        first = sum(g[0] in w for g, w in zip(guesses, self.wanted, strict=True))
        three = sum(bool(set(g) & set(w)) for g, w in zip(guesses, self.wanted, strict=True))
        total = len(self.wanted)
        print(f"{name:44} {Share(first, total)}  top 3 {100 * three / total:.1f} %", flush=True)


def learning_curve(settings: Settings) -> None:
    """Accuracy against the number of training sentences a topic."""
    scored = _scored(settings)
    per_topic: dict[str, list[str]] = defaultdict(list)
    for text, topic in shuffled(_training(settings)):
        per_topic[topic].append(text)
    for size in (*SIZES, max(len(texts) for texts in per_topic.values())):
        train = [(text, topic) for topic, texts in per_topic.items() for text in texts[:size]]
        trial = Trial(train, scored)
        trial.score(f"hoogstens {size} per onderwerp ({len(train)})", trial.svm())


def ablation(settings: Settings) -> None:
    """What each part of the features, another head and each extra is worth."""
    train, scored = _training(settings), _scored(settings)
    trial = Trial(train, scored)
    whole = trial.svm()
    trial.score("alles, zoals in het model", whole)
    for parts in (("letters",), ("woorden",), ("zinsvector",), ("letters", "woorden"), ("letters", "zinsvector")):
        trial.score(" + ".join(parts), trial.svm(*parts))
    kernel = _kernel_machine(trial)
    trial.score("SVM met RBF-kern op de zinsvector", kernel)
    trial.score("samen met die kern", _standard(whole) + 0.5 * _standard(kernel))
    neighbours = KNeighborsClassifier(15, metric="cosine", weights="distance").fit(trial.train, trial.labels)
    near = neighbours.predict_proba(trial.targets)
    trial.score("15 naaste buren", near)
    trial.score("samen met de naaste buren", _standard(whole) + 0.3 * _standard(near))
    trial.score("samen met de zinsvectoren van de antwoorden", whole + 0.5 * _answer_likeness(settings, trial))
    typed = Trial([*train, *((with_typing_error(text), topic) for text, topic in train)], scored)
    trial.score("met tikfouten in de training", typed.svm())
    trial.score("zonder spellingcorrectie", Trial(train, scored, WithoutSpelling).svm())
    trial.score("alle zinnen zoals geschreven", Trial(train, scored, form=list).svm())
    if importlib.util.find_spec("simplemma"):
        trial.score("met lemma's in plaats van woorden", Trial(train, scored, WithLemmas).svm())
    else:
        print("lemma's overgeslagen: het pakket simplemma is hier niet geïnstalleerd", flush=True)


def cross_check(valid: Path, test: Path) -> None:
    """Train on the validation part of somebody else's data and score its test part (xSID, in columns)."""
    train, scored = read_columns(valid), read_columns(test)
    trial = Trial(train, scored)
    trial.score(f"{valid.name} ({len(train)}) → {test.name}", trial.svm())


def read_columns(path: Path) -> Pairs:
    """``(sentence, intent)`` pairs from a file with a block a sentence and its text and intent in comments."""
    pairs, text = [], ""
    for line in path.read_text(encoding="utf-8").splitlines():
        comment = _COMMENT.match(line)
        if comment and comment[1] == "text":
            text = comment[2]
        elif comment:
            pairs.append((text, comment[2]))
    return pairs


def shuffled(pairs: Pairs) -> Pairs:
    """The same pairs in an order that is always the same and says nothing."""
    order = np.random.default_rng(SEED).permutation(len(pairs))
    return [pairs[i] for i in order]


def _kernel_machine(trial: Trial) -> np.ndarray:
    train, targets = (m[:, trial.parts["zinsvector"]].toarray() for m in (trial.train, trial.targets))
    return SVC(C=3, gamma=1.0, decision_function_shape="ovr").fit(train, trial.labels).decision_function(targets)


def _answer_likeness(settings: Settings, trial: Trial) -> np.ndarray:
    """Cosine of each scored sentence with the answer of each topic; 0 for a topic without a text of its own."""
    texts = {}
    for path in sorted((settings.data / "responses").glob("*.yml")):
        for name, variations in (read_yaml(path).get("responses") or {}).items():
            texts[name.removeprefix("utter_")] = clean(variations[0].get("text") or "")
    vectors = encoder().encode([texts.get(topic, "") for topic in trial.topics])
    known = np.array([bool(texts.get(topic)) for topic in trial.topics])
    return (trial.targets[:, trial.parts["zinsvector"]].toarray() @ vectors.T) * known


def _columns(matrix: sparse.csr_matrix, parts: Sequence[slice]) -> sparse.csr_matrix:
    return sparse.hstack([matrix[:, part] for part in parts], format="csr")


def _standard(scores: np.ndarray) -> np.ndarray:
    return (scores - scores.mean(axis=1, keepdims=True)) / scores.std(axis=1, keepdims=True)


def _training(settings: Settings) -> Pairs:
    return [(text, topic) for path in sorted((settings.data / "nlu").glob("*.yml")) for topic, text in nlu_examples(path)]


def _scored(settings: Settings) -> list[list[str]]:
    return labelled_rows(settings.root / "tests" / "nlu" / "topics.tsv")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one table."""
    parser = argparse.ArgumentParser(prog="python -m lantaarn.evaluation.experiments")
    tables = parser.add_subparsers(required=True, dest="table")
    tables.add_parser("learning-curve")
    tables.add_parser("ablation")
    other = tables.add_parser("cross-check")
    other.add_argument("valid", type=Path)
    other.add_argument("test", type=Path)
    options = parser.parse_args(arguments)
    with encoder().remembering():
        if options.table == "cross-check":
            cross_check(options.valid, options.test)
        else:
            {"learning-curve": learning_curve, "ablation": ablation}[options.table](Settings())
    return 0


if __name__ == "__main__":
    sys.exit(main())
