"""Messenger's Send API and webhooks as published, seen from the bot.

https://developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks/webhook-events
https://developers.facebook.com/docs/messenger-platform/reference/send-api
https://developers.facebook.com/docs/messenger-platform/error-codes

Checks of each message what those pages say: its fields, its length, and number, titles and payloads of quick replies.
"""

from aiohttp import web

from tests.messaging.meta_peer import VERSION, MetaPeer, error

PAGE = "104556677889900"


class Peer(MetaPeer):
    name = "messenger"
    # Messenger lets nobody type more (https://developers.facebook.com/docs/messenger-platform/reference/send-api).
    longest = 2000
    unreachable, too_late, too_fast = 551, 10, 613

    def __init__(self):
        super().__init__()
        self.profile, self.pushes = {}, []

    def raw(self, person):
        return str(7_000_000_000_000_000 + person)

    # Calls, with every field that the pages give for them.

    def text_update(self, person, text, age=0, **more):
        return self.call_of(self.event(person, age) | {"message": {"mid": self.mid(), "text": text} | more})

    def press_update(self, person, payload, label, **more):
        return self.text_update(person, label, quick_reply={"payload": payload}, **more)

    def mid(self):
        """An id as long as they are in truth."""
        return f"m_{'AG5Hz2Uq7tuwNEhXfYYKj8mJEM_QPpz5jdCK48PnKAjSdjfipqxqMvK8' * 2}{next(self.numbers):08d}"

    def event(self, person, age=0):
        """An event without what happened."""
        moment = self.now(self.raw(person), age)
        return {"sender": {"id": self.raw(person)}, "recipient": {"id": PAGE}, "timestamp": int(moment * 1000)}

    def call_of(self, *events, sort="page", part="messaging", **more):
        """One call with these events."""
        return {"object": sort, "entry": [{"id": PAGE, "time": 1796000000000, part: list(events)} | more]}

    def marked_updates(self, marks):
        person = marks.account[-9:]
        url = {
            "payload": {
                "url": f"https://cdn.fbsbx.com/{marks.path}",
                "title": marks.word,
                "sticker_id": 369239263222822,
            }
        }
        place = {"coordinates": {"lat": 52.1, "long": 4.3}, "title": marks.street}
        parts = [
            {"message": {"text": f"wat zegt de wet, {marks.person}"}},
            {"message": {"text": f"help hij heeft een mes {marks.person}", "reply_to": {"mid": marks.file}}},
            {"message": {"text": f"kijk {marks.person}", "attachments": [{"type": "fallback", **url}]}},
            {"message": {"attachments": [{"type": "image", **url}]}},
            {"message": {"attachments": [{"type": "audio", **url}], "text": f"luister {marks.person}"}},
            {"message": {"attachments": [{"type": "location", "payload": place}]}},
            {"message": {"text": marks.person, "is_echo": True, "metadata": marks.header}},
            {"message": {"text": marks.person, "is_deleted": True}},
            {"message_edit": {"text": marks.person, "num_edit": 1}},
            {"postback": {"title": marks.word, "payload": "/gesprek_groet", "referral": {"ref": marks.path}}},
            {"postback": {"title": marks.word, "payload": marks.person[:60]}},
            {"reaction": {"reaction": "love", "emoji": "❤", "action": "react"}},
            {"read": {"watermark": 1796000000000}},
            {"delivery": {"mids": [marks.file], "watermark": 1796000000000}},
            {"optin": {"ref": marks.path, "user_ref": marks.word}},
            {"pass_thread_control": {"new_owner_app_id": "1", "metadata": marks.person}},
            {"message": marks.person},
            {"message": {"text": {marks.word: marks.person}}},
        ]
        parts += [
            {"message": {"text": marks.word, "quick_reply": {"payload": each}}}
            for each in ("/gesprek_menu", f"/{marks.name.lower()}", marks.person[:60])
        ]
        for part in parts:
            for inner in part.values():
                if isinstance(inner, dict):
                    inner["mid"] = f"m_{marks.file}{next(self.numbers)}"
            event = {
                "sender": {"id": person, "name": marks.name},
                "recipient": {"id": PAGE},
                "timestamp": int(self.now(person, 0) * 1000),
            }
            yield self.call_of(event | part)
        comment = {"field": "feed", "value": {"item": "comment", "message": marks.person, "from": {"name": marks.name}}}
        yield {"object": "page", "entry": [{"id": PAGE, "changes": [comment]}]}
        yield self.call_of(
            {"sender": {"id": person}, "message": {"mid": marks.file, "text": marks.person}}, part="standby"
        )
        yield [marks.person]

    # The API.

    def routes(self):
        return [
            web.post(f"/{VERSION}/me/messages", self._messages),
            web.post(f"/{VERSION}/me/messenger_profile", self._profile),
        ]

    async def _profile(self, request):
        if (refused := self.stranger(request)) is not None:
            return refused
        self.profile |= await request.json()
        return web.json_response({"result": "success"})

    async def _messages(self, request):
        body = await request.json()
        raw = body["recipient"].get("id", "")
        if raw and not raw.isdigit():
            return error(400, 100, "Parameter error: You cannot send messages to this id")
        if (refused := await self.refusal(request, body, raw)) is not None:
            return refused
        message = body["message"]
        # With a newer message the quick replies of the one before are gone.
        self.sent[:] = [(who, text, {} if who == raw else labels) for who, text, labels in self.sent]
        labels = {reply["title"]: reply["payload"] for reply in message.get("quick_replies", [])}
        self.sent.append((raw, message["text"], labels))
        self.pushes.append(body.get("notification_type"))
        return web.json_response({"recipient_id": raw, "message_id": f"m_{len(self.sent)}"})

    def wrong_with(self, body):
        """What the API would refuse, or None."""
        if (
            set(body) - {"recipient", "messaging_type", "notification_type", "message"}
            or body["messaging_type"] != "RESPONSE"
        ):
            return "a field that is unknown or not needed"
        message = body["message"]
        if set(message) - {"text", "quick_replies"} or not 0 < units(message["text"].strip()) <= 2000:
            return "length of text"
        replies = message.get("quick_replies")
        if replies is None:
            return None
        if not 1 <= len(replies) <= 13:
            return "number of quick replies"
        for reply in replies:
            if set(reply) != {"content_type", "title", "payload"} or reply["content_type"] != "text":
                return "quick reply"
            if not 0 < units(reply["title"]) <= 20 or not 0 < len(reply["payload"]) <= 1000:
                return "length of title or payload"
        return None


def units(text):
    return len(text.encode("utf-16-le")) // 2
