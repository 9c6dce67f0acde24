"""Leaving: at once, the conversation erased, and no way back to it."""

import json

import pytest

from tests.browser.conftest import EXIT, ask, bubbles

BEFORE = "about:blank#hiervoor"


@pytest.fixture
def talk(page, watch, site):
    """A conversation that has begun, with a page before it in the history."""
    page.goto(BEFORE)
    page.goto(site.base)
    ask(page, "wat zegt de wet?")
    page.locator(".source").wait_for()
    return page


def leave_by_button(page):
    page.get_by_role("link", name="Verlaat deze pagina").click(no_wait_after=True)


def leave_by_shift(page):
    for _ in range(3):
        page.keyboard.press("Shift")


WAYS = pytest.mark.parametrize("leave", [leave_by_button, leave_by_shift], ids=lambda way: way.__name__)


@WAYS
def test_one_is_away_and_the_conversation_is_erased(talk, watch, site, leave):
    erased = []
    talk.context.on("request", lambda request: request.url.endswith("/api/wis") and erased.append(json.loads(request.post_data)))
    leave(talk)
    talk.wait_for_url(EXIT)
    assert talk.get_by_role("heading", name="Het weer").is_visible()
    assert len(erased) == 1 and len(erased[0]["sessie"]) > 40
    for _ in range(50):
        if site.bot.forgotten:
            break
        talk.wait_for_timeout(20)
    assert site.bot.forgotten == [site.bot.heard[0][0]]


@WAYS
def test_back_does_not_return_to_the_chat(talk, leave):
    before = talk.evaluate("history.length")
    leave(talk)
    talk.wait_for_url(EXIT)
    assert talk.evaluate("history.length") == before
    talk.go_back()
    assert talk.url == BEFORE
    talk.go_forward()
    talk.wait_for_url(EXIT)


@pytest.mark.parametrize("way", [
    "document.querySelector('lantaarn-chat').shadowRoot.querySelector('.leave').click()",
    "for (let i = 0; i < 3; i += 1) document.dispatchEvent(new KeyboardEvent('keyup', { key: 'Shift' }))",
], ids=["button", "shift"])  # fmt: skip
def test_the_page_is_blank_at_once_without_waiting_for_the_other_site(talk, way):
    # In one go with leaving itself: nothing of another page can have come yet.
    shows = "[document.title, document.body.innerText.trim(), document.querySelectorAll('lantaarn-chat').length]"
    assert talk.evaluate(f"() => {{ {way}; return {shows}; }}") == ["…", "Laden …", 0]
    talk.wait_for_url(EXIT)


def test_the_other_site_is_not_told_where_one_came_from(talk):
    told = []
    talk.context.on("request", lambda request: request.url == EXIT and told.append(request.headers.get("referer")))
    leave_by_button(talk)
    talk.wait_for_url(EXIT)
    assert told == [None]


def test_capitals_neither_leave_nor_speak(talk, site):
    talk.get_by_role("textbox").focus()
    heard = "() => [...document.querySelector('lantaarn-chat').shadowRoot.querySelectorAll('[role=status]')].map((one) => one.textContent).join('')"
    for letter in "HALLO IK BEN BANG":
        talk.keyboard.down("Shift")
        talk.keyboard.press(letter)
        talk.keyboard.up("Shift")
        assert talk.evaluate(heard) == ""
    assert talk.get_by_role("textbox").input_value() == "HALLO IK BEN BANG"
    assert talk.url.startswith(site.base)


def test_shift_tells_how_often_it_must_be_pressed(talk):
    status = talk.locator(".exit [role=status]")
    talk.keyboard.press("Shift")
    assert "nog 2 keer" in status.text_content()
    talk.keyboard.press("Shift")
    assert "nog 1 keer" in status.text_content()
    talk.keyboard.press("a")
    assert "gaat niet door" in status.text_content()


@pytest.mark.parametrize("size", [(320, 640), (768, 1024), (1280, 800), (320, 256)])
def test_the_way_out_is_always_in_view(talk, size):
    talk.set_viewport_size({"width": size[0], "height": size[1]})
    for _ in range(4):
        ask(talk, "wat zegt de wet?")
        talk.wait_for_timeout(100)
    for at in (0, 300, 100_000):
        talk.evaluate(f"window.scrollTo(0, {at})")
        box = talk.get_by_role("link", name="Verlaat deze pagina").bounding_box()
        assert 0 <= box["y"] and box["y"] + box["height"] <= size[1] and box["x"] + box["width"] <= size[0]
        assert box["height"] >= 44


@pytest.mark.parametrize("way", ["close", "reload", "link"])
def test_closing_and_loading_again_erase_too(talk, site, way):
    conversation = site.bot.heard[0][0]
    if way == "close":
        talk.close(run_before_unload=True)
    elif way == "reload":
        talk.reload()
    else:
        talk.goto(EXIT)
    for _ in range(100):
        if site.bot.forgotten:
            break
        site_wait()
    assert site.bot.forgotten == [conversation]


def site_wait():
    import time

    time.sleep(0.02)


def test_back_after_a_link_shows_no_old_conversation(talk, site):
    talk.goto(EXIT)
    talk.go_back()
    talk.get_by_role("textbox").wait_for()
    assert len(bubbles(talk)) == 1 and "ik ben Lantaarn" in bubbles(talk)[0]
    ask(talk, "en nu?")
    talk.locator(".source").wait_for()
    assert len({conversation for conversation, _ in site.bot.heard}) == 2


def test_the_owner_sets_where_one_goes(page, watch, make_site):
    site = make_site(exit_site="https://www.voorbeeld.nl/weer")
    page.context.route("https://www.voorbeeld.nl/weer", lambda route: route.fulfill(body="<h1>Weer</h1>", content_type="text/html"))
    page.goto(site.base)
    leave_by_button(page)
    page.wait_for_url("https://www.voorbeeld.nl/weer")
