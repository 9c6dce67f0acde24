"""What is particular to Signal: the daemon's events and errors, groups, places as links, the timer, a stream that breaks."""

import asyncio
import json
import logging
import re
from itertools import islice
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import pytest

from lantaarn.answers.channel_texts import TEXTS, load_channel_texts
from lantaarn.answers.emergency import fixed_messages
from lantaarn.answers.yaml_file import read_yaml
from lantaarn.assistant import Answer
from lantaarn.channels import signal as module
from lantaarn.channels.signal import NO_TIMER, Signal
from lantaarn.check import load_responses
from lantaarn.messaging import apps as running
from lantaarn.messaging.app import LaterError, RefusedError
from lantaarn.messaging.caller import Answered, Caller
from lantaarn.messaging.choices import arranged
from lantaarn.messaging.identity import DAY
from lantaarn.messaging.outgoing import Outgoing
from lantaarn.messaging.settings import AppSettings, SignalSettings
from lantaarn.messaging.told import Told
from lantaarn.messaging.update import Kind
from lantaarn.settings import PROJECT_ROOT, SettingError, Settings
from tests.messaging.peers import peer_of
from tests.messaging.peers.peer import SITE, soon
from tests.messaging.peers.signal import ACCOUNT
from tests.messaging.site import FakeBot, post, served
from tests.messaging.test_telegram import frames_of
from tests.privacy.test_promises import words_held_by

PAYLOADS = json.loads((Path(__file__).parent / "payloads" / "signal.json").read_text(encoding="utf-8"))
NOW = 1796000200
PERSON = "6a1f0c3e-5b7d-4e21-9c84-2f80de11a7b5"
GROUP = "Pmpi+EfPWmsxiomLe9Nx2XF9HOE483p6iKiFj65iMwI="
OWN = SignalSettings(daemon="http://127.0.0.1:8080", account=ACCOUNT)
IGNORED = ["reaction", "vote", "timer_changed", "receipt", "typing", "sync", "story", "call", "not_opened"]
IGNORED += ["of_another_account"]
OTHERS = ("+31687654321", "+31600000001", "Voornaam", "Iemand", "Anders", "52.07", "Laan 12", "wXyZ", "aangehaalde")


class FakeCaller:
    """Answers every call with the same, or each with the next; ``calls`` are the methods and their parameters."""

    def __init__(self, *answers):
        self.answers, self.calls = list(answers), []

    async def post(self, path, content, **_):
        self.calls.append((content["method"], dict(content["params"])))
        answer = (self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]) if self.answers else None
        if isinstance(answer, Exception):
            raise answer
        return answer or Answered(200, {"jsonrpc": "2.0", "result": {}, "id": content["id"]}, {})


def read(payload):
    """The updates of a payload, a little after it was sent."""
    with mock.patch.object(module, "time", SimpleNamespace(time=lambda: NOW)):
        return Signal(OWN, FakeCaller()).read(payload)


def only(name):
    (update,) = read(PAYLOADS[name])
    return update


def with_text(text, files=False):
    payload = json.loads(json.dumps(PAYLOADS["location" if files else "text"]))
    payload["envelope"]["dataMessage"]["message"] = text
    (update,) = read(payload)
    return update


@pytest.fixture
def daemon():
    with peer_of("signal") as started:
        yield started


def test_of_a_message_only_account_text_and_age_are_taken():
    assert vars(only("text")) == {
        "kind": Kind.MESSAGE, "update_id": f"{PERSON} 1796000000123", "recipient": PERSON, "text": "wat zegt de wet", "choice": "",
        "age": 200.0, "receipt": NO_TIMER,
    }  # fmt: skip


def test_who_hides_their_number_is_answered_and_a_number_alone_is_never_used():
    assert only("number_hidden").recipient == PERSON
    assert read(PAYLOADS["number_only"]) == []


@pytest.mark.parametrize("account", ["../x", "group:" + GROUP, "u:naam.01", "+31687654321", "", 5, None, PERSON + "\n"])
def test_an_account_of_another_shape_is_nobody(account):
    payload = json.loads(json.dumps(PAYLOADS["text"]))
    payload["envelope"] |= {"sourceUuid": account, "source": account}
    assert read(payload) == []


