"""What WhatsApp and Messenger share: signatures over real HTTP, the handshake, and the errors of the Graph API."""

import asyncio
import json

import pytest

from lantaarn.channels.messenger import Messenger
from lantaarn.channels.whatsapp import Whatsapp
from lantaarn.messaging import meta
from lantaarn.messaging.app import LaterError, RefusedError, UnreachableError
from lantaarn.messaging.apps import MessagingApps
from lantaarn.messaging.caller import Answered
from lantaarn.messaging.meta import LATER, NEVER, NOBODY, SIGNATURE_HEADER, WINDOW, MetaApp
from lantaarn.messaging.outbox import PATIENCE
from lantaarn.messaging.outgoing import Outgoing
from lantaarn.messaging.settings import APPS, AppSettings
from lantaarn.settings import PROJECT_ROOT, SettingError, Settings
from tests.messaging.meta_peer import APP_SECRET, HEADER, TOKEN, VERIFY, signature
from tests.messaging.peers import peer_of
from tests.messaging.peers.peer import SITE, soon
from tests.messaging.peers.whatsapp import NUMBER_ID
from tests.messaging.site import FakeBot, post, quick, served

NAMES = ("messenger", "whatsapp")
RECIPIENT = {"messenger": "7123456789012345", "whatsapp": "31611223344"}


class FakeCaller:
    """Answers every call with the same; ``calls`` are the paths, bodies and headers."""

    def __init__(self, status=200, content=None, headers=None):
        self.calls = []
        self.answered = Answered(status, {"message_id": "m_1"} if content is None else content, headers or {})

    async def post(self, path, content, headers=None, **_):
        self.calls.append((path, dict(content), dict(headers or {})))
        return self.answered


def own_of(name, **changes):
    own = {"token": TOKEN, "app_secret": APP_SECRET, "verify": VERIFY}
    return APPS[name](**own, **({"number_id": NUMBER_ID} if name == "whatsapp" else {}), **changes)


def app_of(name, caller=None, **changes):
    return {"messenger": Messenger, "whatsapp": Whatsapp}[name](own_of(name, **changes), SITE, caller or FakeCaller())


@pytest.fixture(params=NAMES)
def name(request):
    return request.param


@pytest.fixture
def one(name, monkeypatch):
    """The API of each of the two, as fast as it can."""
    quick(monkeypatch, *NAMES)
    with peer_of(name) as started:
        yield started


BODY = '{"object": "page", "letter": "\\u00e9", "teken": "é"}'.encode()


def test_the_signature_of_the_body_as_it_came_admits(name):
    app = app_of(name)
    assert app.admits({SIGNATURE_HEADER: signature(BODY)}, None) is True
    assert app.admits({SIGNATURE_HEADER: signature(BODY)}, BODY) is True
    # The same content, written otherwise.
    other = json.dumps(json.loads(BODY)).encode()
    assert json.loads(other) == json.loads(BODY) and app.admits({SIGNATURE_HEADER: signature(BODY)}, other) is False


@pytest.mark.parametrize(
    "given", [None, "", "sha256=", "sha1=" + "0" * 40, "0" * 64, "sha256=" + "é" * 64, "sha256=" + "G" * 64]
)
def test_what_is_no_signature_is_refused_before_the_body_is_read(name, given):
    headers = {} if given is None else {SIGNATURE_HEADER: given}
    assert app_of(name).admits(headers, None) is False
    assert app_of(name).admits(headers, BODY) is False


def test_the_signature_is_compared_in_constant_time(name, monkeypatch):
    compared = []
    monkeypatch.setattr(meta.hmac, "compare_digest", lambda *pair: compared.append(pair) or False)
    app_of(name).admits({SIGNATURE_HEADER: "sha256=" + "0" * 64}, BODY)
    app_of(name).handshake({"hub.verify_token": "x"})
    assert compared == [(b"sha256=" + b"0" * 64, signature(BODY).encode()), (b"x", VERIFY.encode())]


@pytest.mark.asyncio
async def test_meta_is_told_its_own_challenge(one):
    async with served(one):
        assert await one.handshake() == (200, "1158201444")


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "changes",
    [
        {"verify_token": "x" * 40},
        {"verify_token": VERIFY[:-1]},
        {"verify_token": VERIFY + "é"},
        {"verify_token": ""},
        {"verify_token": None},
        {"mode": "unsubscribe"},
        {"mode": None},
        {"challenge": None},
        {"challenge": ""},
        {"challenge": "<script>alert(1)</script>"},
        {"challenge": "1" * 201},
    ],
)
async def test_any_other_handshake_is_refused_without_a_word(one, changes):
    async with served(one):
        assert await one.handshake(**changes) == (403, "")


