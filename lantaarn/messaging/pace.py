"""How fast an app may be called: so many calls a second in all, with short bursts."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

Sleep = Callable[[float], Awaitable[None]]


@dataclass(frozen=True)
class Rate:
    """What an app allows: calls a second for everybody together and messages a second to one person, after a burst."""

    a_second: float
    a_second_each: float
    burst_each: int = 1
    burst: int = 1


class Pace:
    """Lets calls through at their rate, in the order in which they came."""

    def __init__(
        self, a_second: float, burst: int, clock: Callable[[], float] = time.monotonic, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._gap = 1 / a_second
        self._slack = self._gap * (burst - 1)
        self._clock = clock
        self._sleep = sleep
        self._free_at = clock() - self._slack

    async def turn(self) -> None:
        """Wait until one more call may go."""
        now = self._clock()
        # A place is taken at once, so that who comes later goes later.
        self._free_at = max(self._free_at, now - self._slack)
        wait = self._free_at - now
        self._free_at += self._gap
        if wait > 0:
            await self._sleep(wait)
