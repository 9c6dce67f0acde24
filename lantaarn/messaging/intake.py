"""What came in and waits for its turn: a bounded queue for each app, served by turns so that none crowds out another.

The bot's thinking is done on one thread. So one update at a time is worked on, one of each app after the other, and
half of the time is left to everything else that runs here: the web page.
"""

from __future__ import annotations

import asyncio
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


class Queue:
    """The updates of one app."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.waiting: deque[Update] = deque()
        self.has_room = asyncio.Event()
        self.has_room.set()


class Intake:
    """Takes updates in and has them answered."""

    def __init__(self, desks: Sequence[Desk], precedence: Precedence) -> None:
        self._queues = {desk.name: Queue(desk) for desk in desks}
        self._precedence = precedence
        self._came = asyncio.Event()
        self._busy: set[asyncio.Task[None]] = set()

    def offer(self, app: str, update: Update) -> bool:
        """Take an update in; False when there is no room, so that the app must keep it."""
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
            ready = [queue for queue in self._queues.values() if queue.waiting and queue.desk.outbox.has_room.is_set()]
            for queue in ready:
                await self._precedence.give()
                await self._serve(queue)
            if not ready:
                await self._something_new()

    async def close(self, patience: float) -> None:
        """Serve what waits, for so many seconds at most."""
        end = asyncio.get_running_loop().time() + patience
        while any(queue.waiting for queue in self._queues.values()) and asyncio.get_running_loop().time() < end:
            await asyncio.sleep(0.01)
        if self._busy:
            await asyncio.wait(self._busy, timeout=max(0.0, end - asyncio.get_running_loop().time()))

    async def _serve(self, queue: Queue) -> None:
        update = queue.waiting.popleft()
        queue.has_room.set()
        loop = asyncio.get_running_loop()
        began = loop.time()
        task = asyncio.create_task(queue.desk.serve(update))
        self._busy.add(task)
        task.add_done_callback(self._busy.discard)
        await asyncio.wait({task}, timeout=PATIENCE)
        await asyncio.sleep(min(loop.time() - began, LONGEST_REST))

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
