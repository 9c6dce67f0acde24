"""Asking the bot over real HTTP: what comes back, and a clear sentence for everything that can go wrong."""

import socket
import threading
import time
import traceback

import pytest

from tests.trial.desk import DANGER, KEY, FakeDesk, report
from trial import bot
from trial.reports import Signal

SENTENCE = "ik ben kanarie5523"


def test_a_sentence_on_its_own(desk):
    trial = bot.ask(SENTENCE)
    assert desk.asked == [("/proef", {"zin": SENTENCE, "gesprek": None})]
    assert (trial.topic, trial.intent, trial.understood, trial.confidence) == ("wet_inhoud", "wet_inhoud", True, 0.9712)
    assert trial.ranking[1] == ("wet_doel", 0.02)
    assert (trial.margin, trial.danger, trial.kinds, trial.language) == (0.9512, None, (), "nl")
    assert trial.messages[0]["buttons"][1] == {"title": "Bel 0800-7000", "url": "tel:08007000"}
    assert trial.conversation == "" and trial.alone is None


def test_danger_and_why(desk):
    desk.answers = [DANGER]
    trial = bot.ask("help hij slaat me")
    assert (trial.danger, trial.kinds) == ("112", ("112", "113"))
    assert trial.signals[0] == Signal("112", ("hij/ze/zij slaat/schopt me",), 3.5, -0.6, True)


def test_a_conversation_goes_on(desk):
    first = bot.ask("een", "")
    desk.answers = [report(intent_los="nlu_fallback")]
    second = bot.ask("twee", first.conversation)
    assert first.fresh and not second.fresh and first.conversation == second.conversation == "gesprek1"
    assert second.alone == "nlu_fallback"
    bot.press("/wet_strafmaat", second.conversation)
    bot.forget(second.conversation)
    assert [body for _, body in desk.asked[2:]] == [
        {"knop": "/wet_strafmaat", "gesprek": "gesprek1"},
        {"gesprek": "gesprek1"},
    ]


def test_strange_signs_arrive_whole(desk):
    strange = 'ü ‘x’ 😀 \u202e\n\t\x00 \\ " {zin}'
    bot.ask(strange)
    assert desk.asked[0][1]["zin"] == strange


def test_given_sentences_are_deleted_by_their_ids_as_text_in_parts(desk):
    ids = range(9_007_199_254_740_993, 9_007_199_254_740_993 + 1100)
    assert bot.forget_sentences(ids) == 1100
    assert [len(body["ids"]) for _, body in desk.asked] == [500, 500, 100]
    assert desk.asked[0][1]["ids"][0] == "9007199254740993"


def test_no_ids_ask_nothing(desk):
    assert bot.forget_sentences([]) == 0
    assert desk.asked == []


def refused(sentence=SENTENCE):
    with pytest.raises(bot.BotError) as caught:
        bot.ask(sentence)
    assert SENTENCE not in str(caught.value) and KEY not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("changes", [{"bot": "", "bot_key": ""}, {"bot": "http://127.0.0.1:1", "bot_key": ""}])
def test_not_set(here, changes):
    here(**changes)
    assert refused() == bot.NOT_SET


def test_nobody_listens(here):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    here(bot=f"http://127.0.0.1:{port}", bot_key=KEY)
    assert refused() == bot.NOT_THERE


@pytest.mark.parametrize("key", ["x" * 40, "é" * 40, "ж" * 40])
def test_the_wrong_key(desk, here, key):
    here(bot=desk.address, bot_key=key)
    assert refused() == bot.WRONG_KEY


def test_too_slow(desk, monkeypatch):
    monkeypatch.setattr(bot, "PATIENCE", 0.1)
    desk.wait = 1
    started = time.monotonic()
    assert refused() == bot.TOO_SLOW
    assert time.monotonic() - started < 0.9


def test_five_seconds_are_waited():
    assert bot.PATIENCE == 5


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"[]", b"7", b"null", b"\xff", b"{}", b"[" * 100_000, b'{"onderwerp": "x"}']
)
def test_an_answer_that_makes_no_sense(desk, raw):
    desk.raw = raw
    assert refused() == bot.UNREADABLE


@pytest.mark.parametrize(
    "changes",
    [
        {"onderwerp": "../x"},
        {"intent": None},
        {"zekerheid": "veel"},
        {"rangorde": [["a"]]},
        {"rangorde": 7},
        {"signalen": [{}]},
        {"berichten": [{"text": "x"}]},
        {"berichten": None},
        {"soorten": ["a b"]},
    ],
)
def test_a_report_of_another_form(desk, changes):
    desk.answers = [report(**changes)]
    assert refused() == bot.UNREADABLE


def test_more_than_the_tool_can_hold(desk):
    desk.raw = b'{"onderwerp": "' + b"x" * (bot.LARGEST + 10) + b'"}'
    assert refused() == bot.UNREADABLE


def test_the_bots_own_sentence_is_passed_on(desk):
    desk.status, desk.raw = 400, b'{"fout": "Deze knop bestaat niet."}'
    assert refused() == "Deze knop bestaat niet."


@pytest.mark.parametrize("raw", [b"", b"<html>", b'{"fout": 7}', b'{"fout": ""}', b'{"fout": "' + b"x" * 300 + b'"}'])
def test_an_error_without_a_sentence(desk, raw):
    desk.status, desk.raw = 500, raw
    assert refused() == bot.UNREADABLE


def test_no_redirect_is_followed(desk):
    other = FakeDesk()
    try:
        desk.status, desk.redirect = 307, f"{other.address}/proef"
        assert refused() == bot.UNREADABLE
        desk.status = 302
        refused()
        assert other.asked == []
    finally:
        other.stop()


def test_no_proxy_is_used(desk, monkeypatch):
    other = FakeDesk()
    try:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, other.address)
        monkeypatch.delenv("no_proxy", raising=False)
        bot.ask(SENTENCE)
        assert len(desk.asked) == 1 and other.asked == []
    finally:
        other.stop()


def test_a_connection_that_is_cut_off(here):
    listener = socket.create_server(("127.0.0.1", 0))
    here(bot=f"http://127.0.0.1:{listener.getsockname()[1]}", bot_key=KEY)

    def hang_up():
        connection, _ = listener.accept()
        connection.recv(100)
        connection.close()

    thread = threading.Thread(target=hang_up)
    thread.start()
    assert refused() == bot.NOT_THERE
    thread.join()
    listener.close()


def test_an_error_hides_what_was_asked(desk, here):
    here(bot=desk.address, bot_key="x" * 40)
    with pytest.raises(bot.BotError) as caught:
        bot.ask(SENTENCE)
    assert caught.value.__cause__ is None and caught.value.__suppress_context__
    assert SENTENCE not in "".join(traceback.format_exception(caught.value))


def test_trouble_is_told_once_in_half_a_minute(desk, monkeypatch):
    now = [100.0]
    monkeypatch.setattr(bot.time, "monotonic", lambda: now[0])
    assert bot.trouble() == bot.trouble() == ""
    assert [path for path, _ in desk.asked] == ["/klaar"]
    desk.status, desk.raw = 500, b""
    now[0] += 29
    assert bot.trouble() == ""
    now[0] += 2
    assert bot.trouble() == bot.UNREADABLE


def test_without_a_bot_there_is_no_trouble(here):
    here(bot="", bot_key="")
    assert bot.trouble() == ""
