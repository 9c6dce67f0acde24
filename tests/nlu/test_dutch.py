"""The spaCy path with and without the model, tried with a stand-in package of the model's name."""

import sys

import spacy

from lantaarn.nlu.dutch import MODEL, dutch_pipeline

SENTENCE = "Hij slaat me, 's nachts. Wat nu?"
LOADER = """
import spacy
__version__ = "3.7.0"
def load(**overrides):
    nlp = spacy.blank("nl")
    nlp.meta["name"] = "stand_in"
    return nlp
"""


def test_without_the_model_there_is_the_plain_tokenizer(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert [t.text for t in dutch_pipeline()(SENTENCE)] == [t.text for t in spacy.blank("nl")(SENTENCE)]


def test_with_the_model_its_tokenizer_is_used_and_tokens_are_the_same(tmp_path, monkeypatch):
    (tmp_path / MODEL).mkdir()
    (tmp_path / MODEL / "__init__.py").write_text(LOADER, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr("spacy.util.is_package", lambda name: name == MODEL)
    try:
        pipeline = dutch_pipeline()
        assert MODEL in sys.modules
        assert [t.text for t in pipeline(SENTENCE)] == [t.text for t in spacy.blank("nl")(SENTENCE)]
    finally:
        sys.modules.pop(MODEL, None)


def test_a_model_that_cannot_be_loaded_stops_nothing(monkeypatch):
    def broken(name):
        raise OSError("another version")

    monkeypatch.setattr("importlib.util.find_spec", lambda name: object())
    monkeypatch.setattr("spacy.load", broken)
    assert dutch_pipeline()(SENTENCE)[0].text == "Hij"
