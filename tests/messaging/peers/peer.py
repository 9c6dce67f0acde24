"""What the servers of all apps have in common: a thread of their own, faults on order, and a memory of what came."""

import asyncio
import itertools
import threading
import time

import aiohttp
from aiohttp import web

SITE = "https://chat.voorbeeld.nl"
# Longer each time, as the apps do; in truth they wait longer still.
REDELIVER_AFTER, LONGEST_BEFORE_REDELIVERY = 0.25, 2.0
MAX_TRIES = 100


class BasePeer:
    """One API on a free port of this machine.

    A person is a small number; ``raw`` makes the app's own id of it. ``sent`` holds what people in the app got, as
    ``(raw id, text, {label: payload})``, in order. ``complaints`` are calls that the API does not allow: there may be
    none.
    """

    name = ""
    # How long a person's message may be in this app, in UTF-16 units.
    longest = 4096
    # Larger than any call of this app, in bytes.
    too_large = 300_000

    def __init__(self):
        self.sent, self.attempts, self.complaints = [], [], []
        # For a raw id, what the next calls get: a status, "slow" or "broken"; after these all is well.
        self.faults = {}
        self.blocked, self.call_at, self.deliveries = set(), None, []
        self.numbers = itertools.count(1000)
        self.delay = 0
        self._lock = threading.Lock()

    # What each app must give.

    def settings(self, **changes):
        """The environment with which the app is on and calls this peer."""
        raise NotImplementedError

    def routes(self):
        """The routes of the API, as aiohttp takes them."""
        raise NotImplementedError

    def raw(self, person):
        """The app's own id of a person, as text."""
        return str(70_000_000 + person)

    def text_update(self, person, text, **more):
        """A message that somebody types, as the API describes it."""
        raise NotImplementedError

    def press_update(self, person, payload, label, **more):
        """A button that somebody presses; None where the app has none."""
        raise NotImplementedError

    def marked_updates(self, marks):
        """Updates with ``marks`` (tests/canary/marks.py) in everything that is not the text."""
        raise NotImplementedError

    def signed(self, update):
        """Headers and body of a call that brings this update, as the app itself makes it."""
        raise NotImplementedError

    def forged(self):
        """Pairs of headers and body that are not the app's own call, without end."""
        raise NotImplementedError

    # What a test does.

    def write(self, person, text, **more):
        """Have somebody type; it is delivered as the app delivers."""
        self.deliver(self.text_update(person, text, **more))

    def press(self, person, label):
        """Have somebody press a button of the last message that has it, or type its number where it has a number."""
        for raw, text, choices in reversed(self.sent):
            if raw == self.raw(person) and label in choices:
                return self.deliver(self.press_update(person, choices[label], label))
            if raw == self.raw(person) and f". {label}" in text:
                return self.write(
                    person, next(line for line in text.splitlines() if line.endswith(f". {label}")).split(".")[0]
                )
        raise AssertionError(f"nobody offered {label}")

    def heard(self, person):
        """The texts that somebody got."""
        return [text for raw, text, _ in self.sent if raw == self.raw(person)]

    def deliver(self, update):
        """Call the webhook until it answers well."""
        asyncio.run_coroutine_threadsafe(self._call(update), self._loop)

    def throw(self, headers, body):
        """Call the webhook once with this, whatever comes of it."""

        async def call():
            async with self._client.post(self.call_at, data=body, headers=headers) as response:
                return response.status

        return asyncio.run_coroutine_threadsafe(call(), self._loop).result(10)

    async def _call(self, update):
        headers, body = self.signed(update)
        for attempt in range(MAX_TRIES):
            try:
                async with self._calls, self._client.post(self.call_at, data=body, headers=headers) as response:
                    self.deliveries.append(response.status)
                    if response.status < 300:
                        return
            except aiohttp.ClientError:
                self.deliveries.append(None)
            await asyncio.sleep(min(REDELIVER_AFTER * 2**attempt, LONGEST_BEFORE_REDELIVERY))

    # The server itself.

    def start(self):
        started = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(started,), daemon=True)
        self._thread.start()
        started.wait()
        return self

    def stop(self):
        self._loop.call_soon_threadsafe(self._stopped.set)
        self._thread.join(10)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def _run(self, started):
        asyncio.run(self._serve(started))

    async def _serve(self, started):
        self._loop, self._stopped, self._calls = asyncio.get_running_loop(), asyncio.Event(), asyncio.Semaphore(10)
        app = web.Application()
        app.add_routes(self.routes())
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.port = site._server.sockets[0].getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(force_close=True)) as self._client:
            started.set()
            await self._stopped.wait()
        await runner.cleanup()

    async def fault(self, raw):
        """The fault that is due for this recipient now, or None; waits where it is slowness."""
        self.attempts.append((time.monotonic(), raw))
        await asyncio.sleep(self.delay)
        waiting = self.faults.get(raw) or self.faults.get(None) or []
        due = waiting.pop(0) if waiting else None
        if due == "slow":
            await asyncio.sleep(30)
        return due

    def complain(self, what):
        """Note a call that breaks the rules of the API."""
        self.complaints.append(what)


def until(holds, patience=10.0):
    """Wait for something to hold; gives what it gave."""
    end = time.monotonic() + patience
    while not (held := holds()) and time.monotonic() < end:
        time.sleep(0.01)
    return held


async def soon(holds, patience=10.0):
    """``until`` for a test that serves on the same loop."""
    end = time.monotonic() + patience
    while not (held := holds()) and time.monotonic() < end:
        await asyncio.sleep(0.01)
    return held
