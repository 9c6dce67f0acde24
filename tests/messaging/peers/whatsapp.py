"""WhatsApp's Cloud API as published, seen from the bot.

https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages
https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages
https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes

Checks of each message what those pages say: fields, lengths, numbers of buttons and rows, ids and titles that differ.
"""

import itertools

from aiohttp import web

from tests.messaging.meta_peer import VERSION, MetaPeer

NUMBER_ID = "106540352242922"
KNOWN = {"messaging_product", "recipient_type", "to", "recipient", "type", "text", "interactive"}


class Peer(MetaPeer):
    name = "whatsapp"
    unreachable, too_late, too_fast = 131026, 131047, 130429

    def raw(self, person):
        return str(31_610_000_000 + person)

    def settings(self, **changes):
        return super().settings(LANTAARN_WHATSAPP_NUMBER_ID=NUMBER_ID, **changes)

    # Calls, with every field that the pages give for them.

    def text_update(self, person, text, age=0, **more):
        return self.call_of(self.message(person, age) | {"type": "text", "text": {"body": text}} | more)

    def press_update(self, person, payload, label, **more):
        sort = "list_reply" if len(label) > 20 else "button_reply"
        pressed = {"type": sort, sort: {"id": payload, "title": label}}
        context = {"from": "15550783881", "id": f"wamid.{next(self.numbers)}"}
        return self.call_of(
            self.message(person) | {"type": "interactive", "interactive": pressed, "context": context} | more
        )

    def message(self, person, age=0):
        """A message without what was said; the id is as long as they are in truth."""
        moment = self.now(self.raw(person), age)
        return {
            "from": self.raw(person),
            "from_user_id": f"NL.{9_000_000 + person}",
            "id": f"wamid.HBgLMzE2MTAwMDAwMDAwFQIAEhgUM0EwMDAwMDAwMDAwMDAwMDAw{next(self.numbers):08d}AA==",
            "timestamp": str(int(moment)),
        }

    def call_of(self, *messages, number_id=NUMBER_ID, field="messages", contacts=None, **more):
        """One call with these messages."""
        contacts = contacts or [
            {"profile": {"name": "Voornaam Achternaam"}, "wa_id": "31610000000", "user_id": "NL.9000000"}
        ]
        value = {
            "messaging_product": "whatsapp",
            "metadata": {"display_phone_number": "15550783881", "phone_number_id": number_id},
            "contacts": contacts,
            "messages": list(messages),
        }
        changes = [{"value": value | more, "field": field}]
        return {"object": "whatsapp_business_account", "entry": [{"id": "102290129340398", "changes": changes}]}

    def marked_updates(self, marks):
        contacts = [
            {
                "profile": {"name": marks.name, "username": marks.word},
                "wa_id": marks.phone,
                "identity_key_hash": marks.file,
            }
        ]
        number = f"31{marks.account[-9:]}"
        file = {
            "mime_type": "image/jpeg",
            "sha256": marks.file,
            "id": marks.file,
            "url": f"https://lookaside.fbsbx.com/{marks.path}",
        }
        place = {"latitude": 52.1, "longitude": 4.3, "name": marks.name, "address": marks.street}
        card = {"name": {"formatted_name": marks.name, "last_name": marks.surname}, "phones": [{"phone": marks.phone}]}
        parts = [
            {"type": "text", "text": {"body": f"wat zegt de wet, {marks.person}"}},
            {
                "type": "text",
                "text": {"body": f"help hij heeft een mes {marks.person}"},
                "context": {"from": marks.phone},
            },
            {"type": "image", "image": file | {"caption": f"kijk {marks.person}"}},
            {"type": "audio", "audio": file | {"voice": True}},
            {"type": "document", "document": file | {"filename": f"{marks.file}.pdf"}},
            {"type": "contacts", "contacts": [card]},
            {"type": "location", "location": place},
            {"type": "text", "text": {"body": "hallo"}, "referral": {"source_url": marks.path, "headline": marks.word}},
            {"type": "button", "button": {"payload": marks.person, "text": f"meer {marks.person}"}},
            {"type": "unsupported", "errors": [{"code": 131051, "title": marks.word}]},
            {"type": "reaction", "reaction": {"message_id": marks.file, "emoji": "👍"}},
            {"type": "system", "system": {"body": f"{marks.name} changed to {marks.phone}", "wa_id": marks.phone}},
            {
                "type": "edit",
                "edit": {
                    "original_message_id": marks.file,
                    "message": {"type": "text", "text": {"body": marks.person}},
                },
            },
            {"type": "interactive", "interactive": {"type": "nfm_reply", "nfm_reply": {"body": marks.person}}},
            {"type": marks.word, marks.word: {"body": marks.person}},
            {"type": "text", "text": marks.person},
        ]
        presses = ("/gesprek_menu", f"/{marks.name.lower()}", marks.person[:60])
        parts += [
            {
                "type": "interactive",
                "interactive": {"type": "list_reply", "list_reply": {"id": each, "title": marks.word}},
            }
            for each in presses
        ]
        for part in parts:
            own = {"from": number, "from_user_id": f"NL.{marks.number}", "from_logical_id": marks.header}
            own |= {"id": f"wamid.{marks.file}{next(self.numbers)}", "timestamp": str(int(self.now(number, 0)))}
            yield self.call_of(own | part, contacts=contacts)
        status = {"id": f"wamid.{marks.file}", "status": "read", "recipient_id": marks.phone, "timestamp": "1796000000"}
        yield self.call_of(statuses=[status])
        yield {"object": "whatsapp_business_account", "entry": [{"id": marks.word, "changes": marks.person}]}
        yield [marks.person]

    # The API.

    def routes(self):
        return [web.post(f"/{VERSION}/{NUMBER_ID}/messages", self._messages)]

    async def _messages(self, request):
        body = await request.json()
        raw = body.get("to") or self._number_of(body.get("recipient", ""))
        if (refused := await self.refusal(request, body, raw)) is not None:
            return refused
        self.sent.append((raw, *shown(body)))
        answer = {"messaging_product": "whatsapp", "contacts": [{"input": raw, "wa_id": raw}]}
        return web.json_response(answer | {"messages": [{"id": f"wamid.{len(self.sent)}"}]})

    def _number_of(self, hidden):
        return self.raw(int(hidden.removeprefix("NL.")) - 9_000_000) if hidden.startswith("NL.") else hidden

    def wrong_with(self, body):
        """What the API would refuse, or None."""
        if (
            set(body) - KNOWN
            or body.get("messaging_product") != "whatsapp"
            or body.get("recipient_type") != "individual"
        ):
            return "a field that is unknown or not needed"
        if ("to" in body) == ("recipient" in body):
            return "one recipient"
        if body["type"] == "text":
            text = body["text"]
            if set(text) != {"body", "preview_url"} or text["preview_url"] is not False:
                return "text"
            return None if 0 < units(text["body"].strip()) <= 4096 else "length of text"
        return wrong_with_interactive(body["interactive"]) if body["type"] == "interactive" else "type"


