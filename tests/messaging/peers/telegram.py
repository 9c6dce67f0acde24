"""Telegram's Bot API as published, seen from the bot: https://core.telegram.org/bots/api

Checks what that page says of each call: the token in the address, lengths of text and callback data, the fields of an
inline keyboard, one way of getting updates at a time. Errors are objects with ``ok``, ``error_code`` and
``description``.
"""

import asyncio
import json
import random
import re
import string
import time

from aiohttp import web

from tests.messaging.peers.peer import SITE, BasePeer

TOKEN = "123456:" + "A" * 35
SECRET = "geheim-van-de-test_0123456789abcdef"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
PROFILE = {"first_name": "Voornaam", "last_name": "Achternaam", "username": "gebruiker", "language_code": "nl"}
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


class Peer(BasePeer):
    name = "telegram"

    def __init__(self):
        super().__init__()
        self.webhook, self.acknowledged, self.left, self.silent = None, [], [], []
        self.pending, self._polling = [], False
        self._new = None

    def settings(self, **changes):
        own = {
            "LANTAARN_SITE": SITE,
            "LANTAARN_TELEGRAM_TOKEN": TOKEN,
            "LANTAARN_TELEGRAM_SECRET": SECRET,
            "LANTAARN_TELEGRAM_API": self.address,
        }
        return own | changes

    # Updates, with every field that the page gives for them.

    def text_update(self, person, text, edited=False, age=0, kind="private", **more):
        message = self._message(person, age, kind) | {"text": text} | more
        if edited:
            message["edit_date"] = message["date"]
        return {"update_id": next(self.numbers), "edited_message" if edited else "message": message}

    def press_update(self, person, payload, label, **more):
        query = {
            "id": str(10**17 + next(self.numbers)),
            "from": self._user(person),
            "chat_instance": "-1122334455667788",
            "message": self._message(person)
            | {"from": {"id": 1, "is_bot": True, "first_name": "Bot"}, "text": "keuzes"},
            "data": payload,
        }
        return {"update_id": next(self.numbers), "callback_query": query | more}

    def marked_updates(self, marks):
        chat = {"id": int(marks.account[-9:]), "type": "private", "first_name": marks.name, "username": marks.word}
        sender = {"id": chat["id"], "is_bot": False, "first_name": marks.name, "last_name": marks.surname}
        sender |= {"username": marks.word, "language_code": marks.header}
        message = {"message_id": 1, "from": sender, "chat": chat, "date": int(time.time())}
        file = {"file_id": marks.file, "file_unique_id": marks.file, "file_name": f"{marks.file}.jpg"}
        extras = [
            {"text": f"wat zegt de wet, {marks.person}"},
            {
                "text": f"help hij heeft een mes {marks.person}",
                "forward_origin": {"type": "hidden_user", "sender_user_name": marks.name},
            },
            {"photo": [file | {"width": 1, "height": 1}], "caption": f"kijk {marks.person}"},
            {"voice": file | {"duration": 3}},
            {"contact": {"phone_number": marks.phone, "first_name": marks.name, "user_id": 5}},
            {"venue": {"location": {"latitude": 52.1, "longitude": 4.3}, "title": marks.name, "address": marks.street}},
            {"text": "hallo", "reply_to_message": message | {"text": marks.person}},
            {"text": f"/start {marks.path}"},
            {
                "text": f"wie is {marks.name}",
                "entities": [{"type": "text_mention", "offset": 0, "length": 3, "user": sender}],
            },
        ]
        for extra in extras:
            number = next(self.numbers)
            yield {"update_id": number, "message": message | extra | {"message_id": number}}
        yield {
            "update_id": next(self.numbers),
            "edited_message": message | {"text": marks.person, "edit_date": message["date"]},
        }
        group = {"id": -int(marks.account[-9:]), "type": "supergroup", "title": marks.surname, "username": marks.path}
        yield {"update_id": next(self.numbers), "message": message | {"chat": group, "text": marks.person}}
        query = {"id": marks.account[-9:], "from": sender, "message": message, "chat_instance": marks.word}
        for data in ("/gesprek_menu", f"/{marks.name.lower()}", marks.person[:60]):
            yield {"update_id": next(self.numbers), "callback_query": query | {"data": data}}
        yield {"update_id": next(self.numbers), "message": {"wat": marks.person}}
        yield {"update_id": marks.word, "message": message}
        yield [marks.person]

    def signed(self, update):
        return {HEADER: SECRET, "Content-Type": "application/json"}, json.dumps(update)

    def forged(self):
        chance = random.Random(8)
        signs = string.ascii_letters + string.digits + "_-"
        while True:
            body = json.dumps(self.text_update(chance.randrange(1000), "wat zegt de wet"))
            guess = chance.choice(
                [
                    None,
                    "",
                    "".join(chance.choices(signs, k=chance.randrange(1, 60))),
                    SECRET[:-1],
                    SECRET + chance.choice(signs),
                    SECRET.upper(),
                    SECRET[::-1],
                    " " + SECRET[1:],
                    SECRET.replace(chance.choice(SECRET), "é"),
                    TOKEN,
                ]
            )
            name = chance.choice(
                [HEADER, HEADER, HEADER, "X-Telegram-Bot-Api-Secret", "Authorization", "X-Hub-Signature-256"]
            )
            if guess == SECRET:
                continue
            yield (
                ({} if guess is None else {name: guess}),
                chance.choice([body, body, body[:-5], "", "[]", "\x00" * 50]),
            )

    # The API.

    def routes(self):
        return [web.post("/bot{token}/{method}", self._called)]

    async def _called(self, request):
        if request.match_info["token"] != TOKEN:
            return _error(401, "Unauthorized")
        method = getattr(self, f"_on_{request.match_info['method']}", None)
        if method is None:
            self.complain(f"method {request.match_info['method']}")
            return _error(404, "Not Found")
        return await method(await request.json())

    async def _on_sendMessage(self, body):
        raw = str(body.get("chat_id"))
        due = await self.fault(raw)
        if due == "broken":
            return web.Response(text="<html>Bad Gateway</html>", status=502)
        if due == 429:
            return _error(429, "Too Many Requests: retry after 1", {"retry_after": 1})
        if isinstance(due, int):
            return _error(due, "Internal Server Error")
        if raw in self.blocked:
            return _error(403, "Forbidden: bot was blocked by the user")
        wrong = self._wrong_with(body)
        if wrong:
            self.complain(wrong)
            return _error(400, f"Bad Request: {wrong}")
        rows = (body.get("reply_markup") or {}).get("inline_keyboard") or []
        labels = {button["text"]: button["callback_data"] for row in rows for button in row}
        self.sent.append((raw, body["text"], labels))
        self.silent.append(body.get("disable_notification") is True)
        return _fine({"message_id": len(self.sent), "date": int(time.time()), "chat": {"id": body["chat_id"]}})

    def _wrong_with(self, body):
        known = {"chat_id", "text", "reply_markup", "disable_notification", "link_preview_options"}
        if set(body) - known:
            return "a field that this bot does not need"
        if not isinstance(body.get("chat_id"), int):
            return "chat not found"
        text = body.get("text")
        if not isinstance(text, str) or not text.strip():
            return "message text is empty"
        if len(text.encode("utf-16-le")) // 2 > 4096:
            return "message is too long"
        for row in (body.get("reply_markup") or {}).get("inline_keyboard", []):
            for button in row:
                if set(button) != {"text", "callback_data"} or not button["text"]:
                    return "inline keyboard button must have exactly one of the optional fields"
                if not 1 <= len(button["callback_data"].encode()) <= 64:
                    return "BUTTON_DATA_INVALID"
        return None

    async def _on_answerCallbackQuery(self, body):
        self.acknowledged.append(body["callback_query_id"])
        return _fine(True)

    async def _on_leaveChat(self, body):
        self.left.append(str(body["chat_id"]))
        return _fine(True)

    async def _on_setWebhook(self, body):
        secret = body.get("secret_token", "")
        if not _SECRET.fullmatch(secret):
            return _error(400, "Bad Request: secret token contains unallowed characters")
        if not body["url"].startswith("https://"):
            return _error(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
        self.webhook = body
        return _fine(True)

    async def _on_deleteWebhook(self, body):
        self.webhook = None
        return _fine(True)

    async def _on_getUpdates(self, body):
        if self.webhook:
            return _error(409, "Conflict: can't use getUpdates method while webhook is active")
        if self._polling:
            return _error(409, "Conflict: terminated by other getUpdates request")
        self._polling = True
        try:
            due = await self.fault("getUpdates")
            if isinstance(due, int):
                return _error(due, "Bad Gateway", {"retry_after": 1} if due == 429 else None)
            self.pending = [update for update in self.pending if update["update_id"] >= body.get("offset", 0)]
            end = time.monotonic() + min(body.get("timeout", 0), 2)
            while not self.pending and time.monotonic() < end:
                await asyncio.sleep(0.01)
            return _fine(self.pending[: body.get("limit", 100)])
        finally:
            self._polling = False

    def deliver(self, update):
        """To the webhook where there is one, else it waits to be asked for."""
        if self.call_at:
            super().deliver(update)
        else:
            self._loop.call_soon_threadsafe(self.pending.append, update)

    def _message(self, person, age=0, kind="private"):
        chat = {"id": int(self.raw(person)), "type": kind}
        chat |= (
            {"title": "Een groep"} if kind != "private" else {k: v for k, v in PROFILE.items() if k != "language_code"}
        )
        number = next(self.numbers)
        return {"message_id": number, "from": self._user(abs(person)), "chat": chat, "date": int(time.time() - age)}

    def _user(self, person):
        return {"id": int(self.raw(person)), "is_bot": False, **PROFILE}


def _fine(result):
    return web.json_response({"ok": True, "result": result})


def _error(status, description, parameters=None):
    body = {"ok": False, "error_code": status, "description": description}
    return web.json_response(body | ({"parameters": parameters} if parameters else {}), status=status)
