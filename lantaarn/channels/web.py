"""The web channel: the chat page, JSON in and out, ids made by the server. The only thing that listens.

``POST /api/bericht`` takes ``{"tekst": ...}`` or ``{"knop": ...}``; the session id travels in the ``X-Sessie`` header, both
ways. Errors are one JSON object with one Dutch sentence; no stack trace and no word of a visitor is in it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from json import dumps
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, html, raw

from lantaarn.assistant import Assistant, PayloadError
from lantaarn.channels.flood import FloodControl
from lantaarn.channels.padding import padded
from lantaarn.channels.pages import document_page
from lantaarn.channels.reception import Reception
from lantaarn.channels.sessions import Sessions
from lantaarn.settings import Settings
from lantaarn.storage.turn_log import TurnLog

SESSION_HEADER = "X-Sessie"
READY_QUESTION = "wat zegt de wet over klanten van gedwongen sekswerkers"
READY_TOPIC = "wet_inhoud"
BUSY = "Het is nu druk. Een ogenblik."
# Not "cookies": we set none, and it would log visitors out of everything else on the domain of the site.
CLEAR = '"cache", "storage"'
TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}


class ChannelRefusedError(RuntimeError):
    """Somebody tried to serve the channel in a way that does not protect visitors."""


class WebChannel(InputChannel):
    """Serves the page and answers its messages."""

    def __init__(self, assistant: Assistant, reception: Reception, turn_log: TurnLog, settings: Settings) -> None:
        self._assistant = assistant
        self._reception = reception
        self._turn_log = turn_log
        self._settings = settings
        self._sessions = Sessions(settings)
        self._flood = FloodControl(settings.new_conversations_per_minute)

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
        routes.add_route(_document(self._settings.root / "docs" / "privacy.md"), "/privacy", name="privacy")
        routes.add_route(_function(self._message), "/api/bericht", methods=["POST"], name="message")
        routes.add_route(_function(self._forget), "/api/wis", methods=["POST"], name="forget")
        routes.add_route(_function(self._ready), "/ready", name="ready")
        return routes

    async def _message(self, request: Request) -> HTTPResponse:
        body = _object_in(request)
        if body is None:
            return error_answer(400, "Dit bericht is geen geldige JSON.")
        text, button = body.get("tekst"), body.get("knop")
        if not isinstance(text, str) and not isinstance(button, str):
            return error_answer(400, "Stuur een tekst of een knop.")
        session_id = request.headers.get(SESSION_HEADER)
        session = self._sessions.find(session_id)
        fresh = session is None
        if session is None:
            wanted = self._flood.set_sum()
            if wanted and not self._flood.accepts(body.get("som"), body.get("uitkomst")):
                # Nobody is sent away: the page solves the sum and sends the same message again.
                return _answer(
                    {"fout": BUSY, "som": {"zout": wanted.salt, "nullen": wanted.bits}}, status=428
                )
            self._flood.opened()
            session_id, session = self._sessions.open()
        if not self._sessions.may_speak(session):
            return error_answer(429, "Je stuurt veel berichten achter elkaar. Wacht even en probeer het opnieuw.")
        try:
            reply = await self._reception.reply(
                session,
                text if isinstance(text, str) and not isinstance(button, str) else None,
                button if isinstance(button, str) else None,
                body.get("bewaarzin"),
            )
        except PayloadError as error:
            return error_answer(400, str(error))
        if reply.answer.topic == "gesprek_wissen":
            await self._drop(session_id)
            session_id = ""
        answer = {"berichten": reply.answer.messages, "nieuw": fresh, "gevaar": reply.answer.danger}
        if reply.offer is not None:
            answer["bewaarzin"] = reply.offer
        return _answer(answer, headers={SESSION_HEADER: session_id or ""})

    async def _forget(self, request: Request) -> HTTPResponse:
        body = _object_in(request) or {}
        await self._drop(request.headers.get(SESSION_HEADER) or body.get("sessie"))
        return _answer({"gewist": True}, headers={"Clear-Site-Data": CLEAR})

    async def _drop(self, session_id: Any) -> None:
        session = self._sessions.close(session_id) if isinstance(session_id, str) else None
        if session is not None:
            await self._assistant.forget(session.conversation)

    def forget_expired(self) -> None:
        """Drop what is over, so that half an hour is half an hour also when nobody else comes."""
        self._sessions.expire()
        self._assistant.forget_expired()

    async def _ready(self, _request: Request) -> HTTPResponse:
        """Asks a real question in a conversation of its own; a server that cannot answer is not ready."""
        answer = await self._assistant.answer("ready", READY_QUESTION)
        await self._assistant.forget("ready")
        ready = not answer.failed and answer.ranking[:1] != [] and answer.ranking[0][0] == READY_TOPIC
        # A store that fails costs rows, not answers: it is told, and the chat stays open.
        store = "goed" if self._turn_log.healthy else "hapert"
        return _answer({"klaar": ready, "opslag": store}, status=200 if ready else 503)


def _function(method: Callable[[Request], Awaitable[HTTPResponse]]) -> Callable[[Request], Awaitable[HTTPResponse]]:
    # Sanic writes attributes on handlers, which bound methods do not allow.
    async def handler(request: Request) -> HTTPResponse:
        return await method(request)

    return handler


def _page(path: Path) -> Callable[[Request], Awaitable[HTTPResponse]]:
    # Read once, at start: no visit touches the disk, so no file tells when it was last looked at.
    content = path.read_bytes()

    async def send(_request: Request) -> HTTPResponse:
        return raw(content, content_type=TYPES[path.suffix])

    return send


def _document(path: Path) -> Callable[[Request], Awaitable[HTTPResponse]]:
    page = document_page(path.read_text(encoding="utf-8"))

    async def send(_request: Request) -> HTTPResponse:
        return html(page)

    return send


def _object_in(request: Request) -> dict[str, Any] | None:
    try:
        body = request.json
    except Exception:  # Sanic raises several; each means the same to the caller
        return None
    return body if isinstance(body, dict) else None


def error_answer(status: int, sentence: str) -> HTTPResponse:
    """One Dutch sentence that says what was wrong, of the same size as an answer."""
    return _answer({"fout": sentence}, status=status)


def _answer(content: dict[str, Any], status: int = 200, headers: dict[str, str] | None = None) -> HTTPResponse:
    """JSON of a fixed size."""
    body = dumps(content, ensure_ascii=False).encode("utf-8", "replace")
    return HTTPResponse(padded(body), status=status, headers=headers, content_type="application/json")