def wrong_with_interactive(message):
    text, action = message["body"]["text"], message["action"]
    if message["type"] == "button":
        replies = [button["reply"] for button in action["buttons"]]
        if any(button["type"] != "reply" for button in action["buttons"]) or not 1 <= len(replies) <= 3:
            return "number of buttons"
        most, most_text, most_id = 20, 1024, 256
    elif message["type"] == "list":
        replies = list(itertools.chain.from_iterable(section["rows"] for section in action["sections"]))
        if not 1 <= len(replies) <= 10 or not 0 < units(action["button"]) <= 20:
            return "number of rows"
        most, most_text, most_id = 24, 4096, 200
    else:
        return "type of interactive"
    if not 0 < units(text.strip()) <= most_text:
        return "length of text"
    if not all(set(reply) == {"id", "title"} and 0 < units(reply["title"]) <= most for reply in replies):
        return "length of title"
    if not all(0 < len(reply["id"]) <= most_id and reply["id"] == reply["id"].strip() for reply in replies):
        return "id"
    different = all(len({reply[part] for reply in replies}) == len(replies) for part in ("id", "title"))
    return None if different else "the same twice"


def shown(body):
    """Text and labels of a message, as somebody sees them."""
    if body["type"] == "text":
        return body["text"]["body"], {}
    message = body["interactive"]
    buttons = [button["reply"] for button in message["action"].get("buttons", [])]
    rows = [row for section in message["action"].get("sections", []) for row in section["rows"]]
    return message["body"]["text"], {reply["title"]: reply["id"] for reply in buttons + rows}


def units(text):
    return len(text.encode("utf-16-le")) // 2
