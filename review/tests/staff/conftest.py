"""What the tests about accounts use: who signed in properly, who has just confirmed it, and what the log says."""

import time

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.auth import get_user_model
from django.core.cache import cache

from staff.models import Entry

SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def nothing_counted(db):
    """No failed attempts of an earlier test."""
    cache.clear()


@pytest.fixture
def confirm():
    """Makes a signed-in browser one whose owner has just confirmed who they are."""

    def make(client):
        session = client.session
        user = session["_auth_user_id"]
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [
            {"method": "password", "at": time.time(), "reauthenticated": True}
        ]
        session["account_authentication_methods_user"] = user
        session.save()
        return client

    return make


@pytest.fixture
def administrator(sign_in, confirm):
    """A browser of the administrator anna, who has just confirmed who she is."""
    return confirm(sign_in("beheerder", name="anna"))


@pytest.fixture
def user_named():
    """The account with a name, as the database has it now."""
    return lambda name: get_user_model().objects.get(username=name)


@pytest.fixture
def log_of():
    """(page, subject, changed) of the entries of somebody, oldest first."""
    return lambda name: list(Entry.objects.filter(name=name).order_by("pk").values_list("page", "subject", "changed"))


def code_now(secret=SECRET):
    """The code that an app shows at this moment, and for some seconds to come."""
    left = 30 - time.time() % 30
    if left < 4:
        time.sleep(left)
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def post_login():
    """Signs in with the form, as somebody would: the answer to the password, or to the code where one is asked."""

    def sign_in(client, name, password="een lang wachtwoord", code=None, **headers):
        answer = client.post("/account/login/", {"login": name, "password": password}, **headers)
        if code is not None:
            assert answer.status_code == 302 and answer["Location"] == "/account/twee-stappen/authenticate/"
            answer = client.post("/account/twee-stappen/authenticate/", {"code": code}, **headers)
        return answer

    return sign_in


@pytest.fixture
def with_app():
    """Gives an account an app with codes."""
    return lambda user, secret=SECRET: TOTP.activate(user, secret)
