"""Flood control that keeps no address: under load a newcomer's device first does a small sum.

Who floods the server needs many new conversations, since one conversation has its pace. So only opening one can cost
something, and only when many are opened at once. The sum is: find a number so that SHA-256 of salt and number starts
with so many zero bits. An ordinary phone does that in less than half a second; the page does it by itself. The server keeps
nothing of a sum that it set: the salt carries its own hour of death and a seal. Only a salt that was used is remembered, until
it has died.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

WINDOW = 60.0
LIFETIME = 120
# 2 to the power 12 attempts on average; twice the load asks for one bit more. A slow phone stays under half a second
# (docs/metingen.md).
FEWEST_BITS = 12
MOST_BITS = 13
# One in so many of the newcomers of a quiet minute may come in without a sum while it is busy.
SHARE_WITHOUT_SUM = 10


@dataclass(frozen=True)
class Sum:
    """What a newcomer's device must solve."""

    salt: str
    bits: int


class FloodControl:
    """Counts how fast conversations are opened, and sets and checks sums."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_minute = per_minute
        self._clock = clock
        self._opened: deque[float] = deque()
        self._let_in: deque[float] = deque()
        self._key = secrets.token_bytes(32)
        self._used: deque[tuple[float, str]] = deque()
        self._used_salts: set[str] = set()

    def opened(self) -> None:
        """Count one new conversation."""
        self._opened.append(self._clock())

    def set_sum(self) -> Sum | None:
        """The sum that a newcomer must solve now, or None while it is quiet."""
        now = self._clock()
        while self._opened and now - self._opened[0] > WINDOW:
            self._opened.popleft()
        load = len(self._opened) / self._per_minute
        if load < 1:
            return None
        bits = min(FEWEST_BITS + int(load).bit_length() - 1, MOST_BITS)
        body = f"{int(now) + LIFETIME}.{bits}.{secrets.token_hex(8)}"
        return Sum(f"{body}.{self._seal(body)}", bits)

    def lets_in(self) -> bool:
        """Whether one more may come in without a sum: a few a minute, for browsers that run no script."""
        now = self._clock()
        while self._let_in and now - self._let_in[0] > WINDOW:
            self._let_in.popleft()
        if len(self._let_in) >= max(1, self._per_minute // SHARE_WITHOUT_SUM):
            return False
        self._let_in.append(now)
        return True

    def accepts(self, salt: object, answer: object) -> bool:
        """Whether this is a right answer to a sum of ours that is still alive and was not used before."""
        if not isinstance(salt, str) or not isinstance(answer, str) or len(salt) > 200 or len(answer) > 40:
            return False
        self._forget_dead()
        body, _, seal = salt.rpartition(".")
        if not hmac.compare_digest(seal.encode("utf-8", "replace"), self._seal(body).encode("ascii")):
            return False
        dies, bits, _ = body.split(".")
        if int(dies) < self._clock() or salt in self._used_salts:
            return False
        if not starts_with_zeros(salt, answer, int(bits)):
            return False
        self._used.append((float(dies), salt))
        self._used_salts.add(salt)
        return True

    def _forget_dead(self) -> None:
        while self._used and self._used[0][0] < self._clock():
            self._used_salts.discard(self._used.popleft()[1])

    def _seal(self, body: str) -> str:
        return hmac.new(self._key, body.encode("utf-8", "replace"), hashlib.sha256).hexdigest()[:32]


def starts_with_zeros(salt: str, answer: str, bits: int) -> bool:
    """Whether SHA-256 of ``salt:answer`` starts with that many zero bits."""
    digest = hashlib.sha256(f"{salt}:{answer}".encode("utf-8", "replace")).digest()
    return int.from_bytes(digest, "big") >> (256 - bits) == 0
