"""Signing in a real browser: by keyboard, on a small screen, and with a flow book that changes meanwhile."""

import json
import re

import pytest

from flows.book import current_book, fingerprint
from signing.models import Signature
from signing.signatures import sign

ANSWER = "antwoord:utter_wet_inhoud"
LAW = "/ondertekenen/antwoord/utter_wet_inhoud/"
ACUTE = "/ondertekenen/gevaar/112/"
CHANGED = "Alleen de rechter"


@pytest.fixture
def signed_before(book, make_user, write_book):
    """Every sort of state: signed, half, changed since, gone, taken back; with somebody whose account is off."""
    from signing.signatures import withdraw

    carla, dirk = make_user("carla", "beoordelaar"), make_user("dirk", "beoordelaar")
    items = current_book()["onderdelen"]

    def signs(name, *people):
        return [sign(person, name, items[name], items[name]["vingerafdruk"], "gelezen") for person in people][-1]

    signs("gevaar:113", carla, dirk)
    signs("gevaar:112", carla)
    signs("antwoord:utter_wet_doel", dirk)
    signs(ANSWER, carla)
    signs("kaart:ar", carla, dirk)
    withdraw(carla, signs("stroom:wet_inhoud", dirk), "te snel gelezen")
    dirk.is_active = False
    dirk.save()

    def change(content):
        content["onderdelen"].pop("antwoord:utter_wet_doel")
        for name in (ANSWER, "kaart:ar"):
            item = content["onderdelen"][name]
            item["inhoud"]["tekst"] = item["inhoud"]["tekst"].replace("De rechter", CHANGED) + " 112"
            item["vingerafdruk"] = fingerprint(item["inhoud"])

    write_book(change)


@pytest.mark.parametrize(
    "address",
    [
        "/ondertekenen/",
        "/ondertekenen/?stand=alles",
        "/ondertekenen/?stand=gewijzigd&soort=gevaar",
        "/ondertekenen/niet-meer-in-gebruik/",
        LAW,
        ACUTE,
        "/ondertekenen/gevaar/113/",
        "/ondertekenen/stroom/wet_inhoud/",
        "/ondertekenen/lijn/comensha/",
        "/ondertekenen/kaart/ar/",
        "/ondertekenen/antwoord/utter_wet_doel/",
    ],
)
@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_is_accessible_and_fits(page_as, accessible, signed_before, address, width):
    page = page_as("beoordelaar", address)
    page.set_viewport_size({"width": width, "height": 800})
    for closed in page.locator("details").all():
        closed.evaluate("each => { each.open = true }")
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_somebody_signed_is_accessible_too(page_as, accessible, signed_before):
    page = page_as("lezer", LAW)
    page.get_by_role("link", name="Bekijk wat carla ondertekende").click()
    page.get_by_role("heading", level=1, name=re.compile("zoals carla ondertekende")).wait_for()
    accessible(page)


def test_without_a_flow_book_the_page_says_so(page_as, accessible, here, tmp_path):
    here(flow_book=tmp_path / "nergens.json")
    page = page_as("beoordelaar", "/ondertekenen/")
    page.get_by_text("Er is nog niets ondertekend.").wait_for()
    accessible(page)


def test_working_through_the_list_by_keyboard(page_as, book):
    page = page_as("beoordelaar", "/ondertekenen/?soort=gevaar")
    page.get_by_role("link", name="Begin bovenaan").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Acuut gevaar").wait_for()
    page.get_by_text("Ctrl + Enter ondertekent").wait_for()
    page.keyboard.press("Control+Enter")
    page.get_by_text("‘Acuut gevaar’ is ondertekend. Een collega moet nog tekenen.").wait_for()
    page.get_by_role("heading", level=1, name="Gedachten aan zelfdoding").wait_for()
    page.get_by_text("Ctrl + Enter ondertekent").wait_for()
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Jonger dan 18").wait_for()
    page.get_by_text("Ctrl + Enter ondertekent").wait_for()
    page.keyboard.press("Control+Enter")
    page.get_by_text("‘Jonger dan 18’ is ondertekend.").wait_for()
    assert sorted(Signature.objects.values_list("item", flat=True)) == ["gevaar:112", "gevaar:minor"]


def test_signing_with_tab_and_a_remark(page_as, book):
    page = page_as("beoordelaar", LAW)
    page.get_by_role("link", name="Naar ondertekenen").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("gelezen met een jurist")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("‘Wat zegt de wet?’ is ondertekend.").wait_for()
    assert Signature.objects.get().remark == "gelezen met een jurist"


def test_enter_in_another_place_does_what_it_does_there(page_as, signed_before):
    """Ctrl + Enter in the box to take a signature back must not sign; Enter on a closed part opens it."""
    page = page_as("beoordelaar", ACUTE)
    page.get_by_text("Trek deze handtekening in").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Ctrl + Enter ondertekent").wait_for()
    page.get_by_label("Waarom?").fill("verkeerd gelezen")
    before = Signature.objects.count()
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Enter")
    page.get_by_text("De handtekening van carla is ingetrokken.").wait_for()
    assert Signature.objects.count() == before


def test_signing_twice_in_a_hurry_signs_once(page_as, book):
    page = page_as("beoordelaar", LAW)
    page.get_by_role("button", name="Onderteken").dblclick()
    page.get_by_text("‘Wat zegt de wet?’ is ondertekend.").wait_for()
    assert Signature.objects.count() == 1


def test_a_text_that_changes_while_somebody_reads_is_not_signed(page_as, book, signed_before, write_book):
    page = page_as("beoordelaar", LAW)
    page.get_by_role("heading", name="Ondertekenen").wait_for()
    before = Signature.objects.count()
    write_book()
    other = page.locator("input[name=vingerafdruk]").get_attribute("value")
    assert other != current_book()["onderdelen"][ANSWER]["vingerafdruk"]
    page.get_by_role("button", name="Onderteken").click()
    page.get_by_text("Dit onderdeel is veranderd terwijl je las. Er is niets ondertekend.").wait_for()
    assert Signature.objects.count() == before


def test_what_changed_is_marked_in_the_text(page_as, signed_before):
    page = page_as("lezer", LAW)
    assert CHANGED in " ".join(page.locator(".verschillen").inner_text().split())
    assert "Alleen" in page.locator(".verschillen ins").first.inner_text()
    assert page.locator(".verschillen del").count() >= 1


def test_the_file_for_the_build_is_downloaded(page_as, signed_before):
    page = page_as("lezer", "/ondertekenen/")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download handtekeningen.json").click()
    assert waiting.value.suggested_filename == "handtekeningen.json"
    whole = json.loads(waiting.value.path().read_text(encoding="utf-8"))
    assert set(whole["handtekeningen"]) == {"gevaar:112", "gevaar:113"}


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_everything_works_without_javascript(page_as, book):
    page = page_as("beoordelaar", "/ondertekenen/")
    page.get_by_label("Soort").select_option("antwoord")
    page.get_by_label("Hoe ernstig").select_option("ernstig")
    page.get_by_role("button", name="Toon").click()
    page.get_by_role("link", name="Wat zegt de wet?", exact=True).click()
    assert page.get_by_text("Ctrl + Enter").is_hidden()
    page.get_by_role("button", name="Onderteken").click()
    page.get_by_text("‘Wat zegt de wet?’ is ondertekend.").wait_for()
    page.get_by_role("link", name=re.compile("^Volgende")).click()
    assert Signature.objects.get().item == ANSWER
