"""Lets the process open no connection but to what its settings name.

An audit hook of Python sees every connection that Python code opens, whatever library asks for it, and cannot be taken
away again. A library that opens one in its own compiled code is not seen. Two such libraries are here: PostgreSQL's,
which goes where ``LANTAARN_DATABASE`` says, and uvloop, which libraries of Rasa make the loop of every program: closing
puts Python's own back.

With a messaging app on, its host may be called: the name looked up through ``look_up``, and the addresses that came of
it.
"""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import socket
import sys
from collections.abc import Iterable

logger = logging.getLogger(__name__)

# A name and a port, as ``("api.telegram.org", 443)``.
Host = tuple[str, int]

# Asking for an address already tells a name server whom somebody wants to reach.
LOOKING_UP = frozenset({"socket.getaddrinfo", "socket.gethostbyname"})
WATCHED = LOOKING_UP | {"socket.connect", "socket.sendto", "socket.sendmsg"}
# Where a server listens is looked up by name as well, and stays on this machine.
OWN_MACHINE = frozenset({"", "0.0.0.0", "127.0.0.1", "::", "::1", "localhost", None})

_closed = False
_hosts: frozenset[Host] = frozenset()
# The addresses of each open host, as last looked up.
_addresses: dict[Host, frozenset[Host]] = {}


class OutgoingConnectionError(OSError):
    """Something tried to call out; the message does not say where to, since that may be part of a secret."""


def close_network(hosts: Iterable[Host] = ()) -> None:
    """From now on refuse every outgoing connection of this process but to these hosts.

    Calling it again changes nothing: what is closed stays closed.
    """
    global _closed, _hosts
    if _closed:
        return
    _closed = True
    _hosts = frozenset(hosts)
    _addresses.update({host: frozenset({host}) for host in _hosts if _is_address(host[0])})
    asyncio.set_event_loop_policy(None)
    sys.addaudithook(_refuse)


def look_up(name: str, port: int) -> list[str]:
    """The addresses of an open host, to which connections are then let through.

    Raises:
        OutgoingConnectionError: the network is closed and this host is not open.
        OSError: the name cannot be found.
    """
    found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if (name, port) in _hosts:
        _addresses[name, port] = frozenset((address, port) for address in addresses)
    return addresses


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event not in WATCHED:
        return
    if event in LOOKING_UP and (_name(arguments) in OWN_MACHINE or (_name(arguments), *arguments[1:2]) in _hosts):
        return
    if event == "socket.connect" and _is_open(arguments[1]):
        return
    logger.error("outgoing connection refused")
    raise OutgoingConnectionError("Lantaarn maakt geen verbinding naar buiten.")


def _is_open(address: object) -> bool:
    return isinstance(address, tuple) and any(address[:2] in known for known in _addresses.values())


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _name(arguments: tuple[object, ...]) -> object:
    name = arguments[0] if arguments else ""
    return name.decode("ascii", "replace") if isinstance(name, bytes) else name
