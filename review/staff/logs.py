"""Log lines of this process: the event and the class of the error, never what was typed or sent."""

from __future__ import annotations

import logging

OURS = frozenset({"staff", "flows", "signing", "turns", "figures", "inbox", "trial", "wording", "guide", "project"})


class ClassOnly(logging.Formatter):
    """Level, logger and message template; of an answer its status and page name, of an exception only its class."""

    def format(self, record: logging.LogRecord) -> str:
        """One line. The arguments of the message are left out: they may hold somebody's words."""
        failure = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        what = self._answer(record) or self._template(record)
        return " ".join(part for part in (record.levelname, record.name, what, failure) if part)

    @staticmethod
    def _answer(record: logging.LogRecord) -> str:
        # Django's own message about an answer is "%s: %s". A page's name is in the code; its address holds words.
        status = getattr(record, "status_code", None)
        match = getattr(getattr(record, "request", None), "resolver_match", None)
        return f"{status} {match.view_name if match else 'no page'}" if status else ""

    @staticmethod
    def _template(record: logging.LogRecord) -> str:
        # A library that fills in its message itself leaves no arguments behind, so words and template look alike.
        # Our own messages are constants; a test reads them.
        constant = record.args or record.name.split(".")[0] in OURS
        return str(record.msg).splitlines()[0][:120] if constant and record.msg else ""