@pytest.mark.asyncio
async def test_a_call_signed_for_the_other_app_of_the_same_organisation_does_nothing(name, monkeypatch):
    # Both can have the same secret, so what Meta sent to the one can be played to the other.
    quick(monkeypatch, *NAMES)
    with peer_of("messenger") as messenger, peer_of("whatsapp") as whatsapp:
        async with served(messenger, whatsapp) as (_, bot, _log):
            here, there = (messenger, whatsapp) if name == "messenger" else (whatsapp, messenger)
            headers, body = there.signed(there.text_update(1, "hallo"))
            assert (await post(here.call_at, headers, body))[0] == 200
            here.write(2, "klaar")
            await soon(lambda: here.heard(2))
    assert [said for _, said in bot.heard] == ["klaar"]


@pytest.mark.asyncio
async def test_several_messages_in_one_call_are_each_answered_and_a_second_delivery_is_not(one):
    async with served(one) as (_, bot, _log):
        calls = [one.text_update(person, f"vraag {person}") for person in (1, 2, 3)]
        together = {**calls[0], "entry": [entry for call in calls for entry in call["entry"]]}
        headers, body = one.signed(together)
        for _ in range(3):
            assert (await post(one.call_at, headers, body))[0] == 200
        await soon(lambda: len(one.sent) == 6)
        await asyncio.sleep(0.05)
    assert sorted(said for _, said in bot.heard) == ["vraag 1", "vraag 2", "vraag 3"] and len(one.sent) == 6


@pytest.mark.asyncio
async def test_of_a_call_that_is_half_taken_in_the_rest_comes_with_the_next_delivery(one, monkeypatch):
    monkeypatch.setattr("lantaarn.messaging.intake.ROOM", 2)
    async with served(one) as (_, bot, _log):
        bot.delay = 0.05
        calls = [one.text_update(person, f"vraag {person}") for person in range(6)]
        one.deliver({**calls[0], "entry": [entry for call in calls for entry in call["entry"]]})
        await soon(lambda: len(one.sent) == 12)
        await asyncio.sleep(0.1)
    assert sorted(said for _, said in bot.heard) == [f"vraag {person}" for person in range(6)]
    assert 503 in one.deliveries and one.deliveries.count(200) == 1


def refusal(name, status, code, headers=None, **details):
    content = {} if code is None else {"error": {"message": "x", "type": "OAuthException", "code": code, **details}}
    with pytest.raises((LaterError, RefusedError)) as caught:
        asyncio.run(app_of(name, FakeCaller(status, content, headers)).send(RECIPIENT[name], Outgoing("a")))
    return caught


@pytest.mark.parametrize("code", [4, 80007, 130429, 131048, 131056, 613, 2, 80006])
def test_too_fast_or_too_busy_is_later(name, code):
    assert refusal(name, 400, code).type is LaterError and code in LATER


@pytest.mark.parametrize("code", [131026, 131047, 551, 200, 190, 10, 100])
@pytest.mark.parametrize("status", [400, 403, 429, 500])
def test_what_cannot_change_is_never_tried_again_whatever_the_status(name, code, status):
    found = refusal(name, status, code, is_transient=True).type
    assert found is (UnreachableError if code in NOBODY else RefusedError) and code in NEVER


@pytest.mark.parametrize("status", [429, 500, 502, 503])
@pytest.mark.parametrize("code", [None, 99, "4", [4], {}])
def test_an_error_of_the_server_is_later(name, status, code):
    assert refusal(name, status, code).type is LaterError


def test_what_meta_calls_passing_is_later_and_any_other_error_never(name):
    assert refusal(name, 400, 131000, is_transient=True).type is LaterError
    for status, code in ((400, 131000), (404, None), (302, None), (200, 131000), (200, None)):
        assert refusal(name, status, code).type is RefusedError, (status, code)


@pytest.mark.parametrize(
    ("status", "code", "given", "after"),
    [
        (429, 4, "7", 7.0),
        (503, None, "30", 30.0),
        (400, 131056, "2", 2.0),
        # To one person a message may go every six seconds.
        (400, 131056, None, 6.0),
        (429, 4, None, None),
        (429, 4, "-1", None),
        (429, 4, "Mon, 23 Nov 2026 08:00:00 GMT", None),
        (429, 4, "9" * 400, None),
    ],
)
def test_meta_is_given_the_time_that_it_asks_for(name, status, code, given, after):
    headers = {} if given is None else {"Retry-After": given}
    assert refusal(name, status, code, headers).value.after == after


@pytest.mark.parametrize(("status", "code"), [(401, 190), (400, 190), (401, None), (401, 0)])
def test_a_token_that_is_refused_is_told_by_name_only(name, status, code, caplog):
    caught = refusal(name, status, code)
    assert f"{name}: token refused" in caplog.text
    for secret in (TOKEN, APP_SECRET, VERIFY, RECIPIENT[name]):
        assert secret not in caplog.text + str(caught.value)


