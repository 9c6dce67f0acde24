"""Sessions: random ids that the server makes, short-lived, with a pace that keeps no address.

An id is the only thing that ties two messages together. It is never chosen by the client, never in a URL, never written
anywhere; a foreign, old or forged one simply starts a new conversation.
"""

from __future__ import annotations

import asyncio
import hashlib
import secrets
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from lantaarn.settings import Settings

ID_BYTES = 32  # 256 random bits


@dataclass
class Session:
    """One visitor's session.

    ``conversation`` is the id inside the bot, ``number`` what rows are counted under; neither is the id that the client
    holds, and none of the three can be derived from another. ``danger`` stays set once danger was found; ``asked`` once the
    visitor was asked for a sentence; ``offered`` is the seal of the sentence that a yes may keep now. ``turn`` lets one message
    at a time in; ``answered`` is the number of the last one with the bot's answer to it (lantaarn/channels/visits.py).
    ``choices`` are those of the last answer in a messaging app (lantaarn/messaging/choices.py). ``over`` once it was closed.
    """

    conversation: str
    last_seen: float
    turns: int = 0
    recent: deque[float] = field(default_factory=deque)
    number: int = field(default_factory=lambda: secrets.randbits(63))
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    danger: bool = False
    asked: bool = False
    offered: bytes | None = None
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    answered: tuple[str, Any] | None = None
    choices: tuple[Any, ...] = ()
    over: bool = False

    def begin_anew(self) -> None:
        """Another conversation in the same session: nothing ties its rows to those of before."""
        self.turns, self.number, self.offered = 1, secrets.randbits(63), None


class Sessions:
    """Sessions by the hash of their id, so that a look-up compares nothing of the id itself in variable time."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._clock = clock
        self._sessions: OrderedDict[bytes, Session] = OrderedDict()

    def open(self, session_id: str | None = None) -> tuple[str, Session]:
        """A new session and the id that the client gets.

        Args:
            session_id: only where the client cannot hold an id; from lantaarn/messaging/identity.py.
        """
        self.expire()
        while len(self._sessions) >= self._settings.max_conversations:
            self._sessions.popitem(last=False)
        session_id = session_id or secrets.token_urlsafe(ID_BYTES)
        session = Session(secrets.token_hex(16), self._clock())
        self._sessions[_key(session_id)] = session
        return session_id, session

    def find(self, session_id: str | None) -> Session | None:
        """The live session of this id, or None."""
        self.expire()
        if not session_id or len(session_id) > 100:
            return None
        key = _key(session_id)
        session = self._sessions.get(key)
        if session is not None:
            session.last_seen = self._clock()
            self._sessions.move_to_end(key)
        return session

    def rename(self, old: str, new: str) -> None:
        """Find a session under another id from now on; an unknown one stays unknown."""
        session = self._sessions.pop(_key(old), None)
        if session is not None:
            self._sessions[_key(new)] = session

    def close(self, session_id: str | None) -> Session | None:
        """Forget a session; returns it so that its conversation can be dropped too."""
        session = self._sessions.pop(_key(session_id), None) if session_id else None
        if session is not None:
            session.over = True
        return session

    def may_speak(self, session: Session) -> bool:
        """Whether this session keeps within the pace of messages a minute; counts the message when it does."""
        now = self._clock()
        while session.recent and now - session.recent[0] > 60:
            session.recent.popleft()
        if len(session.recent) >= self._settings.messages_per_minute:
            return False
        session.recent.append(now)
        session.turns += 1
        return True

    def expire(self) -> None:
        """Forget the sessions that are over."""
        now = self._clock()
        while self._sessions:
            oldest = next(iter(self._sessions))
            if now - self._sessions[oldest].last_seen < self._settings.conversation_lifetime:
                return
            del self._sessions[oldest]


def _key(session_id: str) -> bytes:
    return hashlib.sha256(session_id.encode("utf-8", "replace")).digest()
