"""A thousand updates at once in one app: none lost, none answered twice, and the web page hardly notices.

The server is a process of its own, as it is for visitors; what is measured is on two cores: one for it, one for
everybody else.
"""

import collections
import http.client
import json
import os
import random
import statistics
import subprocess
import sys
import time

import pytest

from lantaarn.settings import PROJECT_ROOT
from tests.canary.server import free_port
from tests.messaging.peers import peer_of
from tests.messaging.peers.peer import until

UPDATES = 1000
PEOPLE = 250
QUESTIONS = 60
BURST = 300
ATTEMPTS = 5
PATIENCE = 120
CHANCE = random.Random(8)


@pytest.fixture
def quiet(peer):
    """Another app, where hardly anybody asks anything."""
    with peer_of("whatsapp" if peer.name == "telegram" else "telegram") as other:
        yield other


@pytest.fixture
def server(peer, quiet):
    """The server with two apps on; gives its port."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "tests.messaging.served_alone", str(port)],
        env=os.environ | peer.settings() | quiet.settings(), cwd=PROJECT_ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout.readline() == "listens\n"
    for each in (peer, quiet):
        each.call_at = f"http://127.0.0.1:{port}/kanaal/{each.name}"
    yield port
    process.terminate()
    process.wait(20)


def ask_in(quiet):
    """How long somebody in another app waits for one answer, in seconds."""
    time.sleep(CHANCE.uniform(0, 0.05))
    before = len(quiet.sent)
    began = time.perf_counter()
    quiet.write(1, "rustig")
    while not any(text.startswith("Antwoord op rustig") for _, text, _ in quiet.sent[before:]):
        assert time.perf_counter() - began < 30
        time.sleep(0.001)
    return time.perf_counter() - began


def ask(port):
    """How long the web page waits for one answer, in seconds; asked at any moment, as visitors do."""
    time.sleep(CHANCE.uniform(0, 0.05))
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    began = time.perf_counter()
    connection.request("POST", "/api/bericht", json.dumps({"tekst": "wat zegt de wet"}))
    assert connection.getresponse().status == 200
    connection.close()
    return time.perf_counter() - began


def answers(peer):
    """How often each question was answered, by its text."""
    return collections.Counter(text.split("\n")[0] for _, text, _ in list(peer.sent) if text.startswith("Antwoord op "))


def test_a_thousand_updates_are_each_answered_once_to_who_asked(peer, server):
    for number in range(UPDATES):
        peer.write(number % PEOPLE, f"vraag {number}")
    # The notice comes once to each, beside the answers.
    assert until(lambda: len(peer.sent) == UPDATES + PEOPLE, PATIENCE)
    time.sleep(0.5)
    assert len(peer.sent) == UPDATES + PEOPLE and peer.complaints == []
    assert len(answers(peer)) == UPDATES and set(answers(peer).values()) == {1}
    for person in range(PEOPLE):
        own = [text.split("\n")[0] for text in peer.heard(person) if text.startswith("Antwoord op ")]
        assert sorted(own) == sorted(f"Antwoord op vraag {number}" for number in range(person, UPDATES, PEOPLE))


def test_during_a_burst_the_web_page_waits_at_most_twice_as_long(peer, server, record_property):
    measure_during_bursts(peer, lambda: ask(server), record_property)


def test_during_a_burst_another_app_waits_at_most_twice_as_long(peer, quiet, server, record_property):
    measure_during_bursts(peer, lambda: ask_in(quiet), record_property)


def measure_during_bursts(peer, ask, record_property):
    """Fails when the median of ``ask`` more than doubles while this app is busy."""
    ask()
    measured = []
    # Other work on this machine makes a burst look worse than it is, never better: the best of some counts.
    for attempt in range(ATTEMPTS):
        quiet = statistics.median(ask() for _ in range(QUESTIONS))
        before = len(answers(peer))
        for number in range(BURST):
            peer.write(number % PEOPLE, f"poging {attempt} vraag {number}")
        until(lambda: len(answers(peer)) > before)
        busy = []
        while len(busy) < QUESTIONS and len(answers(peer)) < before + BURST:
            busy.append(ask())
        assert len(busy) > 20, "the burst was over before it was measured"
        assert until(lambda: len(answers(peer)) == before + BURST, PATIENCE)
        measured.append((round(1000 * quiet, 1), round(1000 * statistics.median(busy), 1)))
        if measured[-1][1] <= 2 * measured[-1][0]:
            break
    record_property("ms", measured)
    assert measured[-1][1] <= 2 * measured[-1][0], measured