def test_an_edited_message_is_a_message_as_old_as_the_edit_and_new_to_us():
    update = only("edited")
    assert (update.kind, update.text, update.age) == (Kind.MESSAGE, "wat zegt de wet nu", 100.0)
    assert update.update_id != only("text").update_id


def test_a_message_taken_back_is_known_as_such():
    assert only("deleted").kind is Kind.DELETED


@pytest.mark.parametrize("name", ["voice", "sticker", "contact", "view_once", "photo", "location"])
def test_media_and_places_are_known_as_such_and_nothing_of_them_is_taken(name):
    update = only(name)
    assert update.kind is (Kind.LOCATION if name == "location" else Kind.MEDIA)
    assert update.text == ("is dit mensenhandel" if name == "photo" else "")


@pytest.mark.parametrize("part", module.MEDIA)
def test_every_sort_of_media_is_seen(part):
    payload = json.loads(json.dumps(PAYLOADS["reaction"]))
    payload["envelope"]["dataMessage"][part] = {"x": 1}
    assert [update.kind for update in read(payload)] == [Kind.MEDIA]


def test_the_rest_of_a_long_text_is_no_file():
    update = only("long_text")
    assert (update.kind, update.text) == (Kind.MESSAGE, "een heel lang verhaal")


@pytest.mark.parametrize(
    ("text", "files", "left"),
    [
        ("Hotel Ergens\nLaan 12, Den Haag\nhttps://maps.google.com/maps?q=52.07%2C4.3", True, ""),
        (
            "Laan 12\nhttps://maps.google.com/maps?q=52.07%2C4.3\n\nhelp hij heeft een mes",
            True,
            "help hij heeft een mes",
        ),
        # What somebody types themselves is read, whatever link is with it.
        ("help een mes https://maps.app.goo.gl/abc", False, "help een mes"),
        ("help een mes https://maps.app.goo.gl/abc", True, "help een mes"),
        ("kom snel\nhttps://www.google.nl/maps/@52.07,4.3,15z", False, "kom snel"),
        ("https://maps.apple.com/?ll=52.07,4.3 hier", False, "hier"),
        ("geo:52.07,4.3", False, ""),
    ],
)
def test_a_place_as_a_link_is_not_read_and_what_was_typed_with_it_is(text, files, left):
    update = with_text(text, files)
    assert (update.kind, update.text) == (Kind.LOCATION, left)


@pytest.mark.parametrize("text", ["https://voorbeeld.nl/maps", "wat is google maps", "kijk op https://goo.gl/nieuws"])
def test_another_link_is_a_message(text):
    assert (with_text(text).kind, with_text(text).text) == (Kind.MESSAGE, text)


@pytest.mark.parametrize("name", ["group", "added_to_a_group"])
def test_a_group_is_known_as_such_and_nothing_of_what_was_said_is_taken(name):
    update = only(name)
    assert (update.kind, update.text, update.recipient) == (Kind.GROUP, "", f"group:{GROUP}")


@pytest.mark.parametrize("name", IGNORED)
def test_what_is_not_for_us_gives_nothing(name, caplog):
    assert read(PAYLOADS[name]) == []
    assert caplog.messages == (["signal: a message could not be opened"] if name == "not_opened" else [])


def test_no_update_holds_anything_of_a_profile_or_of_others():
    for name, payload in PAYLOADS.items():
        if name != "_bron":
            taken = str([vars(update) for update in read(payload)])
            assert not [part for part in (*OTHERS, "Onze groep") if part in taken], name


def sent(*messages, recipient=PERSON, caller=None):
    caller = caller or FakeCaller()
    app = Signal(OWN, caller)

    async def send():
        for message in messages:
            await app.send(recipient, message)

    asyncio.run(send())
    return caller.calls


def test_text_goes_out_plain_without_a_push_and_with_nothing_else():
    special = "*dik* _schuin_ ||weg|| `code` https://voorbeeld.nl @iemand"
    assert sent(Outgoing(special)) == [
        ("send", {"account": ACCOUNT, "recipient": [PERSON], "message": special, "noUrgent": True})
    ]
    # Nothing but these is ever asked of the daemon: no receipts, no typing, no previews, no styles.
    source = (PROJECT_ROOT / "lantaarn/channels/signal.py").read_text(encoding="utf-8")
    assert set(re.findall(r'_call\("(\w+)"', source)) == {"send", "updateContact", "quitGroup"}
    assert not re.search(r"preview[A-Z]|textStyle|sendReceipt|sendTyping", source)


