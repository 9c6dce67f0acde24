"""Calls the API of one app over HTTP: no redirects, proxies or cookies; certificates checked; small, quick answers only.

Whatever goes wrong becomes one of the two errors of ``app.py``: the texts of the library's own errors quote addresses,
and in those of Telegram stands the token.
"""

from __future__ import annotations

import asyncio
import json
import socket
import ssl
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
import certifi
from aiohttp.abc import AbstractResolver

from lantaarn.messaging.app import LaterError
from lantaarn.messaging.lines import Lines
from lantaarn.privacy.network import look_up

CONNECTIONS = 20
PATIENCE = 10.0
MAX_ANSWER = 65_536
READ_AT_ONCE = 16_384
NAMES_KEPT = 60


@dataclass(frozen=True, repr=False)
class Answered:
    """What came back: the status, and the decoded JSON object, empty when it was none."""

    status: int
    content: dict[str, Any]
    headers: Mapping[str, str]


class Caller:
    """The connections to one API."""

    def __init__(self, base: str) -> None:
        """Open nothing yet.

        Args:
            base: scheme, host and port, as ``https://api.telegram.org``; the host must be open
            (lantaarn/privacy/network.py).
        """
        self._base = base
        self._session: aiohttp.ClientSession | None = None

    async def post(
        self,
        path: str,
        content: Mapping[str, Any],
        headers: Mapping[str, str] | None = None,
        patience: float = PATIENCE,
        most: int = MAX_ANSWER,
    ) -> Answered:
        """Send one JSON object.

        Args:
            patience: seconds for everything together.
            most: bytes of an answer that are read.

        Raises:
            LaterError: no answer came, or one that was too large.
        """
        return await self._call("POST", path, patience, most, json=content, headers=headers)

    async def get(
        self, path: str, headers: Mapping[str, str] | None = None, patience: float = PATIENCE, most: int = MAX_ANSWER
    ) -> Answered:
        """Ask for one JSON object; see ``post``."""
        return await self._call("GET", path, patience, most, headers=headers)

    async def follow(
        self, path: str, take: Callable[[bytes], Awaitable[None]], silence: float, most: int = MAX_ANSWER
    ) -> int:
        """Ask for an answer that never ends, and hand over its lines as they come; gives the status when it is not 200.

        Args:
            take: gets one line without its end; the next is not read before it is done.
            silence: seconds without anything at all after which the connection counts as lost.
            most: bytes of a line; a longer one is left out.

        Raises:
            LaterError: no answer came, or it ended.
        """
        timeout = aiohttp.ClientTimeout(total=None, connect=PATIENCE, sock_read=silence)
        try:
            async with self._opened().get(self._base + path, timeout=timeout, allow_redirects=False) as response:
                if response.status != 200:
                    return response.status
                lines = Lines(most)
                # Nothing of a line is in a variable here, since it would stay in it until the next one comes.
                while not response.content.at_eof():
                    lines.feed(await response.content.readany())
                    while lines.whole:
                        await take(lines.whole.popleft())
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError, ValueError):
            raise LaterError from None
        raise LaterError

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _call(self, method: str, path: str, patience: float, most: int, **sent: Any) -> Answered:
        timeout = aiohttp.ClientTimeout(total=patience)
        try:
            async with self._opened().request(
                method, self._base + path, timeout=timeout, allow_redirects=False, **sent
            ) as response:
                body = bytearray()
                async for part in response.content.iter_chunked(READ_AT_ONCE):
                    body += part
                    if len(body) > most:
                        response.close()
                        raise LaterError
                return Answered(response.status, _object(bytes(body)), response.headers)
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError, ValueError):
            raise LaterError from None

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            secure = ssl.create_default_context(cafile=certifi.where()) if self._base.startswith("https:") else True
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    limit=CONNECTIONS, resolver=_Resolver(), ttl_dns_cache=NAMES_KEPT, ssl=secure
                ),
                cookie_jar=aiohttp.DummyCookieJar(),
                # An answer that unpacks into more than was sent is not read.
                headers={"Accept-Encoding": "identity"},
                auto_decompress=False,
                skip_auto_headers=("User-Agent",),
                trust_env=False,
            )
        return self._session


class _Resolver(AbstractResolver):
    """Looks up the names of the apps that are on, and no other."""

    async def resolve(self, host: str, port: int = 0, family: int = socket.AF_INET) -> list[dict[str, Any]]:
        found = await asyncio.to_thread(look_up, host, port)
        return [
            {
                "hostname": host,
                "host": address,
                "port": port,
                "family": socket.AF_INET6 if ":" in address else socket.AF_INET,
                "proto": socket.IPPROTO_TCP,
                "flags": socket.AI_NUMERICHOST,
            }
            for address in found
        ]

    async def close(self) -> None:
        """Nothing is held."""


def _object(body: bytes) -> dict[str, Any]:
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}
