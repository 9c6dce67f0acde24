"""Messenger, by Meta's Messenger Platform.

https://developers.facebook.com/documentation/business-messaging/messenger-platform/

Of a message only the id that somebody has for this page, the text or pressed choice and the time are read. That we
read a message, or are writing, is never told to Meta. Messenger reads signs such as ``*`` as formatting; no text of
ours has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from lantaarn.messaging.app import Offer
from lantaarn.messaging.caller import Caller
from lantaarn.messaging.meta import MetaApp, age
from lantaarn.messaging.outgoing import Limits, Outgoing
from lantaarn.messaging.pace import Rate
from lantaarn.messaging.settings import MessengerSettings
from lantaarn.messaging.update import Kind, Update

_PERSON = re.compile(r"[0-9]{5,30}")
# The button with which a conversation begins
# (https://developers.facebook.com/documentation/business-messaging/messenger-platform/discovery/welcome-screen).
GET_STARTED = "/gesprek_groet"
# Times are in milliseconds, but for one sort of event the pages show seconds; those stay under this until 5138.
MOST_SECONDS = 100_000_000_000


class Messenger(MetaApp):
    """The bot's side of Messenger."""

    name = "messenger"
    sort = "page"
    # Text of 2000 signs; 13 quick replies of 20 signs, which go away as soon as another message comes.
    # https://developers.facebook.com/docs/messenger-platform/reference/send-api
    # https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages/quick-replies
    limits = Limits(text=2000, choices=13, label=20, text_with_choices=2000, only_last=True)
    # From 40 a second on the inbox of the page stops; to one person no number is told
    # (https://developers.facebook.com/docs/messenger-platform/overview/rate-limiting).
    rate = Rate(a_second=30.0, burst=5, a_second_each=1.0, burst_each=20)

    _own: MessengerSettings

    def events(self, entry: Mapping[str, Any]) -> Iterator[Any]:
        """What somebody did in a conversation with the page.

        Comments under posts (``changes``) and conversations that another app took over (``standby``) are not looked at.
        """
        yield from entry.get("messaging") or ()

    def update(self, event: Mapping[str, Any]) -> Iterator[Update]:
        """At most one."""
        found = None if "thread" in event else _found(event)
        if found:
            kind, update_id, said = found
            yield Update(kind, update_id, _sender(event), age=age(_seconds(event["timestamp"])), **said)

    async def send(self, recipient: str, message: Outgoing) -> None:
        """Send one message, without a notice on the screen: whoever wrote is looking, and another need not see it."""
        shown: dict[str, Any] = {"text": message.text}
        if message.choices:
            shown["quick_replies"] = [
                {"content_type": "text", "title": choice.label, "payload": choice.payload} for choice in message.choices
            ]
        body = {
            "recipient": {"id": recipient},
            "messaging_type": "RESPONSE",
            "notification_type": "NO_PUSH",
            "message": shown,
        }
        await self.call("me/messages", body)

    async def listen(self, offer: Offer) -> None:
        """Give the page its button to begin with; the address of the webhook is filled in with Meta by hand."""
        await self.call("me/messenger_profile", {"get_started": {"payload": GET_STARTED}})
        await super().listen(offer)


def make(own: MessengerSettings, site: str, caller: Caller) -> Messenger:
    """The app of these settings."""
    return Messenger(own, site, caller)


def _sender(event: Mapping[str, Any]) -> str:
    sender = event["sender"]["id"]
    if not _PERSON.fullmatch(sender):
        raise ValueError("no id of a person")
    return sender


def _seconds(timestamp: Any) -> float:
    number = int(timestamp)
    return number / 1000 if number > MOST_SECONDS else float(number)


def _found(event: Mapping[str, Any]) -> tuple[Kind, str, dict[str, str]] | None:
    """The kind of an event, its id and what was said or pressed; None for what is ignored."""
    if message := event.get("message"):
        return None if message.get("is_echo") else _of_message(message)
    if edit := event.get("message_edit"):
        # An edited message keeps its id.
        return Kind.MESSAGE, f"{edit['mid']}#{edit['num_edit']}", {"text": edit["text"]}
    if (pressed := event.get("postback")) and pressed.get("payload"):
        update_id = pressed.get("mid") or f"{_sender(event)}#{event['timestamp']}"
        return Kind.MESSAGE, update_id, {"choice": pressed["payload"]}
    # Delivered, read, a reaction, another app that takes the conversation over, or something that did not exist yet.
    return None


def _of_message(message: Mapping[str, Any]) -> tuple[Kind, str, dict[str, str]] | None:
    mid, text, sorts = message["mid"], message.get("text") or "", _attachments(message)
    if message.get("is_deleted"):
        return Kind.DELETED, f"{mid}#deleted", {}
    if reply := message.get("quick_reply"):
        return Kind.MESSAGE, mid, {"choice": reply["payload"]}
    # An address in a text comes along once more as a fallback.
    if text and sorts <= {"fallback"}:
        return Kind.MESSAGE, mid, {"text": text}
    return (Kind.LOCATION if "location" in sorts else Kind.MEDIA, mid, {"text": text}) if sorts else None


def _attachments(message: Mapping[str, Any]) -> set[str]:
    return {attachment["type"] for attachment in message.get("attachments") or ()}
