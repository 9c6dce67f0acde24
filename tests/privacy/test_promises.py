"""Promises of the privacy page that no other test keeps."""

import asyncio
import functools
import gc
import logging
import re
import types
from types import SimpleNamespace

import aiohttp
import pytest
from rasa.core.tracker_store import FailSafeTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Sanic

from lantaarn import server
from lantaarn.assistant import Answer, Assistant
from lantaarn.channels.headers import security_headers
from lantaarn.channels.web import WebChannel
from lantaarn.settings import PROJECT_ROOT, Settings
from lantaarn.storage.tracker_store import ForgettingTrackerStore
from tests.channels.site import FakeAssistant, FakeTurnLog, at_site

CANARY = "kanarie8842"
ADDRESS = "203.0.113.77"
PAGE = PROJECT_ROOT / "webchat" / "page"
SOURCES = {path.name: path.read_text(encoding="utf-8") for path in sorted(PAGE.rglob("*.*"))}
IN_THE_BROWSER = ("localStorage", "sessionStorage", "indexedDB", "document.cookie", "caches", "serviceWorker", "pushState")


class Deaf(FakeAssistant):
    """Answers without remembering anything."""

    def __init__(self):
        super().__init__()
        self.sweeps = 0

    async def answer(self, conversation, text):
        return Answer([{"text": "Goed.", "buttons": []}], "wet_inhoud", 0.9, [("wet_inhoud", 0.9)], step="utter_wet_inhoud")

    def forget_expired(self):
        self.sweeps += 1


@pytest.fixture
def channels(monkeypatch):
    """The channels that a site of this test makes."""
    made = []

    class Watched(WebChannel):
        def __init__(self, *arguments):
            super().__init__(*arguments)
            made.append(self)

    monkeypatch.setattr(server, "WebChannel", Watched)
    return made


def words_held_by(root):
    """Every text that can be reached from an object, without what belongs to the program itself."""
    seen, found, waiting = set(), [], [root]
    while waiting:
        thing = waiting.pop()
        if id(thing) in seen or isinstance(thing, (type, types.ModuleType, types.FunctionType, types.BuiltinFunctionType)):
            continue
        seen.add(id(thing))
        if isinstance(thing, (str, bytes)):
            found.append(thing if isinstance(thing, str) else thing.decode("utf-8", "replace"))
        waiting.extend(gc.get_referents(thing))
    return found


def test_what_is_over_goes_within_a_minute_also_when_nobody_else_comes(monkeypatch, channels):
    assert server.SWEEP_EVERY <= 60
    monkeypatch.setattr(server, "SWEEP_EVERY", 0.01)
    monkeypatch.setattr(Sanic, "test_mode", True)
    assistant = Deaf()
    app = server.make_app(assistant, FakeTurnLog(), Settings(conversation_lifetime=0.05), lambda text: None, name="veegt")

    async def run():
        running = await app.create_server(port=0, return_asyncio_server=True)
        await running.startup()
        app.is_running = True  # as app.run sets it
        await running.after_start()
        (channel,) = channels
        channel._sessions.open()
        for _ in range(200):
            await asyncio.sleep(0.01)
            if not channel._sessions._sessions and assistant.sweeps:
                return True
        return False

    assert asyncio.run(run())


def test_the_sweep_reaches_the_conversations_behind_rasas_own_wrapper(clock):
    store = ForgettingTrackerStore(Domain.empty(), clock=clock)
    agent = SimpleNamespace(domain=None, tracker_store=FailSafeTrackerStore(store))
    assistant = Assistant(agent, Settings())
    said = UserUttered("", {"name": "wet_inhoud", "confidence": 1.0})
    asyncio.run(store.save(DialogueStateTracker.from_events("iemand", [said])))
    assistant.forget_expired()
    assert list(store._conversations) == ["iemand"]
    clock.pass_seconds(Settings().conversation_lifetime)
    assistant.forget_expired()
    assert store._conversations == {}


def test_leaving_erases_by_the_code_in_the_body_as_browsers_send_it():
    async def talk(send, assistant):
        session = (await send(tekst="een")).headers["X-Sessie"]
        await send("/api/wis", sessie=session)
        assert assistant.forgotten == [assistant.heard[0][0]]
        assert (await send(tekst="twee", session=session)).json["nieuw"] is True

    at_site(talk)


def test_the_rows_of_a_conversation_stay_when_it_is_erased():
    turn_log = FakeTurnLog()

    async def talk(send, _):
        session = (await send(tekst="een")).headers["X-Sessie"]
        await send("/api/wis", session=session)

    at_site(talk, turn_log=turn_log)
    assert len(turn_log.turns) == 1


