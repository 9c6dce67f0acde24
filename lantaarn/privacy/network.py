"""Lets the process open no connection but to what its settings name.

An audit hook of Python sees every connection that Python code opens, whatever library asks for it, and cannot be taken away
again. A library that opens one in its own compiled code is not seen; the only such library here is PostgreSQL's,
which goes where ``LANTAARN_DATABASE`` says.
"""

from __future__ import annotations

import logging
import sys

logger = logging.getLogger(__name__)

# Asking for an address already tells a name server whom somebody wants to reach.
WATCHED = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname"})
# Where a server listens is looked up by name as well, and stays on this machine.
OWN_MACHINE = frozenset({"", "0.0.0.0", "127.0.0.1", "::", "::1", "localhost", None})

_closed = False


class OutgoingConnectionError(OSError):
    """Something tried to call out; the message does not say where to, since that may be part of a secret."""


def close_network() -> None:
    """From now on refuse every outgoing connection of this process; calling it again changes nothing."""
    global _closed
    if not _closed:
        _closed = True
        sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event not in WATCHED:
        return
    if event in ("socket.getaddrinfo", "socket.gethostbyname") and _name(arguments) in OWN_MACHINE:
        return
    logger.error("outgoing connection refused")
    raise OutgoingConnectionError("Lantaarn maakt geen verbinding naar buiten.")


def _name(arguments: tuple[object, ...]) -> object:
    name = arguments[0] if arguments else ""
    return name.decode("ascii", "replace") if isinstance(name, bytes) else name
