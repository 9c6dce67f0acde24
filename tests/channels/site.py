"""A site of its own for a test: the application on a free port, with a fake assistant behind it."""

import asyncio
import contextlib
import itertools
import json
import socket
from types import SimpleNamespace
from unittest import mock

import aiohttp
from sanic import Sanic

from lantaarn.assistant import Answer, PayloadError
from lantaarn.channels.web import READY_TOPIC
from lantaarn.server import make_app
from lantaarn.settings import Settings

NAMES = (f"test_web_{number}" for number in itertools.count())


class FakeAssistant:
    """Answers with the text it got and remembers who said what."""

    def __init__(self):
        self.heard, self.forgotten = [], []
        self.topic, self.failed, self.error, self.delay = READY_TOPIC, False, None, 0

    async def answer(self, conversation, text):
        self.heard.append((conversation, text))
        await asyncio.sleep(self.delay)
        if self.error:
            raise self.error
        messages = [{"text": f"Je zei: {text}", "buttons": [{"title": "Menu", "payload": "/gesprek_menu"}]}]
        return Answer(messages, self.topic, 0.9, [(self.topic, 0.9)], failed=self.failed)

    async def press(self, conversation, payload):
        if payload != "/gesprek_menu":
            raise PayloadError("Deze knop bestaat niet.")
        self.heard.append((conversation, payload))
        return Answer([{"text": "Het menu", "buttons": []}], "gesprek_menu")

    async def forget(self, conversation):
        self.forgotten.append(conversation)

    def forget_expired(self):
        pass

    def fixed(self, response):
        return {"text": f"{response} {{zin}}", "buttons": []}


class FakeTurnLog:
    """Remembers the rows and sentences that it got."""

    def __init__(self):
        self.turns, self.given, self.healthy = [], [], True

    def note(self, turn, lines=()):
        self.turns.append(turn)

    def give(self, sentence):
        self.given.append(sentence)


@contextlib.asynccontextmanager
async def site(assistant=None, turn_log=None, masker=lambda text: None, **changes):
    """The application on a free port of this machine; gives a way to send and the assistant behind it."""
    assistant = assistant or FakeAssistant()
    app = make_app(assistant, turn_log or FakeTurnLog(), Settings(**changes), masker, "model1", next(NAMES))
    listener = socket.create_server(("127.0.0.1", 0))
    # Sanic rewrites its own class when an application starts; only in its test mode can it do so again.
    with mock.patch.object(Sanic, "test_mode", True):
        server = await app.create_server(sock=listener, return_asyncio_server=True, access_log=False)
        await server.startup()
    base = f"http://127.0.0.1:{listener.getsockname()[1]}"
    try:
        async with aiohttp.ClientSession(base) as client:

            async def send(path="/api/bericht", method="POST", session=None, data=None, headers=None, **body):
                headers = {**(headers or {}), **({"X-Sessie": session} if session is not None else {})}
                data = data if data is not None else (json.dumps(body) if method == "POST" else None)
                async with client.request(method, path, data=data, headers=headers) as response:
                    raw = await response.text()
                    kind = response.headers.get("Content-Type", "")
                    found = json.loads(raw) if kind.startswith("application/json") else None
                    return SimpleNamespace(status=response.status, json=found, raw=raw, headers=response.headers)

            yield send, assistant
    finally:
        server.close()
        await server.wait_closed()


def at_site(test, assistant=None, **changes):
    """Runs ``test(send, assistant)`` against a site of its own."""

    async def run():
        async with site(assistant, **changes) as (send, behind):
            return await test(send, behind)

    return asyncio.run(run())


async def after(send, *requests):
    """The responses to several requests, one after the other."""
    return [await send(**request) for request in requests]


def responses(*requests, assistant=None, **changes):
    return at_site(lambda send, _: after(send, *requests), assistant, **changes)
