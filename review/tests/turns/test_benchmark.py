"""What pages are measured with: made-up turns that are always the same, and an address for every page of this part."""

import datetime as dt
import sqlite3
from collections import Counter

import pytest
from django.db import connections

from benchmarks.addresses import addresses
from benchmarks.databases import write_rows
from benchmarks.made_up import COLUMNS, DAYS, MISSED, made_up_sentences, made_up_tally, made_up_turns
from tests.conftest import TODAY
from turns.digest import digest

TOPICS = ["wet_inhoud", "wet_doel", "handelen_stappen"]


def test_the_same_seed_gives_the_same_turns():
    first, second = (list(made_up_turns(500, TODAY, TOPICS)) for _ in range(2))
    assert first == second != list(made_up_turns(500, TODAY, TOPICS, seed=8))


def test_made_up_turns_look_like_real_ones():
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in made_up_turns(20_000, TODAY, TOPICS)]
    assert 20_000 <= len(rows) < 20_100
    assert len({(row["conversation"], row["turn"]) for row in rows}) == len(rows)
    days = [row["day"] for row in rows]
    assert TODAY - dt.timedelta(days=DAYS) <= min(days) and max(days) < TODAY
    steps = Counter(row["step"] for row in rows)
    assert abs(steps["action_suggest"] / len(rows) - MISSED) < 0.02
    assert all(0 <= row["confidence"] <= 10 for row in rows)
    lengths = Counter(row["conversation"] for row in rows)
    assert 3 < len(rows) / len(lengths) < 4
    topics = Counter(row["topic"] for row in rows)
    assert topics["wet_inhoud"] > topics["wet_doel"] > topics["handelen_stappen"]
    # Some go on over midnight.
    assert len({(row["conversation"], row["day"]) for row in rows}) > len(lengths)


def test_they_are_written_as_the_bots_own_database(tmp_path):
    rows = {
        "turns": made_up_turns(100, TODAY, TOPICS),
        "given_sentences": made_up_sentences(30, TODAY),
        "handoff_tally": made_up_tally(TODAY, ["mma", "politie"]),
    }
    write_rows(f"sqlite:///{tmp_path / 'b.db'}", rows)
    with sqlite3.connect(tmp_path / "b.db") as file:
        kinds = dict(file.execute("SELECT name, type FROM pragma_table_info('turns')"))
        assert file.execute("SELECT COUNT(*) FROM turns WHERE day LIKE '2026-__-__'").fetchone()[0] >= 100
        assert file.execute("SELECT COUNT(*) FROM given_sentences WHERE day LIKE '2026-__-__'").fetchone() == (30,)
        assert file.execute("SELECT COUNT(DISTINCT month), COUNT(*) FROM handoff_tally").fetchone() == (2, 48)
    file.close()
    assert tuple(kinds) == COLUMNS


@pytest.mark.django_db(databases=["default", "turns"])
def test_every_page_of_this_part_is_measured_and_opens(sign_in, book):
    rows = list(made_up_turns(3000, TODAY, TOPICS))
    with connections["turns"].cursor() as cursor:
        cursor.executemany(f"INSERT INTO turns VALUES ({', '.join(['%s'] * len(COLUMNS))})", rows)
    digest()
    ours = [(name, address) for name, address in addresses() if name.startswith("turns:")]
    assert {name for name, _ in ours} == {"turns:index", "turns:leave", "turns:conversation"} and len(ours) > 10
    client = sign_in("lezer")
    for _, address in ours:
        assert client.get(address).status_code == 200, address
