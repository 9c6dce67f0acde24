"""WhatsApp, by Meta's Cloud API (https://developers.facebook.com/documentation/business-messaging/whatsapp/).

Of a message only who wrote, the text or pressed choice and the time are read. Meta also tells the name that somebody
has in WhatsApp; it is not looked at. That we read a message, or are writing, is never told to Meta.

WhatsApp always reads signs such as ``*`` as formatting and has no way to send them as they are, so no text of ours has
them.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lantaarn.messaging.caller import Caller
from lantaarn.messaging.meta import MetaApp, age
from lantaarn.messaging.outgoing import Choice, Limits, Outgoing
from lantaarn.messaging.pace import Rate
from lantaarn.messaging.settings import WhatsappSettings
from lantaarn.messaging.splitting import size
from lantaarn.messaging.update import Kind, Update

logger = logging.getLogger(__name__)

# A phone number, or the id that Meta gives instead of it for who hides theirs
# (https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids).
_NUMBER = re.compile(r"[0-9]{5,20}")
_HIDDEN = re.compile(r"[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}")
MEDIA = ("image", "video", "audio", "document", "sticker", "contacts", "order")
REPLIES = ("button_reply", "list_reply")
STATUS, FAILED = "status", "failed"
# What comes as unsupported but is no message that somebody waits on an answer to.
NO_MESSAGE = ("edit", "pin", "keep_in_chat", "poll_update", "reaction")
# Three buttons with titles of 20 signs under a text of 1024, or a list of ten rows with titles of 24 under one of 4096,
# which is opened by a button of 20 signs; here the shorter text is kept to.
# https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-reply-buttons-messages
# https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-list-messages
BUTTONS, BUTTON_LABEL = 3, 20
OPEN_LIST = "Bekijk de keuzes"


class Whatsapp(MetaApp):
    """The bot's side of WhatsApp."""

    name = "whatsapp"
    sort = "whatsapp_business_account"
    # Text: https://developers.facebook.com/docs/whatsapp/cloud-api/messages/text-messages
    limits = Limits(text=4096, choices=10, label=24, text_with_choices=1024)
    # Of 80 messages a second, those that come in counted too; to one person one every 6 seconds, of which 45 can go
    # ahead of their time.
    # https://developers.facebook.com/documentation/business-messaging/whatsapp/throughput
    # https://developers.facebook.com/docs/whatsapp/cloud-api/overview#pair-rate-limits
    rate = Rate(a_second=30.0, burst=10, a_second_each=1 / 6, burst_each=40)

    _own: WhatsappSettings

    def events(self, entry: Mapping[str, Any]) -> Iterator[Any]:
        """The messages to our own number, and what became of ours; ``contacts`` are not looked at."""
        for change in entry["changes"]:
            value = change["value"]
            if change["field"] == "messages" and value["metadata"]["phone_number_id"] == self._own.number_id:
                yield from value.get("messages") or ()
                yield from ({"type": STATUS, STATUS: status} for status in value.get("statuses") or ())

    def update(self, event: Mapping[str, Any]) -> Iterator[Update]:
        """At most one."""
        sort = event["type"]
        if sort == STATUS:
            yield from _undelivered(event[STATUS])
        elif event.get("group_id"):
            # This number joins no groups, and in one everybody would read along.
            return
        elif sort == "edit":
            same = {key: event[key] for key in ("id", "timestamp", "from", "from_user_id") if key in event}
            yield from self.update({**event["edit"]["message"], **same})
        elif found := _found(sort, event):
            kind, said = found
            yield Update(kind, event["id"], _sender(event), age=age(int(event["timestamp"])), **said)

    async def send(self, recipient: str, message: Outgoing) -> None:
        """Send one message: text, buttons, or a list where buttons are too few or too small."""
        # Who hides their number is reached by another field.
        to = {"to": recipient} if _NUMBER.fullmatch(recipient) else {"recipient": recipient}
        body = {"messaging_product": "whatsapp", "recipient_type": "individual", **to}
        if message.choices:
            body |= {"type": "interactive", "interactive": _interactive(message.text, message.choices)}
        else:
            # Else Meta fetches the address of the web chat and shows it large.
            body |= {"type": "text", "text": {"preview_url": False, "body": message.text}}
        await self.call(f"{self._own.number_id}/messages", body)


def make(own: WhatsappSettings, site: str, caller: Caller) -> Whatsapp:
    """The app of these settings."""
    return Whatsapp(own, site, caller)


def _sender(event: Mapping[str, Any]) -> str:
    sender = event.get("from") or event["from_user_id"]
    if not _NUMBER.fullmatch(sender) and not _HIDDEN.fullmatch(sender):
        raise ValueError("no id of a person")
    return sender


def _undelivered(status: Mapping[str, Any]) -> Iterator[Update]:
    """Meta tells of most failures only afterwards. The words are gone by then, so nothing is sent again; but what is
    said only once a day counts as not said."""
    if status["status"] != FAILED:
        return
    code = next((error["code"] for error in status.get("errors") or ()), None)
    logger.warning("whatsapp: not delivered, error %d", code if isinstance(code, int) else 0)
    yield Update(Kind.UNDELIVERED, f"{status['id']}#{FAILED}", status["recipient_id"])


def _found(sort: str, event: Mapping[str, Any]) -> tuple[Kind, dict[str, str]] | None:
    """The kind of a message and what was said or pressed in it; None for what is ignored."""
    if sort == "text":
        return Kind.MESSAGE, {"text": event["text"]["body"]}
    if sort == "interactive":
        pressed = event["interactive"]
        return (Kind.MESSAGE, {"choice": pressed[pressed["type"]]["id"]}) if pressed["type"] in REPLIES else None
    if sort == "button":
        # A button of a template, which this bot never sends; its label is as good as typed.
        return Kind.MESSAGE, {"text": event["button"]["text"]}
    if sort == "revoke":
        return Kind.DELETED, {}
    if sort == "location":
        return Kind.LOCATION, {}
    if sort in MEDIA:
        return Kind.MEDIA, {"text": _beside(event.get(sort))}
    if sort == "unsupported" and (event.get("unsupported") or {}).get("type") not in NO_MESSAGE:
        return Kind.MEDIA, {}
    # A reaction, a new phone number, or something that did not exist yet.
    return None


def _beside(media: Any) -> str:
    """What was typed beside it; contacts come as a list and have nothing beside them."""
    return (media.get("caption") or "") if isinstance(media, dict) else ""


def _interactive(text: str, choices: tuple[Choice, ...]) -> dict[str, Any]:
    if len(choices) <= BUTTONS and all(size(choice.label) <= BUTTON_LABEL for choice in choices):
        buttons = [{"type": "reply", "reply": {"id": choice.payload, "title": choice.label}} for choice in choices]
        return {"type": "button", "body": {"text": text}, "action": {"buttons": buttons}}
    rows = [{"id": choice.payload, "title": choice.label} for choice in choices]
    return {"type": "list", "body": {"text": text}, "action": {"button": OPEN_LIST, "sections": [{"rows": rows}]}}
