"""Signal, by the daemon of signal-cli on this machine: JSON-RPC over HTTP to send, server-sent events to receive.

Of an event only the account that wrote, the text, the time and whether a timer is on are read (signal-cli's own manual,
signal-cli-jsonrpc(5)). Text goes out plain: no styles, no link previews, no read receipts, no sign that somebody types.
Why this way: docs/besluiten/0016-signal-over-http.md.
"""

from __future__ import annotations

import contextlib
import itertools
import logging
import re
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from lantaarn.messaging.app import SURPRISES, LaterError, MessagingApp, Offer, RefusedError, UnreachableError
from lantaarn.messaging.caller import PATIENCE, Caller
from lantaarn.messaging.identity import DAY, Identity
from lantaarn.messaging.outgoing import Limits, Outgoing
from lantaarn.messaging.pace import Rate
from lantaarn.messaging.settings import SignalSettings
from lantaarn.messaging.told import Told
from lantaarn.messaging.update import Kind, Update
from lantaarn.messaging.webhook import decoded

logger = logging.getLogger(__name__)

RPC, EVENTS = "/api/v1/rpc", "/api/v1/events"
# A message of more bytes becomes an attachment (MAX_MESSAGE_SIZE_BYTES in ServiceConfig.java of signal-cli).
TEXT_BYTES = 2000
# To one account 60 at once and one a second after that (MESSAGES in RateLimiters.java of Signal's own server). For all
# together no number is published; too much, and it asks for proof.
RATE = Rate(a_second=10.0, burst=5, a_second_each=1.0, burst_each=5)
# The daemon sends an empty line of comment every 15 seconds (HttpServerHandler.java of signal-cli).
SILENCE = 40.0
# Larger than any event with a message that a visitor can type, with what it quotes.
LONGEST = 1_000_000
# Errors of signal-cli beside those of JSON-RPC itself (SignalJsonRpcCommandHandler.java), and kinds of result.
NO_NETWORK, NOBODY = "NETWORK_FAILURE", "UNREGISTERED_FAILURE"
IO, UNTRUSTED, RATE_LIMIT, INTERNAL, WRONG_ACCOUNT = -3, -4, -5, -32603, -32602
# The messages of a conversation go by themselves after a day, where the visitor has set no time of their own.
TIMER_SECONDS = int(DAY)
TIMER, NO_TIMER = "timer", "no timer"
# A number to call may wait no longer than this for the timer.
TIMER_PATIENCE = 3.0
GROUP = "group:"
_ACCOUNT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
MEDIA = ("sticker", "contacts", "payment", "pollCreate", "viewOnce")
# What is typed beyond the limit of a message comes as a file as well; signal-cli has put it back into the text.
LONG_TEXT = "text/x-signal-plain"
_LINK = (
    r"(?:geo:|https?://(?:www\.)?(?:maps\.google\.|google\.[a-z.]{2,6}/maps|goo\.gl/maps|maps\.app\.goo\.gl"
    r"|maps\.apple\.|openstreetmap\.))\S*"
)
# A place shared from the app itself: name and address on lines of their own, the link, and a picture of the map.
_SHARED_PLACE = re.compile(rf"\A(?:[^\n]+\n){{0,2}}{_LINK}(?:\n\n|\Z)", re.IGNORECASE)
_PLACE = re.compile(_LINK, re.IGNORECASE)


