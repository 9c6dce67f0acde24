"""What is particular to Telegram: its updates, its keyboard, its errors, and the two ways of getting updates."""

import asyncio
import json
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import pytest

from lantaarn.assistant import PAYLOAD, Answer
from lantaarn.channels import telegram as module
from lantaarn.channels.telegram import MEDIA, SECRET_HEADER, Telegram
from lantaarn.messaging.app import LaterError, RefusedError
from lantaarn.messaging.caller import Answered
from lantaarn.messaging.outgoing import Choice, Outgoing
from lantaarn.messaging.settings import AppSettings, TelegramSettings
from lantaarn.messaging.update import Kind
from lantaarn.settings import PROJECT_ROOT
from tests.messaging.peers.peer import SITE, soon
from tests.messaging.peers.telegram import SECRET, TOKEN
from tests.messaging.site import FakeBot, post, served
from tests.privacy.test_promises import words_held_by

PAYLOADS = json.loads((Path(__file__).parent / "payloads" / "telegram.json").read_text(encoding="utf-8"))
NOW = 1796000200
OWN = TelegramSettings(token=TOKEN, secret=SECRET)
IGNORED = (
    "from_a_bot channel_post service_message blocked_the_bot poll_state location_moved "
    "press_in_a_message_sent_by_way_of_the_bot"
).split()


class FakeCaller:
    """Answers every call with the same; ``calls`` are the paths and bodies."""

    def __init__(self, status=200, content=None):
        self.answered, self.calls = Answered(status, {"ok": True, "result": []} if content is None else content, {}), []

    async def post(self, path, content, **_):
        self.calls.append((path, dict(content)))
        return self.answered


def read(name):
    """The updates of a payload, a little after it was sent."""
    with mock.patch.object(module, "time", SimpleNamespace(time=lambda: NOW)):
        return list(Telegram(OWN, SITE, FakeCaller()).updates(PAYLOADS[name]))


def only(name):
    (update,) = read(name)
    return update


def test_of_a_message_only_chat_text_and_age_are_taken():
    update = only("text")
    assert vars(update) == {
        "kind": Kind.MESSAGE, "update_id": update.update_id, "recipient": "911223344", "text": "wat zegt de wet", "choice": "",
        "age": 200.0, "receipt": "",
    }  # fmt: skip


def test_an_edit_of_something_that_nobody_typed_is_known_as_the_same_message():
    original = PAYLOADS["text"]
    edit = {"update_id": 999, "edited_message": original["message"] | {"edit_date": 1796000150, "has_protected_content": True}}
    other = {"update_id": 999, "edited_message": edit["edited_message"] | {"text": "wat zegt de wet nu"}}
    ids = [update.update_id for raw in (original, edit, other) for update in Telegram(OWN, SITE, FakeCaller()).updates(raw)]
    assert ids[0] == ids[1] != ids[2]
    assert "wet" not in "".join(ids)


def test_an_edited_message_is_a_message_as_old_as_the_edit():
    update = only("edited")
    assert (update.kind, update.text, update.age) == (Kind.MESSAGE, "wat zegt de wet nu", 100.0)


@pytest.mark.parametrize("name", ["press", "press_on_a_message_too_old_to_show"])
def test_a_pressed_button_is_its_payload_with_what_telegram_wants_back(name):
    update = only(name)
    data = PAYLOADS[name]["callback_query"]
    assert (update.choice, update.receipt, update.recipient) == (data["data"], data["id"], "911223344")
    assert update.text == "" and update.age == 0


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("/start", "/gesprek_groet"),
        ("/start campagne7", "/gesprek_groet"),
        ("/START@lantaarn_bot", "/gesprek_groet"),
        ("/help", "/gesprek_menu"),
        ("/wis", "/gesprek_wissen"),
        ("/menu ", "/gesprek_menu"),
    ],
)
def test_the_commands_of_telegram_stand_for_what_the_bot_knows(text, choice):
    payload = {**PAYLOADS["start"], "message": {**PAYLOADS["start"]["message"], "text": text}}
    (update,) = Telegram(OWN, SITE, FakeCaller()).updates(payload)
    assert (update.choice, update.text) == (choice, "")