def test_a_group_is_told_once_and_left_with_all_that_is_known_of_it():
    calls = sent(Outgoing("Niet in een groep."), recipient=f"group:{GROUP}")
    assert calls == [
        ("send", {"account": ACCOUNT, "groupId": GROUP, "message": "Niet in een groep.", "noUrgent": True}),
        ("quitGroup", {"account": ACCOUNT, "groupId": GROUP, "delete": True}),
    ]


def test_a_group_where_we_may_not_write_is_left_as_well():
    refused = Answered(200, {"error": {"code": -1, "message": "", "data": None}}, {})
    calls = sent(Outgoing("a"), recipient=f"group:{GROUP}", caller=FakeCaller(refused))
    assert [method for method, _ in calls] == ["send", "quitGroup"]


def test_the_timer_is_set_before_the_first_message_and_once():
    calls = sent(Outgoing("a", receipt=NO_TIMER), Outgoing("b"), Outgoing("c", receipt=NO_TIMER))
    assert [method for method, _ in calls] == ["updateContact", "send", "send", "send"]
    assert calls[0][1] == {"account": ACCOUNT, "recipient": PERSON, "expiration": 86_400}


def test_who_has_a_timer_keeps_their_own():
    assert only("number_hidden").receipt == ""
    assert [method for method, _ in sent(Outgoing("a"))] == ["send"]


def test_after_a_day_it_is_set_again_where_it_was_turned_off():
    now = 0.0
    app = Signal(OWN, caller := FakeCaller())
    app._told = Told(lambda: now)
    for now in (0.0, DAY - 1, DAY + 1):
        asyncio.run(app.send(PERSON, Outgoing("a", receipt=NO_TIMER)))
    assert [method for method, _ in caller.calls] == ["updateContact", "send", "send", "updateContact", "send"]


@pytest.mark.parametrize(
    ("fault", "again"), [(LaterError(), True), (Answered(200, {"error": {"code": -1}}, {}), False)]
)
def test_an_answer_goes_out_when_the_timer_cannot_be_set(fault, again):
    fine = Answered(200, {"result": {}}, {})
    calls = sent(Outgoing("a", receipt=NO_TIMER), Outgoing("b", receipt=NO_TIMER), caller=FakeCaller(fault, fine))
    assert [method for method, _ in calls] == ["updateContact", "send"] + ["updateContact"] * again + ["send"]


def test_whose_timer_was_set_cannot_be_read_back():
    app = Signal(OWN, FakeCaller())
    asyncio.run(app.send(PERSON, Outgoing("a", receipt=NO_TIMER)))
    held = words_held_by([app._identity, app._told])
    assert len([text for text in held if re.fullmatch("[0-9a-f]{64}", text)]) == 1
    assert not [text for text in held if PERSON in text]


def test_the_notice_tells_of_the_timer():
    own = read_yaml(Settings().data / "kanalen" / "signal.yml")
    assert module.TIMER_SECONDS == 24 * 3600
    assert "Had je geen timer? Wat we vanaf nu schrijven, verdwijnt na een dag." in own["wissen"]


def error(code, **result):
    data = (
        {"response": {"timestamp": 1, "results": [{"recipientAddress": {"uuid": PERSON}, **result}]}}
        if result
        else None
    )
    return {"jsonrpc": "2.0", "error": {"code": code, "message": f"Failed for {PERSON}", "data": data}, "id": 1}


