"""What staff are told about a danger signal is what the gate really went by."""

import pytest
import yaml

from lantaarn.channels.danger_reasons import DangerReasons, NamedSignals
from lantaarn.nlu.danger_kinds import KINDS, in_order
from lantaarn.nlu.danger_signals import DangerSignals
from lantaarn.nlu.encoder import encoder
from lantaarn.nlu.gate import gate
from lantaarn.nlu.labelled import labelled_rows
from lantaarn.settings import Settings

FILE = Settings().data / "danger" / "signalen.yml"
ENTRIES = [
    pytest.param(str(kind), entry, id=f"{kind}: {entry['patroon']}")
    for kind, entries in yaml.safe_load(FILE.read_text(encoding="utf-8"))["signalen"].items()
    for entry in entries
]


@pytest.fixture(scope="module")
def named():
    return NamedSignals(FILE)


@pytest.fixture(scope="module")
def reasons():
    return DangerReasons(Settings())


@pytest.mark.parametrize(("kind", "entry"), ENTRIES)
def test_a_pattern_is_named_at_its_own_sentence_and_not_at_the_harmless_one(named, kind, entry):
    assert entry["patroon"] in named.patterns(entry["raakt"])[kind]
    assert named.patterns(entry["raakt_niet"]) == {}


def test_the_named_patterns_are_of_the_kinds_that_the_gate_finds(named):
    signals = DangerSignals(FILE)
    sentences = [row[0] for row in labelled_rows(Settings().root / "tests" / "danger" / "messages.tsv")]
    assert len(sentences) > 2000
    hits = [named.patterns(sentence) for sentence in sentences]
    assert sum(map(bool, hits)) > 50
    assert [in_order(found) for found in hits] == [signals.find(sentence) for sentence in sentences]


def test_two_patterns_of_one_kind_are_both_named(named):
    assert named.patterns("hij slaat me en stuur politie nu")["112"] == [
        "hij/ze/zij slaat/schopt/wurgt me/mij/haar/hem",
        "stuur/bel politie nu/snel/meteen",
    ]


def test_no_word_that_was_typed_stays_in_spacy(named):
    named.patterns("mijn naam is Kanariepietje en hij slaat me in de Dorpsstraat")
    assert not any("kanarie" in word or "dorps" in word for word in named._vocabulary.strings)


def test_each_kind_has_its_score_and_threshold(reasons):
    found, signals = reasons.look("Help, hij slaat haar en ik wil dood")
    assert found.kinds == ("112", "113")
    assert [signal["soort"] for signal in signals] == list(KINDS)
    assert [signal["soort"] for signal in signals if signal["telt"]] == ["112", "113"]
    assert signals[0]["patronen"] == ["hij/ze/zij slaat/schopt/wurgt me/mij/haar/hem"]
    assert all(signal["score"] >= signal["drempel"] for signal in signals[:2])


def test_the_thresholds_are_those_of_the_gate(reasons):
    _, signals = reasons.look("wat zegt de wet")
    assert [signal["drempel"] for signal in signals] == [round(float(t), 3) for t in gate()._detector.thresholds]
    assert not any(signal["telt"] or signal["patronen"] for signal in signals)


def test_nothing_of_the_sentence_is_remembered(reasons):
    reasons.look("ik heet Kanariepietje en hij slaat me")
    assert gate().features._last is None and encoder()._last is None


@pytest.mark.parametrize("text", ["", "   ", "...", "😀"])
def test_without_words_there_is_nothing_to_explain(reasons, text):
    assert reasons.look(text)[1] == []