@pytest.mark.parametrize(
    "text",
    ["/restart", "/wet_inhoud", "/", "start", "/help hij heeft een mes", "/start ik word gedwongen", "/menu 112"],
)
def test_any_other_command_and_what_is_typed_after_one_is_a_message(text):
    payload = {**PAYLOADS["start"], "message": {**PAYLOADS["start"]["message"], "text": text}}
    (update,) = Telegram(OWN, SITE, FakeCaller()).updates(payload)
    assert (update.choice, update.text) == ("", text)


@pytest.mark.parametrize(
    ("name", "kind"), [("voice", Kind.MEDIA), ("contact", Kind.MEDIA), ("location", Kind.LOCATION)]
)
def test_media_and_places_are_known_as_such_and_nothing_of_them_is_taken(name, kind):
    update = only(name)
    assert (update.kind, update.text) == (kind, "")
    taken = str(vars(update))
    assert not [part for part in ("AwACAgIAAxkBAAIC", "31612345678", "52.07", "Iemand") if part in taken]


def test_what_was_typed_under_a_picture_is_read():
    update = only("photo")
    assert (update.kind, update.text) == (Kind.MEDIA, "is dit mensenhandel")


@pytest.mark.parametrize("part", MEDIA)
def test_every_sort_of_media_is_seen(part):
    message = {key: value for key, value in PAYLOADS["voice"]["message"].items() if key != "voice"}
    (update,) = Telegram(OWN, SITE, FakeCaller()).updates({"update_id": 1, "message": {**message, part: {}}})
    assert update.kind is Kind.MEDIA


@pytest.mark.parametrize("name", ["group", "added_to_a_group"])
def test_a_group_is_known_as_such_and_nothing_of_what_was_said_is_taken(name):
    update = only(name)
    assert (update.kind, update.text) == (Kind.GROUP, "")
    assert update.recipient == str(PAYLOADS[name]["message"]["chat"]["id"])


@pytest.mark.parametrize("name", IGNORED)
def test_what_is_not_for_us_gives_nothing(name):
    assert Telegram(OWN, SITE, FakeCaller()).read(PAYLOADS[name]) == []


def test_no_update_holds_anything_of_a_profile():
    for name, payload in PAYLOADS.items():
        if name != "_bron":
            taken = str([vars(update) for update in Telegram(OWN, SITE, FakeCaller()).read(payload)])
            assert not [
                part
                for part in ("Voornaam", "Achternaam", "gebruikersnaam", "language", "'nl'", "Onze groep")
                if part in taken
            ]


@pytest.mark.parametrize("given", [None, "", SECRET[:-1], SECRET + "x", SECRET.upper(), "é" + SECRET[1:], "\udc80"])
def test_only_the_whole_secret_admits(given):
    app = Telegram(OWN, SITE, FakeCaller())
    headers = {} if given is None else {SECRET_HEADER: given}
    assert app.admits(headers, None) is False
    assert app.admits({SECRET_HEADER: SECRET}, None) is True


def test_the_secret_is_compared_in_constant_time(monkeypatch):
    compared = []
    monkeypatch.setattr(module.hmac, "compare_digest", lambda *pair: compared.append(pair) or False)
    Telegram(OWN, SITE, FakeCaller()).admits({SECRET_HEADER: "x"}, None)
    assert compared == [(b"x", SECRET.encode())]


def sent(message, recipient="911223344"):
    caller = FakeCaller()
    asyncio.run(Telegram(OWN, SITE, caller).send(recipient, message))
    return [(path.rpartition("/")[2], body) for path, body in caller.calls]


