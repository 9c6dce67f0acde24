"""What came in and waits for its turn: a bounded queue for each app, served by turns so that none crowds out another.

The bot's thinking is done on one thread. So one update at a time is worked on, of the app that was served longest ago,
and half of the time is left to everything else that runs here: the web page.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import Sequence

from lantaarn.messaging.desk import Desk
from lantaarn.messaging.precedence import Precedence
from lantaarn.messaging.update import Update

logger = logging.getLogger(__name__)

# A few seconds of work; what does not fit the app keeps, and delivers again.
ROOM = 250
# A turn that takes longer than this waits for something, so the next need not wait for it.
PATIENCE = 1.0
# After an update the thread is left to others for as long as the update took, at most so many seconds.
LONGEST_REST = 0.05
# An app that was quiet need not wait for that rest, as long as no more than this many seconds of it are owed.
MOST_OWED = 0.1


class Queue:
    """The updates of one app."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.waiting: deque[Update] = deque()
        self.has_room = asyncio.Event()
        self.has_room.set()
        self.served_at = 0.0

    @property
    def ready(self) -> bool:
        """Whether its next update can be served: there is one, and its answer has room to wait."""
        return bool(self.waiting) and self.desk.outbox.has_room.is_set()


class Intake:
    """Takes updates in and has them answered."""

    def __init__(self, desks: Sequence[Desk], precedence: Precedence) -> None:
        self._queues = {desk.name: Queue(desk) for desk in desks}
        self._precedence = precedence
        self._came = asyncio.Event()
        self._busy: set[asyncio.Task[None]] = set()
        self._owed = 0.0
        self._closed = False

    def offer(self, app: str, update: Update) -> bool:
        """Take an update in; False when there is no room or the server stops, so that the app must keep it."""
        queue = self._queues[app]
        if not queue.has_room.is_set():
            return False
        queue.waiting.append(update)
        if len(queue.waiting) >= ROOM:
            queue.has_room.clear()
        self._came.set()
        return True

    async def room(self, app: str) -> None:
        """Wait until ``offer`` would take an update of this app."""
        await self._queues[app].has_room.wait()

    async def run(self) -> None:
        """Serve by turns until cancelled."""
        while True:
            ready = [queue for queue in self._queues.values() if queue.ready]
            if ready:
                await self._precedence.give()
                await self._serve(min(ready, key=lambda queue: queue.served_at))
            else:
                await self._something_new()

    async def close(self, patience: float) -> None:
        """Take nothing more in, and serve what waits, for so many seconds at most."""
        self._closed = True
        for queue in self._queues.values():
            queue.has_room.clear()
        end = asyncio.get_running_loop().time() + patience
        while any(queue.waiting for queue in self._queues.values()) and asyncio.get_running_loop().time() < end:
            await asyncio.sleep(0.01)
        if self._busy:
            await asyncio.wait(self._busy, timeout=max(0.0, end - asyncio.get_running_loop().time()))

    async def _serve(self, queue: Queue) -> None:
        update = queue.waiting.popleft()
        if not self._closed:
            queue.has_room.set()
        loop = asyncio.get_running_loop()
        began = queue.served_at = loop.time()
        task = asyncio.create_task(queue.desk.serve(update))
        self._busy.add(task)
        task.add_done_callback(self._busy.discard)
        await asyncio.wait({task}, timeout=PATIENCE)
        self._owed = min(self._owed + loop.time() - began, MOST_OWED + LONGEST_REST)
        await self._rest(queue)

    async def _rest(self, served: Queue) -> None:
        """Leave the thread to others; cut short where another app would have to wait for it."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        end = began + min(self._owed, LONGEST_REST)
        while (left := end - loop.time()) > 0 and not (self._owed < MOST_OWED and self._another_waits(served)):
            self._came.clear()
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._came.wait(), left)
        self._owed = max(0.0, self._owed - (loop.time() - began))

    def _another_waits(self, served: Queue) -> bool:
        return any(queue.ready and queue is not served for queue in self._queues.values())

    async def _something_new(self) -> None:
        """Wait for an update, or for room to answer one that waits."""
        self._came.clear()
        full = [queue.desk.outbox.has_room for queue in self._queues.values() if queue.waiting]
        waits = [asyncio.ensure_future(event.wait()) for event in (self._came, *full)]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
