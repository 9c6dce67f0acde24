"""The tables can be made and taken away again."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from inbox.models import ExportFile, Leaving, Mark

pytestmark = pytest.mark.django_db(databases=["default", "turns"], transaction=True)


def tables():
    return {name for name in connection.introspection.table_names() if name.startswith("inbox_")}


def test_both_ways():
    made = tables()
    assert made == {model._meta.db_table for model in apps.get_app_config("inbox").get_models()}
    try:
        call_command("migrate", "inbox", "zero", verbosity=0)
        assert tables() == set()
    finally:
        call_command("migrate", "inbox", verbosity=0)
    assert tables() == made
    Mark.objects.create(sentence_id=2**63 - 1, verdict="weg", first="weg")


def test_the_newest_change_can_be_taken_back_with_rows_in_it():
    Leaving.objects.create(sentence_id=7, reason="persoon", file=ExportFile.objects.create())
    try:
        call_command("migrate", "inbox", "0001", verbosity=0)
        assert not {"inbox_exportfile", "inbox_takenback"} & tables()
    finally:
        call_command("migrate", "inbox", verbosity=0)
    row = Leaving.objects.get()
    assert (row.pk, row.file, row.forgotten) == (7, None, False)


def test_no_change_is_without_its_migration():
    call_command("makemigrations", "inbox", check=True, dry_run=True, verbosity=0)
