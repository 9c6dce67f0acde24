"""The chromium of the machine, a site for each test, and a watch on every page for what must never happen."""

import os
import shutil
from urllib.parse import urlsplit

import pytest

CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
EXIT = "https://www.buienradar.nl/"
# Set by .ci/run: there a missing browser is an error.
REQUIRED = os.environ.get("BROWSERTESTS") == "verplicht"


def pytest_collection_modifyitems(config, items):
    """Browser tests go last, since Playwright leaves an event loop running; without a browser they are left out."""
    ours = [item for item in items if item.path.is_relative_to(config.rootpath / "tests" / "browser")]
    items[:] = [item for item in items if item not in ours] + ours
    if ours and CHROMIUM is None and not REQUIRED:
        items[:] = items[: -len(ours)]
        config.hook.pytest_deselected(items=ours)
        config.left_out = len(ours)


def pytest_terminal_summary(terminalreporter, config):
    if count := getattr(config, "left_out", 0):
        terminalreporter.write_line(f"Geen chromium gevonden: {count} browsertests zijn weggelaten (op Debian en Ubuntu: apt install chromium).")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    # As root, in a container, chromium has no sandbox of its own to use.
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    names = ["--host-resolver-rules=MAP *.test 127.0.0.1, MAP www.buienradar.nl ~NOTFOUND"]
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": [*sandbox, *names]}


@pytest.fixture
def make_site():
    """Makes sites; all are taken down after the test."""
    # Not at the top: what it imports warns about its age, and only inside a test do the settings of pytest hold.
    from tests.browser.served import Site

    made = []

    def make(bot=None, **changes):
        made.append(Site(bot, **changes))
        return made[-1]

    yield make
    for each in made:
        each.stop()


@pytest.fixture
def site(make_site):
    return make_site()


class Watch:
    """What the pages of a context did that they must not do."""

    def __init__(self):
        self.violations, self.requests, self.errors = [], [], []

    def others(self, *own):
        """Requests to other origins than these; leaving is meant to go elsewhere."""
        known = {*own, EXIT.rstrip("/")}
        return [url for url in self.requests if not url.startswith(("data:", "blob:")) and origin(url) not in known]


@pytest.fixture
def watch(context):
    seen = Watch()
    context.expose_binding("lantaarnWatch", lambda _source, what: seen.violations.append(what))
    context.add_init_script(
        "document.addEventListener('securitypolicyviolation', (e) => window.lantaarnWatch(`${e.violatedDirective} ${e.blockedURI}`))"
    )
    context.on("request", lambda request: seen.requests.append(request.url))
    context.on("weberror", lambda error: seen.errors.append(str(error.error)))
    context.route(f"{EXIT}**", lambda route: route.fulfill(body="<!doctype html><title>Weer</title><h1>Het weer</h1>", content_type="text/html"))
    yield seen
    # In every test that has a watch, whatever else it looks at.
    assert seen.violations == []
    assert seen.errors == []


@pytest.fixture
def chat(page, watch, site):
    """The page of a site, open."""
    page.goto(site.base)
    page.get_by_role("textbox").wait_for()
    return page


def origin(url):
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def ask(page, text):
    """Type a question and send it by Enter."""
    page.get_by_role("textbox").fill(text)
    page.keyboard.press("Enter")


def bubbles(page):
    """The messages of the conversation, in order, without who said them."""
    return page.locator(".bubble").evaluate_all("all => all.map((one) => [...one.children].slice(1).map((part) => part.textContent).join('\\n'))")

