import dataclasses
import json

import pytest

from lantaarn.flowbook import export
from lantaarn.flowbook.export import FORM, flow_book_path, write_flow_book
from lantaarn.flowbook.items import fingerprint
from lantaarn.settings import Settings


@pytest.fixture
def elsewhere(tmp_path, monkeypatch, built):
    """Settings with a root of their own; the content is that of this checkout."""
    monkeypatch.setattr(export, "flow_book", lambda settings, today: built)
    return dataclasses.replace(Settings(), root=tmp_path)


def test_the_file_says_its_form_and_the_sum_of_its_content(elsewhere, built):
    path = write_flow_book(elsewhere)
    assert path == flow_book_path(elsewhere)
    whole = json.loads(path.read_text(encoding="utf-8"))
    assert whole["vorm"] == FORM
    assert whole["inhoud"] == built
    assert whole["som"] == fingerprint(whole["inhoud"])


def test_a_write_that_fails_leaves_the_old_file_whole(elsewhere, monkeypatch):
    path = write_flow_book(elsewhere)
    before = path.read_bytes()

    def breaks(_from, _to):
        raise OSError("disk full")

    monkeypatch.setattr(export.os, "replace", breaks)
    with pytest.raises(OSError):
        write_flow_book(elsewhere)
    assert path.read_bytes() == before


def test_a_file_that_is_cut_off_can_be_told_from_a_whole_one(elsewhere):
    text = write_flow_book(elsewhere).read_text(encoding="utf-8")
    with pytest.raises(ValueError):
        json.loads(text[: len(text) // 2])
    shortened = json.loads(text)
    shortened["inhoud"]["antwoorden"].popitem()
    assert fingerprint(shortened["inhoud"]) != shortened["som"]


def test_what_is_written_twice_is_the_same(elsewhere):
    assert write_flow_book(elsewhere).read_bytes() == write_flow_book(elsewhere).read_bytes()
