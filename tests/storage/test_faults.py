"""Whatever happens to the database, the visitor gets the answer, nothing leaks, and ``/ready`` tells."""

import asyncio
import datetime as dt
import os
import shutil
import sqlite3
import subprocess
import sys
import time

import pytest
from sqlalchemy import create_engine, text

from lantaarn.storage.database import TURNS, make_engine, parse_url
from lantaarn.storage.turn_log import TurnLog
from tests.channels.site import FakeAssistant, site
from tests.storage.test_turn_log import DAY, POSTGRES, postgres_url, rows_of, turn, until

CANARY = "kanarie-8812-zin"


@pytest.fixture
def small_disk(tmp_path):
    """A disk of four hundred kilobytes that this test may fill."""
    folder = tmp_path / "schijf"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", folder], capture_output=True)
    if mounted.returncode != 0:
        pytest.skip("geen recht om een kleine schijf te maken: een volle schijf is niet beproefd")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def talk(log, *happenings):
    """Says one thing, then one more after each happening; gives the answers, the readiness and what was caught."""

    async def run():
        async with site(FakeAssistant(), log) as (send, _):
            answers = [await send(tekst=f"{CANARY} eerst")]
            for happen in happenings:
                happen()
                started = time.monotonic()
                answers.append(await send(tekst=f"{CANARY} daarna"))
                assert time.monotonic() - started < 0.5
            ready = [await send("/ready", "GET")]
            for _ in range(100):
                if ready[-1].json["opslag"] != "goed":
                    break
                await asyncio.sleep(0.05)
                await send(tekst=CANARY)
                ready.append(await send("/ready", "GET"))
            return answers, ready[-1]

    log.start()
    try:
        return asyncio.run(run())
    finally:
        log.stop()


def assert_answered_and_told(answers, ready, caplog, capfd):
    assert [answer.status for answer in answers] == [200] * len(answers)
    assert all(CANARY in answer.json["berichten"][0]["text"] for answer in answers)
    assert (ready.status, ready.json) == (200, {"klaar": True, "opslag": "hapert"})
    ours = "".join(record.getMessage() for record in caplog.records)
    assert CANARY not in ours + "".join(capfd.readouterr())


def test_a_full_disk(small_disk, caplog, capfd):
    log = TurnLog(parse_url(f"sqlite:///{small_disk}/beurten.db"), day=lambda: DAY, rest=0.05)

    def fill():
        assert until((small_disk / "beurten.db").exists)
        with (small_disk / "vol").open("wb", buffering=0) as file, pytest.raises(OSError):
            while True:
                file.write(b"x" * 4096)

    assert_answered_and_told(*talk(log, fill), caplog, capfd)
    os.unlink(small_disk / "vol")


def test_a_disk_that_cannot_be_written(small_disk, caplog, capfd):
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    log = TurnLog(parse_url(f"sqlite:///{small_disk}/beurten.db"), day=lambda: DAY, rest=0.05)
    assert_answered_and_told(*talk(log, lambda: None), caplog, capfd)


def test_a_locked_database(tmp_path, caplog, capfd):
    path = tmp_path / "beurten.db"
    log = TurnLog(parse_url(f"sqlite:///{path}"), day=lambda: DAY, rest=0.05)
    holders = []

    def lock():
        assert until(lambda: path.exists() and _count(path) == 1)
        holders.append(sqlite3.connect(path, isolation_level=None, check_same_thread=False))
        holders[0].execute("BEGIN EXCLUSIVE")

    assert_answered_and_told(*talk(log, lock), caplog, capfd)
    holders[0].close()


def test_a_database_that_is_spoilt_mid_conversation(tmp_path, caplog, capfd):
    folder = tmp_path / "map"
    path = folder / "beurten.db"
    log = TurnLog(parse_url(f"sqlite:///{path}"), day=lambda: DAY, rest=0.05)

    def spoil():
        assert until(lambda: path.exists() and _count(path) == 1)
        for file in folder.iterdir():
            file.write_bytes(b"dit is geen database" * 1000)

    assert_answered_and_told(*talk(log, spoil), caplog, capfd)


def test_a_folder_that_is_gone_mid_conversation_is_made_again(tmp_path):
    folder = tmp_path / "map"
    url = parse_url(f"sqlite:///{folder}/beurten.db")
    log = TurnLog(url, day=lambda: DAY, rest=0.01)
    log.start()
    log.note(turn(1))
    assert until(lambda: folder.exists() and log._waiting.empty())
    shutil.rmtree(folder)
    log.note(turn(2))
    until(lambda: not log.healthy, patience=1.0)
    log.note(turn(3))
    assert until(lambda: log.healthy and log._waiting.empty())
    log.stop()
    # What came while it was away is lost; nothing is wrong and nothing is held.
    assert {row["turn"] for row in rows_of(url)} <= {2, 3}


def test_a_postgresql_that_throws_everybody_out_is_found_again(caplog):
    admin = create_engine(postgres_url(), isolation_level="AUTOCOMMIT")
    name = f"lantaarn_{os.getpid()}"
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    url = parse_url(POSTGRES).set(database=name)
    log = TurnLog(url, day=lambda: DAY, rest=0.05)
    try:
        log.start()
        log.note(turn(1))
        assert until(lambda: log._engine is not None and len(rows_of(url)) == 1)
        with admin.connect() as connection:
            connection.execute(text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"))
        log.note(turn(2))
        log.note(turn(3))
        assert until(lambda: log._waiting.empty())
        log.stop()
        assert {1} <= {row["turn"] for row in rows_of(url)} <= {1, 2, 3}
    finally:
        log.stop()
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.mark.parametrize("jump", [dt.timedelta(days=-3650), dt.timedelta(days=3650)], ids=["back", "ahead"])
def test_a_clock_that_jumps_costs_rows_at_most(tmp_path, jump):
    url = parse_url(f"sqlite:///{tmp_path}/beurten.db")
    days = [DAY]
    log = TurnLog(url, day=lambda: days[0], rest=0.01)
    log.start()
    log.note(turn(1))
    days[0] = DAY + jump
    log.note(turn(2))
    log.stop()
    days[0] = DAY
    again = TurnLog(url, day=lambda: DAY)
    again.start()
    again.stop()
    # A day ten years off goes, whichever way: it is too old, or it lies in the future.
    assert [row["turn"] for row in rows_of(url)] == [1]


def test_a_process_that_is_killed_leaves_whole_rows(tmp_path):
    url = f"sqlite:///{tmp_path}/beurten.db"
    code = (
        "from lantaarn.storage.database import parse_url\n"
        "from lantaarn.storage.turn_log import Turn, TurnLog\n"
        f"log = TurnLog(parse_url({url!r}))\n"
        "log.start()\n"
        "n = 0\n"
        "while True:\n"
        "    n += 1\n"
        "    log.note(Turn(5, n, 'wet_inhoud', 9, None, 'utter_wet_inhoud', 'web', 'm'))\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code])
    assert until(lambda: (tmp_path / "beurten.db").exists() and _count(tmp_path / "beurten.db") > 100, patience=20)
    process.kill()
    process.wait()
    engine = make_engine(parse_url(url))
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        rows = connection.execute(TURNS.select()).all()
    assert len(rows) > 100
    assert {(row.topic, row.confidence, row.step) for row in rows} == {("wet_inhoud", 9, "utter_wet_inhoud")}


def _count(path):
    try:
        with sqlite3.connect(path) as connection:
            return connection.execute("SELECT count(*) FROM turns").fetchone()[0]
    except sqlite3.OperationalError:
        return 0
