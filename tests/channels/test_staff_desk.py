"""The staff desk over real HTTP: who may ask, what is refused, and that nothing of it stays anywhere."""

import asyncio
import http.client
import json
import logging
import signal
import sqlite3

import aiohttp
import pytest

from lantaarn.channels.staff_desk import StaffDesk, StaffDeskError
from lantaarn.settings import SettingError, Settings
from lantaarn.storage.database import GIVEN_SENTENCES, make_engine, make_tables, parse_url
from lantaarn.storage.given import delete_given
from tests.canary.marks import Marks
from tests.canary.server import Server, free_port
from tests.channels.site import at_site
from tests.channels.staff import KEY, Looker, Talker, at_desk, replies
from tests.privacy.test_promises import words_held_by
from tests.storage.test_turn_log import DAY, rows_of, url  # noqa: F401

CANARY = "kanarie7719"


@pytest.mark.parametrize("key", [None, "", "k" * 40, KEY[:-1], KEY + "x", KEY.upper(), "sleutel-é"])
@pytest.mark.parametrize("path", ["/proef", "/proef/wissen", "/bewaard/wissen", "/klaar", "/", "/bestaat-niet"])
def test_without_the_key_everything_is_refused_without_a_word(key, path):
    assistant = Talker()
    refused = replies(
        {"path": path, "key": key, "zin": "hallo"}, {"path": path, "key": key, "method": "GET"}, assistant=assistant
    )
    assert [(reply.status, reply.raw) for reply in refused] == [(403, b"")] * 2
    assert assistant.heard == []


def test_the_key_alone_without_the_word_bearer_is_refused():
    async def talk(at):
        async with aiohttp.ClientSession(headers={"Authorization": KEY}) as client:
            async with client.get(f"http://127.0.0.1:{at.desk.port}/klaar") as response:
                return response.status

    assert at_desk(talk) == 403


def test_it_listens_on_this_machine_only_and_says_nothing_of_itself():
    async def talk(at):
        assert at.desk._listener.getsockname()[0] == "127.0.0.1"
        return await at.send("/klaar", "GET")

    ready = at_desk(talk)
    assert (ready.status, ready.json) == (200, {"klaar": True})
    assert "Server" not in ready.headers and ready.headers["Cache-Control"] == "no-store"


def test_a_port_that_is_taken_stops_the_start_by_the_name_of_the_setting():
    port = free_port()
    desk = StaffDesk(Talker(), Settings(staff_key=KEY, staff_port=port), Looker())
    with pytest.raises(StaffDeskError, match="LANTAARN_STAFF_PORT"):
        StaffDesk(Talker(), Settings(staff_key=KEY, staff_port=port), Looker())
    desk._listener.close()


@pytest.mark.parametrize("path", ["/proef", "/proef/wissen", "/bewaard/wissen", "/klaar"])
def test_none_of_its_addresses_is_on_the_public_server(path):
    async def talk(send, _):
        for method in ("POST", "GET"):
            assert (await send(path, method, headers={"Authorization": f"Bearer {KEY}"}, zin="hallo")).status == 404

    at_site(talk, staff_key=KEY, staff_port=1)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"geen json",
        b"[]",
        b"7",
        b"{",
        b"\xff\xfe",
        b'{"zin": 7}',
        b'{"zin": "a", "knop": "/b"}',
        b"{}",
        b"[" * 9000,
    ],
)
def test_a_request_that_makes_no_sense_gets_a_sentence(data):
    assistant = Talker()
    (reply,) = replies({"data": data}, assistant=assistant)
    assert reply.status == 400 and set(reply.json) == {"fout"}
    assert assistant.heard == []


def test_a_body_that_is_too_large_is_refused():
    refused, fine = replies({"zin": "x" * 17_000}, {"zin": "x" * 1_001})
    assert (refused.status, refused.json) == (413, {"fout": "Deze zin is te lang."})
    # A long sentence is the bot's own affair; there is only nothing to explain.
    assert fine.status == 200 and fine.json["signalen"] == []


