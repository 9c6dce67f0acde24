"""A server with one or more messaging apps on, against their peers, with a fake assistant behind it."""

import asyncio
import contextlib
import importlib
import itertools
import socket
from dataclasses import replace
from unittest import mock

import aiohttp
from sanic import Sanic

from lantaarn.assistant import Answer, PayloadError
from lantaarn.messaging.app import MessagingApp
from lantaarn.messaging.settings import AppSettings
from lantaarn.nlu.gate import Assessment
from lantaarn.server import make_app
from lantaarn.settings import Settings
from tests.channels.site import FakeAssistant, FakeTurnLog
from tests.messaging.peers.peer import SITE

NAMES = (f"test_apps_{number}" for number in itertools.count())
MENU = [{"title": "De wet", "payload": "/wet_inhoud"}, {"title": "Wis dit gesprek", "payload": "/gesprek_wissen"}]
NUMBER_FIRST = [
    {"text": "Alarmnummer: 112", "buttons": [{"title": "Bel 112", "url": "tel:112"}]},
    {"text": "Kun je praten?", "buttons": [{"title": "Nee", "payload": "/wet_inhoud"}]},
]


class FakeBot(FakeAssistant):
    """Has a topic, a menu and an answer to danger; ``heard`` is who said or pressed what, in order."""

    def danger_in(self, text):
        return Assessment(("112",) if "mes" in text else (), "nl", {})

    async def answer(self, conversation, text):
        self.heard.append((conversation, text))
        await asyncio.sleep(self.delay)
        if self.error:
            raise self.error
        for kind, word in (("112", "mes"), ("victim", "gedwongen"), ("minor", "ik ben 15")):
            if word in text:
                return Answer(
                    [dict(message) for message in NUMBER_FIRST],
                    "handelen_spoed",
                    1.0,
                    danger=kind,
                    step="action_danger",
                )
        if "wis" in text:
            return Answer([{"text": "Gewist.", "buttons": []}], "gesprek_wissen", 1.0, step="action_forget")
        return Answer([{"text": f"Antwoord op {text}", "buttons": MENU}], "wet_inhoud", 0.9, step="utter_wet_inhoud")

    async def press(self, conversation, payload):
        self.heard.append((conversation, payload))
        if payload == "/gesprek_wissen":
            return Answer([{"text": "Gewist.", "buttons": []}], "gesprek_wissen", 1.0, step="action_forget")
        if payload not in ("/wet_inhoud", "/gesprek_menu", "/gesprek_groet"):
            raise PayloadError("Deze knop bestaat niet.")
        return Answer([{"text": f"Knop {payload}", "buttons": MENU}], payload[1:], 1.0, step=f"utter_{payload[1:]}")


@contextlib.asynccontextmanager
async def served(*peers, bot=None, turn_log=None, apps=None, **changes):
    """A server with these apps on; gives its address, the bot behind it and the rows of its turns."""
    bot, turn_log = bot or FakeBot(), turn_log or FakeTurnLog()
    environment = {key: text for peer in peers for key, text in peer.settings().items()}
    apps = apps or AppSettings.from_environment(environment, SITE)
    app = make_app(bot, turn_log, Settings(**changes), lambda text: None, "model1", next(NAMES), apps)
    listener = socket.create_server(("127.0.0.1", 0))
    with mock.patch.object(Sanic, "test_mode", True):
        server = await app.create_server(sock=listener, return_asyncio_server=True, access_log=False)
        await server.startup()
        app.is_running = True
        await server.after_start()
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    for peer in peers:
        peer.call_at = f"{address}/kanaal/{peer.name}" if getattr(peer, "calls", True) else None
    try:
        yield address, bot, turn_log
    finally:
        await server.before_stop()
        server.close()
        await server.wait_closed()
        for task in asyncio.all_tasks():
            if task.get_coro().__name__ == "_forget_expired":
                task.cancel()
        # Connections that were answered close by themselves, a moment later.
        await asyncio.sleep(0.05)


def rates(*names):
    """The class of each app, and its rate without any waiting."""
    for name in names:
        for kind in vars(importlib.import_module(f"lantaarn.channels.{name}")).values():
            if isinstance(kind, type) and issubclass(kind, MessagingApp) and getattr(kind, "name", None) == name:
                yield kind, replace(kind.rate, a_second=1000.0, a_second_each=1000.0)


def quick(monkeypatch, *names):
    """Let these apps send as fast as they can, where a test is not about their pace."""
    for kind, rate in rates(*names):
        monkeypatch.setattr(kind, "rate", rate)


async def post(address, headers, body):
    """Status and body of one call."""
    async with aiohttp.ClientSession() as client, client.post(address, data=body, headers=headers) as response:
        return response.status, await response.read()