def test_the_token_goes_in_a_header_and_never_in_an_address(name):
    caller = FakeCaller()
    asyncio.run(app_of(name, caller).send(RECIPIENT[name], Outgoing("a")))
    ((path, _, headers),) = caller.calls
    where = {"whatsapp": f"/v25.0/{NUMBER_ID}/messages", "messenger": "/v25.0/me/messages"}[name]
    assert path == where and headers == {"Authorization": f"Bearer {TOKEN}"}


def test_another_version_of_the_api_can_be_set(name):
    caller = FakeCaller()
    asyncio.run(app_of(name, caller, version="v31.0").send(RECIPIENT[name], Outgoing("a")))
    assert caller.calls[0][0].startswith("/v31.0/")
    with peer_of(name) as peer:
        key = f"LANTAARN_{name.upper()}_VERSION"
        assert AppSettings.from_environment(peer.settings(), SITE).on[name].version == "v25.0"
        for wrong in ("25.0", "v25", "v25.0/../x", "", "laatste"):
            with pytest.raises(SettingError, match=key):
                AppSettings.from_environment(peer.settings(**{key: wrong}), SITE)


@pytest.mark.asyncio
async def test_nothing_goes_out_a_day_after_somebody_wrote(one):
    async with served(one) as (_, bot, _log):
        one.write(1, "hallo", age=WINDOW + 60)
        one.write(2, "hallo", age=WINDOW - 60)
        await soon(lambda: len(one.heard(2)) == 3)
    assert one.heard(1) == [] and len(bot.heard) == 1
    # Room for what is tried again.
    assert MetaApp.keeps == 24 * 3600 and WINDOW + 3 * PATIENCE < MetaApp.keeps


@pytest.mark.asyncio
async def test_what_meta_finds_too_late_is_not_tried_again(one):
    async with served(one):
        update = one.text_update(1, "hallo")
        one.wrote[one.raw(1)] -= 25 * 3600
        one.deliver(update)
        await soon(lambda: one.attempts)
        one.write(2, "hallo")
        await soon(lambda: len(one.heard(2)) == 2)
    assert one.heard(1) == [] and [raw for _, raw in one.attempts].count(one.raw(1)) == 1


@pytest.mark.asyncio
async def test_too_many_to_one_person_waits_and_holds_up_nobody_else(one, monkeypatch):
    monkeypatch.setattr(meta, "TO_ONE_PERSON_AFTER", 0.6)
    async with served(one):
        one.faults[one.raw(1)] = [(400, 131056)]
        for person in (1, 2):
            one.write(person, "hallo")
        await soon(lambda: len(one.heard(2)) == 2)
        assert one.heard(1) == []
        await soon(lambda: len(one.heard(1)) == 2)
    first, second = [moment for moment, raw in one.attempts if raw == one.raw(1)][:2]
    assert second - first >= 0.55 and one.complaints == []


@pytest.mark.asyncio
async def test_a_wrong_token_stops_nothing_else(one, caplog):
    wrong = own_of(one.name, api=one.address)
    object.__setattr__(wrong, "token", "x" + TOKEN)
    async with served(one, apps=AppSettings({one.name: wrong}, SITE)) as (address, _, _log):
        one.write(1, "hallo")
        await soon(lambda: "token refused" in caplog.text)
        assert (await post(f"{address}/api/bericht", {}, '{"tekst": "hallo"}'))[0] == 200
    assert f"{one.name}: token refused" in caplog.text and TOKEN not in caplog.text and one.raw(1) not in caplog.text


@pytest.mark.parametrize(
    "file", ["lantaarn/messaging/meta.py", "lantaarn/channels/whatsapp.py", "lantaarn/channels/messenger.py"]
)
def test_the_channels_stay_small(file):
    assert len((PROJECT_ROOT / file).read_text(encoding="utf-8").splitlines()) <= 200


def test_the_peer_signs_as_meta_does():
    # Every sign outside of ASCII is written as \u and lower-case hexadecimals before it is signed.
    with peer_of("whatsapp") as peer:
        headers, body = peer.signed(peer.text_update(1, "é😀"))
    assert "\\u00e9\\ud83d\\ude00" in body and headers[HEADER] == signature(body.encode())


def test_both_apps_call_by_the_same_connections():
    """Two callers would each know other addresses of Meta, and the closed network only the last that was looked up."""
    apps = AppSettings({name: own_of(name) for name in NAMES}, SITE)
    made = MessagingApps(apps, Settings(), FakeBot(), lambda name: None)
    callers = {id(desk.app._caller) for desk in made._desks}
    assert len(made._desks) == 2 and len(callers) == 1
