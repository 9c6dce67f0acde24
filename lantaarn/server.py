"""Serves the web channel and the messaging apps that are on, and nothing of Rasa's own HTTP interface, from one process."""

from __future__ import annotations

import asyncio
import logging
import sys

from sanic import Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from lantaarn.assistant import Assistant
from lantaarn.channels.danger_reasons import DangerReasons
from lantaarn.channels.headers import add_security_headers
from lantaarn.channels.reception import Masker, Reception
from lantaarn.channels.staff_desk import StaffDesk
from lantaarn.channels.web import WebChannel, error_answer
from lantaarn.messaging.apps import MessagingApps
from lantaarn.messaging.settings import AppSettings
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
NO_APPS = AppSettings()
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
    apps: AppSettings = NO_APPS,
) -> Sanic:
    """The Sanic application with the web channel and the messaging apps; limits come from the settings.

    Args:
        masker: see ``lantaarn.channels.reception``.
        model: which version of the model answers, as it is counted.
        name: of the application; a process can hold one of each name.
        apps: the messaging apps that are on.
    """
    app = Sanic(name, configure_logging=False)
    app.config.REQUEST_MAX_SIZE = settings.max_body_bytes
    app.config.ACCESS_LOG = False
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.config.REQUEST_TIMEOUT = 20
    app.config.KEEP_ALIVE_TIMEOUT = 15
    # Sanic holds a closed connection, with address and unread bytes, for as long as this.
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = 2
    # Else Sanic would put uvloop back, whose connections the closed network does not see (lantaarn/privacy/network.py).
    app.config.USE_UVLOOP = False
    reception = Reception(assistant, turn_log, settings, WebChannel.name(), model, masker)
    channel = WebChannel(assistant, reception, turn_log, settings)
    app.blueprint(channel.blueprint(_unused))
    messaging = _messaging(app, apps, settings, assistant, turn_log, masker, model)
    app.error_handler.add(Exception, _error)
    add_security_headers(app, settings.embedders)

    @app.after_server_start
    async def _sweep(app: Sanic, _loop: object) -> None:
        app.add_task(_forget_expired(channel, *messaging), name="forget_expired")

    return app


def _messaging(
    app: Sanic,
    apps: AppSettings,
    settings: Settings,
    assistant: Assistant,
    turn_log: TurnLog,
    masker: Masker,
    model: str,
) -> list[MessagingApps]:
    """The messaging apps tied to the application; nothing at all when none is on."""
    if not apps.on:
        return []
    messaging = MessagingApps(
        apps,
        settings,
        assistant,
        lambda name: Reception(assistant, turn_log, settings, name, model, masker, may_ask=False),
    )
    messaging.add_to(app)
    return [messaging]


def serve(settings: Settings, apps: AppSettings = NO_APPS) -> None:
    """Load everything or refuse, then serve until stopped.

    Raises:
        StartError, DetectorError, FactError: see ``lantaarn.startup.load_agent``.
        DatabaseError: the address of the database cannot be used.
        StaffDeskError: the port of the staff desk is taken.
    """
    set_up_logs()
    close_process()
    print("Lantaarn laadt ...", file=sys.stderr, flush=True)
    turn_log = TurnLog(parse_url(settings.database_url))
    assistant = Assistant(load_agent(settings), settings)
    app = make_app(assistant, turn_log, settings, masker_for(settings), model_version(settings), apps=apps)
    if settings.staff_port:
        _open_staff_desk(app, StaffDesk(assistant, settings, DangerReasons(settings)))
    # Rasa and Sanic put back handlers of their own while they are imported.
    set_up_logs()
    close_network(apps.hosts)

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


def _open_staff_desk(app: Sanic, desk: StaffDesk) -> None:
    """The staff desk beside the application, in its loop; none of its addresses is on the application itself."""

    @app.after_server_start
    async def _start(*_: object) -> None:
        await desk.start()

    @app.before_server_stop
    async def _stop(*_: object) -> None:
        await desk.stop()


async def _forget_expired(*channels: WebChannel | MessagingApps) -> None:
    while True:
        await asyncio.sleep(SWEEP_EVERY)
        for channel in channels:
            channel.forget_expired()


async def _unused(_message: object) -> None:
    """Rasa hands every channel a callback that would log the visitor's words; this one takes its place."""


async def _error(_request: Request, error: Exception) -> HTTPResponse:
    status = error.status_code if isinstance(error, SanicException) else 500
    if status >= 500:
        logger.error("request failed: %s", type(error).__name__)
    sentence = SENTENCES.get(status, "Er ging hier iets mis." if status >= 500 else "Dit verzoek klopt niet.")
    return error_answer(status, sentence)