@pytest.mark.parametrize(
    ("status", "content", "kind", "after", "logged"),
    [
        (200, error(-5, type="RATE_LIMIT_FAILURE", retryAfterSeconds=7), LaterError, 7.0, ""),
        (200, error(-5, type="RATE_LIMIT_FAILURE"), LaterError, None, ""),
        (200, error(-5), LaterError, None, ""),
        (
            200,
            error(-5, type="RATE_LIMIT_FAILURE", token="t", retryAfterSeconds=86400),
            LaterError,
            86400.0,
            "challenge",
        ),
        # As it was before signal-cli 0.14.3 (https://github.com/AsamK/signal-cli/issues/923).
        (200, error(-1, type="NETWORK_FAILURE", token="t", retryAfterSeconds=-1), LaterError, None, "challenge"),
        (200, error(-1, type="NETWORK_FAILURE"), LaterError, None, ""),
        (200, error(-3), LaterError, None, ""),
        (200, error(-32603), LaterError, None, ""),
        (200, error(-1, type="UNREGISTERED_FAILURE"), RefusedError, None, ""),
        (200, error(-1), RefusedError, None, ""),
        (200, error(-4, type="IDENTITY_FAILURE"), RefusedError, None, "error -4"),
        (200, error(-32602), RefusedError, None, "error -32602"),
        (200, {}, LaterError, None, ""),
        (200, {"error": "kapot"}, LaterError, None, ""),
        (200, {"error": {"code": -1, "data": {"response": {"results": ["x"]}}}}, LaterError, None, ""),
        (502, {}, LaterError, None, ""),
        (421, {}, RefusedError, None, "refused a call"),
        (404, {}, RefusedError, None, "refused a call"),
        (302, {}, RefusedError, None, "refused a call"),
    ],
)
def test_an_error_of_the_daemon_is_later_or_never(status, content, kind, after, logged, caplog):
    with pytest.raises(kind) as caught:
        sent(Outgoing("a"), caller=FakeCaller(Answered(status, content, {})))
    assert getattr(caught.value, "after", None) == after
    assert logged in caplog.text and bool(logged) == bool(caplog.messages)
    assert PERSON not in caplog.text + str(caught.value)


@pytest.mark.parametrize("script", ["a", "é", "ж", "ع", "字", "ไ", "😀", "€ "])
def test_whatever_the_script_a_message_stays_under_the_limit_of_signal(script):
    made = arranged([{"text": (script * 5 + ". ") * 700, "buttons": []}], Signal.limits, "")
    assert len(made) > 1 and max(len(part.text.encode()) for part in made) <= 2000


def test_the_notice_and_every_answer_fit_in_one_message(book):
    texts = load_channel_texts(Settings().data / "kanalen", "signal", SITE, book)
    said = [texts.worded(each[0].get("text", "")) for each in load_responses(Settings().data / "responses").values()]
    said += [getattr(texts, name) for name in TEXTS]
    said += [message["text"] for kind in ("112", "113", "minor", "victim") for message in fixed_messages(kind, "nl")]
    # The source and the numbered choices come under it.
    assert len(said) > 100 and max(len(text.encode()) for text in said) < module.TEXT_BYTES - 500


@pytest.mark.parametrize(
    "address",
    [
        "http://192.168.1.7:8080", "https://signal.voorbeeld.nl", "https://127.0.0.1:8080", "http://127.0.0.1", "http://[::2]:8080",
        "http://127.0.0.1:8080/pad", "http://127.0.0.1.voorbeeld.nl:8080", "http://localhost@voorbeeld.nl:80", "http://0.0.0.0:8080",
    ],
)  # fmt: skip
def test_a_daemon_elsewhere_is_refused_by_name(address):
    with pytest.raises(SettingError, match="LANTAARN_SIGNAL_DAEMON") as caught:
        AppSettings.from_environment({"LANTAARN_SIGNAL_DAEMON": address, "LANTAARN_SIGNAL_ACCOUNT": ACCOUNT}, SITE)
    assert address not in str(caught.value)


@pytest.mark.parametrize(("address", "host"), [("http://localhost:81", "localhost"), ("http://[::1]:81", "::1")])
def test_a_daemon_on_this_machine_is_taken(address, host):
    apps = AppSettings.from_environment({"LANTAARN_SIGNAL_DAEMON": address, "LANTAARN_SIGNAL_ACCOUNT": ACCOUNT}, SITE)
    assert apps.hosts == [(host, 81)]


@pytest.fixture
def quick(fast, monkeypatch):
    """A lost daemon is looked for at once."""
    monkeypatch.setattr(running, "FIRST_PAUSE", 0.02)
    monkeypatch.setattr(running, "LONGEST_PAUSE", 0.1)


