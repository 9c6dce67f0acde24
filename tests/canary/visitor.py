"""A visitor who types and brings along marks, and behaves in every way that a browser, a proxy or an attacker can."""

import contextlib
import http.client
import itertools
import json
import os
import socket

from lantaarn.channels.flood import starts_with_zeros
from tests.canary import search
from tests.canary.forms import fill_in
from tests.canary.server import until
from tests.canary.traffic import NOT_UNDERSTOOD, UNDERSTOOD, bodies, broken, requests, sentences


class Reply:
    """What came back; ``echoes`` is what of the marks is in it."""

    def __init__(self, status, headers, body, marks):
        self.status, self.session = status, headers.get("X-Sessie") or ""
        self.json = json.loads(body) if body.strip().startswith(b"{") else {}
        shown = [(name, value) for name, value in headers.items() if name.lower() != "x-sessie"]
        marks.received(self.session)
        self.echoes = search.in_bytes(str(shown).encode() + body, marks.own)


class Visitor:
    """Sends over connections of its own, from an address of its own."""

    def __init__(self, port, marks):
        self.port, self.marks, self.session = port, marks, None
        self.echoes, self.forms, self._count = [], 0, itertools.count()

    def connect(self):
        """A connection from an address that nobody else has, where the machine has such."""
        try:
            return socket.create_connection(("127.0.0.1", self.port), 20, source_address=(self.marks.address, 0))
        except OSError:
            return socket.create_connection(("127.0.0.1", self.port), 20)

    def send(self, body=b"", method="POST", path="/api/bericht", session=None, headers=None):
        if not isinstance(body, bytes):
            self.marks.said(str(body.get("tekst")))
            body = json.dumps(body).encode()
        sent = self.marks.brought(session) | {"Content-Type": "application/json"} | (headers or {})
        reply = Reply(*self.request(method, path, body, sent), self.marks)
        self.echoes += reply.echoes
        return reply

    def request(self, method, path, body, headers):
        """Status, headers and body of what comes back."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        connection.sock = self.connect()
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            return response.status, response.headers, response.read()
        finally:
            connection.close()

    def say(self, text, **more):
        """A sentence in the visitor's own conversation; sets to work on the sum where the server asks for one."""
        return self._in_conversation({"tekst": text, **more})

    def press(self, button, **more):
        return self._in_conversation({"knop": button, **more})

    def _in_conversation(self, body):
        # As the page does: every message has a number, by which the server knows one that is sent again.
        body = {**body, "nummer": f"{self.marks.number}{next(self._count):08x}"}
        reply = self.send(body, session=self.session)
        if reply.status == 428:
            asked = reply.json["som"]
            solved = next(str(n) for n in itertools.count() if starts_with_zeros(asked["zout"], str(n), asked["nullen"]))
            reply = self.send({**body, "som": asked["zout"], "uitkomst": solved}, session=self.session)
        self.session = reply.session or self.session
        return reply

    def begin_anew(self):
        self.session = None

    def be_asked_for(self):
        """Say what is not understood, in one new conversation after another, until the bot asks to keep it."""
        for sentence in NOT_UNDERSTOOD:
            self.begin_anew()
            reply = self.say(f"{sentence}, ik heet {self.marks.name} en mijn nummer is {self.marks.phone}")
            if "bewaarzin" in reply.json:
                assert reply.json["bewaarzin"] == f"{sentence}, ik heet [naam] en mijn nummer is [telefoon]"
                return sentence, reply.json["bewaarzin"]
        raise AssertionError("the bot understood everything, or never asked")

    def as_bytes(self, text):
        """A message as it goes over the line, for who wants to be cut off."""
        body = json.dumps({"tekst": text}).encode()
        brought = self.marks.brought(self.session) | {"Host": "voorbeeld.nl", "Content-Length": len(body)}
        head = ["POST /api/bericht HTTP/1.1", *(f"{name}: {value}" for name, value in brought.items()), "", ""]
        return "\r\n".join(head).encode() + body

    def throw(self, data, answered=True):
        """Bytes as they are; gives what comes back, or nothing when the visitor is gone before that."""
        with self.connect() as connection, contextlib.suppress(OSError):
            connection.sendall(data)
            if answered:
                connection.settimeout(2)
                got = connection.recv(1 << 16)
                self.echoes += search.in_bytes(got, self.marks.own)
                return got
        return b""


def converse(visitor):
    """Everything that can be typed."""
    for sentence in sentences(visitor.marks):
        visitor.begin_anew()
        visitor.say(sentence)
        visitor.say(f"en {UNDERSTOOD}, zegt {visitor.marks.name}")
        visitor.press("/gesprek_menu")
    visitor.forms += fill_in(visitor, list(sentences(visitor.marks)))


def visit(visitor):
    """Everything else that can be sent as well."""
    converse(visitor)
    for body in bodies(visitor.marks):
        visitor.send(body)
    for request in requests(visitor.marks):
        visitor.send(**request)
    for data, answered in broken(visitor.marks):
        visitor.throw(data, answered)
    visitor.send(path="/api/wis", session=visitor.session)
    visitor.begin_anew()


def cut_off(server, marks, fault, how):
    """End the server while an answer hangs; it may not leave a copy of its memory."""
    visitor = Visitor(server.port, marks)
    visitor.say("hallo")
    server.look_from_here()
    server.tell(f"on {fault}")
    with visitor.connect() as connection:
        connection.sendall(visitor.as_bytes(f"{UNDERSTOOD}, {marks.person}"))
        assert until(lambda: int(server.tell("struck")))
        status = server.stop(how)
    assert not os.WCOREDUMP(status)
