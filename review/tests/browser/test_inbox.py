"""Judging sentences in a real browser: by keyboard alone, with a screen reader in mind, and without script."""

import re
import time
import zipfile

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connections
from playwright.sync_api import expect

from inbox import suggestions
from inbox.choices import Choice
from inbox.marking import mark
from inbox.models import Leaving, Mark, Verdict

pytestmark = pytest.mark.usefixtures("book", "empty_table")
SENTENCES = [f"zin {number:02} over iets wat de chat niet begreep" for number in range(1, 24)]


@pytest.fixture
def empty_table():
    """The bot's table is not Django's, so a test that really writes must clear it itself."""

    def clear():
        with connections["turns"].cursor() as cursor:
            cursor.execute("DELETE FROM given_sentences")

    clear()
    yield
    clear()


@pytest.fixture(autouse=True)
def no_bot(monkeypatch):
    """Suggestions by likeness: fast, and the same every time."""
    monkeypatch.setattr(suggestions, "_ask_bot", lambda _sentence, _book: None)


@pytest.fixture
def other_page(browser, sign_in, live_server):
    """A page that is not watched, for a browser without script or a line that fails."""
    opened = []

    def go(**how):
        cookie = sign_in("redacteur").cookies[settings.SESSION_COOKIE_NAME].value
        context = browser.new_context(**how)
        opened.append(context)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.goto(f"{live_server.url}/zinnen/")
        return page

    yield go
    for context in opened:
        context.close()


def sentence(page):
    return page.locator("#de-zin")


def next_is(page, text):
    """Waits until this sentence stands there with the focus on it, and until a press counts again."""
    expect(sentence(page)).to_have_text(text)
    expect(sentence(page)).to_be_focused()
    ready(page)


def ready(page):
    """Waits until a press counts."""
    expect(page.locator("#zin:not([data-wacht])")).to_be_visible()


def found(page):
    """Topics in the list under the field; the list of languages has options too."""
    return page.locator("#gevonden-onderwerpen [role=option]")


def said(page):
    return page.locator("#meldingen")


def test_twenty_sentences_by_keyboard_alone(page_as, add_given, record_property):
    numbers = add_given(*SENTENCES)
    page = page_as("redacteur", "/zinnen/")
    expect(sentence(page)).to_have_text(SENTENCES[0])
    shown = page.evaluate("performance.timeOrigin")
    began = time.perf_counter()
    for number in range(20):
        page.keyboard.press("13524"[number % 5])
        next_is(page, SENTENCES[number + 1])
    each = (time.perf_counter() - began) / 20
    record_property("seconds_per_sentence", round(each, 3))
    print(f"\n{each:.3f} s machine time per sentence")
    assert page.evaluate("performance.timeOrigin") == shown, "the page was loaded again"
    assert Mark.objects.filter(sentence_id__in=numbers[:20], verdict="onderwerp").count() == 20 == Mark.objects.count()
    assert each < 2


def test_the_whole_job_by_keyboard(page_as, accessible, add_given):
    numbers = add_given(*SENTENCES[:8])
    page = page_as("redacteur", "/zinnen/")
    accessible(page)
    page.keyboard.press("g")
    expect(page.get_by_role("button", name="Acuut gevaar")).to_be_focused()
    accessible(page)
    page.keyboard.press("2")
    next_is(page, SENTENCES[1])
    expect(said(page)).to_contain_text("Bewaard: ‘Gevaar: Gedachten aan zelfdoding’. Nog 7 te gaan.")
    page.keyboard.press("w")
    next_is(page, SENTENCES[2])
    page.keyboard.press("u")
    next_is(page, SENTENCES[1])
    expect(said(page)).to_contain_text("teruggenomen")
    page.keyboard.press("n")
    next_is(page, SENTENCES[2])
    page.keyboard.press("/")
    page.keyboard.type("welke straf")
    expect(found(page)).to_have_text(["Welke straf staat erop?"])
    accessible(page)
    page.keyboard.press("Enter")
    next_is(page, SENTENCES[3])
    page.keyboard.press("p")
    next_is(page, SENTENCES[4])
    marks = dict(Mark.objects.values_list("sentence_id", "label"))
    assert marks == {numbers[0]: "113", numbers[2]: "wet_strafmaat"}
    assert Leaving.objects.get().pk == numbers[3]