def test_nothing_that_staff_type_is_logged_or_held(caplog, capfd):
    assistant = Talker()

    async def talk(at):
        begun = (await at.send(zin=f"ik ben {CANARY}", gesprek="")).json["gesprek"]
        await at.send(zin=f"nog eens {CANARY}", gesprek=begun)
        await at.send(zin=f"los {CANARY}", gesprek=CANARY)
        await at.send(knop=f"/{CANARY}")
        await at.send(f"/{CANARY}", zin=CANARY)
        await at.send(data=f"{{{CANARY}".encode())
        await at.send(zin=CANARY, key=CANARY)
        assistant.error = RuntimeError(f"kapot bij {CANARY}")
        failed = await at.send(zin=f"stuk {CANARY}")
        assert (failed.status, failed.json) == (500, {"fout": "Er ging in de bot iets mis."})
        assistant.heard.clear()
        assistant.error = None
        await asyncio.sleep(0.05)
        held = words_held_by(at.desk._trials) + words_held_by(at.desk._settings)
        assert KEY in held and not [text for text in held if CANARY in text]

    with caplog.at_level(logging.DEBUG):
        at_desk(talk, assistant)
    written = "".join(record.getMessage() for record in caplog.records) + "".join(capfd.readouterr())
    assert "staff desk failed: RuntimeError" in written
    assert CANARY not in written and KEY not in written


@pytest.fixture
def given(tmp_path):
    """A database with three given sentences; its settings."""
    address = f"sqlite:///{tmp_path}/map/beurten.db"
    engine = make_engine(parse_url(address))
    make_tables(engine)
    with engine.begin() as connection:
        rows = [
            {"id": number, "sentence": f"{CANARY} {number}", "day": DAY} for number in (5, 9_007_199_254_740_993, 7)
        ]
        connection.execute(GIVEN_SENTENCES.insert(), rows)
    engine.dispose()
    return {"database": address}


def test_given_sentences_are_deleted_by_id_from_the_file_as_well(given, tmp_path):
    deleted, again = replies(*[{"path": "/bewaard/wissen", "ids": ["9007199254740993", "5", "6"]}] * 2, **given)
    assert (deleted.json, again.json) == ({"gewist": 2}, {"gewist": 0})
    assert [row["id"] for row in rows_of(parse_url(given["database"]), GIVEN_SENTENCES)] == [7]
    left = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert f"{CANARY} 5".encode() not in left and f"{CANARY} 7".encode() in left


@pytest.mark.parametrize("ids", [None, "5", [5], ["5; DROP"], ["-5"], ["5", None], {"5": 1}, ["9" * 20]])
def test_other_ids_delete_nothing(given, ids):
    (reply,) = replies({"path": "/bewaard/wissen", "ids": ids}, **given)
    assert reply.status == 400
    assert len(rows_of(parse_url(given["database"]), GIVEN_SENTENCES)) == 3


def test_a_number_that_no_sentence_can_have_and_an_empty_list_are_no_error(given):
    large, none = replies(
        {"path": "/bewaard/wissen", "ids": ["9" * 19]}, {"path": "/bewaard/wissen", "ids": []}, **given
    )
    assert large.json == none.json == {"gewist": 0}


def test_sentences_are_deleted_from_both_kinds_of_database(url):  # noqa: F811
    engine = make_engine(url)
    make_tables(engine)
    with engine.begin() as connection:
        rows = [{"id": number, "sentence": "een zin", "day": DAY} for number in (5, 9_007_199_254_740_993)]
        connection.execute(GIVEN_SENTENCES.insert(), rows)
    assert delete_given(url, {5, 6}) == 1
    assert delete_given(url, set()) == 0
    assert [row["id"] for row in rows_of(url, GIVEN_SENTENCES)] == [9_007_199_254_740_993]


