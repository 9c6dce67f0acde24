"""Signing in through one's own organisation, against a small login service over real HTTP."""

import pytest
import requests
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.contrib.auth import get_user_model
from django.test import Client

from staff.models import Entry
from tests.staff.conftest import code_now
from tests.staff.provider import CLIENT, SECRET, Provider

pytestmark = pytest.mark.django_db(databases=["default", "turns"])
LOGIN = "/account/organisatie/oidc/login/"


@pytest.fixture
def provider(here, settings):
    running = Provider()
    made = here(oidc_server=running.address, oidc_client=CLIENT, oidc_secret=SECRET, oidc_name="de gemeente")
    settings.SOCIALACCOUNT_PROVIDERS = made.organisation()
    yield running
    running.stop()


@pytest.fixture
def sign_in_there():
    """Walks the road of a browser: to the organisation and back; the answer to coming back."""

    def walk(client, address=LOGIN):
        there = client.get(address)
        assert there.status_code == 302, there.content
        back = requests.get(there["Location"], allow_redirects=False, timeout=5)
        return client.get(back.headers["Location"].removeprefix("http://testserver"))

    return walk


def test_the_login_page_has_a_link_with_the_name_of_the_organisation(provider, client):
    page = client.get("/account/login/?next=/cijfers/").content.decode()
    assert f'href="{LOGIN}?next=%2Fcijfers%2F' in page and "Log in via de gemeente" in page


def test_without_the_setting_there_is_no_link_and_no_page(client):
    assert "Log in via" not in client.get("/account/login/").content.decode()
    assert client.get(LOGIN).status_code == 404
    assert client.get(LOGIN + "callback/").status_code == 404


def test_a_known_verified_address_signs_in_and_the_second_step_is_still_asked(
    provider, make_user, client, sign_in_there, log_of
):
    lea = make_user("lea", "lezer")
    answer = sign_in_there(client, LOGIN + "?next=/cijfers/")
    assert answer["Location"] == "/account/twee-stappen/authenticate/"
    assert client.get("/").status_code == 302
    assert client.post("/account/twee-stappen/authenticate/", {"code": code_now()})["Location"] == "/cijfers/"
    assert client.get("/").status_code == 200
    assert SocialAccount.objects.get().user == lea
    assert [("event:organisation_linked", "", True), ("event:signed_in", "", False)] == log_of("lea")[:2]
    assert {"/.well-known/openid-configuration", "/token", "/userinfo"} <= set(provider.asked)


def test_who_has_no_second_step_yet_sets_it_up_first(provider, make_user, client, sign_in_there):
    make_user("lea", "lezer", second_step=False)
    assert sign_in_there(client)["Location"] == "/"
    assert client.get("/")["Location"] == "/account/twee-stappen/"


def test_where_it_is_not_required_the_organisation_is_enough(provider, make_user, client, sign_in_there, here):
    make_user("lea", "lezer", second_step=False)
    here(two_steps=False)
    sign_in_there(client)
    assert client.get("/").status_code == 200


def test_somebody_without_a_password_can_set_up_a_second_step(provider, make_user, client, sign_in_there):
    lea = make_user("lea", "lezer", second_step=False)
    lea.set_unusable_password()
    lea.save()
    sign_in_there(client)
    assert client.get("/account/twee-stappen/totp/activate/").status_code == 200
    assert "Verander je wachtwoord" not in client.get("/account/twee-stappen/").content.decode()


def test_the_second_time_the_number_of_the_organisation_counts(provider, make_user, sign_in_there):
    make_user("lea", "lezer")
    sign_in_there(Client())
    provider.person |= {"email": "getrouwd@voorbeeld.nl"}
    assert sign_in_there(Client())["Location"] == "/account/twee-stappen/authenticate/"
    assert SocialAccount.objects.count() == 1


def test_what_the_organisation_tells_about_somebody_is_not_kept(provider, make_user, sign_in_there):
    lea = make_user("lea", "lezer")
    for _ in range(2):
        sign_in_there(Client())
        assert SocialAccount.objects.get().extra_data == {}
    lea.refresh_from_db()
    assert lea.first_name == lea.last_name == "" and not SocialToken.objects.exists()


