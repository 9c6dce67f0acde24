"""What is measured on was never trained on. Failures name file and line, never a sentence."""

import csv
import re
import unicodedata

import numpy as np
import pytest
import yaml
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cdist

from lantaarn.settings import PROJECT_ROOT, Settings

TESTS = PROJECT_ROOT / "tests"
HELD_OUT = sorted([*(TESTS / "nlu").glob("*.tsv"), *(TESTS / "danger").glob("*.tsv")])
NEAR = 90
ENOUGH_WORDS = 5
CHUNK = 500
KINDS_AND_NONE = {"112", "113", "minor", "victim", "refuse", "none"}
SIGNS = re.compile(r"[^\w\s]|_")


class Sentences(list):
    """Pairs of place and sentence that pytest cannot print."""

    def __repr__(self):
        return f"<{len(self)} sentences>"


def plain(text):
    """Folded: case, accents, punctuation and spaces do not make another sentence."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(sign for sign in letters if not unicodedata.combining(sign))
    return " ".join(SIGNS.sub(" ", letters).split())


def rows(path):
    """(place, columns) of each line of a tab-separated file."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            yield f"{path.relative_to(PROJECT_ROOT)}:{number}", [column.strip() for column in line.split("\t")]


def examples(path):
    """(place, sentence) of each example in a file of Rasa's."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("    - "):
            yield f"{path.relative_to(PROJECT_ROOT)}:{number}", line[6:]


def sentence_of(columns, path):
    # A follow-up stands behind the topic that it follows.
    return columns[1] if path.name == "followups.tsv" else columns[0]


@pytest.fixture(scope="module")
def held_out():
    return Sentences((place, plain(sentence_of(columns, path))) for path in HELD_OUT for place, columns in rows(path))


@pytest.fixture(scope="module")
def trained():
    data = Settings().data
    found = [pair for path in sorted((data / "nlu").glob("*.yml")) for pair in examples(path)]
    for folder in ("danger", "calibration"):
        for path in sorted((data / folder).glob("*.tsv")):
            found += [(place, columns[0]) for place, columns in rows(path)]
    return Sentences((place, plain(sentence)) for place, sentence in found)


def fail_with(places):
    """Fails with these places and no traceback, in which sentences could stand."""
    if places:
        pytest.fail("\n".join(places), pytrace=False)


def near_copies(held_out, trained):
    """Pairs of places whose sentences are nearly the same, and how near; sentences of a few words are too alike to tell."""
    long = [pair for pair in held_out if len(pair[1].split()) >= ENOUGH_WORDS]
    candidates = [pair for pair in trained if len(pair[1].split()) >= ENOUGH_WORDS]
    texts = [sentence for _, sentence in candidates]
    for start in range(0, len(long), CHUNK):
        part = long[start : start + CHUNK]
        scores = cdist([s for _, s in part], texts, scorer=ratio, score_cutoff=NEAR, workers=-1, dtype=np.uint8)
        for row, column in np.argwhere(scores):
            yield f"{part[row][0]} ~ {candidates[column][0]} ({scores[row, column]})"


def test_there_are_held_out_and_trained_sentences(held_out, trained):
    assert len(HELD_OUT) >= 5
    assert len(held_out) > 2500
    assert len(trained) > 8000


def test_every_example_of_the_training_files_is_seen_here():
    for path in (Settings().data / "nlu").glob("*.yml"):
        blocks = yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]
        wanted = sum(len([e for e in block["examples"].splitlines() if e.strip()]) for block in blocks)
        assert len(list(examples(path))) == wanted, path.name


def test_no_held_out_sentence_was_trained_on(held_out, trained):
    places = {}
    for place, sentence in trained:
        places.setdefault(sentence, place)
    same = [f"{place} = {places[sentence]}" for place, sentence in held_out if sentence in places]
    fail_with(same)


def test_no_held_out_sentence_is_nearly_one_that_was_trained_on(held_out, trained):
    near = list(near_copies(held_out, trained))
    fail_with(near)


@pytest.mark.parametrize("folder", ["nlu", "danger"])
def test_the_release_set_repeats_nothing_of_the_set_that_is_looked_at(folder):
    looked_at = {"nlu": "topics.tsv", "danger": "messages.tsv"}[folder]
    release, seen = (
        Sentences((place, plain(columns[0])) for place, columns in rows(TESTS / folder / name))
        for name in ("release.tsv", looked_at)
    )
    known = {sentence for _, sentence in seen if len(sentence.split()) >= ENOUGH_WORDS}
    same = [f"{place} staat ook in {looked_at}" for place, sentence in release if sentence in known]
    fail_with([*same, *near_copies(release, seen)])


@pytest.mark.parametrize("near", ["wat zegt de nieuwe wet over klanten", "Wat zegt de nieuwe wet over klánten?!"])
def test_near_copies_are_found(near):
    trained = [("a:1", plain("wat zegt die nieuwe wet over klanten")), ("a:2", plain("iets heel anders dan dat andere"))]
    assert [pair.split(" (")[0] for pair in near_copies([("b:1", plain(near))], trained)] == ["b:1 ~ a:1"]


def test_every_topic_of_the_held_out_files_exists():
    with (Settings().data / "topics.csv").open(encoding="utf-8", newline="") as lines:
        topics = {row["topic"] for row in csv.DictReader(lines)}
    unknown = []
    for path in HELD_OUT:
        known = topics if path.parent.name == "nlu" else KINDS_AND_NONE
        for place, columns in rows(path):
            named = [columns[0], *columns[2].split("|")] if path.name == "followups.tsv" else columns[1].split("|")
            unknown += [place for topic in named if topic not in known]
    fail_with(unknown)
