import dataclasses

import pytest

from lantaarn.privacy import list_sources, list_store
from lantaarn.privacy.list_store import read_stored, store, stored_path
from lantaarn.privacy.word_lists import read_sources
from lantaarn.settings import Settings


@pytest.fixture
def settings(tmp_path):
    """Settings of a small installation of its own, with lists and one sentence."""
    real = Settings().data / "privacy"
    (tmp_path / "data" / "privacy").mkdir(parents=True)
    (tmp_path / "models").mkdir()
    for path in real.glob("*.txt"):
        (tmp_path / "data" / "privacy" / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "data" / "danger").mkdir()
    (tmp_path / "data" / "danger" / "none.tsv").write_text("ik wil weg weg\tnl\nik ga weg\tnl\n", encoding="utf-8")
    return Settings(root=tmp_path)


def test_the_stored_lists_are_those_of_the_sources(settings):
    assert read_stored(settings) is None
    store(settings)
    assert read_stored(settings) == read_sources(settings.data)


def test_a_changed_list_makes_the_stored_one_old(settings):
    store(settings)
    with (settings.data / "privacy" / "namen.txt").open("a", encoding="utf-8") as names:
        names.write("qwaxolin\n")
    assert read_stored(settings) is None
    store(settings)
    assert "qwaxolin" in read_stored(settings).certain_names


def test_what_is_stored_already_is_not_made_again(settings, monkeypatch):
    store(settings)
    monkeypatch.setattr(list_store, "read_sources", lambda data: pytest.fail("made again"))
    store(settings)


def test_a_broken_file_is_as_none(settings):
    store(settings)
    stored_path(settings).write_bytes(b"\xff\xfe\x00")
    assert read_stored(settings) is None


def test_counts_stay_counts(settings):
    store(settings)
    assert read_stored(settings).counts["weg"] == 3
    assert read_stored(settings).counts["geen woord van ons"] == 0
    assert {field.name for field in dataclasses.fields(read_stored(settings))} >= {"counts", "places"}


def test_a_package_that_is_missing_is_named(monkeypatch):
    monkeypatch.setattr(list_sources.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(list_sources.ListError, match="deduce"):
        list_sources.package_files()