def test_a_database_that_fails_is_told_without_its_address(caplog):
    (reply,) = replies({"path": "/bewaard/wissen", "ids": ["5"]}, database="sqlite:////proc/1/nergens/geheim.db")
    assert (reply.status, reply.json) == (500, {"fout": "Er ging in de bot iets mis."})
    assert "geheim" not in caplog.text


GOOD = {"LANTAARN_STAFF_PORT": "5006", "LANTAARN_STAFF_KEY": KEY}


def test_the_desk_is_off_by_default_and_on_with_port_and_key():
    assert Settings.from_environment({}).staff_port == 0
    settings = Settings.from_environment(GOOD)
    assert (settings.staff_port, settings.staff_key) == (5006, KEY)
    assert KEY not in repr(settings)


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"LANTAARN_STAFF_PORT": "0"}, "LANTAARN_STAFF_PORT"),
        ({"LANTAARN_STAFF_PORT": "65536"}, "LANTAARN_STAFF_PORT"),
        ({"LANTAARN_STAFF_PORT": "5005"}, "LANTAARN_STAFF_PORT"),
        ({"LANTAARN_STAFF_KEY": "k" * 31}, "LANTAARN_STAFF_KEY"),
        ({"LANTAARN_STAFF_KEY": "k" * 31 + " "}, "LANTAARN_STAFF_KEY"),
        ({"LANTAARN_STAFF_KEY": "é" * 40}, "LANTAARN_STAFF_KEY"),
        ({"LANTAARN_STAFF_KEY": ""}, "LANTAARN_STAFF_KEY"),
    ],
)
def test_a_setting_that_cannot_be_used_stops_the_start_by_its_name_only(changed, named):
    with pytest.raises(SettingError, match=named) as refused:
        Settings.from_environment({**GOOD, **changed})
    assert not any(len(value) > 5 and value in str(refused.value) for value in changed.values())


def test_a_port_without_a_key_stops_the_start():
    with pytest.raises(SettingError, match="LANTAARN_STAFF_KEY"):
        Settings.from_environment({"LANTAARN_STAFF_PORT": "5006"})


def asked(port, path, body, key=KEY):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("POST", path, json.dumps(body), {"Authorization": f"Bearer {key}"})
        response = connection.getresponse()
        return response.status, json.loads(response.read() or b"null")
    finally:
        connection.close()


def test_the_real_server_answers_staff_and_keeps_nothing_of_it(tmp_path):
    marks, port = Marks(), free_port()
    server = Server(tmp_path / "bot", watched=True, LANTAARN_STAFF_PORT=str(port), LANTAARN_STAFF_KEY=KEY)
    try:
        server.wait()
        server.look_from_here()
        assert asked(port, "/proef", {"zin": marks.person}, key="x" * 40)[0] == 403
        assert asked(server.port, "/proef", {"zin": marks.person})[0] == 404
        status, first = asked(port, "/proef", {"zin": f"help hij slaat me, {marks.person}", "gesprek": ""})
        assert (status, first["gevaar"]) == (200, "112")
        status, second = asked(port, "/proef", {"zin": f"wat zegt de wet, {marks.person}", "gesprek": first["gesprek"]})
        assert status == 200 and second["nieuw"] is False and len(second["rangorde"]) > 1
        assert asked(port, "/proef", {"zin": f"{marks.person}"})[0] == 200
        with sqlite3.connect(tmp_path / "bot" / "opslag" / "beurten.db") as rows:
            assert rows.execute("SELECT count(*) FROM turns").fetchone() == (0,)
        assert list(server.leaks(marks)) == []
        assert server.memory_leaks(marks) == []
        server.stop()
        assert list(server.leaks(marks)) == []
        with pytest.raises(OSError):
            asked(port, "/klaar", {})
    finally:
        server.stop(signal.SIGKILL)
