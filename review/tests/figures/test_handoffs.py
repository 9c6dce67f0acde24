"""Hand-offs, from the bot's own tally: whole months only, and a clear sentence when it is not there."""

import datetime as dt

import pytest
from django.db import connections

from figures.models import HandoffTally
from figures.query import Query
from figures.subjects.handoffs import NO_TALLY, handoffs, months_of
from turns.store import StoreError

pytestmark = pytest.mark.django_db(databases=["default", "turns"])
SEPTEMBER, OCTOBER, NOVEMBER = (dt.date(2026, month, 1) for month in (9, 10, 11))


def test_months_that_end_in_the_period_and_have_been_written(weeks):
    assert months_of(weeks(13)) == [dt.date(2026, 8, 1), SEPTEMBER, OCTOBER]
    assert months_of(weeks(4)) == []
    # A month ended on a Saturday: on Sunday the bot may still have to write it.
    assert months_of(Query(dt.date(2026, 10, 5), dt.date(2026, 11, 1))) == []
    assert months_of(Query(dt.date(2026, 10, 5), dt.date(2026, 11, 8))) == [OCTOBER]


def test_lines_by_month_and_quarter_of_the_day(add_tally, weeks, names):
    add_tally(
        (SEPTEMBER, 0, "mma", "web", 20), (SEPTEMBER, 3, "mma", "web", 30), (OCTOBER, 3, "mma", "telegram", 40),
        (OCTOBER, 1, "alarm", "web", 5), (NOVEMBER, 1, "alarm", "web", 99), (OCTOBER, 7, "alarm", "web", 99),
    )  # fmt: skip
    found = handoffs(weeks(13), names)
    assert found.table.headings == (
        "Lijn",
        "Maand",
        "0 tot 6 uur",
        "6 tot 12 uur",
        "12 tot 18 uur",
        "18 tot 24 uur",
        "Samen",
    )
    assert [row for row in found.table.rows if row[-1]] == [
        ("mma", "september 2026", 20, 0, 0, 30, 50),
        ("mma", "oktober 2026", 0, 0, 0, 40, 40),
        ("alarm", "oktober 2026", 0, 5, 0, 0, 5),
    ]
    assert "‘mma’ (90 keer)" in found.alt and "18 tot 24 uur" in found.alt
    one = handoffs(weeks(13, channel="telegram"), names)
    assert [row for row in one.table.rows if row[-1]] == [("mma", "oktober 2026", 0, 0, 0, 40, 40)]


def test_few_are_hidden_and_nothing_beside_them_tells_how_many(add_tally, weeks, names):
    add_tally(
        (SEPTEMBER, 0, "mma", "web", 30), (SEPTEMBER, 3, "mma", "web", 3), (OCTOBER, 1, "mma", "web", 4),
        (SEPTEMBER, 2, "113", "web", 40), (SEPTEMBER, 2, "113", "telegram", 2), (OCTOBER, 2, "113", "telegram", 6),
    )  # fmt: skip
    found = handoffs(weeks(13), names)
    assert found.table.rows == (
        ("113", "september 2026", 0, 0, 42, 0, 42),
        ("113", "oktober 2026", 0, 0, 6, 0, 6),
        ("mma", "september 2026", None, None, None, None, 33),
        ("mma", "oktober 2026", None, None, None, None, None),
    )
    assert "‘113’ (48 keer)" in found.alt
    for channel in ("web", "telegram", "bestaat-niet"):
        rows = {row[:2]: row[2:] for row in handoffs(weeks(13, channel=channel), names).table.rows}
        assert rows["113", "september 2026"] == rows["mma", "september 2026"] == (None,) * 5
        assert rows["113", "oktober 2026"][-1] == (6 if channel == "telegram" else 0)


def test_where_everything_is_hidden_there_is_no_picture(add_tally, weeks, names):
    add_tally((OCTOBER, 3, "mma", "web", 4))
    found = handoffs(weeks(13), names)
    assert found.draw is None and "minder dan vijf" in found.empty and found.table.rows[-1][-1] is None


def test_an_older_bot_without_the_table_is_said(weeks, names):
    with connections["turns"].cursor() as cursor:
        cursor.execute("DROP TABLE handoff_tally")
    with pytest.raises(StoreError, match=NO_TALLY[:40]):
        handoffs(weeks(13), names)


def test_another_form_of_the_table_is_said(weeks, names):
    with connections["turns"].cursor() as cursor:
        cursor.execute("ALTER TABLE handoff_tally RENAME COLUMN band TO dagdeel")
    with pytest.raises(StoreError, match=NO_TALLY[:40]):
        handoffs(weeks(13), names)


def test_a_column_more_changes_nothing(add_tally, weeks, names):
    with connections["turns"].cursor() as cursor:
        cursor.execute("ALTER TABLE handoff_tally ADD COLUMN extra INTEGER")
    add_tally((OCTOBER, 1, "alarm", "web", 5))
    # The months before the bot began to count are left out.
    assert handoffs(weeks(13), names).table.rows == (("alarm", "oktober 2026", 0, 5, 0, 0, 5),)


def test_nothing_tallied_or_no_whole_month_says_what_to_do(weeks, names):
    assert "Kies een langere periode" in handoffs(weeks(13), names).empty
    assert "Kies een langere periode" in handoffs(weeks(2), names).empty


def test_the_tally_is_never_written_here():
    with pytest.raises(TypeError):
        HandoffTally.objects.create(month=OCTOBER, band=0, line="mma", channel="web", count=1)
