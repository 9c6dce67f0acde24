import asyncio
import datetime as dt
import gzip
import ssl

import pytest
import pytest_asyncio
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from lantaarn.messaging import caller as module
from lantaarn.messaging.app import LaterError
from lantaarn.messaging.caller import MAX_ANSWER, Caller

pytestmark = pytest.mark.asyncio
TOKEN = "123456:geheimgeheimgeheimgeheimgeheimgeheim"


class Api:
    """A server with a few bad habits; ``seen`` are the headers and bodies that it got."""

    def __init__(self):
        self.seen = []

    async def fine(self, request):
        self.seen.append((dict(request.headers), await request.text()))
        response = web.json_response({"ok": True})
        response.set_cookie("volg", "mij")
        return response

    async def elsewhere(self, request):
        raise web.HTTPFound("/fine")

    async def large(self, request):
        return web.Response(body=b'"' + b"x" * MAX_ANSWER + b'"')

    async def bomb(self, request):
        packed = gzip.compress(b"x" * 5_000_000)
        return web.Response(body=packed, headers={"Content-Encoding": "gzip"})

    async def slow(self, request):
        await asyncio.sleep(5)

    async def text(self, request):
        return web.Response(text="<html>Bad Gateway", status=502)

    async def listing(self, request):
        return web.json_response([1, 2])

    async def serve(self, secure=None):
        app = web.Application()
        for name in ("fine", "elsewhere", "large", "bomb", "slow", "text", "listing"):
            app.router.add_route("*", f"/{name}", getattr(self, name))
        self.runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self.runner.setup()
        site = web.TCPSite(self.runner, "127.0.0.1", 0, ssl_context=secure)
        await site.start()
        return site._server.sockets[0].getsockname()[1]


@pytest_asyncio.fixture
async def api():
    made = Api()
    made.port = await made.serve()
    yield made
    await made.runner.cleanup()


@pytest_asyncio.fixture
async def caller(api):
    made = Caller(f"http://127.0.0.1:{api.port}")
    yield made
    await made.close()


async def test_an_object_goes_out_and_comes_back(api, caller):
    answered = await caller.post("/fine", {"tekst": "hé"}, headers={"X-Eigen": "1"})
    assert (answered.status, answered.content) == (200, {"ok": True})
    headers, body = api.seen[0]
    assert headers["Content-Type"] == "application/json" and headers["X-Eigen"] == "1"
    assert (await caller.get("/fine")).status == 200


async def test_a_call_does_not_say_what_software_this_is_and_brings_no_cookie_back(api, caller):
    for _ in range(2):
        await caller.get("/fine")
    assert all("User-Agent" not in headers and "Cookie" not in headers for headers, _ in api.seen)


async def test_a_redirect_is_not_followed(api, caller):
    assert (await caller.post("/elsewhere", {})).status == 302
    assert api.seen == []


@pytest.mark.parametrize("path", ["/large", "/slow"])
async def test_an_answer_that_is_too_large_or_too_slow_is_none(caller, path):
    with pytest.raises(LaterError):
        await caller.post(path, {}, patience=0.3)


async def test_a_packed_answer_is_not_unpacked(caller):
    answered = await caller.get("/bomb")
    assert answered.content == {}


async def test_an_answer_that_is_no_object_has_its_status_only(caller):
    answered = await caller.get("/text")
    assert (answered.status, answered.content) == (502, {})
    assert (await caller.get("/listing")).content == {}


async def test_a_proxy_of_the_environment_is_not_used(caller, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert (await caller.get("/fine")).status == 200


async def test_nobody_at_home_is_later_and_the_error_names_no_address():
    caller = Caller("http://127.0.0.1:1")
    with pytest.raises(LaterError) as caught:
        await caller.post(f"/bot{TOKEN}/sendMessage", {"chat_id": 5})
    await caller.close()
    assert TOKEN not in str(caught.value) and caught.value.__cause__ is None and caught.value.__suppress_context__


async def test_what_came_back_shows_nothing(caller):
    assert "ok" not in repr(await caller.get("/fine"))


def certificate(folder, name):
    """A certificate that nobody vouches for, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.timezone.utc)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "cert.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.mark.parametrize(
    ("name", "trusted", "reached"),
    [("localhost", True, True), ("localhost", False, False), ("iemand-anders.nl", True, False)],
    ids=["right", "not trusted", "another name"],
)
async def test_a_certificate_is_checked_and_so_is_the_name_in_it(tmp_path, monkeypatch, name, trusted, reached):
    path = certificate(tmp_path, name)
    secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    secure.load_cert_chain(path)
    api = Api()
    port = await api.serve(secure)
    if trusted:
        monkeypatch.setattr(module.certifi, "where", lambda: str(path))
    caller = Caller(f"https://localhost:{port}")
    try:
        if reached:
            assert (await caller.get("/fine")).status == 200
        else:
            with pytest.raises(LaterError):
                await caller.get("/fine")
            assert api.seen == []
    finally:
        await caller.close()
        await api.runner.cleanup()
