"""Secrets of the second step: never as they are in the database, and useless with another key file."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings

from staff.adapters import UNREADABLE
from staff.sealing import UnreadableError, seal, unseal
from staff.second_step import unreadable, with_secret
from tests.staff.conftest import SECRET, code_now

pytestmark = pytest.mark.django_db(databases=["default", "turns"])
OWN = "/account/twee-stappen/"


def test_sealed_is_unreadable_and_comes_back():
    assert unseal(seal(SECRET)) == SECRET
    assert SECRET not in seal(SECRET) and seal(SECRET) != seal(SECRET)


@pytest.mark.parametrize("sealed", ["", SECRET, "gAAAAA", "é"])
def test_what_was_not_sealed_here_is_refused(sealed):
    with pytest.raises(UnreadableError):
        unseal(sealed)


def test_another_key_file_reads_nothing(monkeypatch):
    sealed = seal(SECRET)
    monkeypatch.setattr(settings, "SECRET_KEY", "een andere sleutel " * 4)
    with pytest.raises(UnreadableError):
        unseal(sealed)


def test_the_database_holds_no_secret(make_user):
    make_user("anna", "lezer")
    assert Authenticator.objects.count() == 1
    assert SECRET not in str(Authenticator.objects.get().data)


def test_after_a_change_of_key_nobody_gets_in_and_the_form_says_why(make_user, client, post_login, monkeypatch):
    make_user("anna", "lezer")
    monkeypatch.setattr(settings, "SECRET_KEY", "een andere sleutel " * 4)
    answer = post_login(client, "anna", code=code_now())
    assert answer.status_code == 200 and UNREADABLE in answer.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.fixture
def sealed_elsewhere(sign_in, confirm, user_named, monkeypatch):
    """A browser of anna, who signed in with a passkey; her app and codes were sealed with another key file."""
    client = confirm(sign_in("beheerder", name="anna"))
    anna = user_named("anna")
    Authenticator.objects.create(user=anna, type="webauthn", data={"name": "laptop", "credential": {}})
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(settings, "SECRET_KEY", "een andere sleutel " * 4)
        Authenticator.objects.filter(user=anna, type="totp").update(data={"secret": seal(SECRET)})
        RecoveryCodes.activate(anna)
    return client


def test_the_front_page_and_the_account_say_why_codes_do_not_work(sealed_elsewhere):
    front = sealed_elsewhere.get("/").content.decode()
    assert UNREADABLE in front and "Er is maar één beheerder" in front and "niet worden opgehaald" not in front
    account = sealed_elsewhere.get(OWN)
    assert account.status_code == 200 and account.content.decode().count("niet te lezen</span>") == 2
    assert UNREADABLE in account.content.decode()


@pytest.mark.parametrize("address", ["recovery-codes/", "recovery-codes/download/"])
def test_codes_that_cannot_be_read_are_not_shown_and_the_page_says_why(sealed_elsewhere, address):
    answer = sealed_elsewhere.get(OWN + address)
    assert answer.status_code == 409 and UNREADABLE in answer.content.decode()
    assert f'href="{OWN}recovery-codes/generate/"' in answer.content.decode()


def test_new_codes_can_be_made_and_the_app_can_go(sealed_elsewhere, user_named):
    assert "Je krijgt tien codes" in sealed_elsewhere.get(f"{OWN}recovery-codes/generate/").content.decode()
    assert sealed_elsewhere.post(f"{OWN}recovery-codes/generate/").status_code == 302
    assert sealed_elsewhere.get(f"{OWN}recovery-codes/").status_code == 200
    assert unreadable(with_secret(user_named("anna"))) == {"totp"}
    assert UNREADABLE in sealed_elsewhere.get("/").content.decode()
    sealed_elsewhere.post(f"{OWN}totp/deactivate/")
    assert UNREADABLE not in sealed_elsewhere.get("/").content.decode()
    assert UNREADABLE not in sealed_elsewhere.get(OWN).content.decode()


def test_who_has_readable_secrets_is_told_nothing(sign_in, user_named):
    client = sign_in("lezer", name="lea")
    RecoveryCodes.activate(user_named("lea"))
    assert unreadable(with_secret(user_named("lea"))) == frozenset()
    assert "niet te lezen" not in client.get(OWN).content.decode() + client.get("/").content.decode()
