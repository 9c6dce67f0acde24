"""The staff desk: the review tool on the same machine asks what the bot would do with a sentence, and why.

It listens on 127.0.0.1 only, on a port of its own, and asks every caller for the key; none of its addresses is on the
public server. What staff type is treated as a visitor's words: nothing of it is logged, counted or kept. Given
sentences are deleted here as well, since the tool's own account can only read.

Served by aiohttp and not by a second Sanic: Sanic 21.12 rewrites the methods of its own classes for the first
application that starts, and a second one in the same process would run with what was written for the first.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
import re
import socket
from collections.abc import Awaitable, Callable
from json import dumps
from typing import Any

from aiohttp import web

from lantaarn.assistant import Assistant, PayloadError
from lantaarn.channels.danger_reasons import DangerReasons
from lantaarn.channels.staff_trials import Trials
from lantaarn.settings import Settings
from lantaarn.storage.database import parse_url
from lantaarn.storage.given import delete_given

logger = logging.getLogger(__name__)

HOST = "127.0.0.1"
_ID = re.compile(r"\d{1,19}")
_SHUTDOWN = 2.0
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class StaffDeskError(RuntimeError):
    """The desk cannot open; the message says which setting to look at."""


class WrongRequestError(ValueError):
    """The tool asked for something that the desk does not have; the message is for on its page."""


class StaffDesk:
    """Answers the review tool."""

    def __init__(self, assistant: Assistant, settings: Settings, reasons: DangerReasons) -> None:
        """Take the port.

        Raises:
            StaffDeskError: the port is taken.
        """
        self._settings = settings
        self._trials = Trials(assistant, settings, reasons)
        self._key = f"Bearer {settings.staff_key}".encode()
        try:
            self._listener = socket.create_server((HOST, settings.staff_port))
        except OSError as error:
            raise StaffDeskError("De poort van LANTAARN_STAFF_PORT is niet vrij.") from error
        app = web.Application(middlewares=[self._guard], client_max_size=settings.max_body_bytes)
        app.router.add_get("/klaar", self._ready)
        app.router.add_post("/proef", self._try)
        app.router.add_post("/proef/wissen", self._forget)
        app.router.add_post("/bewaard/wissen", self._delete)
        app.on_response_prepare.append(_say_little)
        self._runner = web.AppRunner(app, handle_signals=False, access_log=None, shutdown_timeout=_SHUTDOWN)

    @property
    def port(self) -> int:
        """Where the desk listens."""
        return self._listener.getsockname()[1]

    async def start(self) -> None:
        """Begin to answer, in the loop of the caller."""
        await self._runner.setup()
        await web.SockSite(self._runner, self._listener).start()

    async def stop(self) -> None:
        """Finish what is at hand and let go of the port."""
        await self._runner.cleanup()
        self._listener.close()

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        given = request.headers.get("Authorization", "").encode("utf-8", "replace")
        if not hmac.compare_digest(given, self._key):
            return web.Response(status=403)
        try:
            return await handler(request)
        except (WrongRequestError, PayloadError) as error:
            return _error(400, str(error))
        except web.HTTPRequestEntityTooLarge:
            return _error(413, "Deze zin is te lang.")
        except web.HTTPException as error:
            return web.Response(status=error.status)
        except asyncio.TimeoutError:
            logger.error("staff desk: answer timed out")
            return _error(503, "De bot deed er te lang over.")
        except Exception as error:
            logger.error("staff desk failed: %s", type(error).__name__)
            return _error(500, "Er ging in de bot iets mis.")

    async def _ready(self, _request: web.Request) -> web.Response:
        return _json({"klaar": True})

    async def _try(self, request: web.Request) -> web.Response:
        """``{"zin": ...}`` or ``{"knop": "/..."}``; for ``gesprek`` see ``Trials.ask``."""
        body = await _object_in(request)
        text, button, wanted = body.get("zin"), body.get("knop"), body.get("gesprek")
        if isinstance(text, str) == isinstance(button, str):
            raise WrongRequestError("Stuur een zin of een knop.")
        return _json(await self._trials.ask(text, button, wanted if isinstance(wanted, str) else None))

    async def _forget(self, request: web.Request) -> web.Response:
        await self._trials.forget(str((await _object_in(request)).get("gesprek")))
        return _json({"gewist": True})

    async def _delete(self, request: web.Request) -> web.Response:
        ids = (await _object_in(request)).get("ids")
        if not isinstance(ids, list) or not all(isinstance(each, str) and _ID.fullmatch(each) for each in ids):
            raise WrongRequestError("Stuur de nummers van de zinnen als een lijst van teksten.")
        # In a thread, since it waits for the disk. A number too large for the column is of no sentence.
        known = {int(each) for each in ids if int(each) < 1 << 63}
        return _json({"gewist": await asyncio.to_thread(delete_given, parse_url(self._settings.database_url), known)})


async def _object_in(request: web.Request) -> dict[str, Any]:
    try:
        body = await request.json()
    except (ValueError, LookupError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise WrongRequestError("Dit is geen geldige JSON.")
    return body


async def _say_little(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers["Cache-Control"] = "no-store"
    response.headers.pop("Server", None)


def _error(status: int, sentence: str) -> web.Response:
    return _json({"fout": sentence}, status)


def _json(content: dict[str, Any], status: int = 200) -> web.Response:
    # Half a surrogate pair, which JSON can carry and UTF-8 cannot, becomes a question mark.
    body = dumps(content, ensure_ascii=False).encode("utf-8", "replace")
    return web.Response(body=body, status=status, content_type="application/json", charset="utf-8")