def test_text_goes_out_plain_silent_and_without_a_preview():
    special = "*dik* _schuin_ [link](tg://user?id=5) <b>&amp;</b> `code` @iemand ||weg||"
    ((method, body),) = sent(Outgoing(special))
    assert method == "sendMessage"
    assert body == {
        "chat_id": 911223344, "text": special, "disable_notification": True, "link_preview_options": {"is_disabled": True},
    }  # fmt: skip
    # Nothing is escaped since nothing is read as formatting.
    assert "parse_mode" not in (PROJECT_ROOT / "lantaarn/channels/telegram.py").read_text(encoding="utf-8")


def test_choices_become_a_keyboard_of_one_button_a_row():
    ((_, body),) = sent(Outgoing("Kies.", (Choice(1, "De wet", "/wet_inhoud"), Choice(2, "Hulp", "/hulp"))))
    assert body["reply_markup"] == {
        "inline_keyboard": [
            [{"text": "De wet", "callback_data": "/wet_inhoud"}],
            [{"text": "Hulp", "callback_data": "/hulp"}],
        ]
    }


def test_a_press_is_confirmed_after_the_answer():
    calls = sent(Outgoing("Goed.", receipt="4382"))
    assert [method for method, _ in calls] == ["sendMessage", "answerCallbackQuery"]
    assert calls[1][1] == {"callback_query_id": "4382"}


def test_a_group_is_left_after_the_refusal():
    calls = sent(Outgoing("Niet in een groep."), "-1001234567890")
    assert calls[1] == ("leaveChat", {"chat_id": -1001234567890})


def test_every_payload_of_the_bot_fits_in_a_button():
    # 64 bytes (https://core.telegram.org/bots/api#inlinekeyboardbutton); the pattern of payloads is in
    # lantaarn/assistant.py.
    assert PAYLOAD.fullmatch("/" + "a" * 61) and not PAYLOAD.fullmatch("/" + "a" * 62)


@pytest.mark.parametrize(
    ("status", "content", "error", "after"),
    [
        (429, {"ok": False, "error_code": 429, "parameters": {"retry_after": 7}}, LaterError, 7.0),
        (429, {"ok": False, "parameters": {"retry_after": "7"}}, LaterError, None),
        (429, {"ok": False, "parameters": {"retry_after": -1}}, LaterError, None),
        (429, {}, LaterError, None),
        (500, {}, LaterError, None),
        (502, {}, LaterError, None),
        (409, {"ok": False}, LaterError, None),
        (400, {"ok": False, "description": "Bad Request: chat not found"}, RefusedError, None),
        (403, {"ok": False, "description": "Forbidden: bot was blocked by the user"}, RefusedError, None),
        (401, {"ok": False}, RefusedError, None),
        (302, {}, RefusedError, None),
        (200, {"ok": False}, RefusedError, None),
    ],
)
def test_an_error_of_the_api_is_later_or_never(status, content, error, after, caplog):
    caller = FakeCaller(status, content)
    with pytest.raises(error) as caught:
        asyncio.run(Telegram(OWN, SITE, caller).send("911223344", Outgoing("a")))
    assert getattr(caught.value, "after", None) == after
    assert ("telegram: token refused" in caplog.text) == (status == 401)
    assert TOKEN not in caplog.text and "911223344" not in caplog.text + str(caught.value)


@pytest.mark.asyncio
async def test_at_the_start_telegram_is_told_where_to_call_and_with_what_secret(telegram):
    async with served(telegram):
        await soon(lambda: telegram.webhook)
    told = telegram.webhook
    assert told["url"] == f"{SITE}/kanaal/telegram" and told["secret_token"] == SECRET
    assert told["allowed_updates"] == ["message", "edited_message", "callback_query"]
    assert "drop_pending_updates" not in told  # what came while we were away is still answered
    assert telegram.complaints == []