@pytest.mark.asyncio
async def test_nothing_of_signal_listens_for_calls(daemon, fast):
    async with served(daemon) as (address, _, _log):
        assert (await post(f"{address}/kanaal/signal", {}, "{}"))[0] == 404


@pytest.mark.asyncio
async def test_a_group_is_refused_once_and_left(daemon, fast):
    async with served(daemon) as (_, bot, _log):
        for person in (1, 2, 3):
            daemon.deliver(daemon.text_update(person, "wat zegt de wet", group=7))
        await soon(lambda: daemon.left)
        await soon(lambda: len(daemon.deliveries) == 3)
    assert bot.heard == [] and daemon.left == [(daemon.group(7), True)]
    ((raw, text, _),) = daemon.sent
    assert raw == daemon.group(7) and "In een groep praat ik niet" in text
    assert daemon.timers == [] and daemon.complaints == []


@pytest.mark.asyncio
async def test_messages_of_a_visitor_go_by_themselves_and_nothing_lights_up(daemon, fast):
    async with served(daemon):
        daemon.write(1, "hallo")
        daemon.write(2, "hallo", expiresInSeconds=604_800)
        await soon(lambda: len(daemon.sent) == 4)
        daemon.write(1, "en nu")
        await soon(lambda: len(daemon.heard(1)) == 3)
    # Before the first message, and never over what a visitor chose.
    assert daemon.timers == [(daemon.raw(1), 86_400, 0)]
    assert not any(daemon.urgent) and daemon.complaints == []


@pytest.mark.asyncio
@pytest.mark.parametrize("fault", [-1, -3, "slow"])
async def test_a_number_to_call_does_not_wait_for_the_timer(daemon, fast, monkeypatch, fault):
    monkeypatch.setattr(module, "TIMER_PATIENCE", 0.2)
    daemon.faults[f"timer {daemon.raw(1)}"] = [fault]
    async with served(daemon):
        daemon.write(1, "help hij heeft een mes")
        await soon(lambda: len(daemon.heard(1)) == 3, 3)
    assert daemon.heard(1)[0].startswith("Alarmnummer: 112")


@pytest.mark.asyncio
async def test_media_places_and_what_was_typed_with_them(daemon, fast):
    photo = {"attachments": [{"contentType": "image/jpeg", "id": "x", "filename": "x.jpg"}]}
    async with served(daemon) as (_, bot, _log):
        daemon.write(1, None, **photo)
        daemon.write(2, "help een mes", **photo)
        daemon.write(3, "Laan 12\nhttps://maps.google.com/maps?q=52.1%2C4.3", **photo)
        await soon(lambda: len(daemon.sent) == 8)
    assert daemon.heard(1)[0].startswith("Ik kan alleen tekst lezen") and SITE in daemon.heard(1)[1]
    assert daemon.heard(2)[0].startswith("Alarmnummer: 112")
    assert "Ik kan alleen tekst lezen" in daemon.heard(2)[3]
    assert daemon.heard(3)[0].startswith("Ik heb je plek niet bekeken")
    assert [said for _, said in bot.heard] == ["help een mes"]


@pytest.mark.asyncio
async def test_a_message_taken_back_forgets_the_conversation(daemon, fast):
    async with served(daemon) as (_, bot, _log):
        daemon.write(1, "hallo")
        await soon(lambda: len(daemon.heard(1)) == 2)
        daemon.deliver(daemon.event(1, {"message": None, "remoteDelete": {"timestamp": 1}}))
        await soon(lambda: bot.forgotten)
        daemon.write(1, "opnieuw")
        await soon(lambda: len(daemon.heard(1)) == 4)
    assert bot.forgotten == [bot.heard[0][0]] and SITE in daemon.heard(1)[2]


@pytest.mark.asyncio
async def test_a_long_answer_comes_in_parts_and_the_choices_under_the_last(daemon, fast):
    async def long(*_):
        buttons = [{"title": "De wet", "payload": "/wet_inhoud"}]
        return Answer([{"text": "Eén zin van zes woorden. " * 100, "buttons": buttons}], "wet_inhoud", 0.9)

    bot = FakeBot()
    bot.answer = long
    async with served(daemon, bot=bot):
        daemon.write(1, "hallo")
        await soon(lambda: len(daemon.heard(1)) == 3)
    parts = daemon.heard(1)[1:]
    assert daemon.complaints == [] and ["\n1. De wet" in part for part in parts] == [False, True]
    assert all(part.startswith("Eén zin") for part in parts)


