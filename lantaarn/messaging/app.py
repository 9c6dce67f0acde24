"""What every messaging app has to say for itself: who may call, what a call means, how to send, and its limits.

One class for each app in ``lantaarn/channels/``, with only what is particular to that app; everything else stands in
this package.
"""

from __future__ import annotations

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any, ClassVar

from lantaarn.messaging.identity import DAY
from lantaarn.messaging.outgoing import Limits, Outgoing
from lantaarn.messaging.pace import Rate
from lantaarn.messaging.update import Update

logger = logging.getLogger(__name__)

SURPRISES = (KeyError, IndexError, TypeError, ValueError, AttributeError, OverflowError, RecursionError)
# Hands an update to the desk; comes back when there is room for the next one.
Offer = Callable[[Update], Awaitable[None]]


class LaterError(RuntimeError):
    """Not now: too busy, too fast or out of reach. ``after`` is how long to wait in seconds, where the app says so."""

    def __init__(self, after: float | None = None) -> None:
        super().__init__("not now")
        self.after = after


class RefusedError(RuntimeError):
    """Never: trying again with the same message would change nothing."""


class UnreachableError(RefusedError):
    """Never to this person: they blocked the bot, or may not be written to."""


class MessagingApp(ABC):
    """One app. ``name`` is under which turns are counted, and the last part of the webhook's address."""

    name: ClassVar[str]
    limits: ClassVar[Limits]
    rate: ClassVar[Rate]
    # The largest call in bytes that a webhook takes; a long message with quotes around it is larger than a visitor's
    # page may send.
    max_body: ClassVar[int] = 262_144
    # How old a message may be that is still answered, in seconds: the app keeps none longer, or takes no answer to it.
    keeps: ClassVar[float] = DAY
    # Where the app calls us; False for an app that we call.
    has_webhook: bool = True

    def admits(self, headers: Mapping[str, str], body: bytes | None) -> bool:
        """Whether a call is the app's own.

        Asked twice: first with the headers alone (``body`` is None), so that a stranger's body is not even read where
        the headers tell enough; then with the body.
        """
        return False

    def handshake(self, query: Mapping[str, str]) -> str | None:
        """What goes back when the app asks by GET whether this address is ours; None refuses."""
        return None

    @abstractmethod
    def updates(self, content: Any) -> Iterable[Update]:
        """The updates in one decoded call; whatever is to be ignored gives none.

        May raise one of ``SURPRISES`` on a shape that the app never promised.
        """

    def read(self, content: Any) -> list[Update]:
        """The updates in one decoded call; what nobody can read is left, or the app would send it for ever."""
        try:
            return list(self.updates(content))
        except SURPRISES as error:
            logger.warning("%s: call not understood: %s", self.name, type(error).__name__)
            return []

    @abstractmethod
    async def send(self, recipient: str, message: Outgoing) -> None:
        """Send one message.

        Raises:
            LaterError: try again.
            RefusedError: leave it.
            UnreachableError: leave everything for this person.
        """

    async def listen(self, offer: Offer) -> None:
        """Set up the webhook and stay, or go and get updates; runs as long as the server. Raises as ``send`` does."""
        await asyncio.Event().wait()

    async def close(self) -> None:
        """The last word to the app, when the server stops. Raises as ``send`` does."""
