"""The search finds: leaks put in on purpose into the running server, and marks in every writing that it promises to know."""

import os
import signal
import tempfile
import time

import pytest
from sqlalchemy import create_engine, text

from lantaarn.settings import PROJECT_ROOT
from tests.canary import search
from tests.canary.conftest import POSTGRES
from tests.canary.leaks import LEAKS
from tests.canary.marks import Marks, digests, shapes
from tests.canary.traffic import UNDERSTOOD
from tests.canary.visitor import Visitor, cut_off

PATIENCE = 20
SHAPES = dict(shapes("Zoé van 't Hôf & Zoon <0612345678>"))


@pytest.mark.parametrize("name", LEAKS)
def test_a_leak_put_in_on_purpose_is_found(leaky, name):
    if "without a name" in name and os.geteuid():
        pytest.skip("zonder rechten van de beheerder zijn de open bestanden van een gesloten proces niet te lezen")
    marks = Marks()
    visitor = Visitor(leaky.port, marks)
    visitor.say(f"hallo {marks.name}")
    leaky.look_from_here()
    with leaky.with_fault(name):
        visitor.say(f"{UNDERSTOOD}, {marks.person}")
    # A row reaches the disk a moment after the answer went out.
    for _ in range(PATIENCE):
        found = leaky.memory_leaks(marks) if "conversation" in name else list(leaky.leaks(marks, elsewhere=()))
        if any(LEAKS[name][1] in leak for leak in found):
            return
        time.sleep(0.5)
    pytest.fail(f"not found: {found}")


def test_a_sentence_under_way_when_it_is_stopped_is_gone(leaky):
    marks = Marks()
    cut_off(leaky, marks, "topic is slow", signal.SIGTERM)
    assert list(leaky.leaks(marks)) == []


@pytest.mark.parametrize("shape", SHAPES)
def test_a_mark_is_found_in_every_writing(shape):
    assert search.in_bytes(b"x" * 99 + SHAPES[shape] + b"y", search.Needles([("mark", SHAPES[shape])]))


def test_a_mark_is_found_in_capitals_and_as_a_hash(tmp_path):
    marks = Marks()
    marks.said("een hele zin")
    (tmp_path / "capitals").write_text(marks.name.upper(), encoding="utf-8")
    (tmp_path / "hash").write_text(dict(digests("een hele zin"))["sha256"].decode(), encoding="ascii")
    (tmp_path / marks.word).mkdir()
    found = list(search.in_folders([tmp_path], 0, marks.needles()))
    assert {leak.split("/")[-1] for leak in found} >= {
        "capitals: name in utf-8",
        "hash: sha256 of sentence 0",
        f"{marks.word}: word in utf-8 (in the name)",
    }


@pytest.mark.parametrize("folder", [PROJECT_ROOT, "/tmp", "/var/tmp"], ids=str)
def test_a_file_outside_the_own_folders_is_found(folder, tmp_path):
    marks, since = Marks(), tmp_path.stat().st_ctime
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".kanarie") as file:
        file.write(marks.name.encode())
        file.flush()
        assert f"{file.name}: name in utf-8" in search.in_folders(search.ELSEWHERE, since, marks.needles())


def test_a_file_cannot_hide_by_setting_its_time(tmp_path):
    before = tmp_path.stat().st_ctime
    hidden = tmp_path / "hidden"
    hidden.write_text("x", encoding="ascii")
    os.utime(hidden, (1, 1))
    assert str(hidden) in list(search.files_in(tmp_path, before))


def test_a_mark_in_a_row_of_postgresql_is_found(schema):
    if not schema:
        pytest.skip("geen PostgreSQL op deze machine")
    marks, engine = Marks(), create_engine(POSTGRES)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE TABLE {schema}.planted AS SELECT 1 AS id, '{marks.name}' AS words"))
    found = list(search.in_postgres(POSTGRES, schema, 1e12, marks.needles()))
    with engine.begin() as connection:
        connection.execute(text(f"DROP TABLE {schema}.planted"))
    engine.dispose()
    assert "table planted: name in utf-8" in found