def test_nothing_that_a_browser_brings_along_is_kept(monkeypatch, channels, caplog, capfd):
    brought = {
        "User-Agent": CANARY,
        "Cookie": f"a={CANARY}",
        "Referer": f"https://{CANARY}.nl/",
        "Accept-Language": CANARY,
        "X-Forwarded-For": ADDRESS,
        "Forwarded": f"for={ADDRESS}",
        "X-Real-IP": ADDRESS,
    }
    monkeypatch.setattr(aiohttp, "ClientSession", functools.partial(aiohttp.ClientSession, headers=brought))
    turn_log = FakeTurnLog()

    async def talk(send, _):
        got = await send(tekst=f"wat is {CANARY}")
        (channel,) = channels
        held = words_held_by(channel)
        assert "wet_inhoud" in held  # the search does look inside
        for secret in (CANARY, ADDRESS, "127.0.0.1"):
            assert not [text for text in held if secret in text]
            assert secret not in got.raw + str(dict(got.headers))

    with caplog.at_level(logging.DEBUG, logger="lantaarn"):
        at_site(talk, Deaf(), turn_log=turn_log, host="localhost")
    written = "".join(r.getMessage() for r in caplog.records if r.name.startswith("lantaarn"))
    written += "".join(capfd.readouterr()) + str([vars(turn) for turn in turn_log.turns])
    assert len(turn_log.turns) == 1
    assert CANARY not in written and ADDRESS not in written and "127.0.0.1" not in written


def test_the_search_through_memory_finds_what_is_there():
    assert CANARY in words_held_by(SimpleNamespace(deep=[{"er": (CANARY,)}]))


@pytest.mark.parametrize("name", SOURCES)
def test_the_page_keeps_nothing_in_the_browser(name):
    assert [way for way in IN_THE_BROWSER if way in SOURCES[name]] == []


@pytest.mark.parametrize("name", SOURCES)
def test_the_page_names_no_other_site_but_the_one_to_leave_to(name):
    sites = set(re.findall(r"(?:https?:)?//[\w-]+\.[\w.-]+", SOURCES[name]))
    leaves_to = re.findall(r'^const EXIT = "(https://[\w.-]+)/";$', SOURCES[name], re.MULTILINE)
    assert sites == set(leaves_to)
    assert len(leaves_to) == (name == "options.js")


def test_leaving_closing_and_erasing_all_ask_the_server_to_forget():
    # tests/browser/test_leaving.py and test_lines.py see it happen; this reads it where there is no browser.
    hang_up = SOURCES["line.js"].split("hangUp() {")[1].split("\n  }")[0]
    assert "navigator.sendBeacon(`${this.server}/api/wis`" in hang_up and "sessie: this.session" in hang_up
    element = SOURCES["element.js"]
    assert "this.line.hangUp();" in element.split("  forget() {")[1].split("\n  }")[0]
    assert "this.forget();" in element.split("  restart() {")[1].split("\n  }")[0]
    assert 'addEventListener("pagehide", (this.onLeave = () => this.restart()))' in element
    assert "this.restart();" in element.split("  wipe() {")[1].split("\n  }")[0]
    assert "this.forget();" in SOURCES["leave.js"].split("exitPage() {")[1]
    assert "() => chat.wipe()" in SOURCES["frame.js"] and "() => chat.forget()" in SOURCES["frame.js"]


def test_the_site_that_is_left_to_is_not_told_where_a_visitor_comes_from():
    assert "location.replace(address)" in SOURCES["leave.js"]
    assert 'rel: "noreferrer nofollow"' in SOURCES["leave.js"]
    assert SOURCES["index.html"].count('href="{{uitgang}}" rel="noreferrer nofollow"') == 1
    assert security_headers()["Referrer-Policy"] == "no-referrer"


@pytest.fixture
def started(monkeypatch):
    """What ``serve`` did, in order, with an application that never runs."""
    done = []

    def note(name, result=None):
        return lambda *_, **__: done.append(name) or result

    def run(**options):
        done.append("run")
        done.append(options)

    def listener(function):
        return function

    app = SimpleNamespace(before_server_start=listener, after_server_start=listener, after_server_stop=listener, run=run)
    for name in ("set_up_logs", "close_process", "close_network"):
        monkeypatch.setattr(server, name, note(name))
    monkeypatch.setattr(server, "load_agent", note("load_agent"))
    monkeypatch.setattr(server, "make_app", note("make_app", app))
    for name in ("Assistant", "TurnLog", "masker_for", "model_version"):
        monkeypatch.setattr(server, name, note(name))
    server.serve(Settings())
    return done


def test_everything_is_closed_before_the_first_visitor(started):
    assert started.index("set_up_logs") == 0
    assert started.index("close_process") < started.index("load_agent")
    assert started.index("close_network") < started.index("run")
    # Once more after loading, since Rasa and Sanic put back handlers of their own.
    assert "set_up_logs" in started[started.index("make_app") : started.index("run")]


def test_no_list_of_visits_is_kept(started):
    options = started[-1]
    assert options["access_log"] is False and options["debug"] is False


def test_the_application_writes_no_list_of_visits_either():
    app = server.make_app(Deaf(), FakeTurnLog(), Settings(), lambda text: None, name="zonder_lijst")
    assert app.config.ACCESS_LOG is False


WRITERS = ("openai", "anthropic", "transformers", "llama-cpp-python", "langchain", "torch", "vllm", "tensorflow")


def test_nothing_that_writes_text_of_its_own_is_installed():
    locked = (PROJECT_ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert re.search(r"^rasa==", locked, re.MULTILINE)
    assert [name for name in WRITERS if re.search(rf"^{name}==", locked, re.MULTILINE)] == []


def test_a_conversation_has_a_hundred_turns_at_most():
    assert Settings().max_turns == 100
    assert "LANTAARN_MAX_TURNS" not in (PROJECT_ROOT / ".env.example").read_text(encoding="utf-8")
