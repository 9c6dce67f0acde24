"""One log set-up for every process: the name of the event and the class of an exception, nothing else.

Rasa's own messages quote visitors at WARNING and its JSON tracebacks carry local variables. So no handler of Rasa,
Sanic or structlog stays, and what is written is rebuilt from scratch: level, logger and a short constant of ours.
"""

from __future__ import annotations

import logging
import sys
import warnings

import structlog

OWN = "lantaarn"


class WordlessFormatter(logging.Formatter):
    """Formats a record without its arguments, unless it is ours; never a traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """One line: level, logger, and for our own events the event."""
        event = record.getMessage() if record.name.split(".")[0] == OWN else "event"
        failure = ""
        if record.exc_info and record.exc_info[0]:
            failure = f" {record.exc_info[0].__name__}"
        return f"{record.levelname} {record.name} {event}{failure}"


def set_up_logs(level: int = logging.WARNING) -> None:
    """Replace every handler by one that writes no words; call it before and after Rasa sets up its own."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(WordlessFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in list(logging.root.manager.loggerDict):
        other = logging.getLogger(name)
        other.handlers.clear()
        other.propagate = True
        other.setLevel(logging.NOTSET)
    logging.raiseExceptions = False
    structlog.configure(
        processors=[_drop_everything],
        wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    # Warnings can quote a message; libraries put back filters of their own, so the way out itself is closed as well.
    warnings.simplefilter("ignore")
    warnings.showwarning = _say_nothing


def _say_nothing(*_arguments: object, **_options: object) -> None:
    """Takes the place of ``warnings.showwarning``."""


def _drop_everything(_logger: object, _name: str, _event: object) -> str:
    # structlog events of Rasa hold message text as values; none is let through.
    raise structlog.DropEvent
