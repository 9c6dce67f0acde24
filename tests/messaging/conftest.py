import asyncio

import pytest

from tests.messaging.peers import NAMES, peer_of
from tests.messaging.site import quick


@pytest.fixture
def event_loop_policy():
    """The loop that the server runs on, whatever a library of Rasa chose for this process."""
    return asyncio.DefaultEventLoopPolicy()


@pytest.fixture(params=NAMES)
def peer(request):
    """The API of each app in turn."""
    with peer_of(request.param) as started:
        yield started


@pytest.fixture
def telegram():
    with peer_of("telegram") as started:
        yield started


@pytest.fixture
def fast(monkeypatch):
    """No app waits for its own pace."""
    quick(monkeypatch, *NAMES)
