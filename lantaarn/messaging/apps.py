"""The messaging apps that are on: made from their settings, tied to the server, started and stopped with it."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import importlib
import logging
import time
from collections.abc import Callable, Coroutine
from typing import Any

from sanic import Blueprint, Sanic

from lantaarn.answers.channel_texts import load_channel_texts
from lantaarn.answers.facts import load_facts
from lantaarn.assistant import Assistant
from lantaarn.channels.reception import Reception
from lantaarn.channels.sessions import Sessions
from lantaarn.messaging.app import LaterError, MessagingApp, RefusedError
from lantaarn.messaging.caller import Caller
from lantaarn.messaging.desk import Desk
from lantaarn.messaging.identity import Identity
from lantaarn.messaging.intake import Intake
from lantaarn.messaging.precedence import Precedence
from lantaarn.messaging.seen import Seen
from lantaarn.messaging.settings import AppSettings
from lantaarn.messaging.told import Told
from lantaarn.messaging.update import Update
from lantaarn.messaging.webhook import ADDRESS, add_webhook
from lantaarn.settings import Settings

logger = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
# What is under way when the server stops has so many seconds to go out.
LAST_WORDS = 5.0


class MessagingApps:
    """All apps that are on, behind one queue."""

    def __init__(
        self,
        apps: AppSettings,
        settings: Settings,
        assistant: Assistant,
        receptions: Callable[[str], Reception],
    ) -> None:
        """Make every app.

        Args:
            receptions: makes the reception that serves the turns of an app, by its name.

        Raises:
            FactError, KeyError: see ``load_channel_texts``.
        """
        self._callers: dict[str, Caller] = {}
        self._identity, self._told, self._seen = Identity(), Told(), Seen()
        self._tasks: list[asyncio.Task[None]] = []
        book = load_facts(settings.data / "facts", dt.date.today())
        self._desks = []
        for name, own in apps.on.items():
            # WhatsApp and Messenger have one API: two callers would each know other addresses of it, and the closed
            # network only the last that was looked up.
            caller = self._callers.setdefault(own.api, Caller(own.api))
            # Imported by name, and only when on: each app is one file and needs no mention anywhere else.
            app: MessagingApp = importlib.import_module(f"lantaarn.channels.{name}").make(own, apps.site, caller)
            texts = load_channel_texts(settings.data / "kanalen", name, apps.site, book)
            sessions = Sessions(settings)
            desk = Desk(app, texts, assistant, receptions(name), sessions, self._identity, self._told)
            self._desks.append(desk)
        self._precedence = Precedence()
        self._intake = Intake(self._desks, self._precedence)

    def add_to(self, server: Sanic) -> None:
        """Give the apps that call us their addresses, and tie all of them to the server's start and stop."""
        self._precedence.watch(server, ADDRESS.format(name=""))
        routes = Blueprint("lantaarn_messaging")
        for desk in self._desks:
            if desk.app.has_webhook:
                add_webhook(routes, desk.app, self._intake, self._seen)
        server.blueprint(routes)

        @server.after_server_start
        async def _start(*_: object) -> None:
            self.start()

        @server.before_server_stop
        async def _stop(*_: object) -> None:
            await self.stop()

    def start(self) -> None:
        """Serve; call it in the running loop of the server."""
        self._begin(self._intake.run())
        for desk in self._desks:
            self._begin(self._listen(desk.app))

    async def stop(self) -> None:
        """Take nothing more in, answer what waits, say goodbye."""
        answering, listening = self._tasks[:1], self._tasks[1:]
        await _cancelled(listening)
        await self._intake.close(LAST_WORDS)
        await _cancelled(answering)
        for desk in self._desks:
            await desk.outbox.close(LAST_WORDS)
            with contextlib.suppress(LaterError, RefusedError):
                await desk.app.close()
        for caller in self._callers.values():
            await caller.close()

    def forget_expired(self) -> None:
        """Drop what is over, without waiting for somebody's next message."""
        for desk in self._desks:
            desk.forget_expired()
        for each in (self._seen, self._told):
            each.expire()
        self._identity.change_keys()

    async def _listen(self, app: MessagingApp) -> None:
        """Keep an app listening, whatever its API does."""

        async def offer(update: Update) -> None:
            if self._seen.knows(app.name, update.update_id):
                return
            while not self._intake.offer(app.name, update):
                await self._intake.room(app.name)
            self._seen.note(app.name, update.update_id)

        pause = FIRST_PAUSE
        while True:
            began, after = time.monotonic(), None
            try:
                await app.listen(offer)
            except LaterError as error:
                after = error.after
            except Exception as error:  # refused, or an answer that the app never promised
                logger.error("%s: cannot listen: %s", app.name, type(error).__name__)
            if time.monotonic() - began > LONGEST_PAUSE:
                pause = FIRST_PAUSE
            await asyncio.sleep(pause if after is None else after)
            pause = min(2 * pause, LONGEST_PAUSE)

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        self._tasks.append(asyncio.create_task(work))


async def _cancelled(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
