"""Start links: once, for a day, and worth nothing afterwards."""

import datetime as dt
import re

import pytest
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.test import Client

from staff.start import _tokens, choose_password, new_link, owner_of

pytestmark = pytest.mark.django_db(databases=["default", "turns"])
PASSWORD = "drie blauwe fietsen"
CHOSEN = {"first": PASSWORD, "second": PASSWORD}


@pytest.fixture
def bram(make_user):
    return make_user("bram", "lezer")


def test_with_the_link_somebody_chooses_a_password_and_signs_in(bram, client, post_login, log_of):
    link = new_link(bram)
    page = client.get(link)
    assert page.status_code == 200 and "Welkom, bram" in page.content.decode() and page["Cache-Control"] == "no-store"
    answer = client.post(link, CHOSEN)
    assert answer.status_code == 302 and answer["Location"] == "/account/login/"
    # Choosing a password is not signing in: the second step would be skipped.
    assert client.get("/")["Location"].startswith("/account/login/")
    assert ("event:password_chosen", "", True) in log_of("bram")
    assert post_login(client, "bram", PASSWORD)["Location"] == "/account/twee-stappen/authenticate/"


def test_a_link_works_once(bram, client):
    link = new_link(bram)
    client.post(link, CHOSEN)
    for answer in (client.get(link), client.post(link, {"first": "heel iets anders", "second": "heel iets anders"})):
        assert answer.status_code == 410 and "Deze startlink werkt niet meer" in answer.content.decode()
    bram.refresh_from_db()
    assert bram.check_password(PASSWORD)


def test_of_two_browsers_at_the_same_moment_one_wins(bram):
    token = new_link(bram).split("/")[-2]
    assert choose_password(bram.pk, token, PASSWORD) == bram
    assert choose_password(bram.pk, token, "heel iets anders") is None
    bram.refresh_from_db()
    assert bram.check_password(PASSWORD)


def test_looking_at_a_link_does_not_use_it_up(bram, client):
    link = new_link(bram)
    for _ in range(3):
        assert client.get(link).status_code == 200


def test_a_link_stops_after_a_day(bram, client, monkeypatch):
    link = new_link(bram)
    now = dt.datetime.now()
    for hours, status in ((23, 200), (25, 410)):
        monkeypatch.setattr(
            PasswordResetTokenGenerator, "_now", lambda self, hours=hours: now + dt.timedelta(hours=hours)
        )
        assert client.get(link).status_code == status


def test_a_newer_link_replaces_an_older_one(bram, client):
    first = new_link(bram)
    second = new_link(bram)
    assert client.get(first).status_code == 410 and client.get(second).status_code == 200


def test_a_new_link_ends_the_old_password_and_what_is_open(bram, client, post_login):
    client.force_login(bram)
    new_link(bram)
    assert client.get("/").status_code == 302
    assert "horen niet bij elkaar" in post_login(Client(), "bram").content.decode()


@pytest.mark.parametrize("change", ["other account", "other token", "switched off", "allauth's own token"])
def test_what_is_not_this_persons_link_is_refused(bram, make_user, client, change):
    other = make_user("carla", "beheerder")
    number, token = re.fullmatch(r"/start/(\d+)/(.+)/", new_link(bram)).groups()
    number = int(number)
    if change == "other account":
        number = other.pk
    elif change == "other token":
        token = token[:-1] + ("a" if token[-1] != "a" else "b")
    elif change == "switched off":
        bram.is_active = False
        bram.save()
    else:
        token = PasswordResetTokenGenerator().make_token(bram)
    assert owner_of(number, token) is None
    assert client.post(f"/start/{number}/{token}/", CHOSEN).status_code == 410


def test_numbers_that_cannot_be_accounts_are_refused(client):
    for number in ("0", "999999", "9" * 40):
        assert client.get(f"/start/{number}/x-y/").status_code == 410


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        ("kort", "kort", "te kort"),
        ("drie blauwe fietsen", "drie blauwe fietsem", "De twee wachtwoorden zijn niet hetzelfde."),
        ("password1234", "password1234", "te algemeen"),
        ("Welkom!!202612", "Welkom!!202612", "te makkelijk te raden"),
        ("welkomwelkom1", "welkomwelkom1", "te makkelijk te raden"),
        ("739182650174", "739182650174", "te makkelijk te raden"),
        ("bramtheuns12", "bramtheuns12", "lijkt te veel op"),
        ("", "", "verplicht"),
    ],
)
def test_a_weak_or_mistyped_password_is_refused_and_not_shown(make_user, client, first, second, sentence):
    owner = make_user("bramtheuns", "lezer")
    link = new_link(owner)
    page = client.post(link, {"first": first, "second": second}).content.decode()
    assert sentence in page
    if first:
        assert f'value="{first}"' not in page
    owner.refresh_from_db()
    assert not owner.has_usable_password() and client.get(link).status_code == 200


def test_who_is_signed_in_does_not_choose_for_another(bram, sign_in):
    link = new_link(bram)
    client = sign_in("beheerder", name="anna")
    for answer in (client.get(link), client.post(link, CHOSEN)):
        assert answer.status_code == 409 and "Je bent al ingelogd" in answer.content.decode()
    bram.refresh_from_db()
    assert not bram.has_usable_password()


def test_a_link_is_stored_nowhere(bram, administrator):
    from django.contrib.sessions.models import Session

    from staff.models import Entry

    answer = administrator.post(f"/medewerkers/{bram.pk}/", {"wat": "startlink", "sure": "on"})
    token = re.search(r"/start/\d+/([^/]+)/", answer.content.decode()).group(1)
    bram.refresh_from_db()
    assert _tokens.check_token(bram, token)
    kept = " ".join(str(session.get_decoded()) for session in Session.objects.all()) + " ".join(
        Entry.objects.values_list("subject", flat=True)
    )
    assert token not in kept
