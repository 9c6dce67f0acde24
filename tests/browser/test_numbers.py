"""The numbers that the page must keep: size, speed, findings of axe, and nothing fetched, stored or refused by the policy."""

import gzip

import pytest
from axe_playwright_python.sync_playwright import Axe

from lantaarn.settings import Settings
from tests.browser.conftest import ask, origin

MOST_BYTES = 10_000
USABLE_WITHIN = 1.5
AXE = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    # axe leaves this one out unless it is asked for.
    "rules": {"target-size": {"enabled": True}},
}


def findings(page):
    return [f"{each['id']}: {[node['html'] for node in each['nodes']]}" for each in Axe().run(page, options=AXE).response["violations"]]


def fetched(page, base, kinds=("script", "stylesheet")):
    """What the page fetches of these kinds, in bytes as they go over the line."""
    sizes = {}
    page.on("response", lambda got: got.request.resource_type in kinds and sizes.update({got.url: len(gzip.compress(got.body(), mtime=0))}))
    page.goto(base)
    page.get_by_role("textbox").wait_for()
    page.wait_for_load_state("networkidle")
    return sizes


def test_script_and_style_are_small(page, watch, site):
    sizes = fetched(page, site.base)
    print("bytes met gzip:", sizes, "samen", sum(sizes.values()))
    assert len(sizes) == 2 and sum(sizes.values()) <= MOST_BYTES


@pytest.mark.parametrize("language", ["lantaarn.js", "lantaarn-en.js"])
def test_the_script_for_other_sites_is_small(language):
    assert len(gzip.compress((Settings().page / language).read_bytes(), mtime=0)) <= MOST_BYTES


def test_the_page_travels_compressed(page, watch, site):
    page.goto(site.base)
    got = page.request.get(f"{site.base}/lantaarn.js", headers={"Accept-Encoding": "gzip"})
    assert got.headers["content-encoding"] == "gzip"


def test_a_throttled_phone_can_use_the_page_within_a_second_and_a_half(context, watch, site):
    # A busy machine only ever adds time, so the quickest of a few is the page itself.
    seconds = min(usable_after(context.new_page(), site.base) for _ in range(4))
    print(f"bruikbaar na {seconds:.2f} s")
    assert seconds <= USABLE_WITHIN


def usable_after(page, base):
    """Seconds until the field can be typed in, with 400 ms to and fro, 50 kB/s and a CPU slowed four times."""
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000})
    line.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.add_init_script(
        """const look = () => {
          const field = document.querySelector("lantaarn-chat")?.shadowRoot?.querySelector("textarea");
          if (field && field.getBoundingClientRect().height) window.usable = performance.now(); else requestAnimationFrame(look);
        };
        look();"""
    )
    page.goto(base)
    page.wait_for_function("window.usable")
    seconds = page.evaluate("window.usable") / 1000
    page.close()
    return seconds


def greeting(page, site):
    pass


def answered(page, site):
    ask(page, "wat zegt de wet?")
    page.locator(".source").wait_for()


def danger(page, site):
    ask(page, "ik ben in gevaar")
    page.locator(".bubble", has_text="Is er nu gevaar? Bel 112.").last.wait_for()


def another_language(page, site):
    ask(page, "español")
    page.locator(".bubble[lang=es]").wait_for()


def panels_open(page, site):
    for summary in page.locator("summary").all():
        summary.click()
    page.get_by_role("button", name="Kopieer").wait_for()


def typing(page, site):
    site.bot.delay = 5
    ask(page, "wacht even")
    page.get_by_text("Even zoeken").wait_for()


def down(page, site):
    site.stop()
    ask(page, "is er iemand?")
    page.locator(".trouble").wait_for()


def refused(page, site):
    page.route("**/api/bericht", lambda route: route.fulfill(status=429, json={"fout": "Je stuurt veel berichten achter elkaar."}))
    ask(page, "hallo")
    page.get_by_text("Je stuurt veel berichten").wait_for()


def erased(page, site):
    page.get_by_role("button", name="Wis dit gesprek").click()
    page.get_by_text("Dit gesprek is gewist.").wait_for()


def shift_pressed(page, site):
    page.keyboard.press("Shift")
    page.locator(".govuk-exit-this-page__indicator--visible").wait_for()


STATES = [greeting, answered, danger, another_language, panels_open, typing, down, refused, erased, shift_pressed]


LOOKS = [(state, look) for state in STATES for look in ("light", "dark", "forced", "phone")]
LOOKS += [(greeting, "english"), (answered, "english")]


@pytest.mark.parametrize(("state", "look"), LOOKS, ids=[f"{state.__name__}-{look}" for state, look in LOOKS])
def test_axe_finds_nothing(page, watch, site, state, look):
    page.emulate_media(color_scheme="dark" if look == "dark" else "light", forced_colors="active" if look == "forced" else "none", reduced_motion="reduce")
    if look == "phone":
        page.set_viewport_size({"width": 320, "height": 640})
    page.goto(site.base + ("/en" if look == "english" else ""))
    page.get_by_role("textbox").wait_for()
    state(page, site)
    assert findings(page) == []


@pytest.mark.parametrize("path", ["/privacy", "/zonder-script"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_plain_pages(page, watch, site, path, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(site.base + path)
    assert findings(page) == []


def test_a_whole_conversation_fetches_nothing_elsewhere_and_stores_nothing(chat, watch, site):
    for state in (answered, danger, another_language, panels_open, erased):
        state(chat, site)
    assert watch.others(origin(site.base)) == []
    assert chat.context.cookies() == []
    kept = """async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
              (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length, history.state]"""
    assert chat.evaluate(kept) == [0, 0, 0, 0, 0, None]
    # The code of the conversation is not in any address either.
    assert {url.split("?")[0].removeprefix(site.base) for url in watch.requests} <= {
        "/", "/lantaarn.js", "/start.css", "/favicon.ico", "/api/bericht", "/api/wis",
    }  # fmt: skip
    assert all("?" not in url for url in watch.requests)
