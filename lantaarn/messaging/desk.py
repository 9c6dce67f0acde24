"""The road of one update: find the conversation, have it answered, hand the answer to the outbox.

A turn itself is the reception's, the same as on the web. What is particular to apps stands here: names instead of ids,
what was told today, media that are not read, groups, messages that were taken back or came late.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

from lantaarn.answers.channel_texts import ChannelTexts
from lantaarn.answers.emergency import fixed_messages
from lantaarn.assistant import Answer, Assistant, PayloadError
from lantaarn.channels.reception import Reception
from lantaarn.channels.sessions import Session, Sessions
from lantaarn.channels.visits import WIPE
from lantaarn.messaging.app import MessagingApp
from lantaarn.messaging.choices import arranged, choices_of, chosen
from lantaarn.messaging.composing import NOTICE, SAFER, Message, composed, is_urgent, said
from lantaarn.messaging.identity import Identity
from lantaarn.messaging.outbox import Outbox
from lantaarn.messaging.outgoing import Outgoing
from lantaarn.messaging.told import Told
from lantaarn.messaging.update import Kind, Update

logger = logging.getLogger(__name__)

# From here on a message counts as late: whoever wrote it no longer looks at the screen.
LATE = 15 * 60.0
GROUP, TOO_FAST, MENU = "group", "utter_te_snel", "/gesprek_menu"
# Ten photos of one album come as ten messages; who got an answer to the first has had it.
ALBUM = 60.0
# Of who writes too fast one message in so many seconds is still looked at for danger.
LOOKED, LOOK_AGAIN = "looked", 3.0
NOT_READ = {Kind.MEDIA: "media", Kind.LOCATION: "location"}


class Desk:
    """Answers the updates of one app."""

    def __init__(
        self,
        app: MessagingApp,
        texts: ChannelTexts,
        assistant: Assistant,
        reception: Reception,
        sessions: Sessions,
        identity: Identity,
        told: Told,
    ) -> None:
        self.app = app
        self.name = app.name
        self.outbox = Outbox(app, self._never_arrived)
        self._texts = texts
        self._assistant = assistant
        self._reception = reception
        self._sessions = sessions
        self._identity = identity
        self._told = told

    async def serve(self, update: Update) -> None:
        """Answer one update. Never raises: whoever wrote gets a number, whatever breaks."""
        try:
            if update.age < self.app.keeps:
                await self._serve(update)
        except Exception as error:
            logger.error("%s: update failed: %s", self.name, type(error).__name__)
            self._send(update, fixed_messages(None, "nl"), urgent=True)

    def forget_expired(self) -> None:
        """Drop the conversations that are over."""
        self._sessions.expire()

    async def _serve(self, update: Update) -> None:
        names = self._identity.names(self.name, update.recipient)
        if update.kind is Kind.GROUP:
            if self._told.due(names, GROUP):
                self._send(update, [said(self._texts.group)])
            return
        if update.kind is Kind.DELETED:
            # Who takes back a message wipes traces: what is known of the conversation goes too, and no answer comes
            # after it.
            self.outbox.drop(update.recipient)
            await self._forget(names)
            return
        if update.kind is Kind.UNDELIVERED:
            self._never_arrived(update.recipient)
            return
        while True:
            session = self._session(names)
            async with session.turn:
                # It may have been wiped while this update waited for its turn.
                if not session.over:
                    await self._answer(update, names, session)
                    return

    async def _answer(self, update: Update, names: Sequence[str], session: Session) -> None:
        if not self._sessions.may_speak(session):
            self._say_too_fast(update, names)
            return
        self._told.forget(names, TOO_FAST)
        not_read = [said(getattr(self._texts, NOT_READ[update.kind]))] if update.kind in NOT_READ else []
        if not_read and not update.text.strip():
            if self._told.due(names, update.kind.value, ALBUM):
                notice = [said(self._texts.notice)] if self._told.due(names, NOTICE) else []
                self._send(update, [*not_read, *notice])
            return
        before, answer = await self._turn(update, session)
        if session.over:
            # The message was taken back meanwhile; the turn wrote down anew what was wiped.
            await self._assistant.forget(session.conversation)
            return
        messages = composed(answer, self._texts, lambda what: self._told.due(names, what), update.age >= LATE)
        if answer.topic == WIPE:
            # Nothing of before may come after this; and the next message is a first one again.
            self.outbox.drop(update.recipient)
            await self._forget(names)
        else:
            session.choices = tuple(choice for own in choices_of(messages) for choice in own)
        # What was beside a picture may be danger; then the number stays first.
        ordered = [*messages, *not_read] if answer.danger else [*before, *not_read, *messages]
        self._send(update, ordered, urgent=is_urgent(answer))

    def _say_too_fast(self, update: Update, names: Sequence[str]) -> None:
        """Once that it goes too fast; danger gets its number all the same, without a turn of the bot."""
        found = self._assistant.danger_in(update.text) if self._told.due(names, LOOKED, LOOK_AGAIN) else None
        if found and found.kinds:
            self._send(update, fixed_messages(found.kinds[0], found.language), urgent=True)
        elif self._told.due(names, TOO_FAST):
            self._send(update, [self._assistant.fixed(TOO_FAST)])

    async def _turn(self, update: Update, session: Session) -> tuple[list[Message], Answer]:
        """What has to be said before the answer, and the answer."""
        choice = update.choice or chosen(update.text, session.choices)
        try:
            reply = await self._reception.reply(session, None if choice else update.text, choice)
        except PayloadError:
            # A button of long ago, still standing in the conversation.
            reply = await self._reception.reply(session, None, MENU)
            return [said(self._texts.dead_button)], reply.answer
        return [], reply.answer

    def _session(self, names: Sequence[str]) -> Session:
        """The session of somebody, found under yesterday's name if need be, or a new one."""
        for name in names:
            session = self._sessions.find(name)
            if session is not None:
                self._sessions.rename(name, names[0])
                return session
        return self._sessions.open(names[0])[1]

    async def _forget(self, names: Sequence[str]) -> None:
        self._forget_told(names)
        for name in names:
            session = self._sessions.close(name)
            if session is not None:
                await self._assistant.forget(session.conversation)

    def _send(self, update: Update, messages: Sequence[Message], urgent: bool = False) -> None:
        outgoing = arranged(messages, self.app.limits, self._texts.how_to_choose)
        if update.receipt and outgoing:
            first = outgoing[0]
            outgoing[0] = Outgoing(first.text, first.choices, update.receipt)
        self.outbox.put(update.recipient, outgoing, urgent)

    def _never_arrived(self, recipient: str) -> None:
        self._forget_told(self._identity.names(self.name, recipient))

    def _forget_told(self, names: Sequence[str]) -> None:
        for what in (NOTICE, SAFER):
            self._told.forget(names, what)
