"""What waits for one person in one app: danger first, each message until its time is over."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from lantaarn.messaging.outgoing import Outgoing

# Messages that may wait for one person, of danger and of the rest each; more than the longest answer of the bot has.
ROOM = 20


class Lane:
    """Messages in the order in which they go out."""

    def __init__(self) -> None:
        # Each with the moment from which it is of no use.
        self._urgent: deque[tuple[Outgoing, float]] = deque()
        self._others: deque[tuple[Outgoing, float]] = deque()

    def __len__(self) -> int:
        return len(self._urgent) + len(self._others)

    def put(self, messages: Sequence[Outgoing], urgent: bool, until: float) -> bool:
        """Let these wait until a moment; whether earlier answers fell because there were too many."""
        waiting = self._urgent if urgent else self._others
        full = len(waiting) > 0 and len(waiting) + len(messages) > ROOM
        if full:
            waiting.clear()
        waiting.extend((message, until) for message in messages)
        return full

    def next(self) -> tuple[Outgoing, bool]:
        """The message whose turn it is, and whether it is about danger; it stays until ``done``."""
        waiting = self._urgent or self._others
        return waiting[0][0], waiting is self._urgent

    def done(self, message: Outgoing) -> None:
        """Take away a message that went out or never will."""
        for waiting in (self._urgent, self._others):
            if waiting and waiting[0][0] is message:
                waiting.popleft()
                return

    def clear(self) -> None:
        """Take away everything."""
        self._urgent.clear()
        self._others.clear()

    def give_up(self, moment: float) -> bool:
        """Take away what is of no use any more at this moment; whether there was any."""
        before = len(self)
        for waiting in (self._urgent, self._others):
            while waiting and waiting[0][1] < moment:
                waiting.popleft()
        return len(self) < before
