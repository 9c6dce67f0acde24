"""What is not listed is closed, forms need their token, and every answer carries the headers: errors and files too."""

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path, reverse

from staff.access import OPEN, OWN_ACCOUNT
from staff.roles import ROLES
from tests.test_access import patterns

pytestmark = pytest.mark.django_db(databases=["default", "turns"])
UNLISTED = sorted({name for name, _ in patterns() if ":" not in name} - OPEN - OWN_ACCOUNT)
EXAMPLES = {
    "account_confirm_email": ["x"],
    "account_reset_password_from_key": ["1", "x-y"],
}


def forgotten(_request):
    return HttpResponse("open")


urlpatterns = [
    path("vergeten/", forgotten, name="forgotten"),
    path("vergeten-deel/", include(([path("", forgotten, name="index")], "vergeten"))),
    path("", include("project.urls")),
]


@pytest.mark.parametrize("role", [*ROLES, None])
@pytest.mark.parametrize("address", ["/vergeten/", "/vergeten-deel/"])
def test_a_page_that_says_nothing_about_rights_is_closed_to_everybody(sign_in, role, address, settings):
    settings.ROOT_URLCONF = __name__
    client = sign_in(role) if role else Client()
    assert client.get(address).status_code == (403 if role else 302)


def test_there_are_pages_of_allauth_that_are_not_served():
    assert {
        "account_signup",
        "account_email",
        "account_reset_password",
        "socialaccount_signup",
        "socialaccount_connections",
    } <= set(UNLISTED)


@pytest.mark.parametrize("role", [*ROLES, None])
def test_pages_of_allauth_that_are_not_listed_are_refused(sign_in, role):
    client = sign_in(role) if role else Client()
    for name in UNLISTED:
        address = reverse(name, args=EXAMPLES.get(name, []))
        for answer in (client.get(address), client.post(address)):
            if role:
                assert answer.status_code == 403, name
            else:
                assert answer.status_code == 302 and answer["Location"].startswith("/account/login/"), name
            assert b"signup" not in answer.content


@pytest.mark.parametrize("role", ROLES)
def test_pages_for_administrators_are_refused_to_others(sign_in, role):
    client = sign_in(role)
    for name, number in (("people", None), ("new_person", None), ("person", 1), ("log", None), ("log_download", None)):
        answer = client.get(reverse(f"staff:{name}", args=[number] if number else []))
        assert (answer.status_code != 403) == (role == "beheerder"), name


def test_somebody_without_a_role_gets_no_page(sign_in):
    client = sign_in(name="zonder")
    assert client.get("/").status_code == 403
    assert "Je hebt nog geen rol" in client.get(reverse("mfa_index")).content.decode()


def test_a_form_without_its_token_is_refused(make_user):
    user = make_user("anna", "beheerder")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(user)
    for address in (
        "/medewerkers/nieuw/",
        f"/medewerkers/{user.pk}/",
        "/account/logout/",
        "/account/login/",
        "/account/password/change/",
        f"/start/{user.pk}/x/",
    ):
        answer = strict.post(address, {"name": "bart"})
        assert answer.status_code == 403 and "Dit formulier is verlopen" in answer.content.decode(), address


def test_a_form_from_another_site_is_refused(make_user):
    user = make_user("anna", "beheerder")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(user)
    strict.get("/medewerkers/")
    token = strict.cookies["csrftoken"].value
    answer = strict.post("/account/logout/", {"csrfmiddlewaretoken": token}, headers={"origin": "https://elders.nl"})
    assert answer.status_code == 403


def answers(client, make_error):
    yield client.get("/account/login/")
    yield client.get("/")
    yield client.get("/bestaat-niet/")
    yield client.get("/medewerkers/")
    yield client.get("/leeft/")
    # A file that is sent stays open until the answer is closed, and that would end the connection of this test.
    yield client.head("/static/nakijken.css")
    yield client.head("/static/mfa/js/webauthn.js")
    yield client.get("/static/bestaat-niet.css")
    yield client.get("/", headers={"host": "elders.nl"})
    yield client.post("/account/logout/", headers={"origin": "https://elders.nl"})
    make_error()
    yield client.get("/")


def test_every_answer_carries_the_headers(make_user, monkeypatch):
    from staff.views import front

    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(make_user("lea", "lezer"))

    def make_error():
        monkeypatch.setattr(front, "notices", lambda *_: 1 / 0)

    seen = []
    for answer in answers(client, make_error):
        seen.append(answer.status_code)
        policy = answer["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "script-src 'self'" in policy and "style-src 'self'" in policy
        assert "frame-ancestors 'self'" in policy and "form-action 'self'" in policy and "unsafe" not in policy
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["X-Frame-Options"] == "SAMEORIGIN"
        assert answer["Referrer-Policy"] == "same-origin"
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "camera=()" in answer["Permissions-Policy"]
        if answer["Content-Type"].startswith("text/html"):
            assert "no-store" in answer["Cache-Control"]
    assert seen == [302, 200, 404, 403, 200, 200, 200, 404, 400, 403, 500]


def test_error_pages_say_in_dutch_what_to_do_and_not_what_was_sent(make_user):
    client = Client(raise_request_exception=False)
    page = client.get("/geheim-woord/?x=geheim-woord").content.decode()
    assert "<h1>Niet gevonden</h1>" in page and "geheim-woord" not in page
    assert "<h1>Dit klopt niet</h1>" in client.get("/", headers={"host": "geheim-woord.nl"}).content.decode()


def test_the_page_for_a_failure_needs_no_database(monkeypatch):
    from django.contrib.sessions.backends.db import SessionStore
    from django.db import OperationalError

    def fail(self):
        raise OperationalError("geheim-woord")

    monkeypatch.setattr(SessionStore, "load", fail)
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = "x" * 32
    answer = client.get("/")
    assert answer.status_code == 500 and "<h1>Er ging iets mis</h1>" in answer.content.decode()
    assert "geheim-woord" not in answer.content.decode()


def test_a_part_of_a_page_sends_the_whole_page_to_the_login(client):
    answer = client.get(
        "/gesprekken/", headers={"hx-request": "true", "hx-current-url": "http://testserver/cijfers/?week=3"}
    )
    assert answer["HX-Redirect"] == "/account/login/?next=/cijfers/%3Fweek%3D3"
    assert answer.content == b""


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(client, make_user, post_login):
    post_login(client, make_user("lea", "lezer", second_step=False).username)
    for name in (settings.SESSION_COOKIE_NAME, "csrftoken"):
        assert client.cookies[name]["httponly"] and client.cookies[name]["samesite"] == "Lax", name
    assert client.cookies[settings.SESSION_COOKIE_NAME]["expires"] == ""
