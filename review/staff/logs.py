"""Log lines of this process: the event and the class of the error, never what was typed or sent."""

from __future__ import annotations

import logging

OURS = frozenset({"staff", "flows", "signing", "turns", "figures", "inbox", "trial", "wording", "guide", "project"})


class ClassOnly(logging.Formatter):
    """Level, logger and message template; of an exception only its class."""

    def format(self, record: logging.LogRecord) -> str:
        """One line. The arguments of the message are left out: they may hold somebody's words."""
        failure = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        return " ".join(part for part in (record.levelname, record.name, self._template(record), failure) if part)

    @staticmethod
    def _template(record: logging.LogRecord) -> str:
        # A library that fills in its message itself leaves no arguments behind, so words and template look alike.
        # Our own messages are constants; a test reads them.
        constant = record.args or record.name.split(".")[0] in OURS
        return str(record.msg).splitlines()[0][:120] if constant and record.msg else ""
