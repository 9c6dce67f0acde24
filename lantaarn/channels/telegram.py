"""Telegram, by its Bot API (https://core.telegram.org/bots/api): it calls our webhook, or we ask it for updates.

Of an update only the id of the chat, the text or pressed button and the time are read. Text goes out plain, without a
parse mode, so that nothing in it can be taken for formatting.
"""

from __future__ import annotations

import contextlib
import hmac
import logging
import re
import time
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from lantaarn.messaging.app import LaterError, MessagingApp, Offer, RefusedError, UnreachableError
from lantaarn.messaging.caller import MAX_ANSWER, PATIENCE, Caller
from lantaarn.messaging.outgoing import Limits, Outgoing
from lantaarn.messaging.pace import Rate
from lantaarn.messaging.settings import TelegramSettings
from lantaarn.messaging.update import Kind, Update
from lantaarn.messaging.webhook import ADDRESS

logger = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
WANTED = ["message", "edited_message", "callback_query"]
# Commands that Telegram's own buttons type for somebody, and what they stand for here. What is typed after one is a
# message; only what a link to the bot puts after /start is not (https://core.telegram.org/bots/features#deep-linking).
COMMANDS = {"/start": "/gesprek_groet", "/help": "/gesprek_menu", "/menu": "/gesprek_menu", "/wis": "/gesprek_wissen"}
_COMMAND = re.compile(r"(?i)(/[a-z]+)(?:@\w+)?(?:(?<=/start)\s+[\w-]{1,64})?\s*", re.ASCII)
PLACES = ("location", "venue")
MEDIA = (
    "photo voice video video_note audio document animation sticker contact poll dice game story paid_media "
    "checklist"
).split()
GROUPS = ("group", "supergroup")
# Of 30 calls a second in all; to one chat one a second, with a short burst for an answer of several messages
# (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this).
RATE = Rate(a_second=25.0, burst=5, a_second_each=1.0, burst_each=5)
# How many calls Telegram may make at once.
CALLS_AT_ONCE = 10
LONG_POLL = 25
# Twenty of the longest messages, each quoting another one, stay under this.
BATCH, BATCH_BYTES = 20, 4_000_000


class Telegram(MessagingApp):
    """The bot's side of Telegram."""

    name = "telegram"
    limits = Limits(text=4096, choices=20, label=64, text_with_choices=4096)
    rate = RATE

    def __init__(self, own: TelegramSettings, site: str, caller: Caller) -> None:
        self._own = own
        self._site = site
        self._caller = caller
        self._offset = 0
        self.has_webhook = not own.polling

    def admits(self, headers: Mapping[str, str], body: bytes | None) -> bool:
        """Whether the secret that we gave Telegram is there; compared in constant time."""
        given = headers.get(SECRET_HEADER, "")
        return hmac.compare_digest(given.encode("utf-8", "replace"), self._own.secret.encode("ascii"))

    def updates(self, content: Any) -> Iterator[Update]:
        """At most one: a message, an edited one, or a pressed button."""
        update_id = str(int(content["update_id"]))
        if query := content.get("callback_query"):
            yield from _press(update_id, query)
        elif message := content.get("message") or content.get("edited_message"):
            yield from _message(message, "edited_message" in content)

    async def send(self, recipient: str, message: Outgoing) -> None:
        """Send one message, silently: whoever wrote is looking, and the room need not hear it."""
        body: dict[str, Any] = {
            "chat_id": int(recipient),
            "text": message.text,
            "disable_notification": True,
            # Else Telegram fetches the address of the web chat and shows it large.
            "link_preview_options": {"is_disabled": True},
        }
        if message.choices:
            rows = [[{"text": choice.label, "callback_data": choice.payload}] for choice in message.choices]
            body["reply_markup"] = {"inline_keyboard": rows}
        await self._call("sendMessage", body)
        with contextlib.suppress(LaterError, RefusedError):
            if message.receipt:
                # Ends the waiting sign on the button; a few minutes later Telegram no longer wants it.
                await self._call("answerCallbackQuery", {"callback_query_id": message.receipt})
            if recipient.startswith("-"):
                # A group, which was told to come alone: gone, so that nothing of it is sent here any more.
                await self._call("leaveChat", {"chat_id": int(recipient)})

    async def listen(self, offer: Offer) -> None:
        """Tell Telegram where to call, or ask it for updates for ever."""
        if not self._own.polling:
            await self._call(
                "setWebhook",
                {
                    "url": self._site + ADDRESS.format(name=self.name),
                    "secret_token": self._own.secret,
                    "allowed_updates": WANTED,
                    "max_connections": CALLS_AT_ONCE,
                },
            )
            await super().listen(offer)
        await self._call("deleteWebhook", {})
        while True:
            # In a call of its own, since what it holds would else stay here until the next update comes.
            await self._take(await self._next(LONG_POLL), offer)

    async def close(self) -> None:
        """Confirm what was taken in, so that it is not answered again after a restart."""
        if self._own.polling and self._offset:
            await self._next(0)

    async def _take(self, batch: list[dict[str, Any]], offer: Offer) -> None:
        for raw in batch:
            for update in self.read(raw):
                await offer(update)
            # Confirmed by the next question; what stops us before that, Telegram delivers again.
            self._offset = int(raw["update_id"]) + 1

    async def _next(self, wait: int) -> list[dict[str, Any]]:
        wanted = {"timeout": wait, "limit": BATCH if wait else 1, "allowed_updates": WANTED}
        if self._offset:
            wanted["offset"] = self._offset
        result = await self._call("getUpdates", wanted, wait + PATIENCE, BATCH_BYTES)
        return [raw for raw in result if isinstance(raw, dict)] if isinstance(result, list) else []

    async def _call(
        self, method: str, body: Mapping[str, Any], patience: float = PATIENCE, most: int = MAX_ANSWER
    ) -> Any:
        """One call of the API; gives its result."""
        answered = await self._caller.post(f"/bot{self._own.token}/{method}", body, patience=patience, most=most)
        if answered.status == 200 and answered.content.get("ok") is True:
            return answered.content.get("result")
        if answered.status in (401, 404):
            logger.error("telegram: token refused")
        if answered.status in (409, 429) or answered.status >= 500:
            raise LaterError(_retry_after(answered.content))
        # Blocked, or thrown out of a group.
        raise UnreachableError if answered.status == 403 else RefusedError


