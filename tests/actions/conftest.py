"""Actions read the facts of this checkout on the launch day, and it is Tuesday morning there."""

import datetime as dt

import pytest

from actions import content, handoff
from tests.conftest import LAUNCH_DAY_ONLY

TUESDAY_MORNING = dt.datetime(2026, 12, 1, 9, 30, tzinfo=dt.timezone.utc)
SUNDAY_NIGHT = dt.datetime(2026, 12, 6, 23, 0, tzinfo=dt.timezone.utc)


@pytest.fixture(scope="session", autouse=True)
def content_on_launch_day():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(content, "dt", LAUNCH_DAY_ONLY)
        content.content.cache_clear()
        content.content()
    yield
    content.content.cache_clear()


@pytest.fixture
def at(monkeypatch):
    """Sets the hour for every action: ``at(SUNDAY_NIGHT)``."""

    def set_hour(moment):
        monkeypatch.setattr(handoff, "utc_now", lambda: moment)

    return set_hour


@pytest.fixture(autouse=True)
def tuesday_morning(at):
    at(TUESDAY_MORNING)
