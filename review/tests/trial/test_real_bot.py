"""The tool against the bot itself: both sides must mean the same by what they send."""

import datetime as dt
import os
import socket
import sqlite3
import subprocess
import time

import pytest

from flows.book import Book
from project.environment import BOT_ROOT
from tests.trial.desk import KEY
from trial import bot
from trial.turns import turn_of

COMMAND = BOT_ROOT / ".venv" / "bin" / "lantaarn"
PATIENCE = 120


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """The address of the bot's staff desk, and its database with three given sentences."""
    if not COMMAND.is_file() or not (BOT_ROOT / "models" / "ingangen.json").is_file():
        pytest.skip("de bot is hier niet gebouwd: het gesprek met de echte bot is niet beproefd")
    folder = tmp_path_factory.mktemp("bot")
    ports, said = [free_port(), free_port()], folder / "stderr"
    database = folder / "opslag" / "beurten.db"
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith(("LANTAARN_", "NAKIJKEN_", "DJANGO_"))
    }
    ours = {
        "LANTAARN_PORT": str(ports[0]),
        "LANTAARN_STAFF_PORT": str(ports[1]),
        "LANTAARN_STAFF_KEY": KEY,
        "LANTAARN_DATABASE": f"sqlite:///{database}",
    }
    with said.open("wb") as error:
        process = subprocess.Popen([COMMAND, "serve"], cwd=BOT_ROOT, env={**kept, **ours}, stdout=error, stderr=error)
    try:
        end = time.monotonic() + PATIENCE
        while b"De chat staat klaar" not in said.read_bytes():
            assert process.poll() is None and time.monotonic() < end, said.read_text(encoding="utf-8")[-500:]
            time.sleep(0.1)
        with sqlite3.connect(database) as rows:
            # The bot makes its tables in a thread of its own, a moment after it opened.
            while not rows.execute("SELECT 1 FROM sqlite_master WHERE name = 'given_sentences'").fetchall():
                assert time.monotonic() < end, "the bot made no tables"
                time.sleep(0.1)
            # Of today: the bot deletes what is too old, and what lies in the future.
            given = [(number, dt.date.today().isoformat()) for number in (5, 9_007_199_254_740_993, 7)]
            rows.executemany("INSERT INTO given_sentences VALUES (?, 'een zin', ?)", given)
        yield f"http://127.0.0.1:{ports[1]}", database
    finally:
        process.terminate()
        process.wait(60)


@pytest.fixture
def real(running, here, monkeypatch):
    address, database = running
    here(bot=address, bot_key=KEY)
    # What is tested is what both say; on a busy machine the first answer after a start can take long.
    monkeypatch.setattr(bot, "PATIENCE", 60)
    return database


@pytest.fixture(scope="module")
def flow_book(built_book):
    return Book(built_book, "x")


def test_a_conversation_with_the_bot_and_the_test_of_it(real, flow_book):
    first = bot.ask("waar kan ik anoniem melden?", "")
    assert (first.topic, first.understood, first.language, first.fresh) == ("handelen_anoniem", True, "nl", True)
    assert first.margin == pytest.approx(first.ranking[0][1] - first.ranking[1][1], abs=0.001)
    assert [button["url"] for message in first.messages for button in message["buttons"] if "url" in button] == [
        "tel:08007000"
    ]
    assert turn_of("x", False, first, flow_book).actions == ("utter_handelen_anoniem", "action_handoff")

    second = bot.ask("Help, hij slaat me!", first.conversation)
    assert (second.danger, second.fresh, second.alone) == ("112", False, "handelen_spoed")
    assert second.signals[0].patterns and second.signals[0].counts
    assert turn_of("x", False, second, flow_book).actions == ("action_danger",)

    third = bot.press("/gesprek_menu", second.conversation)
    assert turn_of("/gesprek_menu", True, third, flow_book).actions == ("action_leave_careful", "utter_gesprek_menu")
    bot.forget(third.conversation)
    assert bot.ask("hallo", third.conversation).fresh


def test_every_turn_of_the_bots_own_rules_can_be_tested(real, flow_book):
    for rule in flow_book["regels"]:
        if rule["onderwerp"] in ("nlu_fallback", "gesprek_wissen"):
            continue
        trial = bot.press(f"/{rule['onderwerp']}", "")
        assert turn_of("x", True, trial, flow_book).actions == tuple(rule["stappen"]), rule["naam"]


def test_wrong_key_unknown_button_and_too_much(real, here):
    with pytest.raises(bot.BotError, match="Deze knop bestaat niet"):
        bot.press("/bestaat_niet", "")
    with pytest.raises(bot.BotError, match="te lang"):
        bot.ask("x" * 20_000)
    assert bot.trouble() == ""
    here(bot_key="y" * 40)
    with pytest.raises(bot.BotError, match="weigert"):
        bot.ask("hallo")


def test_given_sentences_go_from_the_bots_own_table(real):
    assert bot.forget_sentences([9_007_199_254_740_993, 5, 6]) == 2
    with sqlite3.connect(real) as rows:
        assert rows.execute("SELECT id FROM given_sentences").fetchall() == [(7,)]
        assert rows.execute("SELECT count(*) FROM turns").fetchall() == [(0,)]
