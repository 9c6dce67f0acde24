"""A staff desk of its own for a test, over real HTTP, with a fake assistant behind it."""

import asyncio
import contextlib
import json
from types import SimpleNamespace

import aiohttp

from lantaarn.assistant import Answer
from lantaarn.channels.staff_desk import StaffDesk
from lantaarn.nlu.gate import Assessment
from lantaarn.settings import Settings
from tests.channels.site import FakeAssistant

KEY = "sleutel-" + "k" * 40
SIGNAL = {"soort": "112", "patronen": ["hij slaat"], "score": 1.0, "drempel": 0.5, "telt": True}


class Talker(FakeAssistant):
    """An assistant whose answers a test chooses; counts how many questions it is at, at the same time."""

    def __init__(self, answers=None):
        super().__init__()
        self.answers, self.at_once, self.most = answers or {}, 0, 0

    async def answer(self, conversation, text):
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        try:
            await super().answer(conversation, text)
        finally:
            self.at_once -= 1
        return self.answers.get(text) or Answer(
            [{"text": "Goed.", "buttons": []}],
            "wet_inhoud",
            0.75,
            [("wet_inhoud", 0.75), ("wet_doel", 0.2)],
            step="utter_wet_inhoud",
        )


class Looker:
    """Sees the same danger in everything."""

    def look(self, text):
        return Assessment(("112",), "pl", {}), [SIGNAL]


@contextlib.asynccontextmanager
async def open_desk(assistant=None, **changes):
    assistant = assistant or Talker()
    desk = StaffDesk(assistant, Settings(staff_key=KEY, **changes), Looker())
    await desk.start()
    try:
        async with aiohttp.ClientSession(f"http://127.0.0.1:{desk.port}") as client:

            async def send(path="/proef", method="POST", key=KEY, data=None, **body):
                headers = {"Authorization": f"Bearer {key}"} if key is not None else {}
                data = json.dumps(body).encode() if data is None else data
                async with client.request(method, path, data=data, headers=headers) as response:
                    raw = await response.read()
                    found = json.loads(raw) if raw.startswith(b"{") else None
                    return SimpleNamespace(status=response.status, json=found, raw=raw, headers=response.headers)

            yield SimpleNamespace(send=send, desk=desk, assistant=assistant)
    finally:
        await desk.stop()


def at_desk(test, assistant=None, **changes):
    async def run():
        async with open_desk(assistant, **changes) as at:
            return await test(at)

    return asyncio.run(run())


def replies(*requests, assistant=None, **changes):
    async def talk(at):
        return [await at.send(**request) for request in requests]

    return at_desk(talk, assistant, **changes)
