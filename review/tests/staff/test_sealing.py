"""Secrets of the second step: never as they are in the database, and useless with another key file."""

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings

from staff.adapters import UNREADABLE
from staff.sealing import UnreadableError, seal, unseal
from tests.staff.conftest import SECRET, code_now

pytestmark = pytest.mark.django_db(databases=["default", "turns"])


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
