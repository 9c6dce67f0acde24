"""The tables of this part can be brought forward and back; what cannot be made again is never lost."""

import datetime as dt

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

DAY = dt.date(2026, 11, 25)
BEFORE, AFTER = [("turns", "0001_initial")], [("turns", "0002_codes_and_days")]


@pytest.fixture
def migrate(transactional_db):
    def to(target):
        executor = MigrationExecutor(connection)
        executor.migrate(target)
        return MigrationExecutor(connection).loader.project_state(target).apps

    yield to
    to(AFTER)


def test_forward_and_back_with_rows_in_every_table(migrate):
    old = migrate(BEFORE)
    talk = {"day": DAY, "channel": "web", "turns": 1, "last_step": "a", "missed": 0}
    for number in (1, 2):
        old.get_model("turns", "Conversation").objects.create(number=number, **talk)
        old.get_model("turns", "Topics").objects.create(conversation_id=number, topic="wet_inhoud", day=DAY)
    old.get_model("turns", "DigestedDay").objects.create(day=DAY, rows=2)
    old.get_model("turns", "DayCount").objects.create(day=DAY, channel="web", measure="gesprekken", count=2)

    new = migrate(AFTER)
    # What the next digest makes again is emptied; counts of days that the bot no longer has could not be made again.
    for name in ("Conversation", "Topics", "DigestedDay"):
        assert not new.get_model("turns", name).objects.exists()
    assert new.get_model("turns", "DayCount").objects.get().count == 2
    for number in (1, 2):
        new.get_model("turns", "Conversation").objects.create(number=number, code=f"c{number}", dated=False, **talk)
    new.get_model("turns", "LastDigest").objects.create(problem="x")

    old = migrate(BEFORE)
    assert old.get_model("turns", "Conversation").objects.count() == 2
    assert old.get_model("turns", "DayCount").objects.get().count == 2
    assert migrate(AFTER).get_model("turns", "DayCount").objects.get().count == 2
