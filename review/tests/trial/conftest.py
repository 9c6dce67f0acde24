import pytest

from tests.trial.desk import KEY, FakeDesk
from trial import bot


@pytest.fixture(autouse=True)
def heard_nothing(monkeypatch):
    """What the front page heard of the bot in another test."""
    monkeypatch.setattr(bot, "_heard", {})


@pytest.fixture
def desk(here):
    """A bot that answers, which the tool is set to ask."""
    made = FakeDesk()
    here(bot=made.address, bot_key=KEY)
    yield made
    made.stop()
