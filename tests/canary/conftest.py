"""The servers of the canary test, started side by side since a start takes seconds; each has traffic and an end of its own."""

import json
import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from tests.canary.commands import Run, serve_alone
from tests.canary.server import Server

POSTGRES = os.environ.get("TEST_POSTGRES", "postgresql://127.0.0.1/test")
# A visitor of these tests says more in a minute than anybody, and the sum for newcomers has to show up too.
BUSY = {"LANTAARN_MESSAGES_PER_MINUTE": "10000", "LANTAARN_NEW_CONVERSATIONS_PER_MINUTE": "60"}


@pytest.fixture(scope="session")
def schema():
    """The name of an empty schema in a PostgreSQL that runs here, or None."""
    engine = create_engine(POSTGRES, connect_args={"connect_timeout": 2})
    name = f"lantaarn_{os.getpid()}_{time.monotonic_ns()}"
    try:
        with engine.begin() as connection:
            connection.execute(text(f"CREATE SCHEMA {name}"))
    except OperationalError:
        yield None
        return
    yield name
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
    engine.dispose()


@pytest.fixture(scope="session")
def servers(tmp_path_factory, schema):
    folder = tmp_path_factory.mktemp("kanarie")
    started = {
        "plain": Server(folder / "plain"),
        "faulty": Server(folder / "faulty", watched=True, **BUSY),
        "leaky": Server(folder / "leaky", watched=True, **BUSY),
    }
    if schema:
        address = f"{POSTGRES}?options=-csearch_path%3D{schema}"
        started["postgres"] = Server(folder / "postgres", **{**BUSY, "LANTAARN_DATABASE": address})
    yield started
    for server in started.values():
        server.stop(signal.SIGKILL)


@pytest.fixture(scope="session")
def beside(servers, tmp_path_factory):
    """What needs nothing of the tests runs beside them, on another core, once the servers have started."""
    folder = tmp_path_factory.mktemp("naast")

    def later(what, *arguments):
        for server in servers.values():
            server.wait()
        return what(*arguments)

    with ThreadPoolExecutor(1) as pool:
        yield {
            "ask": pool.submit(later, Run, folder / "ask", "ask", "--json"),
            "redact": pool.submit(later, Run, folder / "redact", "redact"),
            "alone": pool.submit(later, serve_alone, folder / "alone"),
        }


@pytest.fixture(scope="session")
def plain(servers, beside):
    """The server as everybody starts it."""
    return servers["plain"].wait()


@pytest.fixture(scope="session")
def faulty(servers):
    """Under watch, with logs at DEBUG, and a fault at any stop that a test asks for."""
    server = servers["faulty"].wait()
    server.state = json.loads(server.tell("state"))
    server.look_from_here()
    return server


@pytest.fixture(scope="session")
def leaky(servers):
    """Under watch, with a leak on purpose where a test asks for one."""
    return servers["leaky"].wait()


@pytest.fixture(scope="session")
def on_postgres(servers):
    if "postgres" not in servers:
        pytest.skip("geen PostgreSQL op deze machine: het zoeken in de database is alleen op SQLite gedaan")
    return servers["postgres"].wait()
