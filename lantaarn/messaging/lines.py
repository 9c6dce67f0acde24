"""Cuts what comes in over a connection that stays open into lines; a line that is too long is left out."""

from __future__ import annotations

from collections import deque


class Lines:
    """The lines of one connection; ``whole`` are those that are complete, without their ends."""

    def __init__(self, most: int) -> None:
        """Begin with nothing.

        Args:
            most: bytes of a line; of a longer one nothing is given, and little is held.
        """
        self._most = most
        self._begun = bytearray()
        self.whole: deque[bytes] = deque()

    def feed(self, part: bytes) -> None:
        """Take in what came, cut anywhere."""
        *ends, rest = part.split(b"\n")
        for end in ends:
            self._add(end)
            if len(self._begun) <= self._most:
                self.whole.append(bytes(self._begun))
            self._begun = bytearray()
        self._add(rest)

    def _add(self, piece: bytes) -> None:
        # One byte more than a line may have tells that it is too long.
        self._begun += piece[: self._most + 1 - len(self._begun)]
