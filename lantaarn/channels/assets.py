"""The built page, read once at start: no visit touches the disk, so no file tells when it was last looked at."""

from __future__ import annotations

import gzip
from collections.abc import Awaitable, Callable
from html import escape
from pathlib import Path

from sanic.request import Request
from sanic.response import HTTPResponse, raw

from lantaarn.settings import Settings

Handler = Callable[[Request], Awaitable[HTTPResponse]]
TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
# Addresses and the built file behind each.
FILES = {
    "/": "index.html",
    "/en": "index-en.html",
    "/lantaarn.js": "lantaarn.js",
    "/lantaarn-en.js": "lantaarn-en.js",
    "/start.css": "start.css",
    "/pagina.css": "pagina.css",
}
SCRIPTS = ("/lantaarn.js", "/lantaarn-en.js")


class NotBuiltError(RuntimeError):
    """The page was not built; without it there is nothing to serve."""


def built_files(settings: Settings) -> dict[str, Handler]:
    """A handler for each address of the built page.

    Raises:
        NotBuiltError: a file is missing.
    """
    return {address: _handler(settings.page / name, settings.exit_site) for address, name in FILES.items()}


def _handler(path: Path, exit_site: str) -> Handler:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise NotBuiltError(f"De chatpagina is niet gebouwd ({path.name} ontbreekt). Draai `make web`.") from None
    content = content.replace(b"{{uitgang}}", escape(exit_site).encode("ascii"))
    # The same for everybody, so its size tells nothing: only the answers keep their fixed sizes.
    small = gzip.compress(content, mtime=0)
    kind = TYPES[path.suffix]

    async def send(request: Request) -> HTTPResponse:
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            return raw(small, content_type=kind, headers={"Content-Encoding": "gzip"})
        return raw(content, content_type=kind)

    return send
