import datetime as dt

import pytest
from django.utils import timezone

from flows.addresses import Pages
from flows.book import Book, fingerprint
from flows.reading import Reader
from tests.conftest import TODAY


@pytest.fixture
def reader_of(built_book):
    """Reads the built book after a change: ``reader_of(lambda content: ..., today=...)``."""
    import copy

    def make(change=lambda content: None, today=TODAY, to=None):
        content = copy.deepcopy(built_book)
        change(content)
        return Reader(Book(content, fingerprint(content)), today, to or Pages())

    return make


@pytest.fixture
def reader(built_book):
    """Reads the built book as it is."""
    return Reader(Book(built_book, fingerprint(built_book)), TODAY, Pages())


@pytest.fixture
def on_day(monkeypatch):
    """Makes it another day for the pages."""

    def make(day: dt.date):
        monkeypatch.setattr(timezone, "localdate", lambda *_: day)

    return make
