"""The chat on somebody else's page, under a policy as strict as a municipality's; and in a frame."""

import contextlib
import secrets

import pytest
from axe_playwright_python.sync_playwright import Axe

from lantaarn.settings import PROJECT_ROOT, Settings
from tests.browser.conftest import EXIT, ask, bubbles, origin
from tests.browser.served import free_port, other_site
from tests.browser.test_numbers import AXE

EXAMPLE = PROJECT_ROOT / "webchat" / "voorbeeld"
HTML, CSS = {"Content-Type": "text/html; charset=utf-8"}, {"Content-Type": "text/css"}


@pytest.fixture
def municipality(make_site):
    """Makes the example site around a chat: ``with municipality(change) as (chat, address)``."""

    @contextlib.contextmanager
    def make(change=lambda html: html, path="/", named=True, name="index.html", policy=None):
        port = free_port()
        chat = make_site(embedders=(f"http://localhost:{port}",) if named else ())
        nonce = secrets.token_urlsafe(16)

        def filled(file):
            text = (EXAMPLE / file).read_text(encoding="utf-8")
            return text.replace("{{nonce}}", nonce).replace("{{chat}}", chat.base)

        rules = policy.replace("{{chat}}", chat.base) if policy else filled("beleid.txt").strip()
        pages = {
            path: ({**HTML, "Content-Security-Policy": rules}, change(filled(name)).encode()),
            "/gemeente.css": (CSS, (EXAMPLE / "gemeente.css").read_bytes()),
            "/lantaarn.js": ({"Content-Type": "text/javascript"}, (Settings().page / "lantaarn.js").read_bytes()),
        }
        with other_site(pages, port) as address:
            yield chat, address

    return make


def opened(page, address):
    page.goto(address)
    page.get_by_role("button", name="Anoniem chatten").click()
    page.get_by_role("textbox").wait_for()


def test_a_conversation_under_the_strictest_policy(page, watch, municipality):
    with municipality() as (chat, address):
        opened(page, address)
        assert "de chat van de gemeente" in bubbles(page)[0]
        ask(page, "wat zegt de wet?")
        page.locator(".source").wait_for()
        ask(page, "en dan?")
        page.locator(".source").nth(1).wait_for()
        # The code of the conversation came back over the border of the two sites.
        assert len({conversation for conversation, _ in chat.bot.heard}) == 1
        assert watch.others(address, origin(chat.base)) == []
        assert page.context.cookies() == []
        assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
        assert Axe().run(page, options=AXE).response["violations"] == []
        # Styles of the site stay out, and ours stay in.
        assert page.get_by_role("button", name="Verstuur").evaluate("one => getComputedStyle(one).textTransform") == "none"
        assert page.locator("h1").evaluate("one => getComputedStyle(one).fontFamily").startswith("Georgia")


def test_leaving_takes_the_whole_page_along(page, watch, municipality):
    with municipality() as (chat, address):
        page.goto("about:blank#hiervoor")
        opened(page, address)
        ask(page, "hallo")
        page.locator(".source").wait_for()
        page.get_by_role("link", name="Verlaat deze pagina").click()
        page.wait_for_url(EXIT)
        page.go_back()
        assert page.url == "about:blank#hiervoor"
        assert chat.bot.forgotten == [chat.bot.heard[0][0]]


def test_the_way_out_stays_when_the_panel_is_closed(page, watch, municipality):
    with municipality() as (_, address):
        opened(page, address)
        ask(page, "hallo")
        page.locator(".source").wait_for()
        page.keyboard.press("Escape")
        assert not page.get_by_role("textbox").is_visible()
        # The focus goes back to what opened it, and the conversation is still there.
        assert page.evaluate("document.activeElement.shadowRoot.activeElement.textContent") == "Anoniem chatten"
        assert page.get_by_role("link", name="Verlaat deze pagina").is_visible()
        page.get_by_role("button", name="Anoniem chatten").click()
        assert len(bubbles(page)) == 3
        page.get_by_role("button", name="Sluit de chat").click()
        for _ in range(3):
            page.keyboard.press("Shift")
        page.wait_for_url(EXIT)


def test_on_a_phone_the_panel_fills_the_screen_and_keeps_the_focus(page, watch, municipality):
    page.set_viewport_size({"width": 320, "height": 640})
    with municipality() as (_, address):
        opened(page, address)
        box = page.locator("dialog").bounding_box()
        assert (box["width"], box["height"]) == (320, 640)
        for _ in range(25):
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.localName") in ("lantaarn-chat", "body")
        assert Axe().run(page, options=AXE).response["violations"] == []


def test_the_options_of_the_owner(page, watch, municipality):
    with municipality(lambda html: html.replace('data-naam="Lantaarn"', 'data-naam="Vraagbaak"')) as (_, address):
        opened(page, address)
        assert page.locator("dialog h2").text_content() == "Vraagbaak"
        assert page.get_by_role("button", name="Verstuur").evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(0, 87, 107)"


