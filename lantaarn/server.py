"""Serves the web channel, and nothing of Rasa's own HTTP interface, from one process."""

from __future__ import annotations

import asyncio
import logging
import sys

from sanic import Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from lantaarn.assistant import Assistant
from lantaarn.channels.headers import add_security_headers
from lantaarn.channels.reception import Masker, Reception
from lantaarn.channels.web import WebChannel, error_answer
from lantaarn.privacy.logs import set_up_logs
from lantaarn.privacy.network import close_network
from lantaarn.privacy.process import close_process
from lantaarn.redact import masker_for
from lantaarn.settings import Settings
from lantaarn.startup import load_agent
from lantaarn.storage.database import parse_url
from lantaarn.storage.turn_log import TurnLog
from lantaarn.training import model_version

logger = logging.getLogger(__name__)

SWEEP_EVERY = 60.0
SENTENCES = {
    404: "Deze pagina bestaat niet.",
    405: "Dit kan hier niet.",
    413: "Dit bericht is te groot.",
}


def make_app(
    assistant: Assistant,
    turn_log: TurnLog,
    settings: Settings,
    masker: Masker,
    model: str = "",
    name: str = "lantaarn",
) -> Sanic:
    """The Sanic application with the web channel; limits come from the settings.

    Args:
        masker: see ``lantaarn.channels.reception``.
        model: which version of the model answers, as it is counted.
        name: of the application; a process can hold one of each name.
    """
    app = Sanic(name, configure_logging=False)
    app.config.REQUEST_MAX_SIZE = settings.max_body_bytes
    app.config.ACCESS_LOG = False
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.config.REQUEST_TIMEOUT = 20
    app.config.KEEP_ALIVE_TIMEOUT = 15
    # Sanic holds a closed connection, with address and unread bytes, for as long as this.
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = 2
    reception = Reception(assistant, turn_log, settings, WebChannel.name(), model, masker)
    channel = WebChannel(assistant, reception, turn_log, settings)
    app.blueprint(channel.blueprint(_unused))
    app.error_handler.add(Exception, _error)
    add_security_headers(app, settings.embedders)

    @app.after_server_start
    async def _sweep(app: Sanic, _loop: object) -> None:
        app.add_task(_forget_expired(channel))

    return app


def serve(settings: Settings) -> None:
    """Load everything or refuse, then serve until stopped.

    Raises:
        StartError, DetectorError, FactError: see ``lantaarn.startup.load_agent``.
        DatabaseError: the address of the database cannot be used.
    """
    set_up_logs()
    close_process()
    print("Lantaarn laadt ...", file=sys.stderr, flush=True)
    turn_log = TurnLog(parse_url(settings.database_url))
    assistant = Assistant(load_agent(settings), settings)
    app = make_app(assistant, turn_log, settings, masker_for(settings), model_version(settings))
    # Rasa and Sanic put back handlers of their own while they are imported.
    set_up_logs()
    close_network()

    @app.before_server_start
    async def _start_writing(*_: object) -> None:
        turn_log.start()

    @app.after_server_start
    async def _say_so(*_: object) -> None:
        print(f"De chat staat klaar op http://localhost:{settings.port}/ (stoppen: Ctrl+C)", file=sys.stderr, flush=True)

    @app.after_server_stop
    async def _stop_writing(*_: object) -> None:
        turn_log.stop()

    app.run(host=settings.host, port=settings.port, access_log=False, motd=False, debug=False)


async def _forget_expired(channel: WebChannel) -> None:
    while True:
        await asyncio.sleep(SWEEP_EVERY)
        channel.forget_expired()


async def _unused(_message: object) -> None:
    """Rasa hands every channel a callback that would log the visitor's words; this one takes its place."""


async def _error(_request: Request, error: Exception) -> HTTPResponse:
    status = error.status_code if isinstance(error, SanicException) else 500
    if status >= 500:
        logger.error("request failed: %s", type(error).__name__)
    sentence = SENTENCES.get(status, "Er ging hier iets mis." if status >= 500 else "Dit verzoek klopt niet.")
    return error_answer(status, sentence)
