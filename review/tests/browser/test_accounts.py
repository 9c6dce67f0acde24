"""Accounts in a real browser: the first day of a new colleague, passkeys, codes, and every page for everybody."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth import get_user_model
from django.core.cache import cache

from staff.people import make
from staff.start import new_link
from tests.staff.conftest import code_now
from tests.staff.provider import CLIENT, SECRET, Provider

PASSWORD = "een lang wachtwoord"
NEW = "drie blauwe fietsen"


@pytest.fixture(autouse=True)
def nothing_counted(roles):
    cache.clear()


@pytest.fixture
def passkeys(watched):
    """A device with a fingerprint reader in the watched browser; gives its commands: ``passkeys("getCredentials")``."""
    link = watched.context.new_cdp_session(watched)
    link.send("WebAuthn.enable")
    device = link.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )["authenticatorId"]
    return lambda command, **more: link.send(f"WebAuthn.{command}", {"authenticatorId": device, **more})


@pytest.fixture
def another(browser):
    """Another browser, with what is named: ``another(java_script_enabled=False)``."""
    opened = []

    def make_page(**options):
        opened.append(browser.new_context(**options))
        return opened[-1].new_page()

    yield make_page
    for context in opened:
        context.close()


def sign_in(page, name, password=PASSWORD, code=None):
    page.get_by_label("Je naam").fill(name)
    page.get_by_label("Wachtwoord").fill(password)
    page.get_by_role("button", name="Log in", exact=True).click()
    if code:
        page.get_by_label("Code").fill(code)
        page.get_by_role("button", name="Verder").click()


def confirm(page):
    page.get_by_label("Je wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Bevestig").click()


def heading(page, text):
    page.get_by_role("heading", name=text, level=1).wait_for()


def test_the_first_day_of_a_new_colleague(watched, another, live_server, make_user, accessible):
    make_user("anna", "beheerder")
    watched.goto(live_server.url)
    accessible(watched)
    sign_in(watched, "anna", code=code_now())
    heading(watched, "Wat vraagt vandaag aandacht?")
    watched.get_by_role("link", name="Medewerkers", exact=True).click()
    watched.get_by_role("link", name="Maak een nieuw account").click()
    # Who just signed in is not asked for the same again.
    watched.get_by_label("Naam om mee in te loggen").fill("dora")
    watched.get_by_label("Redacteur.").check()
    watched.get_by_role("button", name="Maak het account").click()
    heading(watched, "Startlink voor dora")
    accessible(watched)
    link = watched.get_by_label("De link").input_value()
    watched.get_by_role("link", name="Klaar").click()
    assert "wacht op startlink" in watched.get_by_role("row", name=re.compile("dora")).inner_text()

    hers = another(viewport={"width": 360, "height": 740})
    hers.goto(link)
    accessible(hers)
    hers.get_by_label("Kies een wachtwoord").fill(NEW)
    hers.get_by_label("Nog een keer hetzelfde").fill(NEW)
    hers.get_by_role("button", name="Bewaar je wachtwoord").click()
    hers.get_by_text("Je wachtwoord is gekozen.").wait_for()
    sign_in(hers, "dora", NEW)
    hers.get_by_text("Stel eerst een tweede stap in.").wait_for()
    accessible(hers)
    hers.get_by_role("link", name="Stel een app in").click()
    heading(hers, "Stel een app met codes in")
    accessible(hers)
    assert hers.evaluate("document.querySelector('img.qr').naturalWidth") > 0
    hers.get_by_label("Code van zes cijfers").fill(code_now(hers.locator("#sleutel").inner_text()))
    hers.get_by_role("button", name="Klaar").click()
    heading(hers, "Je herstelcodes")
    accessible(hers)
    assert hers.get_by_role("list", name="Herstelcodes").get_by_role("listitem").count() == 10
    hers.get_by_role("link", name="Ik heb ze bewaard").click()
    heading(hers, "Wat vraagt vandaag aandacht?")
    hers.goto(link)
    heading(hers, "Je bent al ingelogd")


def test_a_colleague_who_is_switched_off_is_out_at_the_next_click(watched, page_as, another, live_server, make_user):
    bram = make_user("bram", "lezer")
    his = another()
    his.goto(live_server.url)
    sign_in(his, "bram", code=code_now())
    heading(his, "Wat vraagt vandaag aandacht?")
    page_as("beheerder", f"/medewerkers/{bram.pk}/")
    confirm(watched)
    watched.get_by_role("button", name="Zet het account uit").click()
    watched.get_by_text("Bewaard voor bram: account uitgezet.").wait_for()
    his.get_by_role("link", name="Cijfers", exact=True).click()
    his.get_by_text("omdat er iets aan je account is veranderd").wait_for()


def test_a_passkey_is_added_and_signs_in_alone(watched, passkeys, live_server, make_user, accessible):
    make_user("lea", "lezer", second_step=False)
    watched.goto(live_server.url)
    sign_in(watched, "lea")
    watched.get_by_role("link", name="Voeg een passkey toe").click()
    heading(watched, "Voeg een passkey toe")
    accessible(watched)
    watched.get_by_label("Naam").fill("laptop werk")
    watched.get_by_label("Ook zonder wachtwoord inloggen").check()
    watched.get_by_role("button", name="Voeg toe").click()
    heading(watched, "Je herstelcodes")
    assert len(passkeys("getCredentials")["credentials"]) == 1
    watched.goto(live_server.url + "/account/twee-stappen/webauthn/")
    assert "ook zonder wachtwoord" in watched.get_by_role("row", name=re.compile("laptop werk")).inner_text()
    accessible(watched)
    watched.get_by_role("button", name="Log uit").click()
    watched.get_by_text("Je bent uitgelogd.").wait_for()
    watched.get_by_role("button", name="Log in met een passkey").click()
    heading(watched, "Wat vraagt vandaag aandacht?")


def test_a_passkey_is_the_second_step(watched, passkeys, live_server, make_user, accessible):
    make_user("lea", "lezer", second_step=False)
    watched.goto(live_server.url)
    sign_in(watched, "lea")
    watched.get_by_role("link", name="Voeg een passkey toe").click()
    watched.get_by_role("button", name="Voeg toe").click()
    heading(watched, "Je herstelcodes")
    watched.get_by_role("button", name="Log uit").click()
    sign_in(watched, "lea")
    heading(watched, "Nu de tweede stap")
    accessible(watched)
    watched.get_by_role("button", name="Gebruik je passkey").click()
    heading(watched, "Wat vraagt vandaag aandacht?")
    # Confirming works with it too.
    watched.goto(
        live_server.url + "/account/twee-stappen/webauthn/reauthenticate/?next=/account/twee-stappen/webauthn/"
    )
    accessible(watched)
    watched.get_by_role("button", name="Bevestig met je passkey").click()
    heading(watched, "Je passkeys")
    # It is the only second step, so it stays.
    watched.get_by_role("link", name="Weghalen").click()
    watched.get_by_text("Dit is je enige tweede stap").wait_for()
    assert Authenticator.objects.filter(type="webauthn").count() == 1


def test_a_passkey_that_is_not_given_says_so_in_dutch(watched, passkeys, live_server, make_user):
    make_user("lea", "lezer", second_step=False)
    watched.goto(live_server.url)
    sign_in(watched, "lea")
    watched.get_by_role("link", name="Voeg een passkey toe").click()
    passkeys("setUserVerified", isUserVerified=False)
    watched.get_by_label("Ook zonder wachtwoord inloggen").check()
    watched.get_by_role("button", name="Voeg toe").click()
    watched.locator("#meldingen").get_by_text("De passkey is niet gebruikt").wait_for()
    assert not Authenticator.objects.exists()


def test_signing_in_and_making_an_account_with_the_keyboard_alone(watched, live_server, make_user):
    make_user("anna", "beheerder", second_step=False)
    keys = watched.keyboard
    watched.goto(live_server.url)

    def to(name):
        """Tab until this stands under the keyboard; each stop must be visible."""
        for _ in range(40):
            keys.press("Tab")
            outline, words = watched.evaluate(
                """() => {
                    const here = document.activeElement;
                    return [getComputedStyle(here).outlineStyle, here.labels?.[0]?.innerText ?? here.innerText ?? ""];
                }"""
            )
            assert outline != "none", words
            if words.strip().startswith(name):
                return
        raise AssertionError(name)

    to("Naar de inhoud")
    to("Je naam")
    keys.type("anna")
    to("Wachtwoord")
    keys.type(PASSWORD)
    keys.press("Enter")
    heading(watched, "Je account: anna")
    to("Stel een app in")
    keys.press("Enter")
    heading(watched, "Stel een app met codes in")
    to("Code van zes cijfers")
    keys.type(code_now(watched.locator("#sleutel").inner_text()))
    keys.press("Enter")
    heading(watched, "Je herstelcodes")
    to("Medewerkers")
    keys.press("Enter")
    heading(watched, "Medewerkers")
    to("Maak een nieuw account")
    keys.press("Enter")
    heading(watched, "Maak een nieuw account")
    to("Naam om mee")
    keys.type("bram")
    to("Lezer.")
    keys.press("Space")
    to("Maak het account")
    keys.press("Enter")
    heading(watched, "Startlink voor bram")
    assert get_user_model().objects.get(username="bram").groups.get().name == "lezer"


def test_every_page_about_accounts_is_accessible_and_fits_a_telephone(
    watched, page_as, live_server, accessible, make_user
):
    bram = make_user("bram", "lezer", second_step=False)
    page_as("beheerder", "/medewerkers/nieuw/")
    confirm(watched)
    own = get_user_model().objects.get(username="beheerder")
    RecoveryCodes.activate(own)
    key = Authenticator.objects.create(user=own, type="webauthn", data={"name": "laptop", "credential": {}})
    steps = "/account/twee-stappen/"
    addresses = [
        "/",
        "/medewerkers/",
        "/medewerkers/nieuw/",
        f"/medewerkers/{bram.pk}/",
        f"/medewerkers/{own.pk}/",
        "/logboek/",
        "/wat-deed-ik/",
    ]
    addresses += [
        steps,
        f"{steps}totp/deactivate/",
        f"{steps}recovery-codes/",
        f"{steps}recovery-codes/generate/",
        f"{steps}webauthn/",
    ]
    addresses += [
        f"{steps}webauthn/keys/{key.pk}/edit/",
        f"{steps}webauthn/keys/{key.pk}/remove/",
        f"{steps}reauthenticate/",
    ]
    addresses += ["/account/reauthenticate/", "/account/password/change/", "/account/logout/"]
    for address in addresses:
        watched.set_viewport_size({"width": 1280, "height": 900})
        watched.goto(live_server.url + address)
        assert watched.url == live_server.url + address
        accessible(watched)
        watched.set_viewport_size({"width": 360, "height": 740})
        assert watched.evaluate("document.documentElement.scrollWidth") <= 360, address
        accessible(watched)


def test_pages_that_say_what_is_missing_are_accessible_too(page, sign_in, live_server, accessible, settings):
    client = sign_in(name="lea")
    codes = RecoveryCodes.activate(get_user_model().objects.get(username="lea")).instance
    codes.data["seed"] = "met een andere sleutel"
    codes.save()
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    own = "/account/twee-stappen/"
    for address, title in (
        ("/", "Je hebt nog geen rol"),
        (own, "Je account: lea"),
        (f"{own}recovery-codes/", "Je herstelcodes zijn niet te lezen"),
    ):
        page.set_viewport_size({"width": 360, "height": 740})
        page.goto(live_server.url + address)
        heading(page, title)
        accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address


def test_pages_before_signing_in_are_accessible_too(page, live_server, accessible, make_user):
    dora = make("dora", "", [])
    for address in (
        "/account/login/",
        "/account/inactive/",
        "/account/organisatie/login/error/",
        "/account/organisatie/login/cancelled/",
        new_link(dora),
        "/start/1/x-y/",
        "/bestaat-niet/",
    ):
        page.goto(live_server.url + address)
        accessible(page)
        page.set_viewport_size({"width": 360, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address


def test_after_too_many_failures_the_page_says_to_wait(watched, live_server, make_user, accessible):
    make_user("lea", "lezer")
    watched.goto(live_server.url)
    for number in range(6):
        sign_in(watched, "lea", f"verkeerd {number}")
    watched.get_by_role("alert").get_by_text("Wacht vijf minuten").wait_for()
    accessible(watched)


def test_signing_in_works_without_javascript(another, live_server, make_user):
    make_user("lea", "lezer")
    page = another(java_script_enabled=False)
    page.goto(live_server.url + "/wat-deed-ik/")
    sign_in(page, "lea", code=code_now())
    heading(page, "Wat deed ik?")
    page.get_by_label("Alleen wat veranderd is").check()
    page.get_by_role("button", name="Kies").click()
    page.get_by_text("Kies een andere dag, of haal een keuze weg.").wait_for()


def test_signing_in_through_the_organisation(page, live_server, make_user, here, settings):
    running = Provider()
    settings.SOCIALACCOUNT_PROVIDERS = here(
        oidc_server=running.address, oidc_client=CLIENT, oidc_secret=SECRET, oidc_name="de gemeente"
    ).organisation()
    make_user("lea", "lezer")
    try:
        page.goto(live_server.url + "/cijfers/")
        page.get_by_role("link", name="Log in via de gemeente").click()
        heading(page, "Nu de tweede stap")
        page.get_by_label("Code").fill(code_now())
        page.get_by_role("button", name="Verder").click()
        page.wait_for_url("**/cijfers/", wait_until="networkidle")
    finally:
        running.stop()
