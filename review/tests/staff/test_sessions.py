"""Sessions end after silence, after the longest time, and with the password."""

import datetime as dt
import time

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from staff.middleware.access import NOT_KEPT

pytestmark = pytest.mark.django_db(databases=["default", "turns"])


@pytest.fixture
def clock(monkeypatch):
    """Moves both clocks: the one of the session table and the one of the longest time."""
    real_time, real_now = time.time, timezone.now
    moved = [0.0]
    monkeypatch.setattr(time, "time", lambda: real_time() + moved[0])
    monkeypatch.setattr(timezone, "now", lambda: real_now() + dt.timedelta(seconds=moved[0]))

    def move(minutes):
        moved[0] += minutes * 60

    return move


@pytest.fixture
def lea(make_user, post_login):
    """A browser that signed in with the form."""
    from tests.staff.conftest import code_now

    make_user("lea", "lezer")
    client = Client()
    assert post_login(client, "lea", code=code_now()).status_code == 302
    return client


def test_half_an_hour_of_silence_ends_it_and_the_login_page_says_why(lea, clock):
    clock(29)
    assert lea.get("/").status_code == 200
    clock(31)
    answer = lea.get("/cijfers/", follow=True)
    assert answer.redirect_chain == [("/account/login/?next=/cijfers/", 302)]
    assert "omdat je een tijd niets deed" in answer.content.decode()


def test_use_keeps_it_open_until_the_longest_time(lea, clock, log_of):
    for _ in range(23):
        clock(26)
        assert lea.get("/").status_code == 200
    clock(5)
    answer = lea.get("/", follow=True)
    assert "Je was lang ingelogd" in answer.content.decode()
    assert ("event:signed_out", "vanzelf, na de langste duur", False) in log_of("lea")
    assert lea.get("/").status_code == 302


def test_signing_in_again_begins_a_new_longest_time(lea, clock, post_login):
    from tests.staff.conftest import code_now

    clock(10 * 60 + 1)
    assert lea.get("/").status_code == 302
    assert post_login(lea, "lea", code=code_now()).status_code == 302
    clock(20)
    assert lea.get("/").status_code == 200


def test_the_two_times_come_from_the_settings(here):
    assert settings.SESSION_COOKIE_AGE == settings.HERE.idle == 30 * 60
    assert settings.HERE.longest == 10 * 3600


def test_a_shorter_longest_time_counts_at_once(lea, clock, here):
    here(longest=60)
    clock(2)
    assert lea.get("/").status_code == 302


def test_closing_the_browser_ends_it(lea):
    assert lea.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == ""
    assert lea.cookies[settings.SESSION_COOKIE_NAME]["expires"] == ""


def test_the_number_of_a_session_changes_at_signing_in(make_user, post_login, client):
    make_user("lea", "lezer", second_step=False)
    client.get("/account/twee-stappen/webauthn/login/", headers={"accept": "application/json"})
    before = client.cookies[settings.SESSION_COOKIE_NAME].value
    post_login(client, "lea")
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != before


def test_signing_out_ends_it_on_the_server_too(lea):
    key = lea.cookies[settings.SESSION_COOKIE_NAME].value
    assert lea.get("/account/logout/").status_code == 200
    assert lea.get("/").status_code == 200
    lea.post("/account/logout/")
    other = Client()
    other.cookies[settings.SESSION_COOKIE_NAME] = key
    assert other.get("/").status_code == 302


def test_another_password_signs_out_other_browsers_only(lea, make_user):
    from django.contrib.auth import get_user_model

    other = Client()
    other.force_login(get_user_model().objects.get(username="lea"))
    fields = {
        "oldpassword": "een lang wachtwoord",
        "password1": "drie blauwe fietsen",
        "password2": "drie blauwe fietsen",
    }
    answer = lea.post("/account/password/change/", fields)
    assert answer["Location"] == "/account/twee-stappen/"
    assert "Je wachtwoord is veranderd." in lea.get("/account/twee-stappen/").content.decode()
    assert other.get("/").status_code == 302


def after_sending(client, address, **headers):
    """Where the login page will send somebody on to, and what it says."""
    from urllib.parse import parse_qs, urlsplit

    answer = client.post(address, {"zin": "x"}, headers=headers)
    assert answer.status_code == 302 and answer["Location"].startswith("/account/login/")
    page = client.get(answer["Location"]).content.decode()
    return parse_qs(urlsplit(answer["Location"]).query)["next"][0], page


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://testserver/tekst/utter_wet_strafmaat/", "/tekst/utter_wet_strafmaat/"),
        ("http://testserver/gesprekken/?periode=4", "/gesprekken/?periode=4"),
        ("http://testserver/account/password/change/", "/account/password/change/"),
        # Another place, what is no page of ours, and what only takes what is sent.
        ("https://testserver/tekst/", "/"),
        ("http://elders.nl/tekst/", "/"),
        ("http://testserver@elders.nl/tekst/", "/"),
        ("http://testserver//elders.nl/", "/"),
        ("http://[", "/"),
        ("javascript:alert(1)", "/"),
        ("http://testserver/bestaat/niet/", "/"),
        ("http://testserver/account/login/", "/"),
        ("http://testserver/tekst/utter_wet_strafmaat/weg/", "/"),
        ("http://testserver/uitproberen/test/", "/"),
        ("", "/"),
    ],
)
def test_what_was_sent_too_late_is_said_and_one_comes_back_to_the_page_it_was_sent_from(lea, clock, referer, back):
    clock(31)
    next_page, page = after_sending(lea, "/tekst/utter_wet_strafmaat/", **({"referer": referer} if referer else {}))
    assert next_page == back
    assert NOT_KEPT in page and "omdat je een tijd niets deed" in page


def test_a_page_that_sends_by_itself_says_nothing_of_what_was_lost(lea, clock):
    clock(31)
    for target in ("empty", "iframe"):
        assert NOT_KEPT not in after_sending(lea, "/tekst/x/oordeel/", **{"sec-fetch-dest": target})[1]


def test_a_part_of_a_page_says_it_too(lea, clock):
    clock(31)
    answer = lea.post("/zinnen/", headers={"hx-request": "true", "hx-current-url": "http://testserver/zinnen/"})
    assert answer["HX-Redirect"] == "/account/login/?next=/zinnen/"
    assert NOT_KEPT in lea.get(answer["HX-Redirect"]).content.decode()
    # Looking at a part loses nothing.
    answer = lea.get("/zinnen/", headers={"hx-request": "true", "hx-current-url": "http://testserver/zinnen/"})
    assert NOT_KEPT not in lea.get(answer["HX-Redirect"]).content.decode()
