"""A clock of one's own, turns by the handful, and the bot's database as a real file."""

import datetime as dt
import itertools
import random
import sqlite3

import pytest
from django.db import connections
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.utils import timezone

from benchmarks.databases import TABLES
from tests.conftest import TODAY
from turns.digest import digest

# Never the same moment twice, in all tests together: what is remembered of counts is remembered by their moment.
ticks = itertools.count()


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """It is eight in the morning after TODAY, a Tuesday, until ``clock(day, hour)``; time goes on a little at each
    look.
    """
    moment = {}

    def set_to(day, hour=8):
        moment["now"] = timezone.make_aware(dt.datetime.combine(day, dt.time(hour)))

    set_to(TODAY + dt.timedelta(days=1))
    monkeypatch.setattr(timezone, "now", lambda: moment["now"] + dt.timedelta(microseconds=next(ticks)))
    return set_to


@pytest.fixture
def add_talks(add_turns):
    """Adds conversations that are alike and digests: ``add_talks(6, ["wet_inhoud", "wet_doel"])``; gives numbers."""
    numbers = itertools.count(7_000_000_000_000_000_001, 1_000_003)

    def add(times, topics, digested=True, **same):
        made = list(itertools.islice(numbers, times))
        rows = [(number, turn, topic, f"utter_{topic}") for number in made for turn, topic in enumerate(topics, 1)]
        add_turns(*rows, **same)
        if digested:
            digest()
        return made

    return add


@pytest.fixture
def some_turns(db):
    """A quiet chat: conversations of one to four turns, a few a day, with few topics; the same seed gives the same."""

    def add(number=400, days=40, seed=1):
        chance = random.Random(seed)
        rows = []
        for _ in range(number):
            conversation, day = chance.getrandbits(63), TODAY - dt.timedelta(days=chance.randrange(days))
            channel = chance.choices(["web", "telegram"], [9, 1])[0]
            for turn in range(1, chance.randint(1, 3) + 1):
                topic = chance.choices(
                    ["wet_inhoud", "wet_doel", "handelen_stappen", "nieuw_onderwerp", None], [9, 5, 3, 1, 1]
                )[0]
                step = "action_suggest" if topic and chance.random() < 0.2 else f"utter_{topic or 'leeg'}"
                danger = "victim" if chance.random() < 0.05 else None
                rows.append([conversation, turn, topic, chance.randint(0, 10), danger, step, day, channel, "abc"])
        with connections["turns"].cursor() as cursor:
            cursor.executemany(f"INSERT INTO turns VALUES ({', '.join(['%s'] * 9)})", rows)

    return add


@pytest.fixture
def bot_file(tmp_path, monkeypatch):
    """The bot's database as a file of its own, opened as project/settings.py does; ``bot_file(sql)`` changes it as the
    bot.
    """
    path = tmp_path / "beurten.db"
    opened = []

    def use(*statements, tables=True):
        with sqlite3.connect(path) as file:
            if tables and not opened:
                file.executescript(TABLES.format(without=" WITHOUT ROWID"))
            for statement in statements:
                file.executescript(statement)
        file.close()
        if not opened:
            same = connections["turns"].settings_dict | {"ENGINE": "django.db.backends.sqlite3", "TIME_ZONE": None}
            name = f"file:{path}?mode=ro"
            opened.append(DatabaseWrapper({**same, "NAME": name, "OPTIONS": {"timeout": 0.1, "uri": True}}, "turns"))
            monkeypatch.setattr(connections._connections, "turns", opened[0])
        return path

    yield use
    for connection in opened:
        connection.close()