@pytest.mark.asyncio
async def test_a_press_is_confirmed_to_telegram_and_every_message_is_silent(telegram, fast):
    async with served(telegram):
        telegram.write(1, "hallo")
        await soon(lambda: len(telegram.heard(1)) == 2)
        telegram.press(1, "De wet")
        await soon(lambda: telegram.acknowledged)
    assert len(telegram.acknowledged) == 1 and all(telegram.silent)


@pytest.mark.asyncio
async def test_a_group_is_refused_once_and_left(telegram, fast):
    async with served(telegram) as (_, bot, _log):
        for _ in range(3):
            telegram.deliver(telegram.text_update(-71_000_000, "@bot wat zegt de wet", kind="supergroup"))
        await soon(lambda: telegram.left)
        await soon(lambda: len(telegram.deliveries) == 3)
    assert bot.heard == [] and len(telegram.sent) == 1 and len(telegram.left) == 1
    assert "In een groep praat ik niet" in telegram.sent[0][1]


@pytest.mark.asyncio
async def test_media_get_a_kind_answer_and_what_was_typed_under_them_too(telegram, fast):
    photo = {"photo": [{"file_id": "x", "file_unique_id": "y", "width": 1, "height": 1}]}
    async with served(telegram) as (_, bot, _log):
        bare = telegram.text_update(1, "", **photo)
        del bare["message"]["text"]
        telegram.deliver(bare)
        await soon(lambda: len(telegram.heard(1)) == 2)
        beside = telegram.text_update(2, "", caption="help een mes", **photo)
        del beside["message"]["text"]
        telegram.deliver(beside)
        await soon(lambda: len(telegram.heard(2)) == 4)
        place = telegram.text_update(3, "", location={"latitude": 52.1, "longitude": 4.3})
        del place["message"]["text"]
        telegram.deliver(place)
        await soon(lambda: len(telegram.heard(3)) == 2)
    assert telegram.heard(1)[0].startswith("Ik kan alleen tekst lezen") and SITE in telegram.heard(1)[1]
    assert telegram.heard(2)[0].startswith("Alarmnummer: 112")
    assert "Ik kan alleen tekst lezen" in telegram.heard(2)[3]
    assert telegram.heard(3)[0].startswith("Ik heb je plek niet bekeken")
    assert [said for _, said in bot.heard] == ["help een mes"]


@pytest.mark.asyncio
async def test_a_button_of_long_ago_gives_the_menu(telegram, fast):
    async with served(telegram) as (_, bot, _log):
        telegram.deliver(telegram.press_update(1, "/onderwerp_van_vroeger", "Vroeger"))
        await soon(lambda: len(telegram.heard(1)) == 3)
    assert telegram.heard(1)[0].startswith("Deze knop werkt niet meer")
    assert bot.heard[-1][1] == "/gesprek_menu" and "Knop /gesprek_menu" in telegram.heard(1)[2]


@pytest.mark.asyncio
async def test_a_long_answer_comes_in_parts_that_telegram_takes(telegram, fast):
    bot = FakeBot()
    async with served(telegram, bot=bot):
        telegram.write(1, "Een zin van zes woorden lang. " * 130)
        await soon(lambda: len(telegram.heard(1)) == 2)
        bot.answer = lambda *_: _long()
        telegram.write(1, "nog een")
        await soon(lambda: len(telegram.heard(1)) == 5)
    assert telegram.complaints == []
    assert [bool(labels) for _, _, labels in telegram.sent[2:]] == [False, False, True]


async def _long():
    text = "Een zin van zes woorden 😀. " * 400
    return Answer([{"text": text, "buttons": [{"title": "De wet", "payload": "/wet_inhoud"}]}], "wet_inhoud", 0.9)


@pytest.fixture
def polled(telegram):
    """Telegram, asked for updates instead of calling us."""
    telegram.calls = False
    settings = telegram.settings(LANTAARN_TELEGRAM_POLLING="aan")
    del settings["LANTAARN_TELEGRAM_SECRET"]
    telegram.settings = lambda **_: settings
    return telegram


