"""One turn of a conversation, whatever channel it came by: answer in time, count it without words, ask a yes to learn.

Of a visitor's sentence nothing is held between two turns. When the bot asks whether it may keep a sentence, it shows the
masked sentence and remembers only a seal of it; the page sends the sentence back along with the yes.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from lantaarn.answers.emergency import fixed_messages
from lantaarn.answers.topics import KEEP_NO, KEEP_YES
from lantaarn.assistant import EMERGENCY, Answer, Assistant
from lantaarn.channels.sessions import Session
from lantaarn.nlu.danger_kinds import KIND_OF_TOPIC
from lantaarn.settings import Settings
from lantaarn.storage.handoff_tally import handed_over, known_lines
from lantaarn.storage.turn_log import Turn, TurnLog

logger = logging.getLogger(__name__)

TYPED_YES = frozenset({"ja", "ja hoor", "jawel", "jep", "ja dat mag", "dat mag", "mag", "ok", "oke", "oké", "goed", "is goed"})
TYPED_NO = frozenset({"nee", "nee hoor", "neen", "liever niet", "nee liever niet", "niet doen", "nope"})
NOT_UNDERSTOOD = "action_suggest"

# From a sentence as typed to the sentence as it may be kept, or None when there is any doubt.
Masker = Callable[[str], "str | None"]


@dataclass(frozen=True)
class Reply:
    """An answer, and the masked sentence that a yes may keep, if the bot asked for one."""

    answer: Answer
    offer: str | None = None


class Reception:
    """Serves the turns of one channel."""

    def __init__(
        self,
        assistant: Assistant,
        turn_log: TurnLog,
        settings: Settings,
        channel: str,
        model: str,
        masker: Masker,
        may_ask: bool = True,
    ) -> None:
        """Make the reception of one channel.

        Args:
            may_ask: whether the channel can show a sentence and send it back with the yes; a messaging app cannot, so
                nothing said in one is ever kept.
        """
        self._assistant = assistant
        self._turn_log = turn_log
        self._settings = settings
        self._channel = channel
        self._model = model
        self._masker = masker
        self._lines = known_lines(settings.data / "facts")
        self._may_ask = may_ask and settings.ask_to_learn

    async def reply(self, session: Session, text: str | None, button: str | None, offer: object = None) -> Reply:
        """Answer one message or button.

        Args:
            offer: the masked sentence of the question before, as the visitor's page sends it back.

        Raises:
            PayloadError: the button is not one of this bot's.
        """
        kept = self._answer_to_offer(session, text, button, offer)
        session.offered = None  # the question holds for one turn
        if kept is not None:
            self._note(session, kept)
            return Reply(kept)
        try:
            answer = await asyncio.wait_for(self._answer(session, text, button), self._settings.answer_timeout)
        except asyncio.TimeoutError:
            logger.error("answer timed out")
            answer = Answer(fixed_messages(None, "nl"), failed=True, step=EMERGENCY)
        session.danger = session.danger or bool(answer.danger) or answer.topic in KIND_OF_TOPIC or answer.failed
        self._note(session, answer)
        masked = await self._offer(session, text, answer)
        if masked is None:
            return Reply(answer)
        session.asked, session.offered = True, seal(session, masked)
        question = self._assistant.fixed("utter_bewaren_vraag")
        question = {**question, "text": question["text"].replace("{zin}", masked)}
        return Reply(replace(answer, messages=[*answer.messages, question]), masked)

    async def _answer(self, session: Session, text: str | None, button: str | None) -> Answer:
        if session.turns > self._settings.max_turns:
            await self._assistant.forget(session.conversation)
            session.begin_anew()
        if button is not None:
            return await self._assistant.press(session.conversation, button)
        return await self._assistant.answer(session.conversation, text or "")

    def _answer_to_offer(self, session: Session, text: str | None, button: str | None, offer: object) -> Answer | None:
        typed = (text or "").strip(" .!").lower()
        refused = button == f"/{KEEP_NO}" or (session.offered is not None and typed in TYPED_NO)
        agreed = button == f"/{KEEP_YES}" or (session.offered is not None and typed in TYPED_YES)
        if not refused and not agreed:
            return None
        known = session.offered is not None and isinstance(offer, str)
        if agreed and known and not session.danger and hmac.compare_digest(session.offered, seal(session, offer)):
            self._turn_log.give(offer)
            return self._said("utter_bewaren_ja")
        return self._said("utter_bewaren_nee")

    async def _offer(self, session: Session, text: str | None, answer: Answer) -> str | None:
        """The masked sentence that the visitor may give, when it is right to ask."""
        wanted = self._may_ask and text and answer.step == NOT_UNDERSTOOD
        if not wanted or session.asked or session.danger:
            return None
        try:
            # In a thread: at its first use the masker reads its lists of names.
            return await asyncio.to_thread(self._masker, text)
        except Exception as error:  # without a masked sentence there is simply no question
            logger.error("masking failed: %s", type(error).__name__)
            return None

    def _said(self, response: str) -> Answer:
        return Answer([self._assistant.fixed(response)], step=response)

    def _note(self, session: Session, answer: Answer) -> None:
        tenths = round(10 * min(max(answer.confidence, 0.0), 1.0))
        self._turn_log.note(
            Turn(
                session.number,
                session.turns,
                answer.topic,
                tenths,
                answer.danger,
                answer.step or EMERGENCY,
                self._channel,
                self._model,
            ),
            handed_over(answer.messages, self._lines),
        )


def seal(session: Session, sentence: object) -> bytes:
    """What a session remembers of a sentence that it showed: nothing can be read from it."""
    return hmac.new(session.secret, str(sentence).encode("utf-8", "replace"), hashlib.sha256).digest()