def make(own: TelegramSettings, site: str, caller: Caller) -> Telegram:
    """The app of these settings."""
    return Telegram(own, site, caller)


def _press(update_id: str, query: Mapping[str, Any]) -> Iterator[Update]:
    chat = query["message"]["chat"]
    if chat["type"] == "private":
        yield Update(Kind.MESSAGE, update_id, str(int(chat["id"])), choice=str(query["data"]), receipt=str(query["id"]))


def _message(message: Mapping[str, Any], edited: bool) -> Iterator[Update]:
    chat, sender = message["chat"], message.get("from") or {}
    recipient = str(int(chat["id"]))
    if sender.get("is_bot") or chat["type"] not in ("private", *GROUPS):
        return
    age = max(0.0, time.time() - (message.get("edit_date") or message["date"]))
    if chat["type"] in GROUPS:
        yield Update(Kind.GROUP, _known_by(message), recipient, age=age)
    elif text := message.get("text"):
        typed = _COMMAND.fullmatch(text)
        command = COMMANDS.get(typed[1].lower()) if typed else None
        said = {"choice": command} if command else {"text": text}
        yield Update(Kind.MESSAGE, _known_by(message), recipient, age=age, **said)
    elif any(part in message for part in (*PLACES, *MEDIA)):
        kind = Kind.LOCATION if any(part in message for part in PLACES) else Kind.MEDIA
        beside = message.get("caption") or ""
        # Somebody who shares where they are moves all the time; each step comes as an edit.
        if beside or not edited:
            yield Update(kind, _known_by(message), recipient, text=beside, age=age)


def _known_by(message: Mapping[str, Any]) -> str:
    """Its place and its words: an edit also comes when something else about a message changed than what was typed."""
    words = message.get("text") or message.get("caption") or ""
    return f"{message['chat']['id']} {int(message['message_id'])} {sha256(words.encode('utf-8', 'replace')).hexdigest()}"


def _retry_after(content: Mapping[str, Any]) -> float | None:
    parameters = content.get("parameters")
    after = parameters.get("retry_after") if isinstance(parameters, dict) else None
    return float(after) if isinstance(after, (int, float)) and 0 <= after < 86_400 else None
