"""Trying a sentence in a real browser: by keyboard, with and without script, on a phone, and the file that comes
down."""

import pytest
import yaml
from playwright.sync_api import expect

from tests.trial.conftest import desk, heard_nothing  # noqa: F401
from tests.trial.desk import DANGER, report
from trial import views

pytestmark = pytest.mark.usefixtures("book", "desk")
ADDRESS = "/uitproberen/"


@pytest.fixture
def page(page_as):
    return page_as("redacteur", ADDRESS)


@pytest.fixture
def watched_without_script(browser, live_server, sign_in):
    from django.conf import settings

    context = browser.new_context(java_script_enabled=False)
    cookie = sign_in("redacteur").cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    opened = context.new_page()
    opened.goto(live_server.url + ADDRESS)
    yield opened
    context.close()


def try_out(page, sentence):
    page.get_by_label("zin", exact=False).fill(sentence)
    page.get_by_role("button", name="Probeer uit").click()


def test_a_sentence_a_button_and_a_test_by_keyboard_alone(page, desk, accessible):  # noqa: F811
    accessible(page)
    expect(page.locator("#zin")).to_be_focused()
    page.keyboard.type("wat zegt de wet?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#kop-antwoord")).to_have_text("Begrepen als: Wat zegt de wet?")
    expect(page.locator("#kop-antwoord")).to_be_focused()
    accessible(page)

    desk.answers = [report(onderwerp="wet_strafmaat", intent="wet_strafmaat", stap="utter_wet_strafmaat", signalen=[])]
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Welke straf staat erop?")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#kop-antwoord")).to_have_text("Begrepen als: Welke straf staat erop?")
    expect(page.locator(".beurten li")).to_have_count(2)

    with page.expect_download() as coming:
        page.get_by_role("button", name="Download de test").press("Enter")
    assert coming.value.suggested_filename == "test_wet_inhoud.yml"
    steps = yaml.safe_load(coming.value.path().read_text(encoding="utf-8"))["stories"][0]["steps"]
    assert [step.get("user") for step in steps if "user" in step] == ["wat zegt de wet?", "/wet_strafmaat"]

    page.get_by_role("button", name="Begin opnieuw").press("Enter")
    expect(page.locator(".beurten")).to_have_count(0)
    assert desk.asked[-1][0] == "/proef/wissen"


def test_danger_is_readable_and_accessible(page, desk, accessible):  # noqa: F811
    desk.answers = [DANGER]
    try_out(page, "help hij slaat me")
    expect(page.locator("#kop-antwoord")).to_contain_text("Gevaar gezien")
    expect(page.get_by_role("table", name="Wat de poort zag, per soort gevaar")).to_contain_text(
        "hij/ze/zij slaat/schopt me"
    )
    accessible(page)


def test_an_error_is_announced_and_what_was_typed_stays(page, desk, accessible):  # noqa: F811
    desk.status, desk.raw = 500, b"{"
    try_out(page, "een zin die blijft")
    expect(page.locator("#meldingen")).to_contain_text("De chat gaf een antwoord dat dit gereedschap niet begrijpt")
    expect(page.locator("#zin")).to_have_value("een zin die blijft")
    expect(page.locator("#zin")).to_be_focused()
    accessible(page)


def test_a_sentence_that_is_too_long_can_be_typed_and_is_told(page, desk):  # noqa: F811
    try_out(page, "x" * 1001)
    expect(page.locator("#meldingen")).to_contain_text(views.TOO_LONG)
    assert len(page.locator("#zin").input_value()) == 1001 and desk.asked == []


def test_nothing_of_it_is_in_the_address_or_the_browser(page, desk):  # noqa: F811
    try_out(page, "kanarie3391")
    expect(page.locator(".beurten")).to_contain_text("kanarie3391")
    assert page.url.endswith(ADDRESS)
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, history.state])")
    assert "kanarie3391" not in kept


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_falls_off_the_screen(page, desk, accessible, width):  # noqa: F811
    page.set_viewport_size({"width": width, "height": 800})
    desk.answers = [
        DANGER,
        report(berichten=[{"text": "w" * 300, "buttons": [{"title": "Een lange knop " * 8, "payload": "/x"}]}]),
    ]
    try_out(page, "help")
    try_out(page, "heellangwoord" * 20)
    expect(page.locator(".beurten li")).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    accessible(page)


def test_everything_works_without_script(watched_without_script, desk):  # noqa: F811
    page = watched_without_script
    try_out(page, "wat zegt de wet?")
    expect(page.locator("#kop-antwoord")).to_have_text("Begrepen als: Wat zegt de wet?")
    page.get_by_role("button", name="Welke straf staat erop?").click()
    expect(page.locator(".beurten li")).to_have_count(2)
    with page.expect_download() as coming:
        page.get_by_role("button", name="Download de test").click()
    assert coming.value.suggested_filename == "test_wet_inhoud.yml"
