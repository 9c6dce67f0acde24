"""The one migration describes the bot's table and makes nothing, both ways."""

import pytest
from django.core.management import call_command
from django.db import connection


@pytest.mark.django_db(transaction=True)
def test_both_ways():
    made = set(connection.introspection.table_names())
    assert "handoff_tally" not in made
    try:
        call_command("migrate", "figures", "zero", verbosity=0)
        assert set(connection.introspection.table_names()) == made
    finally:
        call_command("migrate", "figures", verbosity=0)
    assert set(connection.introspection.table_names()) == made


@pytest.mark.django_db
def test_no_change_is_without_its_migration():
    call_command("makemigrations", "figures", check=True, dry_run=True, verbosity=0)
