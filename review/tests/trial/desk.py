"""A staff desk of a test: speaks as the bot's (lantaarn/channels/staff_desk.py), and can fail in every way that a
server can."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KEY = "sleutel-" + "k" * 40
CALM = [
    {"soort": kind, "patronen": [], "score": -4.0, "drempel": -0.6, "telt": False}
    for kind in ("112", "113", "minor", "victim", "refuse")
]


def report(**changes):
    """What the desk says of a sentence that was understood."""
    return {
        "onderwerp": "wet_inhoud",
        "intent": "wet_inhoud",
        "begrepen": True,
        "zekerheid": 0.9712,
        "rangorde": [["wet_inhoud", 0.9712], ["wet_doel", 0.02], ["wet_strafmaat", 0.0044]],
        "marge": 0.9512,
        "gevaar": None,
        "soorten": [],
        "twijfel": False,
        "signalen": CALM,
        "taal": "nl",
        "stap": "utter_wet_inhoud",
        "mislukt": False,
        "berichten": [
            {
                "text": "Sinds 1 januari 2022 kan het strafbaar zijn.",
                "buttons": [
                    {"title": "Welke straf staat erop?", "payload": "/wet_strafmaat"},
                    {"title": "Bel 0800-7000", "url": "tel:08007000"},
                ],
            }
        ],
        **changes,
    }


DANGER = report(
    onderwerp="handelen_spoed",
    intent="handelen_spoed",
    zekerheid=1.0,
    rangorde=[["handelen_spoed", 1.0], ["buiten_bereik", 0.03]],
    marge=0.97,
    gevaar="112",
    soorten=["112", "113"],
    signalen=[
        {"soort": "112", "patronen": ["hij/ze/zij slaat/schopt me"], "score": 3.5, "drempel": -0.6, "telt": True},
        {"soort": "113", "patronen": [], "score": 0.61, "drempel": -0.36, "telt": True},
        {"soort": "minor", "patronen": [], "score": -0.7, "drempel": -0.75, "telt": False},
        {"soort": "victim", "patronen": [], "score": -0.61, "drempel": -0.57, "telt": False},
        {"soort": "refuse", "patronen": [], "score": -5.0, "drempel": -0.6, "telt": False},
    ],
    stap="action_danger",
    berichten=[{"text": "Alarmnummer: 112", "buttons": [{"title": "Bel 112", "url": "tel:112"}]}],
)


class FakeDesk:
    """Answers as it is told to; remembers what it was asked."""

    def __init__(self):
        self.asked, self.answers, self.conversations = [], [], 0
        self.status, self.raw, self.wait, self.redirect = 200, None, 0, ""
        desk = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                desk.serve(self, json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

            def do_GET(self):
                desk.serve(self, None)

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    @property
    def address(self):
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def stop(self):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def serve(self, handler, body):
        self.asked.append((handler.path, body))
        time.sleep(self.wait)
        if handler.headers.get("Authorization") != f"Bearer {KEY}":
            return self._send(handler, 403, b"")
        raw = self.raw if self.raw is not None else json.dumps(self._reply(handler.path, body)).encode()
        return self._send(handler, self.status, raw)

    def _reply(self, path, body):
        if path == "/bewaard/wissen":
            return {"gewist": len(body["ids"])}
        if path != "/proef":
            return {"gewist": True, "klaar": True}
        answer = self.answers.pop(0) if self.answers else report()
        if body["gesprek"] is None:
            return answer
        fresh = not body["gesprek"]
        self.conversations += fresh
        return {"gesprek": body["gesprek"] or f"gesprek{self.conversations}", "nieuw": fresh, **answer}

    def _send(self, handler, status, raw):
        handler.send_response(status)
        if self.redirect:
            handler.send_header("Location", self.redirect)
        handler.send_header("Content-Length", str(len(raw)))
        handler.end_headers()
        try:
            handler.wfile.write(raw)
        except OSError:
            pass  # who asked has given up
