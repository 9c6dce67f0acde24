"""The daemon of signal-cli, as ``signal-cli daemon --http --receive-mode on-connection`` is published.

The two addresses and the shape of calls: https://github.com/AsamK/signal-cli/blob/master/man/signal-cli-jsonrpc.5.adoc
Of the same repository HttpServerHandler.java (statuses, keep-alive), JsonMessageEnvelope.java and the records that it
names (events), SignalJsonRpcCommandHandler.java (error codes), JsonSendMessageResult.java (what became of a message).

Nobody calls us here: events wait until somebody listens, as they do at Signal as long as nobody listens to the daemon.
"""

import asyncio
import base64
import json
import random
import re
import time
from collections import deque

from aiohttp import web

from tests.messaging.peers.peer import SITE, BasePeer

ACCOUNT = "+31612345678"
PROFILE = {"sourceName": "Voornaam Achternaam", "sourceDevice": 1}
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
FIELDS = {
    "send": {"account", "recipient", "groupId", "message", "noUrgent"},
    "updateContact": {"account", "recipient", "expiration"},
    "quitGroup": {"account", "groupId", "delete"},
}
USER_ERROR, UNTRUSTED, RATE_LIMIT, INTERNAL = -1, -4, -5, -32603


class Peer(BasePeer):
    name = "signal"
    calls = False
    longest = 1000

    def __init__(self):
        super().__init__()
        self.timers, self.left, self.urgent, self.listened = [], [], [], 0
        # Faults of the events: a status, or "gone" for a daemon that is not there.
        self.deaf = []
        self.keep_alive = 0.1
        self._waiting, self._last, self._stream = deque(), 0, None

    def settings(self, **changes):
        own = {
            "LANTAARN_SITE": SITE,
            "LANTAARN_SIGNAL_DAEMON": self.address,
            "LANTAARN_SIGNAL_ACCOUNT": ACCOUNT,
        }
        return own | changes

    def raw(self, person):
        return f"6a1f0c3e-5b7d-4e21-9c84-{person:012d}"

    def group(self, number):
        """The id of a group, as signal-cli writes it."""
        return base64.b64encode(f"groep{number:027d}".encode()).decode()

    # Events, with every field that signal-cli gives.

    def text_update(self, person, text, edited=False, age=0, group=None, **more):
        message = {"message": text, "expiresInSeconds": 0, "isExpirationUpdate": False, "viewOnce": False}
        if group is not None:
            message["groupInfo"] = {
                "groupId": self.group(group), "groupName": "Onze groep", "revision": 3, "type": "DELIVER"
            }  # fmt: skip
        return self.event(person, message | more, edited, age)

    def event(self, person, message, edited=False, age=0):
        """What comes when somebody sends this; ``message`` may be empty, for what has none."""
        envelope = self.envelope(self.raw(person), age)
        if edited:
            target = envelope["timestamp"] - 5000
            inside = message | {"timestamp": envelope["timestamp"]}
            envelope["editMessage"] = {"targetSentTimestamp": target, "dataMessage": inside}
        else:
            envelope["dataMessage"] = {"timestamp": envelope["timestamp"], **message}
        return {"account": ACCOUNT, "envelope": envelope}

    def envelope(self, account, age=0, number="+31687654321"):
        # Signal knows a message by who sent it and when, so no two are sent in one millisecond.
        self._last = max(self._last + 1, int(time.time() * 1000))
        sent = self._last - int(age * 1000)
        who = {"source": number, "sourceNumber": number, "sourceUuid": account}
        when = {"timestamp": sent, "serverReceivedTimestamp": sent + 40, "serverDeliveredTimestamp": self._last + 90}
        return who | PROFILE | when

    def press_update(self, person, payload, label, **more):
        return None

    def marked_updates(self, marks):
        account, number = f"6a1f0c3e-5b7d-4e21-9c84-000{marks.account[-9:]}", f"+31{marks.phone[1:]}"

        def event(**parts):
            envelope = self.envelope(account, number=number) | {"sourceName": f"{marks.name} {marks.surname}"}
            return {"account": ACCOUNT, "envelope": envelope | parts}

        def message(text=None, **parts):
            return event(dataMessage={"timestamp": 1, "message": text, "expiresInSeconds": 0, **parts})

        file = {"contentType": "image/jpeg", "filename": f"{marks.file}.jpg", "id": marks.file, "size": 5}
        person = {"author": number, "authorNumber": number, "authorUuid": account, "name": marks.name}
        yield message(f"wat zegt de wet, {marks.person}")
        yield message(f"help hij heeft een mes {marks.person}")
        yield message(f"kijk {marks.person}", attachments=[file | {"caption": marks.word}])
        yield message(attachments=[file | {"contentType": "audio/aac"}], viewOnce=True)
        yield message(sticker={"packId": marks.number, "stickerId": 3})
        yield message(contacts=[{"name": {"display": marks.name}, "phone": [{"value": marks.phone, "type": "MOBILE"}]}])
        yield message(f"{marks.name}\n{marks.street}\nhttps://maps.google.com/maps?q=52.1%2C4.3", attachments=[file])
        yield message("hallo", quote={"id": 1, "text": marks.person, "attachments": [], **person})
        yield message("hallo daar", mentions=[person | {"start": 0, "length": 1}], previews=[{"title": marks.word}])
        yield message(reaction={"emoji": "👍", "targetAuthor": number, "targetAuthorUuid": account, "isRemove": False})
        yield message(pollCreate={"question": marks.person, "options": [marks.word]})
        yield event(editMessage={"targetSentTimestamp": 1, "dataMessage": {"timestamp": 2, "message": marks.person}})
        group = base64.b64encode(marks.number.encode()).decode()
        yield message(marks.person, groupInfo={"groupId": group, "groupName": marks.surname, "type": "DELIVER"})
        yield event(receiptMessage={"when": 1, "isRead": True, "timestamps": [1]})
        yield event(typingMessage={"action": "STARTED", "timestamp": 1})
        yield event(callMessage={"offerMessage": {"id": 5, "opaque": marks.word}})
        yield event(storyMessage={"textAttachment": {"text": marks.person}})
        yield event(syncMessage={"sentMessage": {"destination": number, "message": marks.person}})
        yield event() | {"exception": {"message": marks.person, "type": "UntrustedIdentityException"}}
        # Of somebody else, since after this nothing more is sent to them.
        deleted = message(remoteDelete={"timestamp": 1})
        deleted["envelope"]["sourceUuid"] = account.replace("-9c84-", "-9c85-")
        yield deleted
        yield {"account": ACCOUNT, "envelope": {"sourceUuid": marks.word, "dataMessage": {"message": marks.person}}}
        yield {"account": marks.phone, "envelope": [marks.person]}
        yield [marks.person]

    def signed(self, update):
        return {}, json.dumps(update)

    def forged(self):
        """Lines that no daemon sends, or not for our account."""
        chance = random.Random(8)
        while True:
            good = self.text_update(chance.randrange(1000), "wat zegt de wet")
            envelope = good["envelope"]
            other = chance.choice(
                [
                    good | {"account": "+31600000000"},
                    {"envelope": envelope},
                    {"account": ACCOUNT},
                    good | {"envelope": envelope | {"sourceUuid": chance.choice(["../x", "a" * 400, 5, {"a": 1}])}},
                    good | {"envelope": envelope | {"timestamp": None}},
                    good | {"envelope": envelope | {"dataMessage": [envelope]}},
                ]
            )
            body = json.dumps(other)
            yield {}, chance.choice([body, body[:-5], "", "[]", "[" * 5000, "\x00" * 50, "x" * 2_000_000])

    def throw(self, headers, body):
        """One event with this for its data."""
        data = body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass")
        self._loop.call_soon_threadsafe(self._waiting.append, (data.replace(b"\n", b" "), False))

    def deliver(self, update):
        data = json.dumps(update, ensure_ascii=False).encode()
        self._loop.call_soon_threadsafe(self._waiting.append, (data, True))

    def hang_up(self):
        """Break the connection of who listens now."""
        self._loop.call_soon_threadsafe(self._stream.transport.abort)

    # The API.

    def routes(self):
        return [
            web.get("/api/v1/events", self._events),
            web.post("/api/v1/rpc", self._rpc),
            web.get("/api/v1/check", lambda request: web.Response()),
        ]

    async def _events(self, request):
        due = self.deaf.pop(0) if self.deaf else None
        if due == "gone":
            request.transport.abort()
        if isinstance(due, int):
            return web.Response(status=due)
        if request.query.get("account") != ACCOUNT:
            self.complain("events of another account")
            return web.Response(status=400)
        stream = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await stream.prepare(request)
        self._stream = request
        self.listened += 1
        alive = time.monotonic()
        while not (self._stopped.is_set() or request.transport is None or request.transport.is_closing()):
            if self._waiting:
                data, counted = self._waiting.popleft()
                await stream.write(b"event:receive\ndata:" + data + b"\n\n")
                if counted:
                    self.deliveries.append(200)
            elif time.monotonic() - alive > self.keep_alive:
                await stream.write(b":\n")
                alive = time.monotonic()
            else:
                await asyncio.sleep(0.005)
        return stream

    async def _rpc(self, request):
        if not request.headers.get("Content-Type", "").startswith("application/json"):
            self.complain("Content-Type")
            return web.Response(status=415)
        call = await request.json()
        method, params = call.get("method"), call.get("params") or {}
        if call.get("jsonrpc") != "2.0" or not isinstance(call.get("id"), int) or method not in FIELDS:
            self.complain("no call of JSON-RPC")
            return _answer(call, error={"code": -32601, "message": "Method not implemented", "data": None})
        if set(params) - FIELDS[method]:
            self.complain("a field that this bot does not need")
        if params.get("account") != ACCOUNT:
            return _answer(call, error={"code": -32602, "message": "Specified account does not exist", "data": None})
        return await getattr(self, f"_on_{method}")(call, params)

    async def _on_send(self, call, params):
        (raw,) = params["recipient"] if "recipient" in params else [params["groupId"]]
        due = await self.fault(raw)
        if due == "broken":
            return web.Response(text="<html>Bad Gateway</html>", status=502)
        if due == 429:
            return self._failed(call, raw, "RATE_LIMIT_FAILURE", RATE_LIMIT, retryAfterSeconds=1)
        if due == 502:
            return self._failed(call, raw, "NETWORK_FAILURE")
        if due == 500:
            return _answer(call, error={"code": INTERNAL, "message": f"Failed to send message: {raw}", "data": None})
        if due:
            return self._failed(call, raw, *due)
        if raw in self.blocked:
            return self._failed(call, raw, "UNREGISTERED_FAILURE")
        text = params.get("message")
        if not isinstance(text, str) or not text:
            self.complain("Sending empty message is not allowed")
        elif len(text.encode()) > 2000:
            self.complain("a message that becomes an attachment")
        if "recipient" in params and not UUID.fullmatch(raw):
            self.complain("Invalid recipient")
        self.sent.append((raw, text, {}))
        self.urgent.append(not params.get("noUrgent"))
        return _answer(call, result={"timestamp": int(time.time() * 1000), "results": [self._result(raw, "SUCCESS")]})

    async def _on_updateContact(self, call, params):
        due = await self.fault(f"timer {params['recipient']}")
        if due:
            return _answer(
                call, error={"code": due, "message": f"Update contact error: {params['recipient']}", "data": None}
            )
        self.timers.append((params["recipient"], params["expiration"], len(self.heard_by(params["recipient"]))))
        return _answer(call, result={})

    async def _on_quitGroup(self, call, params):
        self.left.append((params["groupId"], params["delete"]))
        return _answer(call, result={"timestamp": 1, "results": []})

    def heard_by(self, raw):
        """The texts that a raw id got."""
        return [text for to, text, _ in self.sent if to == raw]

    def _result(self, raw, sort, **more):
        return {"recipientAddress": {"uuid": raw, "number": "+31687654321", "username": None}, "type": sort, **more}

    def _failed(self, call, raw, sort, code=USER_ERROR, **more):
        results = [self._result(raw, sort, **more)]
        data = {"response": {"timestamp": 1, "results": results}}
        return _answer(call, error={"code": code, "message": f"Failed to send message to {raw}", "data": data})


def _answer(call, **part):
    return web.json_response({"jsonrpc": "2.0", **part, "id": call.get("id")})