class Signal(MessagingApp):
    """Our side of the daemon."""

    name = "signal"
    limits = Limits(text=TEXT_BYTES, in_bytes=True)
    rate = RATE
    # Signal's server keeps what it could not deliver for weeks, and may be answered at any time.
    keeps = float("inf")
    has_webhook = False

    def __init__(self, own: SignalSettings, caller: Caller) -> None:
        self._own = own
        self._caller = caller
        self._numbers = itertools.count(1)
        # Whose timer was set today, under names that cannot be turned back.
        self._identity, self._told = Identity(), Told()

    def updates(self, content: Any) -> list[Update]:
        """At most one. Receipts, typing, calls, stories and what we sent ourselves have no message in them."""
        if content["account"] != self._own.account:
            return []
        if "exception" in content:
            logger.warning("signal: a message could not be opened")
        envelope = content["envelope"]
        message = envelope.get("dataMessage") or (envelope.get("editMessage") or {}).get("dataMessage")
        return _message(envelope, message) if message else []

    async def send(self, recipient: str, message: Outgoing) -> None:
        """Send one message, without a push: whoever wrote is looking, and nothing need light up on the screen."""
        if recipient.startswith(GROUP):
            await self._refuse_group({"groupId": recipient.removeprefix(GROUP)}, message.text)
            return
        if message.receipt == NO_TIMER:
            await self._set_timer(recipient)
        await self._call("send", {"recipient": [recipient], "message": message.text, "noUrgent": True})

    async def listen(self, offer: Offer) -> None:
        """Follow the daemon's events until they stop."""

        async def take(line: bytes) -> None:
            kind, _, data = line.partition(b":")
            if kind == b"data":
                for update in self.read(decoded(data)):
                    await offer(update)
            elif not kind:
                self._told.expire()  # nobody wrote for a while

        try:
            await self._caller.follow(f"{EVENTS}?account={quote(self._own.account)}", take, SILENCE, LONGEST)
        except LaterError:
            logger.warning("signal: no daemon to listen to")
            raise
        # Another host, another program, or a daemon without this account.
        raise RefusedError

    async def _refuse_group(self, group: Mapping[str, str], text: str) -> None:
        """Say it once and go, so that nothing of the group comes here any more or stays on the daemon's disk."""
        with contextlib.suppress(RefusedError):
            await self._call("send", {**group, "message": text, "noUrgent": True})
        with contextlib.suppress(LaterError, RefusedError):
            await self._call("quitGroup", {**group, "delete": True})

    async def _set_timer(self, recipient: str) -> None:
        """Once a day at most: who turns it off again, wants it off. An answer never fails on this."""
        names = self._identity.names(self.name, recipient)
        if not self._told.due(names, TIMER):
            return
        try:
            await self._call("updateContact", {"recipient": recipient, "expiration": TIMER_SECONDS}, TIMER_PATIENCE)
        except LaterError:
            self._told.forget(names, TIMER)
        except RefusedError:
            logger.warning("signal: timer not set")

    async def _call(self, method: str, params: Mapping[str, Any], patience: float = PATIENCE) -> None:
        """One call of the daemon. Raises as ``send`` does."""
        whole = {"account": self._own.account, **params}
        request = {"jsonrpc": "2.0", "id": next(self._numbers), "method": method, "params": whole}
        answered = await self._caller.post(RPC, request, patience=patience)
        if answered.status == 200 and "result" in answered.content:
            return
        if answered.status == 200 or answered.status >= 500:
            raise _failure(answered.content.get("error"))
        logger.error("signal: the daemon refused a call")
        raise RefusedError


def make(own: SignalSettings, site: str, caller: Caller) -> Signal:
    """The app of these settings."""
    return Signal(own, caller)


def _message(envelope: Mapping[str, Any], message: Mapping[str, Any]) -> list[Update]:
    # Never the number: it stands in other places, and who hides it has none here.
    account = envelope["sourceUuid"]
    if not _ACCOUNT.fullmatch(account):
        raise ValueError
    update_id = f"{account} {int(envelope['timestamp'])}"
    # By the clock of Signal: that of a telephone may be wrong by days.
    age = max(0.0, time.time() - (envelope.get("serverReceivedTimestamp") or envelope["timestamp"]) / 1000)
    if group := message.get("groupInfo") or message.get("groupV2"):
        return [Update(Kind.GROUP, update_id, GROUP + (group.get("groupId") or group["id"]), age=age)]
    if message.get("remoteDelete"):
        return [Update(Kind.DELETED, update_id, account, age=age)]
    files = any(file.get("contentType") != LONG_TEXT for file in message.get("attachments") or [])
    text = message.get("message") or ""
    kind, beside = Kind.MESSAGE, text
    if _PLACE.search(text):
        kind, beside = Kind.LOCATION, _PLACE.sub("", _SHARED_PLACE.sub("", text) if files else text).strip()
    elif files or any(message.get(part) for part in MEDIA):
        kind = Kind.MEDIA
    if kind is Kind.MESSAGE and not text.strip():
        return []  # a reaction, a vote, a timer
    receipt = "" if message.get("expiresInSeconds") else NO_TIMER
    return [Update(kind, update_id, account, text=beside, age=age, receipt=receipt)]


def _failure(error: Any) -> LaterError | RefusedError:
    """What an error of the daemon means. Its text is left unread: it quotes who was written to."""
    try:
        code, data = error["code"], error.get("data") or {}
        results = (data.get("response") or {}).get("results") or []
        kinds = {result["type"] for result in results}
        waits = [wait for result in results if (wait := result.get("retryAfterSeconds")) is not None and wait >= 0]
        if any(result.get("token") for result in results):
            logger.error("signal: challenge asked; see docs/kanalen/signal.md")
    except SURPRISES:
        return LaterError()
    if code in (IO, RATE_LIMIT, INTERNAL) or waits or NO_NETWORK in kinds:
        return LaterError(float(max(waits)) if waits else None)
    if code in (UNTRUSTED, WRONG_ACCOUNT):
        logger.error("signal: error %d; see docs/kanalen/signal.md", code)
    return UnreachableError() if NOBODY in kinds else RefusedError()
