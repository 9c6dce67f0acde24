"""Delivers answers to one app: in order for each person, at the app's pace, trying again, and never in anybody's way.

Each person who has an answer coming has a lane of their own, so one whom the app holds up holds up nobody else. Only
here and in the queue of what came in does a raw id live; it goes with the last message of the lane, delivered or given
up.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable, Sequence

from lantaarn.messaging.app import LaterError, MessagingApp, RefusedError
from lantaarn.messaging.outgoing import Outgoing
from lantaarn.messaging.pace import Pace, Sleep

logger = logging.getLogger(__name__)

# Messages that may wait for one app; beyond that no more updates of it are handled until some are gone.
ROOM = 500
AT_ONCE = 16
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
# An answer that comes later than this no longer helps, and may be read by somebody else.
PATIENCE = 300.0


class Outbox:
    """What goes to one app."""

    def __init__(
        self,
        app: MessagingApp,
        lost: Callable[[str], None] = lambda recipient: None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        """Make an empty one.

        Args:
            lost: told of a recipient whom a message did not reach.
        """
        self._app = app
        self._lost = lost
        self._clock = clock
        self._sleep = sleep
        self._pace = Pace(app.rate.a_second, app.rate.burst, clock, sleep)
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._lanes: dict[str, tuple[deque[Outgoing], asyncio.Task[None]]] = {}
        self._waiting = 0
        self.has_room = asyncio.Event()
        self.has_room.set()

    def put(self, recipient: str, messages: Sequence[Outgoing]) -> None:
        """Deliver these after what waits for the same recipient."""
        if not messages:
            return
        self._count(len(messages))
        lane = self._lanes.get(recipient)
        if lane is None:
            waiting: deque[Outgoing] = deque(messages)
            self._lanes[recipient] = (waiting, asyncio.create_task(self._run(recipient, waiting)))
        else:
            lane[0].extend(messages)

    def drop(self, recipient: str) -> None:
        """Send nothing more of what waits for a recipient who took back what they said."""
        waiting, task = self._lanes.pop(recipient, (deque(), None))
        self._count(-len(waiting))
        if task is not None:
            task.cancel()

    async def close(self, patience: float) -> None:
        """Give what waits so many seconds to go out, then let it fall."""
        tasks = [task for _, task in self._lanes.values()]
        if tasks:
            await asyncio.wait(tasks, timeout=patience)
        for recipient in list(self._lanes):
            self.drop(recipient)

    async def _run(self, recipient: str, waiting: deque[Outgoing]) -> None:
        own_pace = Pace(self._app.rate.a_second_each, self._app.rate.burst_each, self._clock, self._sleep)
        try:
            while waiting:
                await own_pace.turn()
                if not await self._deliver(recipient, waiting[0]):
                    self._lost(recipient)
                    break
                waiting.popleft()
                self._count(-1)
        finally:
            # A dropped lane is not ours any more; another may stand in its place.
            if self._lanes.get(recipient, (None,))[0] is waiting:
                del self._lanes[recipient]
                self._count(-len(waiting))

    async def _deliver(self, recipient: str, message: Outgoing) -> bool:
        """Whether the message went out."""
        give_up_at = self._clock() + PATIENCE
        pause = FIRST_PAUSE
        while True:
            after = None
            try:
                async with self._at_once:
                    await self._pace.turn()
                    await self._app.send(recipient, message)
                return True
            except RefusedError:
                logger.info("%s: not delivered, refused", self._app.name)
                return False
            except LaterError as error:
                after = error.after
            except Exception as error:  # a fault of ours in one message may not stop the next
                logger.error("%s: not sent: %s", self._app.name, type(error).__name__)
                return False
            # What the app asks for goes before our own guess.
            wait = pause if after is None else after
            pause = min(2 * pause, LONGEST_PAUSE)
            if self._clock() + wait > give_up_at:
                logger.warning("%s: not delivered, given up", self._app.name)
                return False
            await self._sleep(wait)

    def _count(self, change: int) -> None:
        self._waiting += change
        if self._waiting < ROOM:
            self.has_room.set()
        else:
            self.has_room.clear()
