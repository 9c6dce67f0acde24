"""The tables of this tool: made, taken away and made again, with a real database of their own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
OURS = [
    app.label
    for app in apps.get_app_configs()
    if (Path(app.path) / "migrations").is_dir() and ROOT in Path(app.path).parents and ".venv" not in app.path
]
WALK = """
import django, json, sys
django.setup()
from django.core.management import call_command
from django.db import connection

def tables():
    with connection.cursor() as cursor:
        return {name: sorted(column.name for column in connection.introspection.get_table_description(cursor, name))
                for name in connection.introspection.table_names(cursor)}

def roles():
    from django.contrib.auth.models import Group
    return sorted(Group.objects.values_list("name", flat=True))

call_command("migrate", verbosity=0)
first, first_roles = tables(), roles()
for label in sys.argv[1:]:
    call_command("migrate", label, "zero", verbosity=0)
gone, gone_roles = tables(), roles()
call_command("migrate", verbosity=0)
print(json.dumps([first, gone, tables(), first_roles, gone_roles, roles()]))
"""


@pytest.fixture
def own_database(tmp_path):
    """The address of an empty database, of the kind that the tests run on."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'leeg.db'}"
        return
    server = settings.DATABASES["default"]
    name = f"nakijken_migraties_{os.getpid()}"
    address = psycopg.conninfo.make_conninfo(
        host=server["HOST"],
        port=server["PORT"] or None,
        user=server["USER"],
        password=server["PASSWORD"] or None,
        dbname="postgres",
    )
    with psycopg.connect(address, autocommit=True) as link:
        link.execute(f"CREATE DATABASE {name}")
    yield f"postgresql://{server['USER']}@{server['HOST']}:{server['PORT'] or 5432}/{name}"
    with psycopg.connect(address, autocommit=True) as link:
        link.execute(f"DROP DATABASE {name}")


def test_all_tables_go_forward_backward_and_forward_again(own_database, tmp_path):
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("NAKIJKEN_")},
        "NAKIJKEN_DATABASE": own_database,
        "NAKIJKEN_SLEUTELBESTAND": str(tmp_path / "sleutel"),
        "PGPASSWORD": settings.DATABASES["default"].get("PASSWORD") or "",
        "DJANGO_SETTINGS_MODULE": "project.settings",
    }
    ran = subprocess.run(
        [sys.executable, "-c", WALK, *OURS], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr[-600:]
    first, gone, again, roles, no_roles, roles_again = json.loads(ran.stdout)
    ours = {
        model._meta.db_table
        for label in OURS
        for model in apps.get_app_config(label).get_models()
        if model._meta.managed
    }
    assert ours and ours <= set(first)
    assert not ours & set(gone)
    assert again == first
    assert roles == roles_again == ["beheerder", "beoordelaar", "lezer", "redacteur"] and no_roles == []


@pytest.mark.django_db
def test_no_change_of_a_model_waits_for_its_migration():
    from django.core.management import call_command

    call_command("makemigrations", *OURS, check=True, dry_run=True, verbosity=0)


def test_the_tables_of_the_bot_are_never_ours():
    from turns.models import GivenSentence, Turn

    assert not Turn._meta.managed and not GivenSentence._meta.managed
