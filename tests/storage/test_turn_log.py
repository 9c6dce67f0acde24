import datetime as dt
import os
import sqlite3
import threading
import time

import pytest
from sqlalchemy import create_engine, inspect, select, text
from sqlalchemy.exc import OperationalError

from lantaarn.storage.database import GIVEN_SENTENCES, TURNS, DatabaseError, make_engine, make_tables, parse_url
from lantaarn.storage.given import ExportError, export_given
from lantaarn.storage.retention import delete_old
from lantaarn.storage.turn_log import MAX_WAITING, Turn, TurnLog

DAY = dt.date(2026, 12, 1)
CANARY = "kanarie-4417-zin"
POSTGRES = os.environ.get("TEST_POSTGRES", "postgresql://127.0.0.1/test")


def turn(number=1, conversation=77, **changed):
    row = {"topic": "wet_inhoud", "confidence": 9, "danger": None, "step": "utter_wet_inhoud", "channel": "web"}
    return Turn(conversation=conversation, turn=number, model="abc123", **{**row, **changed})


def postgres_url():
    """The address of a running PostgreSQL, or a skip that says what was left out."""
    try:
        with create_engine(POSTGRES, connect_args={"connect_timeout": 2}).connect():
            return POSTGRES
    except OperationalError:
        pytest.skip("geen PostgreSQL op deze machine: de tabellen zijn alleen op SQLite beproefd")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    """An empty database of each kind."""
    if request.param == "sqlite":
        yield parse_url(f"sqlite:///{tmp_path}/map/beurten.db")
        return
    schema = f"lantaarn_{os.getpid()}_{time.monotonic_ns()}"
    admin = create_engine(postgres_url())
    with admin.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    options = {"options": f"-csearch_path={schema}"}
    yield parse_url(POSTGRES).update_query_dict(options)
    with admin.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    admin.dispose()


@pytest.fixture
def log(url):
    made = TurnLog(url, day=lambda: DAY, rest=0.05)
    made.start()
    yield made
    made.stop()


def rows_of(url, table=TURNS):
    engine = make_engine(url)
    with engine.connect() as connection:
        rows = [dict(row._mapping) for row in connection.execute(select(table).order_by(*table.primary_key))]
    engine.dispose()
    return rows


def until(holds, patience=5.0):
    end = time.monotonic() + patience
    while not holds() and time.monotonic() < end:
        time.sleep(0.01)
    return holds()


def test_a_turn_becomes_one_row_of_categories(log, url):
    log.note(turn(danger="113"))
    log.stop()
    assert rows_of(url) == [
        {
            "conversation": 77,
            "turn": 1,
            "topic": "wet_inhoud",
            "confidence": 9,
            "danger": "113",
            "step": "utter_wet_inhoud",
            "day": DAY,
            "channel": "web",
            "model": "abc123",
        }
    ]


def test_there_is_no_column_for_words_times_or_addresses(log, url):
    log.stop()
    columns = {c["name"] for c in inspect(make_engine(url)).get_columns("turns")}
    assert columns == {"conversation", "turn", "topic", "confidence", "danger", "step", "day", "channel", "model"}
    assert {str(c["type"]) for c in inspect(make_engine(url)).get_columns("turns") if "day" == c["name"]} == {"DATE"}


def test_a_given_sentence_is_tied_to_nothing(log, url):
    log.note(turn())
    log.give("wat mag [naam] wel")
    log.stop()
    (given,) = rows_of(url, GIVEN_SENTENCES)
    assert set(given) == {"id", "sentence", "day"}
    assert given["id"] != 77


def test_rows_go_after_ninety_days_and_sentences_after_sixty(url):
    engine = make_engine(url)
    make_tables(engine)
    with engine.begin() as connection:
        for days in (0, 59, 60, 89, 90, 400, -2):
            row = vars(turn(conversation=1000 + days))
            connection.execute(TURNS.insert(), [{**row, "day": DAY - dt.timedelta(days=days)}])
            given = {"id": 1000 + days, "sentence": "x", "day": DAY - dt.timedelta(days=days)}
            connection.execute(GIVEN_SENTENCES.insert(), [given])
    assert delete_old(engine, DAY) == 3 + 5
    assert [row["conversation"] - 1000 for row in rows_of(url)] == [0, 59, 60, 89]
    assert [row["id"] - 1000 for row in rows_of(url, GIVEN_SENTENCES)] == [0, 59]
    assert delete_old(engine, DAY) == 0


def test_old_rows_go_at_start_without_any_visitor(url):
    engine = make_engine(url)
    make_tables(engine)
    with engine.begin() as connection:
        connection.execute(TURNS.insert(), [{**vars(turn()), "day": DAY - dt.timedelta(days=91)}])
    log = TurnLog(url, day=lambda: DAY)
    log.start()
    assert until(lambda: rows_of(url) == [])
    log.stop()


def test_a_clock_that_jumps_back_does_not_keep_rows_for_longer(url):
    engine = make_engine(url)
    make_tables(engine)
    with engine.begin() as connection:
        connection.execute(TURNS.insert(), [{**vars(turn()), "day": DAY + dt.timedelta(days=4000)}])
    assert delete_old(engine, DAY) == 1


