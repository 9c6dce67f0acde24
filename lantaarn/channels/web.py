"""The web channel: the chat page, JSON in and out, ids made by the server. The only thing that listens.

``POST /api/bericht`` takes ``{"tekst": ...}`` or ``{"knop": ...}``, with a ``nummer`` by which a repeated message is known; the
session id travels in the ``X-Sessie`` header, both ways. Errors are one JSON object with one Dutch sentence; no stack trace and
no word of a visitor is in it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from json import dumps
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty, raw

from lantaarn.assistant import Assistant, PayloadError
from lantaarn.channels.assets import SCRIPTS, TYPES, built_files
from lantaarn.channels.cors import allow_embedders
from lantaarn.channels.flood import FloodControl
from lantaarn.channels.form import Form
from lantaarn.channels.padding import padded
from lantaarn.channels.pages import document_page
from lantaarn.channels.reception import Reception
from lantaarn.channels.sessions import Sessions
from lantaarn.channels.visits import Message, SumWantedError, TooFastError, Visits
from lantaarn.settings import Settings
from lantaarn.storage.turn_log import TurnLog

SESSION_HEADER = "X-Sessie"
READY_QUESTION = "wat zegt de wet over klanten van gedwongen sekswerkers"
READY_TOPIC = "wet_inhoud"
BUSY = "Het is nu druk. Een ogenblik."
TOO_FAST = "Je stuurt veel berichten achter elkaar. Wacht even en probeer het opnieuw."
MESSAGE, FORGET = "/api/bericht", "/api/wis"
# Not "cookies": we set none, and it would log visitors out of everything else on the domain of the site.
CLEAR = '"cache", "storage"'


class ChannelRefusedError(RuntimeError):
    """Somebody tried to serve the channel in a way that does not protect visitors."""


class WebChannel(InputChannel):
    """Serves the page and answers its messages."""

    def __init__(self, assistant: Assistant, reception: Reception, turn_log: TurnLog, settings: Settings) -> None:
        self._assistant = assistant
        self._turn_log = turn_log
        self._settings = settings
        self._sessions = Sessions(settings)
        self._flood = FloodControl(settings.new_conversations_per_minute)
        self._visits = Visits(assistant, reception, self._sessions, self._flood)

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
        for address, handler in built_files(self._settings).items():
            routes.add_route(handler, address, name=f"page_{address.strip('/').replace('.', '_').replace('-', '_')}")
        privacy = self._settings.root / "docs" / "privacy.md"
        routes.add_route(_document(privacy, self._settings.exit_site), "/privacy", name="privacy")
        Form(self._visits, self._assistant, self._flood, self._settings).add_to(routes)
        routes.add_route(_function(self._message), MESSAGE, methods=["POST"], name="message")
        routes.add_route(_function(self._forget), FORGET, methods=["POST"], name="forget")
        routes.add_route(_function(self._ready), "/ready", name="ready")
        # Browsers ask for it by themselves; there is none, and no error either.
        routes.add_route(_no_icon, "/favicon.ico", name="icon")
        allow_embedders(routes, self._settings.embedders, (*SCRIPTS, MESSAGE, FORGET))
        return routes

    async def _message(self, request: Request) -> HTTPResponse:
        body = _object_in(request)
        if body is None:
            return error_answer(400, "Dit bericht is geen geldige JSON.")
        text, button = body.get("tekst"), body.get("knop")
        if not isinstance(text, str) and not isinstance(button, str):
            return error_answer(400, "Stuur een tekst of een knop.")
        message = Message(
            text if isinstance(text, str) and not isinstance(button, str) else None,
            button if isinstance(button, str) else None,
            body.get("bewaarzin"),
            body.get("nummer"),
        )
        try:
            visit = await self._visits.answer(
                request.headers.get(SESSION_HEADER),
                message,
                lambda: self._flood.accepts(body.get("som"), body.get("uitkomst")),
            )
        except SumWantedError as error:
            # Nobody is sent away: the page solves the sum and sends the same message again.
            return _answer({"fout": BUSY, "som": {"zout": error.sum.salt, "nullen": error.sum.bits}}, status=428)
        except TooFastError:
            return error_answer(429, TOO_FAST)
        except PayloadError as error:
            return error_answer(400, str(error))
        reply = visit.reply
        answer = {"berichten": reply.answer.messages, "nieuw": visit.fresh, "gevaar": reply.answer.danger}
        if reply.offer is not None:
            answer["bewaarzin"] = reply.offer
        return _answer(answer, headers={SESSION_HEADER: visit.session_id})

    async def _forget(self, request: Request) -> HTTPResponse:
        body = _object_in(request) or {}
        await self._visits.drop(request.headers.get(SESSION_HEADER) or body.get("sessie"))
        return _answer({"gewist": True}, headers={"Clear-Site-Data": CLEAR})

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


def _document(path: Path, exit_site: str) -> Callable[[Request], Awaitable[HTTPResponse]]:
    page = document_page(path.read_text(encoding="utf-8"), exit_site)

    async def send(_request: Request) -> HTTPResponse:
        return raw(page, content_type=TYPES[".html"])

    return send


async def _no_icon(_request: Request) -> HTTPResponse:
    return empty()


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
