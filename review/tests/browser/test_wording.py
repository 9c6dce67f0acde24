"""Writing another wording in a real browser: chips hold, the judgement follows, the chat shows it, and no word is lost."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache

from tests.staff.conftest import code_now
from wording.models import Proposal

ADDRESS = "/tekst/utter_wet_strafmaat/"
TWICE = "/tekst/utter_gesprek_andere_taal/"
LONG_FACTS = "/tekst/utter_wet_inhoud/"
TYPED = " Wil je dit ook weten?"


@pytest.fixture(autouse=True)
def nothing_counted(roles):
    cache.clear()


def type_more(page, words=TYPED):
    surface = page.get_by_role("textbox", name="Tekst")
    surface.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)
    return surface


def at_rest(page):
    """Nothing under way: a session that goes while a page still answers is another thing than one that is over."""
    page.wait_for_load_state("networkidle")


def sign_in_again(page, name="redacteur"):
    page.get_by_label("Je naam").fill(name)
    page.get_by_label("Wachtwoord").fill("een lang wachtwoord")
    page.get_by_role("button", name="Log in", exact=True).click()
    page.get_by_label("Code").fill(code_now())
    page.get_by_role("button", name="Verder").click()


def test_a_fact_is_a_chip_and_the_judgement_follows_the_typing(page_as, accessible, book):
    page = page_as("redacteur", ADDRESS)
    surface = page.get_by_role("textbox", name="Tekst")
    assert surface.locator(".feit").count() >= 3
    surface.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Dit is echter zo.")
    page.get_by_text("‘echter’ is moeilijk").wait_for()
    assert "Dit is echter zo." in page.locator("#tekst").input_value()
    assert "{wet_straf_cel}" in page.locator("#tekst").input_value()
    accessible(page)


def test_the_chat_itself_shows_the_answer_and_sends_nothing(page_as, book):
    page = page_as("redacteur", ADDRESS)
    frame = page.frame_locator("iframe")
    frame.get_by_text("De hoogste straf is").first.wait_for()
    frame.get_by_role("button", name="Ben ik strafbaar?").click()
    frame.get_by_text("Hier wordt niets verstuurd").wait_for()


def test_a_deleted_fact_is_refused_by_name_and_can_be_put_back(page_as, book):
    page = page_as("redacteur", ADDRESS)
    page.locator("#tekst").wait_for(state="attached")
    page.evaluate("document.querySelector('.schrijfvlak [data-naam=wet_straf_cel]').remove(); document.querySelector('.schrijfvlak').dispatchEvent(new Event('input', {bubbles: true}))")
    page.get_by_role("button", name="Bewaar mijn voorstel").click()
    page.get_by_text("De vaste plek {wet_straf_cel} is weg").wait_for()
    page.get_by_role("textbox", name="Tekst").focus()
    page.keyboard.press("Control+Home")
    page.get_by_role("button", name="Zet 4 jaar cel bij de cursor").click()
    page.get_by_role("button", name="Bewaar mijn voorstel").click()
    page.get_by_text("Je voorstel is bewaard").wait_for()


def test_the_list_is_accessible(page_as, accessible, book):
    accessible(page_as("redacteur", "/tekst/?zoek=straf"))


def test_a_session_that_ends_while_typing_leaves_the_form_alone_and_the_text_comes_back(page_as, accessible, book):
    page = page_as("redacteur", ADDRESS)
    at_rest(page)
    Session.objects.all().delete()
    surface = type_more(page)
    page.locator("#meldingen").get_by_text("Je bent uitgelogd.").wait_for()
    assert page.locator("#schrijf [name=password]").count() == 0 and TYPED.strip() in surface.inner_text()
    assert page.frame_locator("iframe").get_by_label("Wachtwoord").count() == 0
    accessible(page)
    page.get_by_role("link", name="Open de pagina opnieuw").click()
    sign_in_again(page)
    page.get_by_text("Dit typte je hier eerder.").wait_for()
    assert TYPED.strip() in page.get_by_role("textbox", name="Tekst").inner_text()
    accessible(page)
    page.get_by_role("button", name="Bewaar mijn voorstel").click()
    page.get_by_text("Je voorstel is bewaard").wait_for()
    assert TYPED.strip() in Proposal.objects.get().text
    page.locator(".schrijfvlak").wait_for()
    assert page.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('concept'))") == []
    assert page.get_by_text("Dit typte je hier eerder.").count() == 0


def test_a_session_that_ends_before_keeping_says_so_and_the_text_comes_back(page_as, live_server, book):
    page = page_as("redacteur", ADDRESS)
    at_rest(page)
    type_more(page)
    page.get_by_label("Waarom?").fill("Korter")
    Session.objects.all().delete()
    page.get_by_role("button", name="Bewaar mijn voorstel").click()
    page.get_by_text("Wat je net verstuurde, is niet bewaard.").wait_for()
    sign_in_again(page)
    page.get_by_text("Dit typte je hier eerder.").wait_for()
    assert page.url == live_server.url + ADDRESS
    assert TYPED.strip() in page.locator("#tekst").input_value()
    assert page.get_by_label("Waarom?").input_value() == "Korter"
    page.get_by_role("button", name="Gooi het weg").click()
    page.get_by_text("Dit typte je hier eerder.").wait_for(state="detached")
    assert TYPED.strip() not in page.locator("#tekst").input_value()


def test_a_draft_is_not_shown_to_who_signs_in_next(page_as, sign_in, live_server, book):
    page = page_as("redacteur", ADDRESS)
    type_more(page)
    cookie = sign_in("redacteur", name="bram").cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    page.goto(live_server.url + ADDRESS)
    assert TYPED.strip() not in page.get_by_role("textbox", name="Tekst").inner_text()


def test_what_was_refused_stays_as_it_was_sent(page_as, book):
    page = page_as("redacteur", ADDRESS)
    type_more(page, " Cijfer 7 mag niet. ")
    page.get_by_role("button", name="Bewaar mijn voorstel").click()
    page.get_by_text("er is niets weggegooid").wait_for()
    assert page.get_by_text("Dit typte je hier eerder.").count() == 0
    assert "Cijfer 7 mag niet." in page.get_by_role("textbox", name="Tekst").inner_text()


def test_the_way_out_in_the_preview_does_not_leave_the_text(page_as, live_server, book):
    page = page_as("redacteur", ADDRESS)
    surface = type_more(page)
    frame = page.frame_locator("iframe")
    frame.get_by_text(TYPED.strip()).wait_for()
    frame.get_by_role("link", name="Verlaat deze pagina").click()
    frame.get_by_text("Hier wordt niets verstuurd").wait_for()
    for _ in range(3):
        page.keyboard.press("Shift")
    frame.get_by_role("textbox").fill("mag dit")
    frame.get_by_role("textbox").press("Enter")
    assert page.url == live_server.url + ADDRESS and TYPED.strip() in surface.inner_text()
    assert frame.get_by_role("link", name="Verlaat deze pagina").count() == 1
    allowed = page.locator("iframe").get_attribute("sandbox").split()
    assert not [each for each in allowed if each.startswith("allow-top")]


def test_a_fact_that_stands_twice_can_be_put_back(page_as, book):
    page = page_as("redacteur", TWICE)
    chips = page.locator(".schrijfvlak [data-naam='alarm.nummer']")
    assert chips.count() == 2
    before = page.locator("#tekst").input_value()
    page.evaluate("document.querySelectorAll(\".schrijfvlak [data-naam='alarm.nummer']\")[1].remove()")
    page.get_by_role("textbox", name="Tekst").focus()
    page.keyboard.press("Control+End")
    button = page.get_by_role("button", name="Zet 112 bij de cursor")
    button.click()
    assert chips.count() == 2
    after = page.locator("#tekst").input_value()
    assert after.count("{alarm.nummer}") == 2 and after.index("{alarm.nummer}") == before.index("{alarm.nummer}")
    # Now all are there, so it moves one instead of adding a third.
    button.click()
    assert chips.count() == 2


def test_back_leaves_in_one_press_however_often_the_preview_was_shown(page_as, live_server, book):
    page = page_as("redacteur", "/tekst/?zoek=strafmaat")
    page.goto(live_server.url + ADDRESS)
    length = page.evaluate("history.length")
    for words in (" Een.", " Twee.", " Drie."):
        type_more(page, words)
        page.frame_locator("iframe").get_by_text(words.strip()).wait_for()
    page.get_by_role("button", name="Laat zien").click()
    page.frame_locator("iframe").get_by_text("Drie.").wait_for()
    assert page.evaluate("history.length") == length
    page.go_back()
    assert page.url == live_server.url + "/tekst/?zoek=strafmaat"


@pytest.mark.parametrize("address", [ADDRESS, TWICE, LONG_FACTS])
def test_an_answer_with_long_facts_fits_a_telephone(page_as, accessible, book, address):
    page = page_as("redacteur", address)
    page.set_viewport_size({"width": 360, "height": 740})
    page.locator(".schrijfvlak .feit").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    accessible(page)
