import copy

import pytest

from lantaarn.flowbook.content import flow_book
from lantaarn.settings import Settings
from tests.conftest import LAUNCH_DAY


@pytest.fixture(scope="session")
def built():
    """The flow book of this checkout, on the launch day. Not to be changed."""
    return flow_book(Settings(), LAUNCH_DAY)


@pytest.fixture
def content(built):
    """The same, to change."""
    return copy.deepcopy(built)
