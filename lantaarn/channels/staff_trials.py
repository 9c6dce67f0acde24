"""What staff try out: one sentence, or a conversation of several, answered as a visitor's and explained.

One at a time, with a pause after each that is longer than it took, and between two steps everything else that runs here
has its turn: however much staff ask, most of the time is for visitors. A conversation is forgotten when it is erased
and after half an hour; a sentence on its own is forgotten with its answer.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from dataclasses import replace
from typing import Any

from lantaarn.answers.topics import FALLBACK_TOPIC
from lantaarn.assistant import Answer, Assistant
from lantaarn.channels.danger_reasons import DangerReasons
from lantaarn.channels.sessions import Session, Sessions
from lantaarn.channels.visits import WIPE
from lantaarn.nlu.gate import Assessment
from lantaarn.settings import Settings

MOST_CONVERSATIONS = 50
# After a sentence of staff the next one waits for so many times as long as it took, and never for more seconds than
# this.
PAUSE, LONGEST_PAUSE = 3, 0.5
NOTHING_FOUND = Assessment((), "nl", {})


class Trials:
    """The conversations that staff have with the bot; none is counted."""

    def __init__(self, assistant: Assistant, settings: Settings, reasons: DangerReasons) -> None:
        self._assistant = assistant
        self._settings = settings
        self._reasons = reasons
        self._sessions = Sessions(replace(settings, max_conversations=MOST_CONVERSATIONS))
        self._one_at_a_time = asyncio.Lock()
        self._next_at = 0.0

    async def ask(self, text: str | None, button: str | None, wanted: str | None) -> dict[str, Any]:
        """Answer a sentence or a button; keys of the report are Dutch, since staff meet them on their pages.

        Args:
            wanted: the id of the conversation to go on with; an empty or forgotten one begins another, whose id comes
                back as ``gesprek``. None for a sentence on its own.

        Raises:
            PayloadError: the button is not one of this bot's.
            asyncio.TimeoutError: the answer took too long.
        """
        async with self._one_at_a_time:
            await asyncio.sleep(self._next_at - time.monotonic())
            started = time.monotonic()
            try:
                return await self._answer(text, button, wanted)
            finally:
                ended = time.monotonic()
                self._next_at = ended + min(PAUSE * (ended - started), LONGEST_PAUSE)

    async def forget(self, wanted: str) -> None:
        """Forget a conversation; an unknown one is no error."""
        session = self._sessions.close(wanted)
        if session is not None:
            await self._assistant.forget(session.conversation)

    async def _answer(self, text: str | None, button: str | None, wanted: str | None) -> dict[str, Any]:
        if wanted is None:
            return await self._alone(text, button)
        session = self._sessions.find(wanted)
        fresh = session is None
        if session is None:
            wanted, session = self._sessions.open()
        report = await self._in_conversation(session, text, button)
        if report["onderwerp"] == WIPE:
            await self.forget(wanted)
            wanted = ""
        return {**report, "gesprek": wanted, "nieuw": fresh}

    async def _alone(self, text: str | None, button: str | None) -> dict[str, Any]:
        conversation = secrets.token_hex(16)
        try:
            return await self._report(conversation, text, button)
        finally:
            await self._assistant.forget(conversation)

    async def _in_conversation(self, session: Session, text: str | None, button: str | None) -> dict[str, Any]:
        report = await self._report(session.conversation, text, button)
        session.turns += 1
        if session.turns == 1 or text is None:
            return report
        # Rasa's own test of a conversation knows no turn before; there a follow-up means what it means on its own.
        await asyncio.sleep(0)
        return {**report, "intent_los": (await self._alone(text, None))["intent"]}

    async def _report(self, conversation: str, text: str | None, button: str | None) -> dict[str, Any]:
        found, signals = NOTHING_FOUND, []
        if text is not None and len(text) <= self._settings.max_message_chars:
            found, signals = self._reasons.look(text)
            # What a visitor sent meanwhile goes first.
            await asyncio.sleep(0)
        asked = (
            self._assistant.press(conversation, button or "")
            if text is None
            else self._assistant.answer(conversation, text)
        )
        return described(await asyncio.wait_for(asked, self._settings.answer_timeout), found, signals)


def described(answer: Answer, found: Assessment, signals: list[dict[str, Any]]) -> dict[str, Any]:
    """An answer and what the gate saw, as the review tool reads it; ``intent`` is the topic by Rasa's name."""
    chances = [chance for _, chance in answer.ranking[:2]]
    return {
        "onderwerp": answer.topic,
        "intent": answer.topic if answer.understood and answer.topic else FALLBACK_TOPIC,
        "begrepen": answer.understood,
        "zekerheid": answer.confidence,
        "rangorde": [list(entry) for entry in answer.ranking],
        "marge": round(chances[0] - chances[1], 4) if len(chances) == 2 else None,
        "gevaar": answer.danger,
        "soorten": list(found.kinds),
        "twijfel": found.doubtful,
        "signalen": signals,
        "taal": found.language,
        "stap": answer.step,
        "mislukt": answer.failed,
        "berichten": answer.messages,
    }
