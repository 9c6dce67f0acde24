"""A book that is missing, cut off, altered or from another version takes nothing away that was there before."""

import json
import os

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from flows import book as flow_book
from flows.book import BROKEN, FORM, GONE, NEWER, NONE_YET, PARTS, BookError, current_book, fingerprint
from flows.models import LastGoodBook

pytestmark = pytest.mark.django_db


def test_the_book_of_the_build_is_read_and_kept(write_book):
    write_book()
    book = current_book()
    assert book.warning == ""
    assert book["antwoorden"]["utter_wet_inhoud"]["groep"] == "wet"
    assert LastGoodBook.objects.get().checksum == book.checksum


def test_it_is_parsed_once_per_process(write_book, monkeypatch):
    write_book()
    first = current_book()
    monkeypatch.setattr(flow_book.json, "loads", lambda text: pytest.fail("parsed again"))
    assert current_book() is first


def test_a_new_build_is_read_without_a_restart(write_book):
    write_book()
    before = current_book()
    path = write_book(lambda content: content["onderwerpen"]["wet_inhoud"].update(naam="Een ander label"))
    os.utime(path, ns=(1, 1))
    after = current_book()
    assert before.label("wet_inhoud") == "Wat zegt de wet?" and after.label("wet_inhoud") == "Een ander label"


def half(path):
    path.write_text(path.read_text(encoding="utf-8")[:5000], encoding="utf-8")


def altered(path):
    path.write_text(path.read_text(encoding="utf-8").replace("112", "113"), encoding="utf-8")


def without_a_part(path):
    whole = json.loads(path.read_text(encoding="utf-8"))
    del whole["inhoud"]["gevaar"]
    path.write_text(json.dumps({**whole, "som": fingerprint(whole["inhoud"])}), encoding="utf-8")


def newer(path):
    whole = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**whole, "vorm": FORM + 1}), encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "warning"),
    [
        (lambda path: path.unlink(), GONE),
        (half, BROKEN),
        (altered, BROKEN),
        (without_a_part, BROKEN),
        (newer, NEWER),
        (lambda path: path.write_bytes(b""), BROKEN),
        (lambda path: path.write_bytes(b"\xff\xfe\x00"), BROKEN),
        (lambda path: path.write_text("[" * 100_000), BROKEN),
        (lambda path: path.write_text("[]"), NEWER),
        (lambda path: path.write_text(f'{{"vorm": {FORM}}}'), BROKEN),
        (lambda path: path.write_text(f'{{"vorm": {FORM}, "inhoud": 3, "som": "{fingerprint(3)}"}}'), BROKEN),
    ],
)
def test_a_spoilt_book_shows_the_one_before_with_a_warning(write_book, spoil, warning):
    path = write_book()
    good = current_book()
    spoil(path)
    book = current_book()
    assert book.warning == warning
    assert book.content == good.content and book.checksum == good.checksum
    assert current_book() is book


def test_a_mended_book_ends_the_warning(write_book):
    path = write_book()
    current_book()
    half(path)
    assert current_book().warning
    write_book()
    assert current_book().warning == ""


@pytest.mark.parametrize(
    ("spoil", "sentence"), [(lambda path: path.unlink(), NONE_YET), (half, BROKEN), (newer, NEWER)]
)
def test_without_any_good_book_it_says_so_and_promises_no_earlier_one(write_book, spoil, sentence):
    spoil(write_book())
    with pytest.raises(BookError) as caught:
        current_book()
    assert str(caught.value) == sentence.replace(" Je ziet het vorige.", "")
    assert "vorige" not in str(caught.value)


def test_the_last_good_book_keeps_the_order_in_which_danger_goes(write_book):
    path = write_book()
    current_book()
    path.unlink()
    assert list(current_book()["gevaar"]) == ["112", "113", "minor", "victim", "refuse"]


def test_only_one_book_is_kept(write_book):
    write_book()
    current_book()
    write_book(lambda content: content.update(dag="2026-12-02"))
    current_book()
    assert LastGoodBook.objects.count() == 1
    assert json.loads(LastGoodBook.objects.get().content)["dag"] == "2026-12-02"


def test_every_part_that_pages_count_on_is_in_the_book_of_the_build(built_book):
    assert set(built_book) >= PARTS


def test_a_topic_that_the_book_does_not_know_keeps_its_own_name(write_book):
    write_book()
    assert current_book().label("oud_onderwerp") == "oud_onderwerp"
    assert current_book().label(None) == "geen onderwerp"


@pytest.mark.django_db(transaction=True)
def test_the_migration_goes_both_ways_and_loses_no_book():
    executor = MigrationExecutor(connection)
    LastGoodBook.objects.create(pk=1, checksum="abc", content='{"gevaar": {"victim": 1, "112": 2}}')
    try:
        executor.migrate([("flows", "0001_initial")])
        old = executor.loader.project_state([("flows", "0001_initial")]).apps.get_model("flows", "LastGoodBook")
        assert old.objects.get().content == {"gevaar": {"112": 2, "victim": 1}}
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate([("flows", "0002_keep_order")])
    assert json.loads(LastGoodBook.objects.get().content) == {"gevaar": {"112": 2, "victim": 1}}
