"""A site on a port of its own in a thread of its own, that a test can take down and bring back; and sites of other people."""

import asyncio
import contextlib
import http.server
import socket
import threading
from unittest import mock

from sanic import Sanic

from lantaarn.server import make_app
from lantaarn.settings import Settings
from tests.browser.bot import Bot
from tests.channels.site import NAMES, FakeTurnLog


class Site:
    """The application with a test bot; ``stop`` and ``start`` keep the port."""

    def __init__(self, bot=None, masker=lambda text: None, **changes):
        self.bot, self.masker, self.changes = bot or Bot(), masker, changes
        self.port = free_port()
        self.base = f"http://localhost:{self.port}"
        self.start()

    def start(self):
        ready = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, args=(ready,), daemon=True)
        self._thread.start()
        assert ready.wait(10)

    def _run(self, ready):
        asyncio.set_event_loop(self._loop)

        async def serve():
            app = make_app(self.bot, FakeTurnLog(), Settings(**self.changes), self.masker, "model1", next(NAMES))
            listener = socket.socket()
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(("127.0.0.1", self.port))
            # Sanic rewrites its own class when an application starts; only in its test mode can it do so again.
            with mock.patch.object(Sanic, "test_mode", True):
                self._server = await app.create_server(sock=listener, return_asyncio_server=True, access_log=False)
                await self._server.startup()
            self._listener = listener

        self._loop.run_until_complete(serve())
        ready.set()
        self._loop.run_forever()
        # As when a process is killed: every open line is cut at once.
        self._server.close()
        for connection in list(getattr(self._server, "connections", ())):
            connection.abort()
        self._listener.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0))

    def stop(self):
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(10)


@contextlib.contextmanager
def other_site(pages, port=None):
    """Somebody else's site: ``pages`` gives headers and body for each path; yields its address."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            headers, body = pages.get(self.path.split("?")[0], ({}, b""))
            self.send_response(200 if body else 404)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", port or 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
