"""The web channel: the chat page, JSON in and out, ids made by the server. The only thing that listens.

``POST /api/bericht`` takes ``{"tekst": ...}`` or ``{"knop": ...}``; the session id travels in the ``X-Sessie`` header, both
ways. Errors are one JSON object with one Dutch sentence; no stack trace and no word of a visitor is in it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, file, json

from lantaarn.answers.emergency import fixed_messages
from lantaarn.assistant import Answer, Assistant, PayloadError
from lantaarn.channels.sessions import Session, Sessions
from lantaarn.settings import Settings

logger = logging.getLogger(__name__)

SESSION_HEADER = "X-Sessie"
READY_QUESTION = "wat zegt de wet over klanten van gedwongen sekswerkers"
READY_TOPIC = "wet_inhoud"


class ChannelRefusedError(RuntimeError):
    """Somebody tried to serve the channel in a way that does not protect visitors."""


class WebChannel(InputChannel):
    """Serves the page and answers its messages."""

    def __init__(self, assistant: Assistant, settings: Settings) -> None:
        self._assistant = assistant
        self._settings = settings
        self._sessions = Sessions(settings)

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> InputChannel:
        """``rasa run`` comes through here, with its open HTTP API and its logs full of words; it is refused.

        Raises:
            ChannelRefusedError: always.
        """
        raise ChannelRefusedError("Start de chat met `lantaarn serve` of `make run`; `rasa run` laat naden open.")

    @classmethod
    def name(cls) -> str:
        """The name under which turns of this channel are counted."""
        return "web"

    def url_prefix(self) -> str:
        """This channel serves the root of the site."""
        return ""

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """All addresses of the channel. Rasa's callback is not used: the assistant keeps text out of Rasa."""
        routes = Blueprint("lantaarn_web")
        pages = self._settings.root / "webchat" / "page"
        for address, name in (("/", "index.html"), ("/chat.js", "chat.js"), ("/chat.css", "chat.css")):
            routes.add_route(_page(pages / name), address, name=f"page_{name.replace('.', '_')}")
        routes.add_route(_function(self._message), "/api/bericht", methods=["POST"], name="message")
        routes.add_route(_function(self._forget), "/api/wis", methods=["POST"], name="forget")
        routes.add_route(_function(self._ready), "/ready", name="ready")
        return routes

    async def _message(self, request: Request) -> HTTPResponse:
        body = _object_in(request)
        if body is None:
            return _error(400, "Dit bericht is geen geldige JSON.")
        text, button = body.get("tekst"), body.get("knop")
        if not isinstance(text, str) and not isinstance(button, str):
            return _error(400, "Stuur een tekst of een knop.")
        session_id = request.headers.get(SESSION_HEADER)
        session = self._sessions.find(session_id)
        fresh = session is None
        if session is None:
            session_id, session = self._sessions.open()
        if not self._sessions.may_speak(session):
            return _error(429, "Je stuurt veel berichten achter elkaar. Wacht even en probeer het opnieuw.")
        try:
            answer = await asyncio.wait_for(
                self._answer(session, text, button), timeout=self._settings.answer_timeout
            )
        except PayloadError as error:
            return _error(400, str(error))
        except asyncio.TimeoutError:
            logger.error("answer timed out")
            answer = Answer(fixed_messages(None, "nl"), failed=True)
        if answer.topic == "gesprek_wissen":
            await self._drop(session_id)
            session_id = ""
        reply = {"berichten": answer.messages, "nieuw": fresh, "gevaar": answer.danger}
        return json(reply, headers={SESSION_HEADER: session_id or ""}, ensure_ascii=False)

    async def _answer(self, session: Session, text: Any, button: Any) -> Answer:
        if session.turns > self._settings.max_turns:
            await self._assistant.forget(session.conversation)
            session.turns = 0
        if isinstance(button, str):
            return await self._assistant.press(session.conversation, button)
        return await self._assistant.answer(session.conversation, text)

    async def _forget(self, request: Request) -> HTTPResponse:
        body = _object_in(request) or {}
        await self._drop(request.headers.get(SESSION_HEADER) or body.get("sessie"))
        return json({"gewist": True}, headers={"Clear-Site-Data": '"cache", "storage"'})

    async def _drop(self, session_id: Any) -> None:
        session = self._sessions.close(session_id) if isinstance(session_id, str) else None
        if session is not None:
            await self._assistant.forget(session.conversation)

    async def _ready(self, _request: Request) -> HTTPResponse:
        """Asks a real question in a conversation of its own; a server that cannot answer is not ready."""
        answer = await self._assistant.answer("ready", READY_QUESTION)
        await self._assistant.forget("ready")
        ready = not answer.failed and answer.ranking[:1] != [] and answer.ranking[0][0] == READY_TOPIC
        return json({"klaar": ready}, status=200 if ready else 503)


def _function(method: Callable[[Request], Awaitable[HTTPResponse]]) -> Callable[[Request], Awaitable[HTTPResponse]]:
    # Sanic writes attributes on handlers, which bound methods do not allow.
    async def handler(request: Request) -> HTTPResponse:
        return await method(request)

    return handler


def _page(path: Path) -> Callable[[Request], Awaitable[HTTPResponse]]:
    async def send(_request: Request) -> HTTPResponse:
        return await file(str(path))

    return send


def _object_in(request: Request) -> dict[str, Any] | None:
    try:
        body = request.json
    except Exception:  # Sanic raises several; each means the same to the caller
        return None
    return body if isinstance(body, dict) else None


def _error(status: int, sentence: str) -> HTTPResponse:
    return json({"fout": sentence}, status=status, ensure_ascii=False)
