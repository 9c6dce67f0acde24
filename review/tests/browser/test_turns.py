"""Conversations in a real browser: by keyboard, without JavaScript, on a phone, and readable for everybody."""

import datetime as dt

import pytest
from django.conf import settings
from django.db import connections
from playwright.sync_api import expect

from tests.conftest import TODAY
from tests.turns.conftest import add_talks, clock  # noqa: F401
from turns.digest import digest

THEN = TODAY - dt.timedelta(days=6)
LIST, LEAVE = "/gesprekken/", "/gesprekken/afhakers/"
PHONE = {"width": 360, "height": 780}


@pytest.fixture
def talks(add_talks, add_turns, book, transactional_db):  # noqa: F811
    """Seven that may stand under their day, and five that may not, one of them with all that can happen."""
    add_talks(7, ["wet_inhoud"], day=THEN, digested=False)
    add_talks(4, ["wet_doel", "handelen_stappen"], day=THEN, digested=False)
    same = {"day": THEN, "danger": "victim"}
    add_turns((5, 1, "wet_doel", "action_suggest"), (5, 4, "persoonlijk_slachtoffer", "action_danger"), **same)
    add_turns((5, 5, None, "noodantwoord"), day=THEN)
    digest()
    yield
    with connections["turns"].cursor() as cursor:
        # Django empties its own tables only.
        cursor.execute("DELETE FROM turns")


def open_all(page):
    for summary in page.locator("summary").all():
        summary.click()


@pytest.mark.parametrize(
    "address", [LIST, LIST + "?periode=4&onderwerp=wet_doel", LIST + "?gevaar=minor", LIST + "?dag=x", LEAVE]
)
def test_lists_are_accessible(page_as, accessible, talks, address):
    page = page_as("lezer", address)
    open_all(page)
    accessible(page)


@pytest.mark.parametrize("address", [LIST, LEAVE])
def test_a_tool_without_conversations_is_accessible_and_says_what_to_do(page_as, accessible, book, clock, address):  # noqa: F811
    page = page_as("lezer", address)
    page.get_by_text("Er zijn nog geen gesprekken geteld").wait_for()
    accessible(page)


def test_a_conversation_is_accessible_with_everything_that_can_be_in_it(page_as, accessible, talks):
    page = page_as("lezer", LIST + "?niet_begrepen=on&periode=4")
    # Alone it is too few to show, so it is found among those that have a topic in common.
    expect(page.get_by_text("minder dan vijf. Dat is te weinig om te tonen")).to_be_visible()
    page.goto(page.url.split("?")[0])
    page.get_by_role("row", name="keer niet").get_by_role("link").click()
    expect(page.get_by_text("Hier missen 2 beurten")).to_be_visible()
    expect(page.get_by_text("dag wordt niet getoond")).to_be_visible()
    open_all(page)
    accessible(page)


def test_the_whole_job_by_keyboard(page_as, talks):
    page = page_as("lezer", LIST)
    page.get_by_label("Onderwerp", exact=True).focus()
    page.keyboard.type("Wat zegt")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Toon gesprekken").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/gesprekken/?**onderwerp=wet_inhoud**")
    expect(page.get_by_text("7 gesprekken")).to_be_visible()
    first = page.locator("main table a").first
    first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Volgend gesprek").wait_for()
    page.wait_for_load_state()  # the arrows work once the script is there
    start = page.url
    assert start.endswith("?onderwerp=wet_inhoud")
    page.keyboard.press("ArrowRight")
    page.wait_for_url(lambda url: url != start)
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(start)
    # Alt and an arrow belong to the browser, and at the end of the list nothing happens.
    assert page.get_by_role("link", name="Vorig gesprek").count() == 0
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Control+ArrowRight")
    assert page.url == start
    page.get_by_role("link", name="Terug naar de lijst").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Onderwerp", exact=True)).to_have_value("wet_inhoud")


def test_everything_works_without_javascript(browser, live_server, sign_in, talks):
    cookie = {
        "name": settings.SESSION_COOKIE_NAME,
        "value": sign_in("lezer").cookies[settings.SESSION_COOKIE_NAME].value,
    }
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([{**cookie, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + LIST)
    page.get_by_label("Gestopt na").select_option("wet_inhoud")
    page.get_by_role("button", name="Toon gesprekken").click()
    page.locator("main table a").first.click()
    for _ in range(6):
        expect(page.get_by_text("Hier stopte het gesprek, na ‘Wat zegt de wet?’")).to_be_visible()
        page.get_by_role("link", name="Volgend gesprek").click()
    assert page.get_by_role("link", name="Volgend gesprek").count() == 0
    page.get_by_role("link", name="Terug naar de lijst").click()
    page.get_by_role("link", name="Waar haken mensen af?").click()
    page.get_by_role("link", name="Gesprekken die stopten na Wat zegt de wet?").click()
    expect(page.get_by_text("7 gesprekken")).to_be_visible()
    context.close()


def test_nothing_sticks_out_on_a_phone(page_as, talks):
    page = page_as("lezer")
    page.set_viewport_size(PHONE)
    start = page.url.rstrip("/")
    for address in (LIST, LEAVE):
        page.goto(start + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.goto(start + LIST)
    page.locator("main table a").last.click()
    page.get_by_text("Hier stopte het gesprek").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
