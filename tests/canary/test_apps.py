"""Nothing that comes with a message in an app reaches a disk, a log or a wire: raw ids, names, numbers, places and
words.

Every app of tests/messaging/peers takes part, on one server that has them all on; what an app brings along is in its
``marked_updates``.
"""

import contextlib
import itertools
import json

import pytest

from tests.canary import search
from tests.canary.conftest import BUSY
from tests.canary.faults import APP_FAULTS
from tests.canary.marks import Marks
from tests.canary.server import Server, until
from tests.canary.test_canary import stored
from tests.messaging.peers import NAMES, peer_of


@pytest.fixture(scope="module")
def peers():
    started = {name: peer_of(name) for name in NAMES}
    yield started
    for peer in started.values():
        peer.stop()


@pytest.fixture(scope="module")
def talking(peers, tmp_path_factory):
    """A server under watch, with every app on."""
    environment = {key: text for peer in peers.values() for key, text in peer.settings().items()}
    server = Server(tmp_path_factory.mktemp("kanarie_apps") / "apps", watched=True, **BUSY, **environment)
    server.may_call = {f"('127.0.0.1', {peer.port})" for peer in peers.values()}
    try:
        server.wait()
        for peer in peers.values():
            peer.call_at = f"http://127.0.0.1:{server.port}/kanaal/{peer.name}"
        server.look_from_here()
        yield server
    finally:
        server.stop()


@pytest.fixture
def marks():
    return Marks()


def send_everything(peer, marks):
    """Everything that can come along, well-formed and not; waits until it was all taken in."""
    before = len(peer.deliveries)
    updates = list(peer.marked_updates(marks))
    for update in updates:
        peer.deliver(update)
    for headers, _ in itertools.islice(peer.forged(), 20):
        forged = {"X-Vals": marks.header, "User-Agent": marks.agent, **headers}
        with contextlib.suppress(UnicodeEncodeError):
            peer.throw(forged, json.dumps({"tekst": marks.person}))
    good, _ = peer.signed(updates[0])
    for body in (marks.person, f'{{"{marks.name}"', "[" * 5000 + marks.phone, "\xff" + marks.word):
        peer.throw(good, body)
    assert until(lambda: peer.deliveries[before:].count(200) >= len(updates), 30), peer.deliveries[before:]


def echoes(peer, marks):
    """What of the marks went back out in a text."""
    return search.in_bytes("\n".join(text for _, text, _ in peer.sent).encode(), marks.own)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_what_comes_with_a_message_in_an_app_is_kept(talking, peers, name, marks):
    peer = peers[name]
    send_everything(peer, marks)
    assert until(lambda: len(peer.sent) > 10, 30), "nobody was answered, so nothing was searched"
    assert until(lambda: stored(talking).count(name.encode()) > 3), "nothing was written, so nothing was searched"
    assert echoes(peer, marks) == []
    assert list(talking.leaks(marks)) == []


@pytest.mark.parametrize("name", NAMES)
def test_no_stop_that_fails_on_the_way_of_an_app_leaks(talking, peers, name, marks):
    for fault in APP_FAULTS:
        with talking.with_fault(fault):
            for update in itertools.islice(peers[name].marked_updates(marks), 2):
                peers[name].deliver(update)
            assert until(lambda: int(talking.tell("struck")), 20), fault
    assert echoes(peers[name], marks) == []
    assert list(talking.leaks(marks)) == []


@pytest.mark.parametrize("name", NAMES)
def test_who_wrote_is_forgotten_once_the_answer_is_out(talking, peers, name, marks):
    send_everything(peers[name], marks)
    assert until(lambda: talking.memory_leaks(marks) == [], 30), talking.memory_leaks(marks)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("leak", "finding"), [("the text in the conversation", "memory: name"), ("our log", "stderr: name")]
)
def test_a_leak_in_an_app_is_found(talking, peers, name, marks, leak, finding):
    with talking.with_fault(leak):
        peers[name].deliver(next(iter(peers[name].marked_updates(marks))))
        assert until(lambda: int(talking.tell("struck")), 20)
    found = [*talking.leaks(marks), *talking.memory_leaks(marks)]
    assert any(finding in each for each in found), found


def test_nobody_was_called_but_the_apps_that_are_on(talking, peers):
    assert talking.calls() == []
    assert all(peer.complaints == [] for peer in peers.values())
    called = {
        event[2] for event in map(json.loads, talking._watch.read_bytes().splitlines()) if event[0] == "socket.connect"
    }
    assert called and called <= talking.may_call
