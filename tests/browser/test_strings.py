"""Strings that would do something in a page that makes markup of text, in both directions."""

import pytest

from tests.browser.bot import EVIL
from tests.browser.conftest import ask

BAD = [
    EVIL,
    "</textarea><script>window.hit=1</script>",
    "javascript:window.hit=1",
    "\u202e\u2066 omgekeerd \u0000\u200b",
    "' OR 1=1; -- ${7*7} #{7*7} <%= 7*7 %>",
    "<b>vet</b>&lt;i&gt;&amp;",
]


def unharmed(page):
    page.wait_for_timeout(100)
    return page.evaluate("window.hit") is None and page.locator("img, script:not([src]), svg").count() == 0


@pytest.mark.parametrize("text", BAD)
def test_what_a_visitor_types_stays_text(chat, site, text):
    ask(chat, text)
    chat.locator(".source").wait_for()
    assert chat.locator(".mine p").evaluate("one => one.textContent").strip() == text.strip()
    assert site.bot.heard[-1][1].strip() == text.replace("\u0000", "\u0000").strip()
    assert unharmed(chat)


def test_what_the_bot_says_stays_text(chat):
    ask(chat, "hack")
    chat.locator(".bubble", has_text="onerror").first.wait_for()
    assert chat.locator(".bubble", has_text="onerror").last.locator("p").evaluate("one => one.textContent") == EVIL
    # A button keeps its strange label; an address that does not dial is no button at all.
    assert chat.locator(".choices").last.locator("*").evaluate_all("all => all.map((one) => [one.localName, one.textContent])") == [["button", EVIL]]
    assert unharmed(chat)


@pytest.mark.parametrize("answer", [
    "null", "[]", '"tekst"', "{}", '{"berichten": 5}', "<html>", '{"berichten": [{"text": null}]}', '{"berichten": [null]}', '{"som": 5}',
])  # fmt: skip
def test_an_answer_of_another_shape_is_a_lost_line_and_no_more(page, watch, site, answer):
    page.goto(site.base)
    page.route("**/api/bericht", lambda route: route.fulfill(status=200, body=answer, content_type="application/json"))
    ask(page, "hallo")
    page.locator(".trouble").wait_for()
    page.unroute("**/api/bericht")
    page.locator(".source").wait_for()


@pytest.mark.parametrize("text", BAD)
def test_the_plain_form_shows_text_as_text(page, watch, site, text):
    page.goto(f"{site.base}/zonder-script")
    page.get_by_label("Je vraag").fill(text)
    page.get_by_role("button", name="Verstuur").click()
    page.locator(".mine").wait_for()
    assert text.strip(" \u0000")[:8] in page.locator(".mine").inner_text() or "\u0000" in text
    assert unharmed(page)


def test_the_plain_form_shows_what_the_bot_says_as_text(page, watch, site):
    page.goto(f"{site.base}/zonder-script")
    page.get_by_label("Je vraag").fill("hack")
    page.get_by_role("button", name="Verstuur").click()
    assert EVIL in page.locator(".bubble").last.inner_text()
    assert page.locator("a[href^=javascript]").count() == 0
    assert unharmed(page)
