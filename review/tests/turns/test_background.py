"""Counting beside the pages: it never takes the server down, leaves no connection open, logs only a class."""

import threading

import pytest
from django.core.management import call_command

from turns import background
from turns.background import Digesting
from turns.store import StoreError


@pytest.fixture
def rounds(monkeypatch):
    """Lets each round of the thread do what stands in the list; gives the list of what happened."""
    happened, enough = [], threading.Event()
    closed = []

    def run(*outcomes):
        todo = iter(outcomes)

        def digest():
            outcome = next(todo, None)
            if outcome is None:
                enough.set()
                return
            happened.append(outcome)
            raise outcome

        monkeypatch.setattr(background, "digest", digest)
        # Whoever imported project.wsgi set up the log anew, and that silences the loggers of before.
        monkeypatch.setattr(background.logger, "disabled", False)
        monkeypatch.setattr(background.connections, "close_all", lambda: closed.append(True))
        thread = Digesting(every=0.01)
        thread.start()
        assert enough.wait(5)
        thread.stop()
        assert not thread.is_alive()
        return len(closed)

    return run


def test_whatever_goes_wrong_it_goes_on(rounds, caplog):
    closed = rounds(StoreError("weg"), RuntimeError("zin van een bezoeker"), KeyError("nummer"), MemoryError())
    assert closed >= 5
    assert [record.getMessage() for record in caplog.records] == ["digest failed"] * 3
    assert [record.exc_info[0] for record in caplog.records] == [RuntimeError, KeyError, MemoryError]


def test_a_log_line_has_only_the_class(rounds, caplog):
    from staff.logs import ClassOnly

    rounds(RuntimeError("zin van een bezoeker"))
    assert [ClassOnly().format(record) for record in caplog.records] == [
        "ERROR turns.background digest failed RuntimeError"
    ]


def test_it_is_a_daemon_so_that_the_server_can_stop():
    assert Digesting().daemon and Digesting().name == "digest"


@pytest.mark.django_db(databases=["default", "turns"])
def test_the_server_starts_it(monkeypatch, capsys):
    from staff.management.commands import serve

    started = []
    monkeypatch.setattr(serve.Digesting, "start", lambda self: started.append(self))
    monkeypatch.setattr(serve.waitress, "serve", lambda *_, **__: None)
    call_command("serve")
    assert len(started) == 1