@pytest.mark.asyncio
@pytest.mark.parametrize("fault", ["gone", 500, 400, 421])
async def test_a_daemon_that_is_not_there_yet_is_waited_for(daemon, quick, fault, caplog):
    daemon.deaf = [fault] * 3
    daemon.write(1, "hallo")
    async with served(daemon) as (address, bot, _log):
        # Nobody else notices.
        status, _ = await post(f"{address}/api/bericht", {}, '{"tekst": "hallo"}')
        await soon(lambda: len(daemon.heard(1)) == 2)
    assert status == 200 and len(bot.heard) == 2 and daemon.deaf == []
    assert ("no daemon to listen to" if fault == "gone" else "cannot listen") in caplog.text
    assert ACCOUNT not in caplog.text


@pytest.mark.asyncio
async def test_a_stream_that_breaks_is_taken_up_again_and_nothing_is_lost_or_answered_twice(daemon, quick):
    async with served(daemon) as (_, bot, _log):
        for number in range(40):
            daemon.write(number, "hallo")
            if number % 8 == 3:
                await soon(lambda wanted=number: len(bot.heard) > wanted)
                listened = daemon.listened
                daemon.hang_up()
                await soon(lambda before=listened: daemon.listened > before)
        await soon(lambda: len(daemon.sent) == 80)
    assert len(bot.heard) == 40 and daemon.listened == 6
    assert all(len(daemon.heard(number)) == 2 for number in range(40))


@pytest.mark.asyncio
async def test_what_the_daemon_brings_again_after_a_break_is_not_answered_again(daemon, quick):
    async with served(daemon) as (_, bot, _log):
        update = daemon.text_update(1, "hallo")
        daemon.deliver(update)
        await soon(lambda: bot.heard)
        daemon.hang_up()
        await soon(lambda: daemon.listened == 2)
        daemon.deliver(update)
        daemon.write(2, "klaar")
        await soon(lambda: len(bot.heard) == 2)
    assert [said for _, said in bot.heard] == ["hallo", "klaar"]


@pytest.mark.asyncio
async def test_a_daemon_that_falls_silent_is_left_for_a_new_connection(daemon, quick, monkeypatch):
    monkeypatch.setattr(module, "SILENCE", 0.2)
    daemon.keep_alive = 60
    async with served(daemon):
        assert await soon(lambda: daemon.listened > 2)


@pytest.mark.asyncio
async def test_lines_that_no_daemon_sends_are_left_without_a_word_of_them(daemon, fast, caplog):
    with caplog.at_level(logging.DEBUG, logger="lantaarn"):
        async with served(daemon) as (_, bot, _log):
            for headers, body in islice(daemon.forged(), 300):
                daemon.throw(headers, body)
            daemon.write(1, "klaar")
            assert await soon(lambda: len(daemon.heard(1)) == 2)
    assert [said for _, said in bot.heard] == ["klaar"] and len(daemon.sent) == 2 and daemon.listened == 1
    assert "wat zegt de wet" not in caplog.text and daemon.raw(1)[:20] not in caplog.text


@pytest.mark.asyncio
async def test_while_waiting_for_events_nothing_of_the_last_one_is_held(daemon):
    taken = []

    async def offer(update):
        taken.append(update.update_id)

    caller = Caller(daemon.address)
    app = Signal(SignalSettings(daemon=daemon.address, account=ACCOUNT), caller)
    listening = asyncio.create_task(app.listen(offer))
    daemon.write(1, "wat zegt de wet")
    await soon(lambda: taken)
    await asyncio.sleep(0.05)
    held = words_held_by([frame.f_locals for frame in frames_of(listening.get_coro())])
    listening.cancel()
    await caller.close()
    assert ACCOUNT in held
    assert not [text for text in held if daemon.raw(1) in text and text not in taken or "zegt de wet" in text]


def test_the_pace_stays_under_what_signal_allows():
    assert Signal.rate.a_second_each <= 1 and Signal.rate.burst_each <= 60


def test_the_channel_stays_small():
    lines = (PROJECT_ROOT / "lantaarn/channels/signal.py").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 200