def test_what_is_deleted_is_gone_from_the_files(tmp_path):
    path = tmp_path / "beurten.db"
    engine = make_engine(parse_url(f"sqlite:///{path}"))
    make_tables(engine)
    with engine.begin() as connection:
        row = {"id": 5, "sentence": CANARY, "day": DAY - dt.timedelta(days=61)}
        connection.execute(GIVEN_SENTENCES.insert(), [row])
    assert CANARY.encode() in b"".join(p.read_bytes() for p in tmp_path.iterdir())
    delete_old(engine, DAY)
    assert CANARY.encode() not in b"".join(p.read_bytes() for p in tmp_path.iterdir())


def test_export_writes_and_deletes(log, url, tmp_path):
    for sentence in ("tweede zin", "eerste zin"):
        log.give(sentence)
    log.stop()
    assert export_given(url, tmp_path / "zinnen.txt") == 2
    assert (tmp_path / "zinnen.txt").read_text(encoding="utf-8") == "eerste zin\ntweede zin\n"
    assert (tmp_path / "zinnen.txt").stat().st_mode & 0o077 == 0
    assert rows_of(url, GIVEN_SENTENCES) == []


def test_export_over_an_existing_file_deletes_nothing(log, url, tmp_path):
    log.give("een zin")
    log.stop()
    (tmp_path / "zinnen.txt").write_text("van een ander", encoding="utf-8")
    with pytest.raises(ExportError):
        export_given(url, tmp_path / "zinnen.txt")
    assert len(rows_of(url, GIVEN_SENTENCES)) == 1


def test_noting_never_waits_and_never_raises():
    log = TurnLog(parse_url("sqlite:////proc/no/such/place.db"), day=lambda: DAY)
    started = time.monotonic()
    for number in range(MAX_WAITING + 50):
        log.note(turn(number))
    assert time.monotonic() - started < 0.5
    assert not log.healthy


@pytest.mark.parametrize(
    "address",
    ["sqlite:////proc/1/nergens/beurten.db", "postgresql://niemand:geheim@127.0.0.1:1/weg"],
    ids=["cannot be made", "nobody answers"],
)
def test_a_database_that_is_not_there_is_told_and_costs_only_rows(address, caplog):
    log = TurnLog(parse_url(address), day=lambda: DAY, rest=0.01)
    log.start()
    log.note(turn())
    assert until(lambda: not log.healthy)
    log.stop()
    assert "geheim" not in caplog.text and "wet_inhoud" not in caplog.text


def test_a_database_that_comes_back_is_used_again(tmp_path):
    folder = tmp_path / "map"
    folder.write_text("a file where the folder should be", encoding="utf-8")
    url = parse_url(f"sqlite:///{folder}/beurten.db")
    log = TurnLog(url, day=lambda: DAY, rest=0.01)
    log.start()
    log.note(turn(1))
    assert until(lambda: not log.healthy and log._waiting.empty())
    folder.unlink()
    assert until(lambda: log.healthy)
    log.note(turn(2))
    log.stop()
    assert [row["turn"] for row in rows_of(url)] == [2]


def test_a_locked_database_loses_rows_and_delays_nobody(tmp_path):
    url = parse_url(f"sqlite:///{tmp_path}/beurten.db")
    log = TurnLog(url, day=lambda: DAY, rest=0.01)
    log.start()
    assert until(lambda: (tmp_path / "beurten.db").exists() and log._clean_at > 0)
    with sqlite3.connect(tmp_path / "beurten.db", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        started = time.monotonic()
        log.note(turn(1))
        assert time.monotonic() - started < 0.1
        assert until(lambda: not log.healthy)
        other.execute("ROLLBACK")
    assert until(lambda: log.healthy)
    log.note(turn(2))
    log.stop()
    assert [row["turn"] for row in rows_of(url)] == [2]


def test_many_threads_lose_nothing(log, url):
    def write(conversation):
        for number in range(20):
            log.note(turn(number, conversation))

    threads = [threading.Thread(target=write, args=(n,)) for n in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    log.stop()
    assert len(rows_of(url)) == 200


def test_the_file_can_be_read_by_its_owner_only(tmp_path):
    url = parse_url(f"sqlite:///{tmp_path}/map/beurten.db")
    make_tables(make_engine(url))
    assert (tmp_path / "map" / "beurten.db").stat().st_mode & 0o077 == 0
    assert (tmp_path / "map").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("address", ["geen adres", "mysql://u:geheim@h/d", ""])
def test_an_address_that_cannot_be_used_is_refused_without_being_shown(address):
    with pytest.raises(DatabaseError) as refused:
        parse_url(address)
    assert "geheim" not in str(refused.value)


def test_the_file_does_not_tell_when_the_last_visitor_was_here(tmp_path):
    log = TurnLog(parse_url(f"sqlite:///{tmp_path}/map/beurten.db"), day=lambda: DAY)
    log.start()
    log.note(turn())
    log.stop()
    midnight = dt.datetime.combine(DAY, dt.time()).timestamp()
    assert {path.stat().st_mtime for path in tmp_path.rglob("*")} == {midnight}
