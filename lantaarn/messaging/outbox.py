"""Delivers answers to one app: in order for each person, at the app's pace, trying again, and never in anybody's way.

Each person who has an answer coming has a lane of their own, so one whom the app holds up holds up nobody else. Where
there is danger the answer goes before everything that waits: in its own lane, and among all lanes. Only here and in the
queue of what came in does a raw id live; a message is given up after five minutes, and the id goes with the last one.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Sequence

from lantaarn.messaging.app import LaterError, MessagingApp, RefusedError, UnreachableError
from lantaarn.messaging.lane import Lane
from lantaarn.messaging.outgoing import Outgoing
from lantaarn.messaging.pace import Pace, Sleep

logger = logging.getLogger(__name__)

# Messages that may wait for one app; beyond that no more updates of it are handled until some are gone, but for danger.
# A few minutes of what the apps let through.
ROOM = 5000
# Calls under way; together no more than the connections of a caller.
AT_ONCE, URGENT_AT_ONCE = 16, 4
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
        self._at_once = {False: asyncio.Semaphore(AT_ONCE), True: asyncio.Semaphore(URGENT_AT_ONCE)}
        # How many answers to danger are going out, and whether there are none.
        self._urgent, self._calm = 0, asyncio.Event()
        self._calm.set()
        self._lanes: dict[str, tuple[Lane, asyncio.Task[None]]] = {}
        self.has_room = asyncio.Event()
        self.has_room.set()

    def put(self, recipient: str, messages: Sequence[Outgoing], urgent: bool = False) -> None:
        """Deliver these after what waits for the same recipient, or before it where there is danger.

        Who asks faster than the app lets us answer gets the newest answers; what then falls counts as lost.
        """
        if not messages:
            return
        lane, _ = self._lanes.get(recipient, (None, None))
        if lane is None:
            lane = Lane()
            self._lanes[recipient] = (lane, asyncio.create_task(self._run(recipient, lane)))
        if lane.put(messages, urgent, self._clock() + PATIENCE):
            logger.info("%s: not delivered, too many wait for one person", self._app.name)
            self._lost(recipient)
        self._look_for_room()

    def drop(self, recipient: str) -> None:
        """Send nothing more of what waits for a recipient who took back what they said."""
        _, task = self._lanes.pop(recipient, (None, None))
        if task is not None:
            task.cancel()
        self._look_for_room()

    async def close(self, patience: float) -> None:
        """Give what waits so many seconds to go out, then let it fall."""
        tasks = [task for _, task in self._lanes.values()]
        if tasks:
            await asyncio.wait(tasks, timeout=patience)
        for recipient in list(self._lanes):
            self.drop(recipient)

    async def _run(self, recipient: str, lane: Lane) -> None:
        own_pace = Pace(self._app.rate.a_second_each, self._app.rate.burst_each, self._clock, self._sleep)
        pause = FIRST_PAUSE
        try:
            while lane:
                await own_pace.turn()
                self._give_up(recipient, lane, self._clock())
                if not lane:
                    break
                wait = await self._deliver(recipient, lane)
                if wait is None:
                    pause = FIRST_PAUSE
                else:
                    # What the app asks for goes before our own guess.
                    wait = wait or pause
                    pause = min(2 * pause, LONGEST_PAUSE)
                    self._give_up(recipient, lane, self._clock() + wait)
                    if lane:
                        await self._sleep(wait)
                self._look_for_room()
        finally:
            # A dropped lane is not ours any more; another may stand in its place.
            if self._lanes.get(recipient, (None,))[0] is lane:
                del self._lanes[recipient]
            self._look_for_room()

    async def _deliver(self, recipient: str, lane: Lane) -> float | None:
        """Try the next message once.

        Returns:
            None when it is done with, else how many seconds the app wants us to wait; 0 when it did not say.
        """
        # Chosen only now: danger that came meanwhile goes first.
        message, urgent = lane.next()
        self._count_urgent(int(urgent))
        try:
            async with self._at_once[urgent]:
                if not urgent:
                    await self._calm.wait()
                await self._pace.turn()
                await self._app.send(recipient, message)
            lane.done(message)
            return None
        except LaterError as error:
            return error.after or 0.0
        except UnreachableError:
            logger.info("%s: not delivered, nobody there", self._app.name)
            lane.clear()
        except RefusedError:
            logger.info("%s: not delivered, refused", self._app.name)
        except Exception as error:  # a fault of ours in one message may not stop the next
            logger.error("%s: not sent: %s", self._app.name, type(error).__name__)
        finally:
            self._count_urgent(-int(urgent))
        lane.done(message)
        self._lost(recipient)
        return None

    def _give_up(self, recipient: str, lane: Lane, moment: float) -> None:
        """Let fall what would only go out after its time."""
        if lane.give_up(moment):
            logger.warning("%s: not delivered, given up", self._app.name)
            self._lost(recipient)

    def _count_urgent(self, change: int) -> None:
        self._urgent += change
        if self._urgent:
            self._calm.clear()
        else:
            self._calm.set()

    def _look_for_room(self) -> None:
        if sum(len(lane) for lane, _ in self._lanes.values()) < ROOM:
            self.has_room.set()
        else:
            self.has_room.clear()
