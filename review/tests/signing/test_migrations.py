"""The tables can be made and taken away again."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


@pytest.mark.django_db(transaction=True)
def test_forward_and_back():
    tables = {"signing_signature", "signing_withdrawal"}
    assert tables <= set(connection.introspection.table_names())
    MigrationExecutor(connection).migrate([("signing", None)])
    try:
        assert not tables & set(connection.introspection.table_names())
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes("signing"))
    assert tables <= set(connection.introspection.table_names())
