"""What every test may use: a launch day on which all facts hold, a clock that only the test moves, and Rasa's three."""

import datetime as dt
from types import SimpleNamespace

import hypothesis
import pytest
import yaml
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from lantaarn.answers.facts import load_facts
from lantaarn.answers.handoffs import load_handoffs
from lantaarn.check import load_responses
from lantaarn.settings import Settings

# The same examples on every machine, and no clock that counts on a busy one.
hypothesis.settings.register_profile("lantaarn", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("lantaarn")

LAUNCH_DAY = dt.date(2026, 12, 1)
LAUNCH_DAY_ONLY = SimpleNamespace(date=SimpleNamespace(today=lambda: LAUNCH_DAY))


class Clock:
    """A clock in seconds that stands still until a test moves it."""

    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now

    def pass_seconds(self, seconds):
        self.now += seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture(scope="session")
def book():
    """The facts of this checkout, on the launch day."""
    return load_facts(Settings().data / "facts", LAUNCH_DAY)


@pytest.fixture(scope="session")
def handoffs(book):
    return load_handoffs(Settings().data / "facts", book)


@pytest.fixture(scope="session")
def domain():
    """The domain of this checkout as an action gets it, with the responses in it."""
    settings = Settings()
    whole = yaml.safe_load((settings.root / "domain.yml").read_text(encoding="utf-8"))
    return {**whole, "responses": load_responses(settings.data / "responses")}


@pytest.fixture
def dispatcher():
    return CollectingDispatcher()


@pytest.fixture
def tracker():
    """Makes a tracker: ``tracker("wet_inhoud", slots={...}, earlier=[...], danger=["113"])``."""

    def make(intent, slots=None, earlier=(), **found):
        guess = {"name": intent, "confidence": 1.0}
        latest = {"intent": guess, "intent_ranking": [guess], "entities": [], "text": "", **found}
        events = [*earlier, user(intent)]
        return Tracker("somebody", dict(slots or {}), latest, events, False, None, {}, "action_listen")

    return make


def user(intent):
    """The event of a message with this topic, as an action sees it."""
    return {"event": "user", "text": "", "parse_data": {"intent": {"name": intent}}}


def action(name):
    """The event of an action or an answer, as an action sees it."""
    return {"event": "action", "name": name}


def responses_of(dispatcher):
    """Names of the responses that were sent, in order; None for a message with its own text."""
    return [message["response"] for message in dispatcher.messages]


def lines_of(dispatcher):
    """Names of the help lines whose cards were sent, in order."""
    return [m["lijn_naam"] for m in dispatcher.messages if m["response"] == "utter_lijnkaart"]
