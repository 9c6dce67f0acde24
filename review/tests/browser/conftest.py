"""The chromium of the machine against the running tool, and a watch on every page for what must never happen."""

import os
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

# Playwright keeps an event loop running; Django would refuse the database in a test because of it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
# Set by .ci/run: there a missing browser is an error.
REQUIRED = os.environ.get("BROWSERTESTS") == "verplicht"


def pytest_collection_modifyitems(config, items):
    """Without a browser these tests are left out, and that is said."""
    ours = [item for item in items if item.path.is_relative_to(config.rootpath / "tests" / "browser")]
    for item in ours:
        item.add_marker(pytest.mark.django_db(transaction=True, databases=["default", "turns"]))
    if ours and CHROMIUM is None and not REQUIRED:
        items[:] = [item for item in items if item not in ours]
        config.hook.pytest_deselected(items=ours)
        config.left_out = len(ours)


def pytest_terminal_summary(terminalreporter, config):
    if count := getattr(config, "left_out", 0):
        terminalreporter.write_line(f"Geen chromium gevonden: {count} browsertests zijn weggelaten (op Debian en Ubuntu: apt install chromium).")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    # As root, in a container, chromium has no sandbox of its own to use.
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": sandbox}


@pytest.fixture(autouse=True)
def roles(db):
    """A test with transactions empties every table afterwards, the roles included."""
    from django.contrib.auth.models import Group

    from staff.roles import ROLES

    for name in ROLES:
        Group.objects.get_or_create(name=name)


@pytest.fixture
def watched(page, live_server):
    """A page on which every CSP finding, script error and call to another site is noted; each fails the test."""
    findings = []
    page.on("console", lambda message: findings.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: findings.append(str(error)))
    page.on("request", lambda request: findings.append(request.url) if not request.url.startswith((live_server.url, "data:", "blob:")) else None)
    yield page
    assert findings == []


@pytest.fixture
def page_as(watched, sign_in, live_server):
    """A watched browser page that is signed in: ``page_as("redacteur", "/zinnen/")``."""

    def open_page(role, address="/"):
        cookie = sign_in(role).cookies[settings.SESSION_COOKIE_NAME].value
        watched.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        watched.goto(live_server.url + address)
        return watched

    return open_page


@pytest.fixture
def accessible():
    """Fails when axe finds anything on the page."""

    def check(page):
        found = Axe().run(page).response["violations"]
        assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == []

    return check
