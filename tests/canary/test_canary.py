"""Nothing that a visitor types or brings along reaches a disk, a log or a wire: marks go in, and everything is searched."""

import contextlib
import os
import signal
from pathlib import Path

import pytest

from tests.canary import search
from tests.canary.conftest import POSTGRES
from tests.canary.faults import FAULTS
from tests.canary.forms import FORM
from tests.canary.marks import Marks
from tests.canary.server import until
from tests.canary.traffic import DANGER, NOT_UNDERSTOOD, UNDERSTOOD
from tests.canary.visitor import Visitor, converse, cut_off, visit


@pytest.fixture
def marks():
    return Marks()


def stored(server):
    """What the files of the database hold, as they lie on disk."""
    found = b""
    for path in (server.folder / "opslag").iterdir():
        with contextlib.suppress(FileNotFoundError):  # SQLite's journal comes and goes
            found += path.read_bytes()
    return found


def test_nothing_of_whatever_is_sent_is_kept(plain, marks):
    visitor = Visitor(plain.port, marks)
    visit(visitor)
    session = visitor.say(marks.name).session
    statuses = [visitor.send({"tekst": f"hallo {marks.name}"}, session=session).status for _ in range(40)]
    assert {200, 429} == set(statuses)
    assert visitor.echoes == []
    assert visitor.forms or visitor.send(method="GET", path=FORM).status == 404, "the form was not filled in"
    assert until(lambda: stored(plain).count(b"utter_") > 20), "nothing was written, so nothing was searched"
    assert list(plain.leaks(marks)) == []


def test_a_sentence_is_kept_masked_and_only_after_yes(plain, marks):
    visitor = Visitor(plain.port, marks)
    _, masked = visitor.be_asked_for()
    visitor.press("/bewaren_ja", bewaarzin=f"{marks.name} {masked}")
    sentence, masked = visitor.be_asked_for()
    assert list(plain.leaks(marks)) == [] and sentence.encode() not in stored(plain)
    visitor.press("/bewaren_ja", bewaarzin=masked)
    assert until(lambda: masked.encode() in stored(plain))
    assert visitor.echoes == []
    assert list(plain.leaks(marks)) == []


def test_no_copy_of_its_memory_can_be_made(plain):
    if not os.path.exists("/proc/self/limits"):
        pytest.skip("geen Linux: of er een kopie van het geheugen komt is niet bekeken")
    assert "Max core file size        0                    0" in Path(f"/proc/{plain.process.pid}/limits").read_text()
    assert os.stat(f"/proc/{plain.process.pid}/environ").st_uid == 0


def test_killed_in_the_middle_of_many_messages_nothing_is_left(plain, marks):
    visitor = Visitor(plain.port, marks)
    waiting = [visitor.connect() for _ in range(12)]
    for connection in waiting:
        connection.sendall(visitor.as_bytes(f"{DANGER[0]}, {marks.person} " + "en verder nog iets. " * 20))
    waiting[0].recv(100)  # it is at work, and has not done all
    plain.stop(signal.SIGKILL)
    for connection in waiting:
        connection.close()
    assert list(plain.leaks(marks)) == []


@pytest.fixture(scope="module")
def unlucky():
    """The marks of who came while everything failed; they are searched for in memory as well."""
    return Marks()


def test_no_stop_that_fails_or_hangs_leaks(faulty, unlucky):
    visitor, marks = Visitor(faulty.port, unlucky), unlucky
    visit(visitor)
    for fault in FAULTS:
        with faulty.with_fault(fault):
            for sentence in NOT_UNDERSTOOD:
                visitor.begin_anew()
                visitor.say(f"{sentence}, ik heet {marks.name} {marks.phone}")
                if int(faulty.tell("struck")):
                    break
            if fault.endswith("raises"):
                visitor.say(f"{UNDERSTOOD}, {marks.person}")
                visitor.say(f"{DANGER[0]}, {marks.person}")
                visitor.press("/gesprek_menu")
                visitor.send(f"{{{marks.name}".encode(), path=f"/{marks.path}")
                visitor.send(path="/api/wis", session=visitor.session)
    assert visitor.echoes == []
    assert "DEBUG" in faulty.errors and "RuntimeError" in faulty.errors
    assert list(faulty.leaks(marks)) == []


def test_what_was_said_is_forgotten_with_the_answer(faulty, unlucky):
    assert len(unlucky.secrets) > 50, "nobody came"
    # Sanic lets go of a connection a little after its end.
    assert until(lambda: faulty.memory_leaks(unlucky) == [], 20), faulty.memory_leaks(unlucky)


def test_also_while_the_visitor_stays_connected(faulty, marks):
    visitor = Visitor(faulty.port, marks)
    visitor.say("hallo")
    with visitor.connect() as connection:
        connection.sendall(visitor.as_bytes(f"{UNDERSTOOD}, {marks.person}"))
        assert b"200 OK" in connection.recv(1 << 16)
        # A connection has two ends.
        assert set(faulty.memory_leaks(marks)) <= {"memory: address"}


def test_a_crash_in_the_middle_leaves_no_copy_of_the_memory(faulty, marks):
    cut_off(faulty, marks, "topic is slow", signal.SIGSEGV)
    assert list(faulty.leaks(marks)) == []


def test_on_postgresql_nothing_is_kept_either(on_postgres, schema, marks):
    visitor = Visitor(on_postgres.port, marks)
    converse(visitor)
    sentence, masked = visitor.be_asked_for()
    visitor.press("/bewaren_ja", bewaarzin=masked)
    on_postgres.stop()
    assert "ERROR" not in on_postgres.errors, "it does not stop in peace"
    known = search.Needles([("row", b"utter_"), ("given", sentence.encode())])
    rows = list(search.in_postgres(POSTGRES, schema, on_postgres.since, known))
    assert "table turns: row" in rows and "table given_sentences: given" in rows, "nothing was searched"
    assert visitor.echoes == []
    assert list(search.in_postgres(POSTGRES, schema, on_postgres.since, marks.needles())) == []
    assert list(on_postgres.leaks(marks)) == []


@pytest.mark.parametrize("command", ["ask", "redact"])
def test_a_command_shows_what_it_got_to_who_typed_it_only(beside, command):
    run = beside[command].result()
    assert run.done.returncode == 0, run.done.stderr
    assert run.done.stdout.count(b"\n") == len(run.typed)
    assert list(run.leaks()) == []
