"""The second step: nothing opens before it is set up, and the last one does not go."""

import time

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from django.urls import reverse

from staff.access import OWN_ACCOUNT, SETTING_UP
from staff.adapters import JUST_IN
from tests.staff.conftest import code_now
from tests.test_access import patterns

pytestmark = pytest.mark.django_db(databases=["default", "turns"])


@pytest.fixture
def without(make_user, client):
    """A browser of an administrator who has no second step yet."""
    client.force_login(make_user("anna", "beheerder", "beoordelaar", second_step=False))
    return client


def test_before_it_is_set_up_nothing_else_opens(without):
    addresses = [
        reverse(name)
        for name, pattern in patterns()
        if getattr(pattern.callback, "needs", None) and "<" not in str(pattern.pattern)
    ]
    assert len(addresses) > 10
    for address in addresses:
        for answer in (without.get(address), without.post(address)):
            assert answer.status_code == 302 and answer["Location"] == "/account/twee-stappen/", address


def test_one_can_get_as_far_as_setting_it_up(without, confirm):
    confirm(without)
    page = without.get("/account/twee-stappen/").content.decode()
    assert "Stel eerst een tweede stap in" in page
    assert 'aria-label="Onderdelen"><ul>\n</ul>' in page
    without.get("/account/twee-stappen/totp/activate/")
    answer = without.post(
        "/account/twee-stappen/totp/activate/", {"code": code_now(without.session["mfa.totp.secret"])}
    )
    assert answer.status_code == 302 and answer["Location"] == "/account/twee-stappen/recovery-codes/"
    assert without.get("/").status_code == 200
    page = without.get("/account/twee-stappen/").content.decode()
    assert "Stel eerst een tweede stap in" not in page and "Stroomboek" in page


def test_where_it_is_not_required_everything_opens(without, here):
    here(two_steps=False)
    assert without.get("/").status_code == 200
    assert "Stel eerst een tweede stap in" not in without.get("/account/twee-stappen/").content.decode()


def test_the_last_one_cannot_go_while_it_is_required(sign_in, confirm, user_named):
    client = confirm(sign_in("lezer", name="lea"))
    for answer in (
        client.get("/account/twee-stappen/totp/deactivate/"),
        client.post("/account/twee-stappen/totp/deactivate/"),
    ):
        assert answer.status_code == 302 and answer["Location"] == "/account/twee-stappen/"
    assert "Dit is je enige tweede stap" in client.get("/account/twee-stappen/").content.decode()
    assert Authenticator.objects.filter(user=user_named("lea"), type="totp").exists()


def test_the_last_passkey_cannot_go_either(sign_in, confirm, user_named):
    client = confirm(sign_in("lezer", name="lea"))
    user = user_named("lea")
    Authenticator.objects.filter(user=user).delete()
    key = Authenticator.objects.create(user=user, type="webauthn", data={"name": "sleutel", "credential": {}})
    Authenticator.objects.create(user=user, type="recovery_codes", data={"seed": "x", "used_mask": 0})
    answer = client.post(f"/account/twee-stappen/webauthn/keys/{key.pk}/remove/")
    assert answer["Location"] == "/account/twee-stappen/" and Authenticator.objects.filter(pk=key.pk).exists()


def test_one_of_two_can_go(sign_in, confirm, user_named, log_of):
    client = confirm(sign_in("lezer", name="lea"))
    key = Authenticator.objects.create(
        user=user_named("lea"), type="webauthn", data={"name": "sleutel", "credential": {}}
    )
    client.post(f"/account/twee-stappen/webauthn/keys/{key.pk}/remove/")
    assert not Authenticator.objects.filter(pk=key.pk).exists()
    assert ("event:second_step_removed", "passkey", True) in log_of("lea")


def test_it_can_go_where_it_is_not_required(sign_in, confirm, here, user_named):
    here(two_steps=False)
    client = confirm(sign_in("lezer", name="lea"))
    assert client.get("/account/twee-stappen/totp/deactivate/").status_code == 200
    client.post("/account/twee-stappen/totp/deactivate/")
    assert not Authenticator.objects.filter(user=user_named("lea")).exists()


