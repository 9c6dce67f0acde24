import sys

import pytest

from lantaarn.privacy import spacy_names
from lantaarn.privacy.redaction import redact

STAND_IN = """
from types import SimpleNamespace

def load():
    def model(text):
        start = text.find("Qwaxolin")
        ents = [SimpleNamespace(start_char=start, end_char=start + 8, label_="PERSON")] if start >= 0 else []
        return SimpleNamespace(ents=[*ents, SimpleNamespace(start_char=0, end_char=1, label_="GPE")])
    return model
"""


@pytest.fixture
def package(tmp_path, monkeypatch):
    """Writes a package by the model's name and forgets what was loaded before and after."""

    def write(code):
        folder = tmp_path / spacy_names.MODEL
        folder.mkdir()
        (folder / "__init__.py").write_text(code, encoding="utf-8")
        monkeypatch.syspath_prepend(str(tmp_path))
        monkeypatch.delitem(sys.modules, spacy_names.MODEL, raising=False)
        spacy_names._model.cache_clear()

    yield write
    sys.modules.pop(spacy_names.MODEL, None)
    spacy_names._model.cache_clear()


def test_what_the_model_calls_a_person_is_a_name(package):
    package(STAND_IN)
    assert [(s.start, s.end, s.kind) for s in spacy_names.model_names("de Qwaxolin was er")] == [(3, 11, "naam")]
    assert redact("hij ging naar de Qwaxolin toe").text == "hij ging naar de [naam] toe"


def test_a_broken_model_changes_nothing(package):
    package("def load():\n    raise OSError\n")
    assert spacy_names.model_names("Qwaxolin") == []


def test_without_the_model_nothing_is_found(monkeypatch):
    monkeypatch.setattr(spacy_names.importlib.util, "find_spec", lambda name: None)
    spacy_names._model.cache_clear()
    assert spacy_names.model_names("Qwaxolin") == []
    spacy_names._model.cache_clear()
