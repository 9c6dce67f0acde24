"""Lets who waits on the web page go first: an app's update waits until their answer is out.

An answer takes several steps of the loop, and without this an update would come between the last two. Who uses an app
waits for a message anyway; a fraction of a second more is not seen there.
"""

from __future__ import annotations

import asyncio
from weakref import WeakSet

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse

# However many come to the page, apps are served ten times a second.
LONGEST_WAIT = 0.1
LOOK_AGAIN = 0.002


class Precedence:
    """Knows whether a request of the web page is being answered; one that is gone is forgotten by itself."""

    def __init__(self) -> None:
        self._requests: WeakSet[Request] = WeakSet()

    def watch(self, app: Sanic, others: str) -> None:
        """Follow the requests of a server, but for those whose path starts with ``others``."""

        @app.on_request
        async def _came(request: Request) -> None:
            if not request.path.startswith(others):
                self._requests.add(request)

        @app.on_response
        async def _answered(request: Request, _response: HTTPResponse) -> None:
            self._requests.discard(request)

    async def give(self) -> None:
        """Wait until nobody on the page waits, but not for ever."""
        loop = asyncio.get_running_loop()
        end = loop.time() + LONGEST_WAIT
        while self._requests and loop.time() < end:
            await asyncio.sleep(LOOK_AGAIN)
