"""The pages about accounts: whole, in Dutch, with their own help, and without a link to what is not served."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.test import Client
from django.urls import resolve

from staff.access import OPEN, OWN_ACCOUNT
from staff.people import make
from staff.start import new_link

pytestmark = pytest.mark.django_db(databases=["default", "turns"])
ENGLISH = re.compile(
    r"\b(sign (in|out)|password|username|email|authenticator|security key|please|your|recovery|incorrect|remember)\b",
    re.IGNORECASE,
)
NAMES = re.compile(r"Google Authenticator|Microsoft Authenticator")


@pytest.fixture
def pages(administrator, user_named, make_user, post_login, client):
    """Name to the page, of every page about accounts that somebody can come to."""
    anna = user_named("anna")
    RecoveryCodes.activate(anna)
    key = Authenticator.objects.create(user=anna, type="webauthn", data={"name": "laptop", "credential": {}})
    bram = make_user("bram", "lezer")
    halfway = Client()
    post_login(halfway, "bram")
    fresh = Client()
    fresh.force_login(make_user("nieuw", "lezer", second_step=False))
    setting_up = Client()
    setting_up.force_login(make_user("app", "lezer", second_step=False))
    session = setting_up.session
    session.update({"account_authentication_methods": administrator.session["account_authentication_methods"]})
    session.update({"account_authentication_methods_user": session["_auth_user_id"]})
    session.save()
    new_key = Authenticator.objects.get(pk=key.pk)
    own = "/account/twee-stappen/"
    return {
        "login": client.get("/account/login/"),
        "login, wrong": post_login(client, "bram", "verkeerd"),
        "login, empty": client.post("/account/login/", {}),
        "second step": halfway.get(own + "authenticate/"),
        "second step, wrong": halfway.post(own + "authenticate/", {"code": "1"}),
        "second step, no passkey": halfway.post(own + "authenticate/", {"credential": ""}),
        "account": administrator.get(own),
        "account, first time": fresh.get(own),
        "log out": administrator.get("/account/logout/"),
        "inactive": client.get("/account/inactive/"),
        "confirm": administrator.get("/account/reauthenticate/"),
        "confirm, wrong": administrator.post("/account/reauthenticate/", {"password": "x"}),
        "confirm with a code": administrator.get(own + "reauthenticate/"),
        "password": administrator.get("/account/password/change/"),
        "password, wrong": administrator.post(
            "/account/password/change/", {"oldpassword": "x", "password1": "kort", "password2": "anders"}
        ),
        "app": setting_up.get(own + "totp/activate/"),
        "app, wrong": setting_up.post(own + "totp/activate/", {"code": "1"}),
        "app away": administrator.get(own + "totp/deactivate/"),
        "codes": administrator.get(own + "recovery-codes/"),
        "new codes": administrator.get(own + "recovery-codes/generate/"),
        "passkeys": administrator.get(own + "webauthn/"),
        "passkeys, none": setting_up.get(own + "webauthn/"),
        "passkey add": setting_up.get(own + "webauthn/add/"),
        "passkey name": administrator.get(f"{own}webauthn/keys/{new_key.pk}/edit/"),
        "passkey away": administrator.get(f"{own}webauthn/keys/{new_key.pk}/remove/"),
        "organisation, wrong": client.get("/account/organisatie/login/error/"),
        "organisation, stopped": client.get("/account/organisatie/login/cancelled/"),
        "people": administrator.get("/medewerkers/"),
        "person": administrator.get(f"/medewerkers/{bram.pk}/"),
        "new person": administrator.get("/medewerkers/nieuw/"),
        "link": administrator.post(f"/medewerkers/{bram.pk}/", {"wat": "startlink", "sure": "on"}),
        "start": Client().get(new_link(make("dora", "", []))),
        "start, old": Client().get("/start/1/x-y/"),
        "start, signed in": administrator.get("/start/1/x-y/"),
        "front": administrator.get("/"),
        "log": administrator.get("/logboek/"),
        "mine": administrator.get("/wat-deed-ik/"),
    }


def test_every_page_is_whole_and_has_its_own_help(pages):
    for name, answer in pages.items():
        content = answer.content.decode()
        assert answer.status_code in (200, 409, 410) or name == "organisation, wrong", (name, answer.status_code)
        assert content.count("<h1>") == 1, name
        assert re.search(r"<title>[^<]+ – Lantaarn nakijken</title>", content), name
        assert '<details class="hulp-blok"><summary>Uitleg bij deze pagina</summary>' in content, name
        assert "style=" not in content and not re.search(r"<script(?![^>]*(src=|application/json))", content), name


def test_nothing_on_a_page_is_english(pages):
    for name, answer in pages.items():
        content = re.sub(r"<script.*?</script>|<meta.*?>|<link.*?>", "", answer.content.decode(), flags=re.DOTALL)
        words = NAMES.sub("", re.sub(r"<[^>]+>", " ", content)) + " ".join(
            re.findall(r'(?:placeholder|title|alt|aria-label)="([^"]*)"', content)
        )
        assert not ENGLISH.findall(words), name
        assert "placeholder=" not in content, name


def test_no_page_links_to_what_is_not_served(pages):
    checked = 0
    for name, answer in pages.items():
        content = answer.content.decode()
        for address in set(re.findall(r'(?:href|action|src)="(/[^"#?]*)', content)):
            if address.startswith("/static/"):
                assert finders.find(address.removeprefix("/static/")), (name, address)
                continue
            match = resolve(address)
            assert match.view_name in OPEN | OWN_ACCOUNT or hasattr(match.func, "needs"), (name, address)
            checked += 1
    assert checked > 100


def test_every_template_of_allauth_that_can_be_shown_is_ours(pages):
    shown = {template.origin.name for answer in pages.values() for template in answer.templates if template.name}
    assert not [name for name in shown if "/site-packages/allauth/" in name]
    assert (
        "/review/templates/mfa/recovery_codes/download.txt"
        in get_template("mfa/recovery_codes/download.txt").origin.name
    )


def test_the_page_for_the_app_shows_the_key_as_text_and_as_picture(pages):
    page = pages["app"].content.decode()
    assert re.search(r'<code class="sleutel" id="sleutel">[A-Z2-7]{32}</code>', page)
    assert 'src="data:image/svg+xml;base64,' in page and "otpauth://totp/" in page
    assert 'autocomplete="one-time-code"' in page


def test_the_codes_are_shown_with_the_advice_to_keep_them(pages, administrator):
    page = pages["codes"].content.decode()
    assert len(re.findall(r"<li><code>\d{8}</code></li>", page)) == 10 and "op papier" in page
    file = administrator.get("/account/twee-stappen/recovery-codes/download/")
    assert (
        file["Content-Type"].startswith("text/plain")
        and len(re.findall(r"^\d{8}$", file.content.decode(), re.MULTILINE)) == 10
    )
    assert "no-store" in file["Cache-Control"]


def test_forms_let_a_password_manager_do_its_work(pages):
    login, start, change = (pages[name].content.decode() for name in ("login", "start", "password"))
    assert 'autocomplete="username"' in login and 'autocomplete="current-password"' in login
    assert start.count('autocomplete="new-password"') == 2 and 'autocomplete="username" value="dora"' in start
    assert 'autocomplete="current-password"' in change and change.count('autocomplete="new-password"') == 2


def test_an_error_is_tied_to_its_field(pages):
    page = pages["password, wrong"].content.decode()
    assert "Dit is niet je wachtwoord van nu." in page and "te kort" in page
    for field in ("oldpassword", "password1"):
        assert re.search(
            rf'<input[^>]*name="{field}"[^>]*aria-invalid="true"[^>]*aria-describedby="[^"]*id_{field}-fout"',
            page,
            re.DOTALL,
        ), field
        assert f'id="id_{field}-fout"' in page


def test_the_front_page_shows_what_fits_a_role(administrator, sign_in):
    assert "Er is maar één beheerder" in administrator.get("/").content.decode()
    reader = sign_in("lezer").get("/").content.decode()
    assert (
        "beheerder. Kan die" not in reader
        and "Help een collega" not in reader
        and "Onderteken antwoorden" not in reader
    )
    assert "Onderteken antwoorden" in sign_in("beoordelaar").get("/").content.decode()


def test_a_second_administrator_takes_the_notice_away(administrator, make_user):
    make_user("tweede", "beheerder")
    assert "Er is maar één beheerder" not in administrator.get("/").content.decode()


def test_who_runs_out_of_recovery_codes_is_told(sign_in, user_named):
    client = sign_in("lezer", name="lea")
    codes = RecoveryCodes.activate(user_named("lea"))
    assert "raken op" not in client.get("/").content.decode()
    for code in codes.get_unused_codes()[:8]:
        codes.validate_code(code)
    assert "Je herstelcodes raken op." in client.get("/").content.decode()


def test_a_part_that_fails_hides_no_other(sign_in, monkeypatch):
    import signing.front

    monkeypatch.setattr(signing.front, "notices", lambda _: 1 / 0)
    page = sign_in("beheerder").get("/").content.decode()
    assert "Een deel van dit overzicht kon niet worden opgehaald." in page and "Er is maar één beheerder" in page


def test_the_menu_marks_where_one_is(administrator, user_named):
    for address, label in (
        ("/", "Begin"),
        ("/medewerkers/nieuw/", "Medewerkers"),
        (f"/medewerkers/{user_named('anna').pk}/", "Medewerkers"),
        ("/logboek/", "Logboek"),
    ):
        marked = re.findall(r'aria-current="page">([^<]+)<', administrator.get(address).content.decode())
        assert marked == [label]
