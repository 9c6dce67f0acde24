"""The bot's rows cannot be changed from here, also when the account could: tried on a real file and a real server."""

import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from benchmarks.databases import TABLES
from turns.models import GivenSentence, Turn
from turns.routing import ReadOnlyTurns

REVIEW = Path(__file__).resolve().parents[2]
ROW = "INSERT INTO turns VALUES (1, 1, 'wet_inhoud', 9, NULL, 'a', '2026-12-01', 'web', 'abc')"
# In a process of its own: with the settings that staff use, not those of the tests.
TRY = """
import django
django.setup()
from django.db import DatabaseError, connections
from turns.models import Turn
assert Turn.objects.count() == 1
for statement in ("INSERT INTO turns VALUES (2, 1, 'x', 9, NULL, 'a', '2026-12-01', 'web', 'abc')", "DELETE FROM turns",
                  "UPDATE turns SET topic = 'x'", "DROP TABLE turns", "CREATE TABLE own (id INTEGER)"):
    try:
        with connections["turns"].cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        print(type(error.__cause__).__name__, str(error).splitlines()[0])
    else:
        print("WRITTEN", statement)
print(sorted(connections["turns"].introspection.table_names()))
"""


def try_to_write(address, folder):
    environment = {key: value for key, value in os.environ.items() if not key.startswith("NAKIJKEN_")}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "project.settings",
        "NAKIJKEN_DATABASE": f"sqlite:///{folder / 'nakijken.db'}",
        "NAKIJKEN_SLEUTELBESTAND": str(folder / "sleutel"),
        "NAKIJKEN_BEURTEN": address,
    }
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", TRY],
        cwd=REVIEW,
        env=environment,
        capture_output=True,
        check=False,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-500:]
    return done.stdout.splitlines()


def test_a_file_that_this_user_may_write_is_opened_for_reading_only(tmp_path):
    path = tmp_path / "beurten.db"
    with sqlite3.connect(path) as file:
        file.executescript(TABLES.format(without=" WITHOUT ROWID") + ROW)
    file.close()
    before = path.read_bytes()
    *refused, tables = try_to_write(f"sqlite:///{path}", tmp_path)
    assert refused == ["OperationalError attempt to write a readonly database"] * 5
    assert tables == "['given_sentences', 'handoff_tally', 'turns']"
    assert path.read_bytes() == before and [each.name for each in tmp_path.glob("beurten*")] == ["beurten.db"]


@pytest.fixture
def bots_server():
    """A database on the server of the tests with the bot's tables and one row; gives its address."""
    server = _server_of_the_tests()
    if not server:
        pytest.skip("Deze test heeft PostgreSQL nodig: geef NAKIJKEN_TEST_DATABASE mee.")
    name = f"lezen_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            address = f"{server.rsplit('/', 1)[0]}/{name}"
            with psycopg.connect(address) as own:
                own.execute(TABLES.format(without="") + ROW)
            yield address
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_a_server_where_this_account_may_write_is_only_read(bots_server, tmp_path):
    *refused, tables = try_to_write(bots_server, tmp_path)
    assert [line.split()[0] for line in refused] == ["ReadOnlySqlTransaction"] * 5
    assert tables == "['given_sentences', 'handoff_tally', 'turns']"


def test_the_account_of_the_manual_can_read_and_nothing_else(bots_server):
    database, role = bots_server.rsplit("/", 1)[1], f"nakijken_{os.getpid()}"
    manual = (REVIEW.parent / "docs" / "nakijken-database.md").read_text(encoding="utf-8")
    statements = re.search(r"```sql\n(.*?)```", manual, re.DOTALL)[1]
    statements = statements.replace("lantaarn", database).replace("nakijken", role)
    with psycopg.connect(bots_server, autocommit=True) as owner:
        owner.execute(statements)
        try:
            # As if somebody had left out the setting that reads only: the rights alone must be enough.
            owner.execute(f"SET ROLE {role}")
            for table in ("turns", "given_sentences", "handoff_tally"):
                owner.execute(f"SELECT * FROM {table}")
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    owner.execute(f"DELETE FROM {table}")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                owner.execute("CREATE TABLE own (id INTEGER)")
        finally:
            owner.execute("RESET ROLE")
            owner.execute(f"DROP OWNED BY {role}; DROP ROLE {role}")


def _server_of_the_tests():
    own = settings.DATABASES["default"]
    if not own["ENGINE"].endswith("postgresql"):
        return ""
    return f"postgresql://{own['USER']}:{own['PASSWORD']}@{own['HOST'] or 'localhost'}:{own['PORT'] or 5432}/postgres"


@pytest.mark.parametrize("model", [Turn, GivenSentence])
def test_the_code_itself_refuses_to_write(model):
    with pytest.raises(TypeError, match="read only"):
        ReadOnlyTurns().db_for_write(model)
