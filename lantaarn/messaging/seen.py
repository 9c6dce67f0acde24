"""Knows an update that an app delivers again, or somebody plays again, by a hash of its id, for a day.

Only the very same update is left out. One that comes late, after a newer one, is new here and gets its answer.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable

from lantaarn.messaging.identity import DAY

# As long as a call of Meta's can be answered, and so played again by who has seen one.
KEPT = DAY
MOST = 100_000


class Seen:
    """The updates of the last day, as hashes under a key of this process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, most: int = MOST) -> None:
        self._clock = clock
        self._most = most
        self._key = secrets.token_bytes(32)
        self._times: OrderedDict[bytes, float] = OrderedDict()

    def knows(self, app: str, update_id: str) -> bool:
        """Whether this update was taken in before."""
        self.expire()
        return self._hash(app, update_id) in self._times

    def note(self, app: str, update_id: str) -> None:
        """Remember an update that was taken in."""
        self._times[self._hash(app, update_id)] = self._clock()
        while len(self._times) > self._most:
            self._times.popitem(last=False)

    def expire(self) -> None:
        """Forget what is too old to come again."""
        oldest = self._clock() - KEPT
        while self._times and next(iter(self._times.values())) <= oldest:
            self._times.popitem(last=False)

    def _hash(self, app: str, update_id: str) -> bytes:
        said = f"{app}\0{update_id}".encode("utf-8", "surrogatepass")
        return hmac.new(self._key, said, hashlib.sha256).digest()[:16]
