"""The chat without JavaScript: a browser that runs no script at all, as Tor Browser at its safest."""

import pytest

from tests.browser.conftest import EXIT, origin


@pytest.fixture
def plain(browser, watch):
    """A page in a browser without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    context.on("request", lambda request: watch.requests.append(request.url))
    context.route(f"{EXIT}**", lambda route: route.fulfill(body="<h1>Het weer</h1>", content_type="text/html"))
    yield context.new_page()
    context.close()


def test_the_page_leads_to_the_form_and_has_the_numbers(plain, site):
    plain.goto(site.base)
    assert plain.get_by_text("Je praat met een computer, niet met een mens.").is_visible()
    assert plain.get_by_role("link", name="0800-7000").get_attribute("href") == "tel:08007000"
    plain.get_by_role("link", name="Naar de chat zonder JavaScript").click()
    assert plain.url == f"{site.base}/zonder-script"


def test_a_whole_conversation_without_script(plain, site, watch):
    plain.goto(f"{site.base}/zonder-script")
    assert "Ik ben een computer, geen mens." in plain.locator(".bubble").inner_text()
    plain.get_by_role("button", name="Signalen").click()
    assert "Bron:" in plain.locator(".source").inner_text()
    plain.get_by_label("Je vraag").fill("wat zegt de wet?")
    plain.get_by_role("button", name="Verstuur").click()
    assert "wat zegt de wet?" in plain.locator(".mine").inner_text()
    plain.get_by_role("button", name="Eenvoudiger").click()
    plain.get_by_label("Je vraag").fill("ik ben in gevaar")
    plain.get_by_role("button", name="Verstuur").click()
    assert plain.locator("form").get_by_role("link", name="Bel 112").last.get_attribute("href") == "tel:112"
    assert len({conversation for conversation, _ in site.bot.heard}) == 1
    assert [what for _, what in site.bot.heard] == ["/signalen_overzicht", "wat zegt de wet?", "/gesprek_eenvoudiger", "ik ben in gevaar"]
    # The code of the conversation stays out of the address and out of cookies, and nothing came from elsewhere.
    assert plain.url == f"{site.base}/zonder-script"
    assert plain.context.cookies() == []
    assert {origin(url) for url in watch.requests} == {origin(site.base)}
    assert not [url for url in watch.requests if url.endswith(".js")]
    plain.get_by_role("button", name="Wis dit gesprek").click()
    assert plain.get_by_text("Dit gesprek is gewist.").is_visible()
    assert site.bot.forgotten == [site.bot.heard[0][0]]


def test_the_same_answer_comes_by_the_form_and_by_the_page(plain, chat, site):
    chat.get_by_role("button", name="De wet").click()
    chat.locator(".source").wait_for()
    plain.goto(f"{site.base}/zonder-script")
    plain.get_by_role("button", name="De wet").click()
    by_page = chat.locator(".bubble").last.locator("p, li").all_text_contents()
    by_form = plain.locator(".bubble").last.locator("p, li").all_text_contents()
    assert by_page == by_form and len(by_page) > 2
    assert chat.locator(".choices").last.locator("*").all_text_contents() == plain.locator(".bubble + p").locator("*").all_text_contents()


def test_sent_twice_is_heard_once(plain, site):
    plain.goto(f"{site.base}/zonder-script")
    plain.get_by_role("button", name="Signalen").click()
    plain.get_by_role("button", name="Verstuur").wait_for()
    plain.get_by_label("Je vraag").fill("wat zegt de wet?")
    plain.get_by_role("button", name="Verstuur").click()
    shown = plain.locator(".bubble").last.inner_text()
    plain.reload()  # sends the same form again
    assert plain.locator(".bubble").last.inner_text() == shown
    assert [what for _, what in site.bot.heard] == ["/signalen_overzicht", "wat zegt de wet?"]


def test_leaving_works_without_script(plain, site):
    plain.goto(f"{site.base}/zonder-script")
    plain.get_by_role("link", name="Verlaat deze pagina").click()
    assert plain.url == EXIT


def test_a_phone_of_320_pixels_needs_no_sideways_scrolling(plain, site):
    plain.set_viewport_size({"width": 320, "height": 640})
    for path in ("/", "/zonder-script", "/privacy"):
        plain.goto(site.base + path)
        # Without script on the page the measure is that the screenshot of the whole page is as wide as the screen.
        width = int.from_bytes(plain.screenshot(full_page=True)[16:20], "big")
        assert width == 320, path
