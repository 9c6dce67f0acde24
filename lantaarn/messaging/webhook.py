"""Where the apps call us: ``/kanaal/<app>`` on the server of the web page.

A call that is not the app's own gets 403 without a word. One that is gets 200 as soon as its updates are taken in,
since the app waits for it; when there is no room it gets 503 and delivers again later.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from lantaarn.messaging.app import MessagingApp
from lantaarn.messaging.intake import Intake
from lantaarn.messaging.seen import Seen

Handler = Callable[[Request], Awaitable[HTTPResponse]]
ADDRESS = "/kanaal/{name}"


def add_webhook(routes: Blueprint, app: MessagingApp, intake: Intake, seen: Seen) -> None:
    """Give an app its address."""
    hook = _Webhook(app, intake, seen)

    async def called(request: Request) -> HTTPResponse:
        return await hook.called(request)

    async def asked(request: Request) -> HTTPResponse:
        return hook.asked(request)

    address = ADDRESS.format(name=app.name)
    # Streamed, so that the body of a stranger is not even read.
    routes.add_route(called, address, methods=["POST"], name=f"{app.name}_called", stream=True)
    if type(app).handshake is not MessagingApp.handshake:
        routes.add_route(asked, address, methods=["GET"], name=f"{app.name}_asked")


class _Webhook:
    def __init__(self, app: MessagingApp, intake: Intake, seen: Seen) -> None:
        self._app = app
        self._intake = intake
        self._seen = seen

    async def called(self, request: Request) -> HTTPResponse:
        if not self._app.admits(request.headers, None):
            return _plain(403)
        body = await self._body(request)
        if body is None:
            return _plain(413)
        if not self._app.admits(request.headers, body):
            return _plain(403)
        for update in self._app.read(decoded(body)):
            if self._seen.knows(self._app.name, update.update_id):
                continue
            if not self._intake.offer(self._app.name, update):
                return _plain(503)
            self._seen.note(self._app.name, update.update_id)
        return _plain(200)

    def asked(self, request: Request) -> HTTPResponse:
        answer = self._app.handshake({key: values[0] for key, values in request.args.items()})
        return _plain(403) if answer is None else _plain(200, answer)

    async def _body(self, request: Request) -> bytes | None:
        """The body, or None when it is larger than the app's calls are."""
        body = bytearray()
        async for part in request.stream:
            body += part
            if len(body) > self._app.max_body:
                return None
        return bytes(body)


def decoded(body: bytes) -> object:
    """The JSON in some bytes, or None when it is none."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _plain(status: int, text: str = "") -> HTTPResponse:
    return HTTPResponse(text, status=status, content_type="text/plain; charset=utf-8")
