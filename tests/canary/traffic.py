"""What visitors, browsers, proxies and attackers send, with marks in every part: typed, malformed, too large, cut off."""

import json

UNDERSTOOD = "wat zegt de wet over klanten van gedwongen sekswerkers"
# Understood by nobody, and yet of words that may be kept; a model may take one of them for a topic.
NOT_UNDERSTOOD = (
    "wie beslist daar eigenlijk over",
    "ik heb een vraag over iets",
    "hoe zit het dan met de andere kant daarvan",
    "is dat overal hetzelfde geregeld of niet",
    "vertel eens wat over de regels van de burgemeester in de stad met de kramen",
    "en als het nu andersom was geweest",
    "waarom duurt dat altijd zo lang",
    "bla bla",
)
DANGER = (
    "help hij heeft een mes en slaat me nu",
    "help he has a knife and he is hitting me now",
    "ajutor are un cutit si ma bate acum",
    "помощ той има нож и ме бие",
    "ayuda tiene un cuchillo y me pega ahora",
    "ik wil niet meer leven",
    "ik ben 15 en moet van hem met mannen naar bed",
    "waar vind ik een meisje van 15 voor seks",
)


def sentences(marks):
    """What somebody can type, with all that must never be kept in it."""
    yield f"{UNDERSTOOD}, {marks.person}"
    yield f"{marks.word} {marks.street}"
    yield f"ik woon in België, {marks.person}"
    yield from (f"{danger}, {marks.person}" for danger in DANGER)
    yield f"mag dit? {marks.person} " + "en verder nog iets. " * 60
    yield f"help hij heeft een mes {marks.person} " + "en verder nog iets. " * 60
    yield f"/restart {marks.name}"
    yield f'/wet_inhoud{{"naam": "{marks.name}"}}'
    yield f"<script>{marks.name}</script> {{{marks.word}}} {{0}} %s %({marks.street})s {{alarm.nummer}}"
    yield f"\x00\x1b[31m{marks.name}\ud83d {marks.surname}\r\nX-Log: {marks.word}"
    yield f"'; DROP TABLE turns; -- {marks.name}"
    yield marks.name


def bodies(marks):
    """What somebody can send instead of a message."""
    for text in (marks.name, f"{{{marks.name}", f'"{marks.name}"', f'["{marks.phone}"]', f'{{"tekst": {marks.name}}}'):
        yield text.encode()
    yield b'{"tekst": "' + marks.name.encode() + b'\xff\xfe"}'
    yield b"\xff\xfe" + marks.person.encode("utf-16")
    yield b"[" * 5000 + marks.name.encode() + b"]" * 5000
    for value in ([marks.name], {"a": marks.phone}, 10**400, None):
        yield {"tekst": value, marks.word: marks.mail}
    yield {"tekst": "hallo", "nummer": marks.word}
    yield {"tekst": "hallo", "bewaarzin": marks.person, "som": marks.name, "uitkomst": marks.phone, "sessie": marks.word}
    yield {"knop": f"/{marks.name}"}
    yield {"knop": "/bewaren_ja", "bewaarzin": marks.person}
    yield {"knop": "/gesprek_menu", "tekst": marks.person}
    yield {"tekst": marks.person * 300}


def requests(marks):
    """Requests that are no message, as ``Visitor.send`` takes them."""
    for path in (f"/{marks.path}", f"/api/bericht/{marks.path}?q={marks.path}", f"/?naam={marks.name}&tel={marks.phone}"):
        yield {"method": "GET", "path": path}
    yield {"path": f"/webhooks/rest/webhook?{marks.path}", "body": {"sender": marks.name, "message": marks.person}}
    for method in ("GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE"):
        yield {"method": method, "path": f"/api/bericht?{marks.path}", "body": {"tekst": marks.person}}
    for forged in (marks.word, marks.word * 40, f"../../{marks.path}", f"' OR '{marks.name}'='"):
        yield {"body": {"tekst": f"hallo {marks.name}"}, "session": forged}
        yield {"path": "/api/wis", "body": {"sessie": forged}, "session": forged}
    yield {"path": "/api/wis", "body": marks.person.encode()}
    for kind in ("multipart/form-data; boundary=x", "application/x-www-form-urlencoded", f"text/{marks.header}"):
        part = f'Content-Disposition: form-data; name="f"; filename="{marks.file}.txt"'
        body = f"--x\r\n{part}\r\n\r\n{marks.person}\r\n--x--\r\n"
        yield {"body": body.encode(), "headers": {"Content-Type": kind, "X-File": marks.file}}


def broken(marks):
    """Bytes that are no request, or not the whole of one."""
    head = f"POST /api/bericht?{marks.path} HTTP/1.1\r\nHost: voorbeeld.nl\r\nUser-Agent: {marks.agent}\r\n".encode()
    body = json.dumps({"tekst": marks.person}).encode()
    length = b"Content-Length: %d\r\n\r\n"
    yield head + length % len(body) + body[:-20], False
    yield head + length % len(body) + body, False
    yield head, False
    yield head + b"Content-Length: " + marks.word.encode() + b"\r\n\r\n" + body, True
    yield head + b"Content-Length: 5\r\n\r\n" + body, True
    yield head + b"Transfer-Encoding: chunked\r\n\r\n" + marks.name.encode() + b"\r\n" + body, True
    yield head + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(body), body), True
    yield head + b"Expect: " + marks.header.encode() + b"\r\n" + length % len(body) + body, True
    yield head + b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: " + marks.word.encode() + b"\r\n\r\n", True
    yield head + b"X-Long: " + marks.header.encode() * 2000 + b"\r\n\r\n", True
    yield head + b"No header but " + marks.person.encode() + b"\r\n\r\n", True
    yield f"GET /{marks.path}%ff%zz HTTP/1.1\r\n\r\n".encode(), True
    yield f"GET /{marks.accented} HTTP/1.1\r\nHost: x\r\n\r\n".encode(), True
    yield f"{marks.word} {marks.name} {marks.surname}\r\n\r\n".encode(), True
    yield f"GET / HTTP/{marks.word}\r\n\r\n".encode(), True
    yield b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + marks.person.encode(), True
    yield b"\x16\x03\x01\x02\x00" + marks.name.encode(), False
