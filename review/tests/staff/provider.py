"""A small login service of an organisation (OpenID Connect), over real HTTP on this machine."""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "lantaarn", "geheim-van-de-organisatie"


class Provider:
    """Runs until ``stop``. ``person`` is who signs in there; ``wrong`` changes the signed token before it is sent."""

    def __init__(self):
        self.person = {
            "sub": "7",
            "email": "lea@voorbeeld.nl",
            "email_verified": True,
            "name": "Lea de Vries",
            "picture": "https://elders.nl/lea.jpg",
        }
        self.wrong = {}
        self.refuses = False
        self.asked = []
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self._codes = {}
        self._tokens = set()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def address(self):
        return f"http://127.0.0.1:{self._server.server_port}"

    def stop(self):
        self._server.shutdown()
        self._server.server_close()

    def _answer(self, path, query, form, authorization):
        """(status, content or address to go to) of one request."""
        if path == "/.well-known/openid-configuration":
            names = {
                "authorization_endpoint": "authorize",
                "token_endpoint": "token",
                "userinfo_endpoint": "userinfo",
                "jwks_uri": "keys",
            }
            return 200, {"issuer": self.address, "token_endpoint_auth_methods_supported": ["client_secret_post"]} | {
                key: f"{self.address}/{name}" for key, name in names.items()
            }
        if path == "/authorize":
            back = {"state": query["state"], "error": "access_denied"}
            if not self.refuses:
                code = secrets.token_urlsafe()
                self._codes[code] = (query["redirect_uri"], query["code_challenge"])
                back = {"state": query["state"], "code": code}
            return 302, f"{query['redirect_uri']}?{urlencode(back)}"
        if path == "/token":
            where, challenge = self._codes.pop(form["code"])
            proof = (
                base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=").decode()
            )
            if (form["client_id"], form["client_secret"], form["redirect_uri"], proof) != (
                CLIENT,
                SECRET,
                where,
                challenge,
            ):
                return 401, {"error": "invalid_client"}
            self._tokens.add(token := secrets.token_urlsafe())
            return 200, {"access_token": token, "token_type": "Bearer", "id_token": self._signed()}
        if path == "/userinfo" and authorization.removeprefix("Bearer ") in self._tokens:
            return 200, self.person
        return 404, {}

    def _signed(self):
        now = int(time.time())
        claims = {
            "iss": self.address,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 60,
            "sub": self.person["sub"],
        } | self.wrong
        return jwt.encode(claims, self._key, algorithm="RS256", headers={"kid": "1"})

    def _handler(provider):  # noqa: N805
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self, form=None):
                url = urlsplit(self.path)
                provider.asked.append(url.path)
                query = {key: values[0] for key, values in parse_qs(url.query).items()}
                status, content = provider._answer(url.path, query, form or {}, self.headers.get("Authorization", ""))
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", content)
                    content = {}
                body = json.dumps(content).encode()
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                self.do_GET({key: values[0] for key, values in parse_qs(body).items()})

            def log_message(self, *_):
                pass

        return Handler