def test_keys_stay_silent_while_typing_and_with_other_keys(page_as, add_given):
    add_given(*SENTENCES[:2])
    page = page_as("redacteur", "/zinnen/")
    page.keyboard.press("/")
    page.keyboard.type("1wgnup")
    expect(page.get_by_role("combobox")).to_have_value("1wgnup")
    expect(page.get_by_text("Geen onderwerp gevonden")).to_be_visible()
    page.keyboard.press("Escape")
    expect(sentence(page)).to_be_focused()
    for keys in ("Control+1", "Alt+w", "Meta+n", "Shift+W"):
        page.keyboard.press(keys)
    page.keyboard.press("g")
    page.locator("#taal").focus()
    page.keyboard.press("p")
    page.wait_for_timeout(300)
    expect(sentence(page)).to_have_text(SENTENCES[0])
    assert not Mark.objects.exists() and not Leaving.objects.exists()


def test_a_key_that_is_held_or_hit_twice_counts_once(page_as, add_given):
    add_given(*SENTENCES[:4])
    page = page_as("redacteur", "/zinnen/")
    page.keyboard.down("1")
    for _ in range(5):
        page.keyboard.down("1")
    page.keyboard.up("1")
    next_is(page, SENTENCES[1])
    page.keyboard.press("2")
    page.keyboard.press("2")
    page.keyboard.press("2")
    next_is(page, SENTENCES[2])
    assert Mark.objects.count() == 2
    page.locator(".voorstellen button").first.dblclick()
    next_is(page, SENTENCES[3])
    assert Mark.objects.count() == 3


def test_who_types_on_judges_nothing_with_the_tail_of_a_word(page_as, add_given):
    add_given(*SENTENCES[:3])
    page = page_as("redacteur", "/zinnen/")
    ready(page)
    page.keyboard.press("1")
    page.keyboard.type("wgnup")
    next_is(page, SENTENCES[1])
    page.keyboard.press("/")
    page.keyboard.type("wgnup")
    expect(page.get_by_role("combobox")).to_have_value("wgnup")
    assert Mark.objects.count() == 1


def test_keys_can_be_switched_off(page_as, add_given):
    add_given(*SENTENCES[:2])
    page = page_as("redacteur", "/zinnen/")
    expect(page.locator("#zin kbd").first).to_be_visible()
    page.get_by_text("Sneltoetsen", exact=True).click()
    page.get_by_role("button", name="Zet de sneltoetsen uit").click()
    expect(said(page)).to_contain_text("staan uit")
    page.keyboard.press("1")
    page.wait_for_timeout(300)
    expect(sentence(page)).to_have_text(SENTENCES[0])
    expect(page.locator("#zin kbd").first).to_be_hidden()
    page.locator(".voorstellen button").first.click()
    expect(sentence(page)).to_have_text(SENTENCES[1])


def test_the_list_of_topics_by_arrow_and_by_mouse(page_as, add_given):
    add_given(*SENTENCES[:3])
    page = page_as("redacteur", "/zinnen/")
    search = page.get_by_role("combobox", name="Een ander onderwerp")
    search.focus()
    expect(found(page)).to_have_count(70)
    page.keyboard.press("ArrowUp")
    expect(page.locator("#zin [role=option][aria-selected=true]")).to_have_count(1)
    assert search.get_attribute("aria-activedescendant") == page.locator(
        "#zin [role=option][aria-selected=true]"
    ).get_attribute("id")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    second = found(page).nth(1).text_content()
    page.keyboard.press("Enter")
    next_is(page, SENTENCES[1])
    expect(said(page)).to_contain_text(f"Bewaard: ‘{second}’")
    page.get_by_role("combobox").fill("legal")
    option = found(page).first
    name = option.text_content()
    option.click()
    next_is(page, SENTENCES[2])
    expect(said(page)).to_contain_text(f"Bewaard: ‘{name}’")


