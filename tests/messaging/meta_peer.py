"""What the local servers of WhatsApp and Messenger have in common: signatures, the handshake, errors of the Graph API.

https://developers.facebook.com/docs/graph-api/webhooks/getting-started
https://developers.facebook.com/docs/graph-api/guides/error-handling
"""

import asyncio
import hashlib
import hmac
import json
import random
import time

from aiohttp import web

from tests.messaging.peers.peer import SITE, BasePeer

TOKEN = "EAAB" + "x1Y2" * 20
APP_SECRET = "0123456789abcdef" * 2
VERIFY = "woord-van-de-test_0123456789abcdef"
VERSION = "v25.0"
HEADER = "X-Hub-Signature-256"
WINDOW = 24 * 3600


def signature(body, secret=APP_SECRET, method=hashlib.sha256):
    """What Meta puts in the header, for a body in bytes."""
    return f"{method().name}=" + hmac.new(secret.encode(), body, method).hexdigest()


class MetaPeer(BasePeer):
    # Meta's calls are up to 3 MB.
    too_large = 3_400_000
    sort = ""
    # The code that Meta gives for who cannot be reached, and for too late.
    unreachable, too_late, too_fast = 0, 0, 0

    def __init__(self):
        super().__init__()
        # When each person last wrote, since Meta allows an answer for a day.
        self.wrote = {}

    def settings(self, **changes):
        prefix = f"LANTAARN_{self.name.upper()}_"
        own = {"TOKEN": TOKEN, "APP_SECRET": APP_SECRET, "VERIFY": VERIFY, "API": self.address}
        return {"LANTAARN_SITE": SITE} | {prefix + key: text for key, text in own.items()} | changes

    def signed(self, update):
        # Meta writes every sign outside of ASCII as \\u and lower-case hexadecimals, and signs it as it is written.
        body = json.dumps(update)
        return {HEADER: signature(body.encode()), "Content-Type": "application/json"}, body

    def forged(self):
        chance = random.Random(8)
        while True:
            update = self.text_update(chance.randrange(1000), "wat zegt de wet")
            headers, body = self.signed(update)
            right = headers[HEADER]
            other = json.dumps(self.text_update(chance.randrange(1000), "wat zegt het beleid"))
            yield chance.choice(
                [
                    ({}, body),
                    ({HEADER: ""}, body),
                    ({HEADER: right}, other),
                    ({HEADER: right}, body + " "),
                    ({HEADER: right}, ""),
                    ({HEADER: right}, body[:-1]),
                    ({HEADER: right.upper()}, body),
                    ({HEADER: right.replace("sha256=", "SHA256=")}, body),
                    ({HEADER: right.removeprefix("sha256=")}, body),
                    ({HEADER: right[:-1]}, body),
                    ({HEADER: right + "0"}, body),
                    ({HEADER: right[:-1] + ("0" if right[-1] != "0" else "1")}, body),
                    ({HEADER: "sha256=" + "0" * 64}, body),
                    ({HEADER: "sha256=" + "é" * 64}, body),
                    ({HEADER: "sha256=" + chance.randbytes(32).hex()}, body),
                    ({HEADER: signature(body.encode(), "f" * 32)}, body),
                    ({HEADER: signature(body.encode(), "")}, body),
                    ({HEADER: signature(body.encode(), TOKEN)}, body),
                    ({HEADER: signature(body.encode(), VERIFY)}, body),
                    # The older header, which Meta still sends along, proves nothing.
                    ({"X-Hub-Signature": signature(body.encode(), method=hashlib.sha1)}, body),
                    ({"X-Hub-Signature": right}, body),
                    ({HEADER: signature(body.encode(), method=hashlib.sha1)}, body),
                    ({"Authorization": f"Bearer {TOKEN}"}, body),
                ]
            )

    def handshake(self, **changes):
        """Ask as Meta does whether the address is ours; gives status and body. A change to None leaves a part out."""
        asked = {"hub.mode": "subscribe", "hub.challenge": "1158201444", "hub.verify_token": VERIFY}
        asked |= {f"hub.{key}": text for key, text in changes.items()}

        async def call():
            query = {key: text for key, text in asked.items() if text is not None}
            async with self._client.get(self.call_at, params=query) as response:
                return response.status, await response.text()

        return asyncio.wrap_future(asyncio.run_coroutine_threadsafe(call(), self._loop))

    def now(self, person_id, age):
        """The moment of a message, in seconds; it opens the day in which somebody may be answered."""
        moment = time.time() - age
        self.wrote[person_id] = max(moment, self.wrote.get(person_id, 0))
        return moment

    def stranger(self, request):
        """The error for who has no token, or None."""
        if TOKEN in request.path_qs:
            self.complain("the token in the address")
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return error(401, 190, "Invalid OAuth access token - Cannot parse access token")
        return None

    async def refusal(self, request, body, raw):
        """The error that is due for a message to ``raw``, or None."""
        if (refused := self.stranger(request)) is not None:
            return refused
        due = await self.fault(raw)
        if due == "broken":
            return web.Response(text="<html>Bad Gateway</html>", status=502)
        if due == 429:
            return error(429, self.too_fast, "Rate limit hit", headers={"Retry-After": "1"})
        if isinstance(due, tuple):
            return error(due[0], due[1], "Something went wrong")
        if isinstance(due, int):
            return error(due, 2, "An unexpected error has occurred. Please retry your request later.")
        if raw in self.blocked:
            return error(400, self.unreachable, "Message undeliverable")
        if raw not in self.wrote:
            self.complain("a message to somebody who never wrote")
        if time.time() - self.wrote.get(raw, 0) > WINDOW:
            return error(400, self.too_late, "More than 24 hours have passed since the recipient last wrote")
        if wrong := self.wrong_with(body):
            self.complain(wrong)
            return error(400, 100, f"Invalid parameter: {wrong}")
        return None


def error(status, code, message, sort="OAuthException", headers=None):
    """The body that the Graph API gives for an error."""
    content = {"error": {"message": f"(#{code}) {message}", "type": sort, "code": code, "fbtrace_id": "AbCdEfGhIjK"}}
    return web.json_response(content, status=status, headers=headers)
