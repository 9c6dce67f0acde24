"""Lets the pages of the sites that may embed the chat, and no others, load its script and talk to it.

Exact origins from the settings; never a wildcard, never credentials. A site that is not named gets the same answer without
the header, and its visitors' browsers keep that answer to themselves.
"""

from __future__ import annotations

from collections.abc import Sequence

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty

# What the page sends along and may read; a browser asks for it once in ten minutes.
SENT = "Content-Type, X-Sessie"
READ = "X-Sessie"
SECONDS = "600"


def allow_embedders(routes: Blueprint, embedders: Sequence[str], paths: Sequence[str]) -> None:
    """Open these addresses of the channel for the embedders."""
    allowed = frozenset(embedders)

    async def preflight(_request: Request) -> HTTPResponse:
        return empty()

    for path in paths:
        routes.add_route(preflight, path, methods=["OPTIONS"], name=f"preflight_{path.strip('/').replace('/', '_').replace('.', '_')}")

    @routes.on_response
    async def _allow(request: Request, response: HTTPResponse) -> None:
        if request.path not in paths:
            return
        # A cache on the way must not hand the answer for one site to another.
        response.headers["Vary"] = "Origin"
        origin = request.headers.get("Origin")
        if origin not in allowed:
            return
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Expose-Headers"] = READ
        if request.method == "OPTIONS":
            response.headers["Access-Control-Allow-Methods"] = "POST"
            response.headers["Access-Control-Allow-Headers"] = SENT
            response.headers["Access-Control-Max-Age"] = SECONDS
