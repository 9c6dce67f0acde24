"""What can go wrong at each stop of a message, and leaks put in on purpose; one at a time, switched on from outside.

A fault is as bad as it can be: its exception quotes what the visitor typed and brought along.
"""

import asyncio
import dataclasses
import functools
import importlib
import logging
import time

from tests.canary.leaks import AFTER_ANSWER, INSTEAD

ANSWER_TIMEOUT = 0.4
SLOW = 0.6
# By name, since the tests need the names without loading all of Rasa.
STOPS = {
    "reception": "lantaarn.channels.reception Reception.reply",
    "assistant": "lantaarn.assistant Assistant.answer",
    "gate": "lantaarn.nlu.gate Gate.assess",
    "tracker read": "lantaarn.storage.tracker_store ForgettingTrackerStore.retrieve",
    "tracker written": "lantaarn.storage.tracker_store ForgettingTrackerStore.save",
    "tracker deleted": "lantaarn.storage.tracker_store ForgettingTrackerStore.delete",
    "topic": "rasa.core.processor MessageProcessor.parse_message",
    "action": "rasa_sdk.executor ActionExecutor.run",
    "response": "lantaarn.answers.generator FactResponseGenerator.generate",
    "turn noted": "lantaarn.storage.turn_log TurnLog.note",
    "turn written": "lantaarn.storage.turn_log TurnLog._write",
    "answer made": "lantaarn.channels.web _answer",
    "error answer": "lantaarn.server error_answer",
}
# The same in messaging apps, where nothing waits for an answer.
APP_STOPS = {
    "desk": "lantaarn.messaging.desk Desk._serve",
    "turn in an app": "lantaarn.messaging.desk Desk._turn",
    "composing": "lantaarn.messaging.desk composed",
    "outbox": "lantaarn.messaging.outbox Outbox.put",
    "caller": "lantaarn.messaging.caller Caller._call",
}
# Stops that the limit on an answer's time is about; the gate alone holds up the whole process, and is quick for that reason.
SLOW_STOPS = ("gate", "topic", "tracker read", "tracker written", "action", "response", "masker")
APP_FAULTS = [f"{stop} raises" for stop in ("reception", "assistant", "gate", "turn noted", *APP_STOPS)]
FAULTS = [f"{stop} raises" for stop in (*STOPS, "masker")] + [f"{stop} is slow" for stop in SLOW_STOPS]


class Switch:
    """Which fault or leak is on, how often it struck, and what the visitor of the moment sent."""

    def __init__(self):
        self.turn_off()

    def turn_on(self, name):
        self.on = name
        return b"on"

    def turn_off(self):
        self.on, self.struck, self.text, self.session, self.agent = "", 0, "", "", ""
        return b"off"

    def count(self):
        return str(self.struck).encode()

    def strikes(self, name):
        self.struck += name == self.on
        return name == self.on

    def hear(self, request):
        if self.on:
            body = request.json if request.body.startswith(b"{") else {}
            self.text = body.get("tekst") or self.text
            self.session = request.headers.get("X-Sessie") or self.session
            self.agent = request.headers.get("User-Agent")

    def overhear(self, update):
        if self.on:
            self.text, self.session, self.agent = update.text, update.recipient, f"x ({update.recipient};"

    def fail(self):
        try:
            raise KeyError(self.text)
        except KeyError as error:
            raise RuntimeError(f"cannot read {self.text!r} of {self.session} with {self.agent}") from error


def install():
    """Put a switch into every stop and speed up what would take long; gives the switch."""
    from lantaarn import cli, server

    switch = Switch()
    for name, stop in {**STOPS, **APP_STOPS}.items():
        _replace(stop, functools.partial(_stop, switch, name))
    for name, stop in INSTEAD.items():
        _replace(stop, functools.partial(_leaky, switch, name))
    _replace("lantaarn.channels.web WebChannel._message", functools.partial(_listening, switch))
    _replace("lantaarn.messaging.desk Desk.serve", functools.partial(_overhearing, switch))
    masker_for, make_app, serve = server.masker_for, server.make_app, server.serve
    server.masker_for = lambda settings: _stop(switch, "masker", masker_for(settings))
    server.TurnLog = functools.partial(server.TurnLog, rest=0.1)
    # At their most talkative; the set-up itself is the one that is tested.
    server.set_up_logs = cli.set_up_logs = functools.partial(server.set_up_logs, logging.DEBUG)
    server.make_app = lambda *arguments, **options: _hasty(make_app(*arguments, **options))
    server.serve = lambda settings, *more: serve(dataclasses.replace(settings, answer_timeout=ANSWER_TIMEOUT), *more)
    return switch


def _replace(stop, wrap):
    module, _, path = stop.partition(" ")
    owner, names = importlib.import_module(module), path.split(".")
    for name in names[:-1]:
        owner = getattr(owner, name)
    setattr(owner, names[-1], wrap(getattr(owner, names[-1])))


def _hasty(app):
    # Sanic holds what came over a connection for so long after its end; a test would have to wait as long.
    app.config.REQUEST_TIMEOUT = app.config.GRACEFUL_SHUTDOWN_TIMEOUT = 1
    return app


def _stop(switch, name, real):
    if asyncio.iscoroutinefunction(real):

        @functools.wraps(real)
        async def stop(*arguments, **options):
            if switch.strikes(f"{name} raises"):
                switch.fail()
            if switch.strikes(f"{name} is slow"):
                await asyncio.sleep(SLOW)
            return await real(*arguments, **options)

    else:

        @functools.wraps(real)
        def stop(*arguments, **options):
            if switch.strikes(f"{name} raises"):
                switch.fail()
            if switch.strikes(f"{name} is slow"):
                time.sleep(SLOW)
            return real(*arguments, **options)

    return stop


def _leaky(switch, name, real):
    @functools.wraps(real)
    def method(self, *arguments):
        return real(self, *(AFTER_ANSWER[name](switch, *arguments) if switch.strikes(name) else arguments))

    return method


def _listening(switch, real):
    @functools.wraps(real)
    async def message(self, request):
        switch.hear(request)
        response = await real(self, request)
        leak = AFTER_ANSWER.get(switch.on)
        if leak and switch.on not in INSTEAD and switch.strikes(switch.on):
            leak(switch)
        return response

    return message


def _overhearing(switch, real):
    @functools.wraps(real)
    async def serve(self, update):
        switch.overhear(update)
        await real(self, update)
        leak = AFTER_ANSWER.get(switch.on)
        if leak and switch.on not in INSTEAD and switch.strikes(switch.on):
            leak(switch)

    return serve
