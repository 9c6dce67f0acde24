"""Who is who, without knowing who: a raw id becomes a name by HMAC-SHA256 under a random key that lives a day.

The key is made at start and never leaves memory, so the same person has another name after a restart and after two
days, and no list of names can be turned back into phone numbers by trying them all without the key. The key of the day
before still finds a conversation that runs over the change.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable

DAY = 24 * 3600.0
KEY_BYTES = 32


class Identity:
    """Names for raw ids; newest key first."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._keys: tuple[bytes, ...] = (secrets.token_bytes(KEY_BYTES),)
        self._next_change = clock() + DAY

    def names(self, app: str, raw: str) -> tuple[str, ...]:
        """The name of somebody in an app, and that of yesterday where there was one; 64 hexadecimals each."""
        self.change_keys()
        said = f"{app}\0{raw}".encode("utf-8", "surrogatepass")
        return tuple(hmac.new(key, said, hashlib.sha256).hexdigest() for key in self._keys)

    def change_keys(self) -> None:
        """Make a new key once a day and drop the one of two days ago."""
        late = self._clock() - self._next_change
        if late < 0:
            return
        fresh = secrets.token_bytes(KEY_BYTES)
        # After a whole day without anybody the last key is too old to find anything by.
        self._keys = (fresh, self._keys[0]) if late < DAY else (fresh,)
        self._next_change = self._clock() + DAY
