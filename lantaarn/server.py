"""Serves the web channel, and nothing of Rasa's own HTTP interface, from one process."""

from __future__ import annotations

import logging
import sys

from sanic import Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, json

from lantaarn.assistant import Assistant
from lantaarn.channels.headers import add_security_headers
from lantaarn.channels.web import WebChannel
from lantaarn.privacy.logs import set_up_logs
from lantaarn.settings import Settings
from lantaarn.startup import load_agent

logger = logging.getLogger(__name__)

SENTENCES = {
    404: "Deze pagina bestaat niet.",
    405: "Dit kan hier niet.",
    413: "Dit bericht is te groot.",
}


def make_app(assistant: Assistant, settings: Settings, name: str = "lantaarn") -> Sanic:
    """The Sanic application with the web channel; limits come from the settings."""
    app = Sanic(name, configure_logging=False)
    app.config.REQUEST_MAX_SIZE = settings.max_body_bytes
    app.config.ACCESS_LOG = False
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.config.REQUEST_TIMEOUT = 20
    app.config.KEEP_ALIVE_TIMEOUT = 15
    channel = WebChannel(assistant, settings)
    app.blueprint(channel.blueprint(_unused))
    app.error_handler.add(Exception, _error)
    add_security_headers(app)
    return app


def serve(settings: Settings) -> None:
    """Load everything or refuse, then serve until stopped.

    Raises:
        StartError, DetectorError, FactError: see ``lantaarn.startup.load_agent``.
    """
    set_up_logs()
    print("Lantaarn laadt ...", file=sys.stderr, flush=True)
    assistant = Assistant(load_agent(settings), settings)
    app = make_app(assistant, settings)
    # Rasa and Sanic put back handlers of their own while they are imported.
    set_up_logs()

    @app.after_server_start
    async def _say_so(*_: object) -> None:
        print(f"De chat staat klaar op http://localhost:{settings.port}/ (stoppen: Ctrl+C)", file=sys.stderr, flush=True)

    app.run(host=settings.host, port=settings.port, access_log=False, motd=False, debug=False)


async def _unused(_message: object) -> None:
    """Rasa hands every channel a callback that would log the visitor's words; this one takes its place."""


async def _error(_request: Request, error: Exception) -> HTTPResponse:
    status = error.status_code if isinstance(error, SanicException) else 500
    if status >= 500:
        logger.error("request failed: %s", type(error).__name__)
    sentence = SENTENCES.get(status, "Er ging hier iets mis." if status >= 500 else "Dit verzoek klopt niet.")
    return json({"fout": sentence}, status=status, ensure_ascii=False)
