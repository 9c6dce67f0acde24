"""Who may call, over real HTTP: forged, replayed and unsigned calls of every app."""

import asyncio
import itertools
import json
import logging

import aiohttp
import pytest

from lantaarn.channels.headers import security_headers
from lantaarn.messaging.intake import Intake
from lantaarn.messaging.seen import KEPT
from tests.messaging.peers import CALLING
from tests.messaging.peers.peer import soon
from tests.messaging.site import post, served

pytestmark = [
    pytest.mark.asyncio,
    pytest.mark.usefixtures("fast"),
    pytest.mark.parametrize("peer", CALLING, indirect=True),
]
FORGED = 10_000
CANARY = "kanarie8842"


async def test_every_forged_call_is_refused_without_a_word(peer):
    async with served(peer) as (_, bot, _log), aiohttp.ClientSession() as client:
        places, answers = asyncio.Semaphore(20), []

        async def call(headers, body):
            async with places, client.post(peer.call_at, data=body, headers=headers) as response:
                answers.append((response.status, await response.read()))

        await asyncio.gather(*(call(*forged) for forged in itertools.islice(peer.forged(), FORGED)))
    assert len(answers) == FORGED and set(answers) == {(403, b"")}
    assert bot.heard == [] and peer.sent == []


async def test_a_call_that_is_replayed_is_not_answered_again(peer):
    async with served(peer) as (_, bot, _log):
        headers, body = peer.signed(peer.text_update(1, "hallo"))
        assert [(await post(peer.call_at, headers, body))[0] for _ in range(100)] == [200] * 100
        await soon(lambda: len(peer.heard(1)) == 2)
        await asyncio.sleep(0.05)
    assert len(bot.heard) == 1 and len(peer.heard(1)) == 2
    assert KEPT >= 600


async def test_a_good_call_is_taken_in_without_a_word_and_with_the_headers_of_the_site(peer):
    async with served(peer), aiohttp.ClientSession() as client:
        headers, body = peer.signed(peer.text_update(1, "hallo"))
        async with client.post(peer.call_at, data=body, headers=headers) as response:
            assert (response.status, await response.read()) == (200, b"")
            for name, value in security_headers().items():
                assert response.headers[name] == value
            assert not {"Server", "Set-Cookie", "Date"} & set(response.headers)


@pytest.mark.parametrize(
    "content", [None, [], "x", 5, {}, {"update_id": 5}, {"update_id": None, "message": []}, {"entry": 5}], ids=str
)
async def test_a_call_that_nobody_understands_is_received_and_left(peer, content, caplog):
    async with served(peer) as (_, bot, _log):
        headers, body = peer.signed(content)
        assert (await post(peer.call_at, headers, body))[0] == 200
    assert bot.heard == []


async def test_what_is_not_understood_is_told_by_its_class_only(peer, caplog):
    async with served(peer):
        headers, body = peer.signed(
            {"update_id": CANARY, "message": {CANARY: CANARY}, "object": CANARY, "entry": [CANARY]}
        )
        with caplog.at_level(logging.DEBUG, logger="lantaarn"):
            assert (await post(peer.call_at, headers, body))[0] == 200
    assert CANARY not in caplog.text


async def test_a_call_that_is_too_large_is_refused(peer):
    async with served(peer) as (_, bot, _log):
        headers, body = peer.signed(peer.text_update(1, "x" * peer.too_large))
        with_rest = {**headers, "Content-Type": "application/json"}
        try:
            status = (await post(peer.call_at, with_rest, body))[0]
        except aiohttp.ClientError:
            status = 413  # the server hung up before it was all there
    assert status == 413 and bot.heard == []


async def test_the_longest_message_of_the_app_fits_in_a_call(peer):
    async with served(peer) as (_, bot, _log):
        headers, body = peer.signed(peer.text_update(1, "é" * peer.longest))
        assert len(body) > 6 * peer.longest - 1000
        assert (await post(peer.call_at, headers, body))[0] == 200
        await soon(lambda: bot.heard)
    assert len(bot.heard) == 1


async def test_with_a_full_queue_the_app_is_asked_to_come_back(peer, monkeypatch):
    async with served(peer):
        monkeypatch.setattr(Intake, "offer", lambda *_: False)
        headers, body = peer.signed(peer.text_update(1, "hallo"))
        assert (await post(peer.call_at, headers, body))[0] == 503
        monkeypatch.undo()
        # It was not taken in, so it is no repetition.
        assert (await post(peer.call_at, headers, body))[0] == 200
        await soon(lambda: peer.heard(1))
    assert peer.heard(1)


async def test_an_app_that_is_off_has_no_address(peer):
    async with served(peer) as (address, _, _log):
        for other in {"telegram", "whatsapp", "messenger", "signal"} - {peer.name}:
            status, body = await post(f"{address}/kanaal/{other}", *peer.signed(peer.text_update(1, "hallo")))
            assert status == 404 and json.loads(body)["fout"]


async def test_another_method_does_nothing(peer):
    async with served(peer) as (_, bot, _log), aiohttp.ClientSession() as client:
        for method in ("GET", "PUT", "DELETE", "PATCH"):
            headers, body = peer.signed(peer.text_update(1, "hallo"))
            async with client.request(method, peer.call_at, data=body, headers=headers) as response:
                assert response.status in (403, 405)
    assert bot.heard == []
