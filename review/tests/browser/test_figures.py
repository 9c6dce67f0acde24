"""Figures in a real browser: pictures that load, a form for the keyboard, and a page that fits a phone."""

import pytest
from django.db import connections
from playwright.sync_api import expect

from tests.browser.test_flows import BEGIN_SHOWS
from tests.figures.conftest import SUNDAY, nothing_kept, year  # noqa: F401

ADDRESSES = ["/cijfers/", "/cijfers/begrijpen/", "/cijfers/gevaar/", "/cijfers/paden/"]


@pytest.fixture
def figures(year, book, transactional_db):  # noqa: F811
    """Everything that the pages show; the bot's own rows are taken away again: Django never empties its tables."""
    with connections["turns"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO handoff_tally (month, band, line, channel, count) VALUES ('2026-10-01', 1, 'mma', 'web', 9)"
        )
    yield
    with connections["turns"].cursor() as cursor:
        cursor.execute("DELETE FROM handoff_tally")


def pictures(page):
    """Of every picture on the page the width of its own; a page is only there when its pictures are."""
    page.wait_for_load_state("load")
    return page.evaluate("[...document.images].map(image => image.naturalWidth)")


@pytest.mark.parametrize("address", ADDRESSES)
def test_pages_are_accessible_and_their_pictures_load(page_as, accessible, figures, address):
    page = page_as("lezer", address)
    widths = pictures(page)
    assert len(widths) >= 2 and min(widths) > 100
    for summary in page.locator("summary").all():
        summary.click()
    accessible(page)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_without_figures_is_accessible(page_as, accessible, book, address):
    page = page_as("lezer", address)
    page.get_by_text("Er zijn nog geen gesprekken geteld").wait_for()
    accessible(page)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_phone_gets_narrow_pictures_and_nothing_sticks_out(page_as, figures, address):
    page = page_as("lezer")
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + address)
    pictures(page)
    assert page.evaluate("[...document.images].every(image => image.currentSrc.includes('smal=1'))")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    # Letters keep their size: what is wider than the phone slides in its own box.
    assert page.evaluate("[...document.images].every(image => image.clientWidth >= image.naturalWidth - 1)")


def test_on_a_phone_the_paths_open_where_they_begin(page_as, live_server, figures):
    page = page_as("lezer", "/cijfers/")
    page.set_viewport_size({"width": 360, "height": 500})
    page.goto(f"{live_server.url}/cijfers/paden/")
    page.locator("[data-schuif]").scroll_into_view_if_needed()
    page.get_by_text("Schuif het plaatje: het is groter").wait_for()
    page.wait_for_function(BEGIN_SHOWS)


def test_the_choice_is_made_with_the_keyboard_alone(page_as, figures):
    page = page_as("lezer", "/cijfers/")
    page.get_by_label("Per", exact=True).focus()
    page.keyboard.press("d")
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("checkbox", name="Wat moet ik doen?").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**per=dag**")
    assert "onderwerp=handelen_stappen" in page.url
    page.get_by_text("Onderwerpen: 1 gekozen").wait_for()
    assert (
        page.get_by_role("img", name="Een lijn, van 5 oktober tot en met 29 november: ‘Wat moet ik doen?’").count() == 1
    )


def test_the_table_of_a_picture_is_downloaded(page_as, figures):
    page = page_as("lezer", "/cijfers/paden/")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download deze tabel (CSV) van ‘Meest gevolgde paden’").click()
    assert waiting.value.suggested_filename == f"paden-2026-08-31-{SUNDAY}.csv"
    with open(waiting.value.path(), encoding="utf-8-sig") as file:
        assert "Begin van het gesprek;Wat zegt de wet?;1512;" in file.read()


def test_wide_tables_slide_and_can_be_reached_with_the_keyboard(page_as, figures):
    page = page_as("lezer", "/cijfers/begrijpen/")
    page.set_viewport_size({"width": 360, "height": 780})
    table = page.get_by_role("region", name="Tabel: Niet begrepen")
    table.focus()
    assert table.evaluate("each => each.scrollWidth > each.clientWidth")
    page.keyboard.press("ArrowRight")
    expect(table).not_to_have_js_property("scrollLeft", 0)


def test_a_print_has_the_folded_tables_and_no_form(page_as, figures):
    page = page_as("lezer", "/cijfers/?per=dag")
    pictures(page)
    page.emulate_media(media="print")
    assert not page.get_by_role("button", name="Toon").first.is_visible()
    assert page.get_by_text("29-11-2026").first.is_visible()


def test_it_works_without_javascript(browser, live_server, figures, sign_in):
    from django.conf import settings

    context = browser.new_context(java_script_enabled=False)
    cookie = sign_in("lezer").cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/cijfers/paden/")
    page.get_by_label("Pijlen vanaf (keer)").fill("1500")
    page.get_by_role("button", name="Toon").first.click()
    page.get_by_text("Je ziet pijlen vanaf 1.500 keer.").wait_for()
    context.close()
