"""An answer that never ends: how its lines come in, and how its end is noticed."""

import asyncio
import socket

import pytest
from aiohttp import web

from lantaarn.messaging.app import LaterError
from lantaarn.messaging.caller import Caller

pytestmark = pytest.mark.asyncio


class Stream:
    """A server that sends what it is told and then ends, falls silent or breaks off."""

    def __init__(self, *parts, status=200, then="end"):
        self.parts, self.status, self.then = parts, status, then

    async def _serve(self, request):
        if self.status != 200:
            raise web.HTTPFound("/elsewhere")
        response = web.StreamResponse()
        await response.prepare(request)
        for part in self.parts:
            await response.write(part)
            await asyncio.sleep(0.01)
        if self.then == "silent":
            await asyncio.sleep(5)
        if self.then == "broken":
            request.transport.abort()
        return response

    async def __aenter__(self):
        app = web.Application()
        app.router.add_get("/events", self._serve)
        self.runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self.runner.setup()
        site = web.TCPSite(self.runner, "127.0.0.1", 0)
        await site.start()
        self.caller = Caller(f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}")
        return self.caller

    async def __aexit__(self, *_):
        await self.caller.close()
        await self.runner.cleanup()


async def followed(stream, silence=2.0, take=None):
    lines = []

    async def keep(line):
        lines.append(line)

    async with stream as caller:
        with pytest.raises(LaterError):
            await caller.follow("/events", take or keep, silence, 20)
    return lines


@pytest.mark.parametrize("then", ["end", "broken", "silent"])
async def test_every_line_is_handed_over_and_the_end_is_told_whatever_it_was(then):
    assert await followed(Stream(b"een\ntw", b"ee\n", b"dr", then=then), silence=0.3) == [b"een", b"twee"]


async def test_who_sends_a_sign_of_life_in_time_is_not_given_up():
    assert await followed(Stream(*[b":\n"] * 30), silence=0.15) == [b":"] * 30


async def test_a_line_that_is_too_long_does_not_end_it():
    assert await followed(Stream(b"x" * 100_000, b"\nkort\n")) == [b"kort"]


async def test_the_next_line_waits_until_the_last_one_is_done():
    began, done = [], []

    async def slowly(line):
        began.append(line)
        assert len(began) == len(done) + 1
        await asyncio.sleep(0.02)
        done.append(line)

    await followed(Stream(b"a\nb\n", b"c\n"), take=slowly)
    assert done == [b"a", b"b", b"c"]


async def test_another_status_is_given_back_and_a_redirect_not_followed():
    async with Stream(status=302) as caller:
        assert await caller.follow("/events", None, 1.0) == 302
        assert await caller.follow("/nergens", None, 1.0) == 404


async def test_nobody_there_is_later():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    caller = Caller(f"http://127.0.0.1:{port}")
    with pytest.raises(LaterError):
        await caller.follow("/events", None, 1.0)
    await caller.close()