@pytest.mark.asyncio
async def test_updates_can_be_asked_for_where_there_is_no_public_address(polled, fast):
    polled.webhook = {"url": "from before"}
    async with served(polled) as (address, bot, _log):
        polled.write(1, "hallo")
        await soon(lambda: len(polled.heard(1)) == 2)
        polled.write(1, "en nu")
        await soon(lambda: len(polled.heard(1)) == 3)
        # No address listens for Telegram then.
        assert (await post(f"{address}/kanaal/telegram", {SECRET_HEADER: ""}, "{}"))[0] == 404
    assert [said for _, said in bot.heard] == ["hallo", "en nu"]
    assert polled.webhook is None


@pytest.mark.asyncio
async def test_what_was_asked_for_is_confirmed_so_a_restart_does_not_answer_it_again(polled, fast):
    for number in range(50):
        polled.write(number, "hallo")
    async with served(polled) as (_, bot, _log):
        await soon(lambda: len(bot.heard) == 50)
        await soon(lambda: len(polled.sent) == 100)
    assert polled.pending == []
    async with served(polled) as (_, again, _log):
        polled.write(60, "nieuw")
        await soon(lambda: again.heard)
    assert [said for _, said in again.heard] == ["nieuw"]


@pytest.mark.asyncio
async def test_while_waiting_for_updates_nothing_of_the_last_one_is_held():
    asked, waiting = [], asyncio.Event()

    class OneBatch(FakeCaller):
        async def post(self, path, content, **_):
            asked.append(dict(content))
            if len(asked) == 3:
                waiting.set()
                await asyncio.Event().wait()
            batch = [json.loads(json.dumps(PAYLOADS["text"]))] if len(asked) == 2 else []
            return Answered(200, {"ok": True, "result": batch}, {})

    async def offer(_update):
        pass

    own = TelegramSettings(token=TOKEN, polling=True)
    listening = asyncio.create_task(Telegram(own, SITE, OneBatch()).listen(offer))
    await waiting.wait()
    held = words_held_by([frame.f_locals for frame in frames_of(listening.get_coro())])
    listening.cancel()
    assert asked[2]["offset"] == 524876124
    assert TOKEN in held and not [
        text for text in held if "911223344" in text or "Achternaam" in text or "zegt de wet" in text
    ]


def frames_of(coroutine):
    """The frames of a coroutine that waits, and of those that it waits for."""
    while coroutine is not None and hasattr(coroutine, "cr_frame"):
        yield coroutine.cr_frame
        coroutine = coroutine.cr_await


@pytest.mark.asyncio
@pytest.mark.parametrize("fault", [500, 429, 409])
async def test_asking_goes_on_whatever_telegram_answers(polled, fast, fault):
    polled.faults["getUpdates"] = [fault]
    async with served(polled) as (_, bot, _log):
        polled.write(1, "hallo")
        await soon(lambda: len(polled.heard(1)) == 2)
    assert len(bot.heard) == 1


@pytest.mark.asyncio
async def test_a_wrong_token_is_told_by_name_and_stops_nothing_else(telegram, fast, caplog):
    wrong = TelegramSettings(token="1" + TOKEN, secret=SECRET, api=telegram.address)
    async with served(telegram, apps=AppSettings({"telegram": wrong}, SITE)) as (address, _, _log):
        await soon(lambda: "token refused" in caplog.text)
        status, _ = await post(f"{address}/api/bericht", {}, '{"tekst": "hallo"}')
    assert status == 200 and "telegram: token refused" in caplog.text
    assert TOKEN not in caplog.text


def test_the_pace_stays_under_what_telegram_allows():
    assert Telegram.rate.a_second + Telegram.rate.burst <= 30 and Telegram.rate.a_second_each <= 1


def test_the_channel_stays_small():
    lines = (PROJECT_ROOT / "lantaarn/channels/telegram.py").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 200
