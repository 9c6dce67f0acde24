"""What WhatsApp and Messenger share, since both are Meta's: who may call, the handshake, the Graph API and its errors.

Meta signs every call with our app secret (https://developers.facebook.com/docs/graph-api/webhooks/getting-started).
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import re
import time
from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, ClassVar

from lantaarn.messaging.app import SURPRISES, LaterError, MessagingApp, RefusedError, UnreachableError
from lantaarn.messaging.caller import Answered, Caller
from lantaarn.messaging.identity import DAY
from lantaarn.messaging.settings import MessengerSettings, WhatsappSettings
from lantaarn.messaging.update import Update

logger = logging.getLogger(__name__)

SIGNATURE_HEADER = "X-Hub-Signature-256"
_SIGNATURE = re.compile(r"sha256=[0-9a-f]{64}")
# Meta sends a number; nothing that could be taken for a page goes back.
_CHALLENGE = re.compile(r"[A-Za-z0-9_.-]{1,200}")
_SECONDS = re.compile(r"[0-9]{1,5}")
# Meta lets us answer for 24 hours. What is nearly as old is left: its answer could, after some tries, come too late.
# https://developers.facebook.com/docs/messenger-platform/policy/policy-overview
WINDOW = DAY - 1800.0
# Too fast, too busy, or down for a moment; the last one is too many to one person, to whom one may go every 6 seconds.
# https://developers.facebook.com/docs/graph-api/guides/error-handling
# https://developers.facebook.com/docs/messenger-platform/error-codes
# https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
TO_ONE_PERSON, TO_ONE_PERSON_AFTER = 131056, 6.0
LATER = frozenset({1, 2, 4, 17, 32, 341, 613, 1200, 80006, 80007, 130429, 131016, 131048, 131057, TO_ONE_PERSON})
# From the same pages: what trying again does not change, whatever status comes with it. The token; no permission; wrong
# fields; and of a person: nobody there or blocked (551, 131026), or wrote more than 24 hours ago (10, 131047).
DEAD_TOKEN = frozenset({0, 190})
NOBODY = frozenset({10, 551, 131026, 131047})
NEVER = DEAD_TOKEN | NOBODY | {100, 200}


class MetaApp(MessagingApp):
    """An app of Meta. ``sort`` is what its calls say they are about."""

    sort: ClassVar[str]
    # Meta's calls are up to 3 MB.
    # https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/overview
    max_body = 3 * 1024 * 1024

    def __init__(self, own: WhatsappSettings | MessengerSettings, site: str, caller: Caller) -> None:
        self._own = own
        self._caller = caller

    def admits(self, headers: Mapping[str, str], body: bytes | None) -> bool:
        """Whether the call is signed; over the body as it came, and compared in constant time."""
        given = headers.get(SIGNATURE_HEADER, "")
        if not _SIGNATURE.fullmatch(given):
            return False
        if body is None:
            return True
        right = hmac.new(self._own.app_secret.encode("ascii"), body, hashlib.sha256).hexdigest()
        return hmac.compare_digest(given.encode("ascii"), f"sha256={right}".encode("ascii"))

    def handshake(self, query: Mapping[str, str]) -> str | None:
        """The challenge, for who knows the word that was filled in with Meta."""
        given, challenge = query.get("hub.verify_token", ""), query.get("hub.challenge", "")
        known = hmac.compare_digest(given.encode("utf-8", "replace"), self._own.verify.encode("ascii"))
        if known and query.get("hub.mode") == "subscribe" and _CHALLENGE.fullmatch(challenge):
            return challenge
        return None

    def updates(self, content: Any) -> Iterator[Update]:
        """Every update in one call that can still be answered; one that nobody can read takes no other along."""
        if content["object"] != self.sort:
            return
        for entry in content["entry"]:
            for event in self._read(self.events, entry):
                yield from (update for update in self._read(self.update, event) if update.age < WINDOW)

    @abstractmethod
    def events(self, entry: Any) -> Iterable[Any]:
        """What happened, of one entry of a call; in the order in which it came. May raise as ``updates`` does."""

    @abstractmethod
    def update(self, event: Any) -> Iterable[Update]:
        """At most one update of what happened. May raise as ``updates`` does."""

    async def call(self, path: str, body: Mapping[str, Any]) -> None:
        """Call the Graph API.

        Raises:
            LaterError, RefusedError: see ``send``.
        """
        # In a header, since addresses end up in logs along the way.
        headers = {"Authorization": f"Bearer {self._own.token}"}
        answered = await self._caller.post(f"/{self._own.version}/{path}", body, headers=headers)
        error = answered.content.get("error")
        if answered.status == 200 and answered.content and error is None:
            return
        details = error if isinstance(error, dict) else {}
        code = details.get("code") if isinstance(details.get("code"), int) else None
        if code in DEAD_TOKEN or answered.status == 401:
            logger.error("%s: token refused", self.name)
        if code not in NEVER and (
            code in LATER or details.get("is_transient") is True or answered.status == 429 or answered.status >= 500
        ):
            raise LaterError(_after(answered, code))
        raise UnreachableError if code in NOBODY else RefusedError

    def _read(self, read: Callable[[Any], Iterable[Any]], raw: Any) -> list[Any]:
        try:
            return list(read(raw))
        except SURPRISES as error:
            logger.warning("%s: part of a call not understood: %s", self.name, type(error).__name__)
            return []


def age(sent: float) -> float:
    """How long ago something was sent, in seconds; ``sent`` in seconds since 1970."""
    return max(0.0, time.time() - sent)


def _after(answered: Answered, code: int | None) -> float | None:
    given = answered.headers.get("Retry-After", "")
    if _SECONDS.fullmatch(given):
        return float(given)
    return TO_ONE_PERSON_AFTER if code == TO_ONE_PERSON else None