def test_a_connection_that_fails_is_said_and_nothing_moves(other_page, add_given):
    add_given(*SENTENCES[:2])
    page = other_page()
    page.route("**/zinnen/oordeel/", lambda route: route.abort())
    page.keyboard.press("1")
    expect(said(page)).to_contain_text("Dat lukte niet")
    expect(sentence(page)).to_have_text(SENTENCES[0])
    ready(page)
    page.unroute("**/zinnen/oordeel/")
    page.keyboard.press("1")
    next_is(page, SENTENCES[1])
    assert Mark.objects.count() == 1


def test_who_was_signed_out_meanwhile_gets_the_login_page(page_as, add_given):
    add_given(*SENTENCES[:2])
    page = page_as("redacteur", "/zinnen/")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.keyboard.press("1")
    page.wait_for_url("**/account/login/**")
    assert not Mark.objects.exists()


def test_without_script_the_buttons_do_the_same(other_page, add_given):
    add_given(*SENTENCES[:6])
    page = other_page(java_script_enabled=False)
    assert page.locator("#zin kbd").first.is_hidden()
    page.locator(".voorstellen button").first.click()
    assert sentence(page).text_content() == SENTENCES[1]
    page.locator("#onderwerp").select_option(label="Welke straf staat erop?")
    page.get_by_role("button", name="Kies dit onderwerp").click()
    page.locator("#gevaar summary").click()
    page.get_by_role("button", name="Gedwongen of uitgebuit").click()
    page.get_by_role("button", name="Weggooien").click()
    page.get_by_role("button", name="Neem je laatste oordeel terug").click()
    assert sentence(page).text_content() == SENTENCES[3]
    page.get_by_role("button", name="Hier staat nog iets van een persoon in").click()
    page.get_by_role("button", name="Sla over").click()
    assert sentence(page).text_content() == SENTENCES[5]
    assert list(Mark.objects.order_by("pk").values_list("label", flat=True))[1:] == ["wet_strafmaat", "victim"]
    assert Leaving.objects.count() == 1


def test_from_a_difference_to_a_file(page_as, accessible, sign_in, make_user, add_given):
    anna = make_user("anna", "redacteur")
    first, second = add_given("wat is een kwibus", "hoe zwabbert een kwibus")
    page = page_as("beoordelaar", "/zinnen/verschillen/")
    accessible(page)
    bram = get_user_model().objects.get(username="beoordelaar")
    for number, choices in ((first, ("wet_doel", "wet_doel")), (second, ("wet_doel", "wet_inhoud"))):
        for who, topic in zip((anna, bram), choices):
            mark(who, number, Choice(Verdict.TOPIC, topic))
    page.reload()
    accessible(page)
    page.get_by_role("group", name="Beslis zin 1").get_by_role("button").first.click()
    expect(said(page)).to_contain_text("Beslist")
    page.get_by_role("link", name="Naar de chat").click()
    expect(page.get_by_role("checkbox")).to_have_count(2)
    accessible(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Maak het bestand").click()
    assert re.fullmatch(r"zinnen-\d{4}-\d\d-\d\d\.zip", download.value.suggested_filename)
    with zipfile.ZipFile(download.value.path()) as file:
        assert file.read("nlu/wet.yml").decode().count("kwibus") == 2
    page.get_by_role("button", name="Ja: wis de zinnen").wait_for()
    accessible(page)
    page.get_by_role("button", name="Ja: wis de zinnen").click()
    expect(said(page)).to_contain_text("zinnen")
    accessible(page)


@pytest.mark.parametrize("address", ["/zinnen/", "/zinnen/verschillen/", "/zinnen/export/"])
@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_fits_and_is_accessible(page_as, accessible, add_given, address, width):
    add_given("een zin met eenheelergeindeloosaaneengeschrevenwoordzonderspatieofstreepjeerinwantdatkan [naam]")
    page = page_as("beoordelaar", address)
    page.set_viewport_size({"width": width, "height": 800})
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for each in page.locator("details > summary").all():
        each.click()
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
