"""What somebody was already told today, so that a notice comes with the first message and again after a day.

Names come from ``Identity``; what was told is one of a few words of ours. Nothing of it is written anywhere.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Sequence

from lantaarn.messaging.identity import DAY

MOST = 50_000


class Told:
    """Who was told what, for a day; beyond ``most`` the oldest are forgotten and hear it once more."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, most: int = MOST) -> None:
        self._clock = clock
        self._most = most
        self._times: OrderedDict[tuple[str, str], float] = OrderedDict()

    def due(self, names: Sequence[str], what: str, again: float = DAY) -> bool:
        """Whether it is time to tell this; from now on it counts as told.

        Args:
            names: of one person, newest first.
            again: seconds, a day at most, after which it is time once more.
        """
        self.expire()
        now = self._clock()
        if any(now - self._times.get((name, what), -DAY) < again for name in names):
            return False
        self._times[names[0], what] = now
        self._times.move_to_end((names[0], what))
        while len(self._times) > self._most:
            self._times.popitem(last=False)
        return True

    def forget(self, names: Sequence[str], what: str) -> None:
        """Forget that somebody was told this: they erased the conversation, it never reached them, or it is over."""
        for name in names:
            self._times.pop((name, what), None)

    def expire(self) -> None:
        """Forget what is a day ago."""
        oldest = self._clock() - DAY
        while self._times and next(iter(self._times.values())) <= oldest:
            self._times.popitem(last=False)