def test_it_is_asked_after_the_password(client, make_user, post_login):
    make_user("lea", "lezer")
    answer = post_login(client, "lea")
    assert answer["Location"] == "/account/twee-stappen/authenticate/"
    # The password alone opens nothing.
    assert client.get("/")["Location"].startswith("/account/login/")
    answer = client.post("/account/twee-stappen/authenticate/", {"code": "000000"})
    assert "Deze code klopt niet" in answer.content.decode() and client.get("/").status_code == 302
    assert client.post("/account/twee-stappen/authenticate/", {"code": code_now()}).status_code == 302
    assert client.get("/").status_code == 200


def test_a_code_works_once(client, make_user, post_login):
    from django.test import Client

    make_user("lea", "lezer")
    code = code_now()
    assert post_login(client, "lea", code=code).status_code == 302
    second = post_login(Client(), "lea", code=code)
    assert second.status_code == 200 and "is al gebruikt" in second.content.decode()


def test_a_recovery_code_works_once_and_is_logged(client, make_user, post_login, log_of):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from django.test import Client

    codes = RecoveryCodes.activate(make_user("lea", "lezer")).get_unused_codes()
    assert post_login(client, "lea", code=codes[0]).status_code == 302
    assert ("event:recovery_code_used", "", True) in log_of("lea")
    assert post_login(Client(), "lea", code=codes[0]).status_code == 200


def test_the_label_in_the_app_has_no_mail_address(sign_in, confirm, user_named):
    client = confirm(sign_in("lezer", name="lea"))
    Authenticator.objects.filter(user=user_named("lea")).delete()
    page = client.get("/account/twee-stappen/totp/activate/").content.decode()
    assert (
        "lea?secret=" in page.replace("%3F", "?") and "lea@voorbeeld.nl" not in page and "lea%40voorbeeld" not in page
    )


def test_codes_are_guessed_no_more_than_passwords(client, make_user, post_login):
    make_user("lea", "lezer")
    post_login(client, "lea")
    for _ in range(5):
        client.post("/account/twee-stappen/authenticate/", {"code": "000000"})
    answer = client.post("/account/twee-stappen/authenticate/", {"code": code_now()})
    assert answer.status_code == 200 and "Wacht vijf minuten" in answer.content.decode()


def test_setting_up_asks_first_who_it_is(without):
    answer = without.get("/account/twee-stappen/totp/activate/")
    assert answer.status_code == 302 and answer["Location"].startswith("/account/reauthenticate/?next=")


def test_the_lists_leave_out_what_takes_a_second_step_away_before_it_is_there():
    assert SETTING_UP - OWN_ACCOUNT == {"account_logout"} and "mfa_deactivate_totp" not in SETTING_UP


def signed_in_ago(client, seconds):
    session = client.session
    for way in session[AUTHENTICATION_METHODS_SESSION_KEY]:
        way["at"] -= seconds
    session.save()


def test_who_just_signed_in_is_not_asked_for_the_same_again(client, make_user, post_login):
    make_user("anna", "beheerder", second_step=False)
    post_login(client, "anna")
    assert client.get("/account/twee-stappen/totp/activate/").status_code == 200
    signed_in_ago(client, JUST_IN)
    assert client.get("/account/twee-stappen/totp/activate/")["Location"].startswith("/account/reauthenticate/")


def test_with_the_second_step_the_same(client, make_user, post_login):
    bram = make_user("bram", "lezer")
    make_user("anna", "beheerder")
    post_login(client, "anna", code=code_now())
    for address in ("/medewerkers/nieuw/", f"/medewerkers/{bram.pk}/"):
        assert client.get(address).status_code == 200
    signed_in_ago(client, JUST_IN)
    for address in ("/medewerkers/nieuw/", f"/medewerkers/{bram.pk}/"):
        assert client.get(address)["Location"].startswith("/account/reauthenticate/")
    client.post("/account/reauthenticate/", {"password": "een lang wachtwoord"})
    assert client.get("/medewerkers/nieuw/").status_code == 200


def test_signing_in_elsewhere_or_as_another_does_not_count(client, make_user, post_login):
    lea = make_user("lea", "lezer", second_step=False)
    post_login(client, "lea")
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "socialaccount", "at": time.time(), "provider": "oidc"}]
    session.save()
    assert client.get("/account/twee-stappen/totp/activate/").status_code == 302
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": time.time()}]
    session["account_authentication_methods_user"] = str(lea.pk + 1)
    session.save()
    assert client.get("/account/twee-stappen/totp/activate/").status_code == 302