@pytest.mark.parametrize("colour", ["#ffff00", "red", "#12345", "url(https://kwaad.nl/)"])
def test_a_colour_that_cannot_be_read_is_left_aside(page, watch, municipality, colour):
    with municipality(lambda html: html.replace("#00576b", colour)) as (_, address):
        opened(page, address)
        assert page.get_by_role("button", name="Verstuur").evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(21, 66, 115)"


@pytest.mark.parametrize("exit_site", ["javascript:alert(1)", "http://www.voorbeeld.nl/", "//kwaad.nl", "geen adres"])
def test_a_way_out_without_https_is_left_aside(page, watch, municipality, exit_site):
    with municipality(lambda html: html.replace("https://www.buienradar.nl/", exit_site)) as (_, address):
        opened(page, address)
        assert page.get_by_role("link", name="Verlaat deze pagina").get_attribute("href") == EXIT


def test_the_frame_can_be_in_english(page, watch, municipality):
    with municipality(lambda html: html.replace("lantaarn.js", "lantaarn-en.js")) as (_, address):
        page.goto(address)
        page.get_by_role("button", name="Chat anonymously").click()
        assert page.get_by_role("link", name="Leave this page").is_visible()
        assert page.locator("dialog").get_attribute("lang") == "en"
        assert page.locator(".bubble").get_attribute("lang") == "nl"


OFF = '<meta name="lantaarn" content="uit">'


@pytest.mark.parametrize(("path", "change", "there"), [
    ("/", lambda html: html, True),
    ("/", lambda html: html.replace("<head>", f"<head>{OFF}"), False),
    ("/vergunningen/aanvragen", lambda html: html, False),
    ("/hulp/", lambda html: html.replace('data-niet="/vergunningen/"', 'data-alleen="/hulp/ /zorg/"'), True),
    ("/nieuws", lambda html: html.replace('data-niet="/vergunningen/"', 'data-alleen="/hulp/ /zorg/"'), False),
])  # fmt: skip
def test_on_and_off_per_page(page, watch, municipality, path, change, there):
    with municipality(change, path) as (_, address):
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        assert page.locator("lantaarn-chat").count() == (1 if there else 0)


def test_a_site_that_is_not_named_gets_no_chat(page, municipality):
    with municipality(named=False) as (_, address):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert page.locator("lantaarn-chat *").count() == 0


def test_the_numbers_are_there_when_the_bot_is_not(page, watch, municipality):
    # The script stands on the site itself, as docs/inbouwen.md advises.
    with municipality(lambda html: html.replace('src="', 'data-server="').replace("/lantaarn.js", '" src="/lantaarn.js'),
                      policy="default-src 'none'; script-src 'self'; style-src 'self'; connect-src {{chat}}") as (chat, address):  # fmt: skip
        chat.stop()
        opened(page, address)
        page.get_by_text("Hulplijnen en nummers").click()
        assert page.get_by_role("link", name="0800-7000").is_visible()
        ask(page, "help")
        page.locator(".trouble").wait_for()
        chat.start()
        page.locator(".source").wait_for(timeout=15000)


def test_what_stands_inside_the_element_stays_when_the_script_does_not_come(page, municipality):
    with municipality(lambda html: html.replace("</main>", "<lantaarn-chat><p>Bel 112</p></lantaarn-chat></main>")) as (chat, address):
        chat.stop()
        page.goto(address)
        assert page.get_by_text("Bel 112").is_visible()


def test_in_a_frame_the_whole_page_leaves(page, watch, municipality):
    policy = "default-src 'none'; style-src 'self'; frame-src {{chat}}"
    with municipality(name="kader.html", policy=policy) as (chat, address):
        page.goto("about:blank#hiervoor")
        page.goto(address)
        frame = page.frame_locator("iframe")
        frame.get_by_role("textbox").fill("hallo")
        frame.get_by_role("textbox").press("Enter")
        frame.locator(".source").wait_for()
        frame.get_by_role("link", name="Verlaat deze pagina").click()
        page.wait_for_url(EXIT)
        page.go_back()
        assert page.url == "about:blank#hiervoor"
        assert chat.bot.forgotten == [chat.bot.heard[0][0]]


def test_in_a_frame_three_times_shift_leaves_too(page, watch, municipality):
    with municipality(name="kader.html", policy="default-src 'none'; style-src 'self'; frame-src {{chat}}") as (_, address):
        page.goto(address)
        page.frame_locator("iframe").get_by_role("textbox").focus()
        for _ in range(3):
            page.keyboard.press("Shift")
        page.wait_for_url(EXIT)


def test_a_site_that_is_not_named_cannot_frame_the_chat(page, municipality):
    with municipality(name="kader.html", policy="frame-src {{chat}}", named=False) as (_, address):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert page.frame_locator("iframe").get_by_role("textbox").count() == 0