@pytest.mark.parametrize(
    "person",
    [
        {"email": "onbekend@voorbeeld.nl"},
        {"email_verified": False},
        {"email_verified": "false"},
        {"email_verified": 0},
        {"email": ""},
        {"email": None},
    ],
    ids=str,
)
def test_an_unknown_or_unverified_address_is_refused_and_nothing_is_made(
    provider, make_user, client, sign_in_there, person
):
    make_user("lea", "lezer")
    provider.person |= person
    answer = sign_in_there(client)
    assert answer["Location"] == "/account/login/"
    assert "Voor dit adres is hier geen account." in client.get("/account/login/").content.decode()
    assert get_user_model().objects.count() == 1 and not SocialAccount.objects.exists()
    assert client.get("/").status_code == 302
    entry = Entry.objects.get(page="event:organisation_refused")
    assert entry.name == entry.subject == ""


def test_an_address_without_a_word_about_verifying_is_refused(provider, make_user, client, sign_in_there):
    make_user("lea", "lezer")
    del provider.person["email_verified"]
    sign_in_there(client)
    assert not SocialAccount.objects.exists()


def test_capitals_in_an_address_make_no_difference(provider, make_user, client, sign_in_there):
    make_user("lea", "lezer")
    provider.person |= {"email": "Lea@Voorbeeld.NL"}
    assert sign_in_there(client)["Location"] == "/account/twee-stappen/authenticate/"


def test_an_address_that_two_accounts_have_is_refused(provider, make_user, client, sign_in_there):
    make_user("lea", "lezer")
    twin = make_user("lea2", "beheerder")
    twin.email = "LEA@voorbeeld.nl"
    twin.save()
    assert sign_in_there(client)["Location"] == "/account/login/"


def test_an_account_that_is_off_is_refused(provider, make_user, sign_in_there):
    lea = make_user("lea", "lezer")
    sign_in_there(Client())
    lea.is_active = False
    lea.save()
    client = Client()
    assert sign_in_there(client)["Location"] == "/account/inactive/"
    assert client.get("/").status_code == 302


@pytest.mark.parametrize("wrong", [{"iss": "https://elders.nl"}, {"aud": "ander"}, {"exp": 1}], ids=str)
def test_a_token_that_is_not_for_here_is_refused(provider, make_user, client, sign_in_there, wrong):
    make_user("lea", "lezer")
    provider.wrong = wrong
    answer = sign_in_there(client)
    assert "Inloggen via je organisatie lukte niet" in answer.content.decode()
    assert not SocialAccount.objects.exists() and client.get("/").status_code == 302


def test_coming_back_with_somebody_elses_answer_is_refused(provider, make_user, client):
    make_user("lea", "lezer")
    there = Client().get(LOGIN)
    back = requests.get(there["Location"], allow_redirects=False, timeout=5).headers["Location"]
    answer = client.get(back.removeprefix("http://testserver"))
    assert "Inloggen via je organisatie lukte niet" in answer.content.decode()
    assert not SocialAccount.objects.exists()


def test_who_stops_halfway_is_told_so(provider, client, sign_in_there):
    provider.refuses = True
    answer = sign_in_there(client)
    page = client.get(answer["Location"]).content.decode() if answer.status_code == 302 else answer.content.decode()
    assert "Je bent niet ingelogd" in page


def test_an_organisation_that_does_not_answer_gives_a_sentence(provider, client, caplog):
    provider.stop()
    answer = client.get(LOGIN, follow=True)
    assert answer.status_code == 200 and "Inloggen via je organisatie lukt nu niet" in answer.content.decode()
    assert "organisation unreachable" in caplog.text


def test_nobody_can_tie_an_outside_login_to_an_account_that_is_signed_in(provider, sign_in, sign_in_there):
    client = sign_in("beheerder", name="anna")
    provider.person |= {"email": "aanvaller@voorbeeld.nl"}
    sign_in_there(client, LOGIN + "?process=connect")
    assert not SocialAccount.objects.exists()


def test_of_the_query_only_the_page_to_come_back_to_is_taken_over(provider, client):
    there = client.get(LOGIN + "?scope=admin&auth_params=prompt%3Dnone&process=connect&next=https://elders.nl/")[
        "Location"
    ]
    assert "admin" not in there and "prompt" not in there and "elders" not in there
    assert "redirect_uri=http%3A%2F%2Ftestserver%2Faccount%2Forganisatie%2Foidc%2Flogin%2Fcallback%2F" in there
    assert "code_challenge_method=S256" in there and "state=" in there
