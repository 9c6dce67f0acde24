"""One message of a visitor to the web: finds or opens the session, keeps the pace, and answers a repeated message once.

A page that lost the line sends its message again under the same number. The session remembers the last number and what the
bot answered, never what the visitor said, so the same answer goes out again and the conversation moves one step only.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from lantaarn.assistant import Assistant
from lantaarn.channels.flood import FloodControl, Sum
from lantaarn.channels.reception import Reception, Reply
from lantaarn.channels.sessions import Session, Sessions

WIPE = "gesprek_wissen"
# Made by the page at random; a fixed form, so that no words can be kept in its place.
_NUMBER = re.compile(r"[0-9a-f]{16,32}")


class TooFastError(RuntimeError):
    """This session sends more messages a minute than it may."""


class SumWantedError(RuntimeError):
    """It is busy: who opens a conversation now must first solve ``sum``."""

    def __init__(self, wanted: Sum) -> None:
        super().__init__("it is busy")
        self.sum = wanted


@dataclass(frozen=True)
class Message:
    """What a page sent: typed text or the payload of a button, the sentence a yes may keep, and the message's number."""

    text: str | None = None
    button: str | None = None
    offer: object = None
    number: object = None


@dataclass(frozen=True)
class Visit:
    """What goes back to the page; ``session_id`` is empty when the conversation was erased."""

    session_id: str
    fresh: bool
    reply: Reply


class Visits:
    """Serves the messages of every page on the web."""

    def __init__(self, assistant: Assistant, reception: Reception, sessions: Sessions, flood: FloodControl) -> None:
        self._assistant = assistant
        self._reception = reception
        self._sessions = sessions
        self._flood = flood

    async def answer(self, session_id: str | None, message: Message, admits: Callable[[], bool]) -> Visit:
        """Answer one message.

        Args:
            admits: whether a newcomer may come in although it is busy; asked only then.

        Raises:
            SumWantedError, TooFastError: see there.
            PayloadError: the button is not one of this bot's.
        """
        session = self._sessions.find(session_id)
        fresh = session is None
        if session is None:
            wanted = self._flood.set_sum()
            if wanted and not admits():
                raise SumWantedError(wanted)
            self._flood.opened()
            session_id, session = self._sessions.open()
        # A line that drops cancels its request, but not the turn: the repeated message finds the answer.
        reply = await asyncio.shield(self._reply_once(session, message))
        if reply.answer.topic == WIPE:
            await self.drop(session_id)
            session_id = ""
        return Visit(session_id or "", fresh, reply)

    async def drop(self, session_id: object) -> None:
        """Forget a conversation at once; an unknown id is no error."""
        session = self._sessions.close(session_id) if isinstance(session_id, str) else None
        if session is not None:
            await self._assistant.forget(session.conversation)

    async def _reply_once(self, session: Session, message: Message) -> Reply:
        number = message.number if isinstance(message.number, str) and _NUMBER.fullmatch(message.number) else None
        async with session.turn:
            if number and session.answered and session.answered[0] == number:
                return session.answered[1]
            if not self._sessions.may_speak(session):
                raise TooFastError
            session.answered = None
            reply = await self._reception.reply(session, message.text, message.button, message.offer)
            if number:
                session.answered = (number, _wordless(reply))
            return reply


def _wordless(reply: Reply) -> Reply:
    """The reply without the question that shows the visitor's own, masked, sentence."""
    if reply.offer is None:
        return reply
    return Reply(replace(reply.answer, messages=reply.answer.messages[:-1]))
