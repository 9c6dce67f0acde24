"""Every page is closed unless it says who may open it."""

import pytest
from django.urls import URLPattern, get_resolver

from staff.access import OPEN, OWN_ACCOUNT
from staff.roles import ROLES, May


def patterns(resolver=None, prefix=""):
    """All (view name, pattern) of the site."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{prefix}{entry.name}", entry
        else:
            yield from patterns(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)


def test_every_page_of_ours_says_who_may_open_it():
    ours = [(name, pattern) for name, pattern in patterns() if ":" in name and name not in OPEN]
    assert ours
    assert [name for name, pattern in ours if not isinstance(getattr(pattern.callback, "needs", None), May)] == []


@pytest.mark.django_db(databases=["default", "turns"])
def test_it_is_known_of_every_page_whether_its_address_opens_it(rf):
    ours = [pattern.callback for name, pattern in patterns() if ":" in name and name not in OPEN]
    closed = [view for view in ours if not view.opens]
    assert 5 < len(closed) < len(ours) / 2
    # What only takes what is sent refuses before it looks at anything else.
    assert {view(rf.get("/")).status_code for view in closed} == {405}
    assert not any(getattr(view, "__name__", "") in ("withdraw", "judged", "shown") for view in ours if view.opens)


def test_the_lists_name_only_pages_that_exist():
    there = {name for name, _ in patterns()}
    conditional = {"mfa_login_webauthn", "mfa_reauthenticate_webauthn"}
    assert (OPEN | OWN_ACCOUNT) - conditional <= there


@pytest.mark.django_db(databases=["default", "turns"])
def test_who_is_not_signed_in_gets_the_login_page_everywhere(client):
    for name, pattern in patterns():
        route = "/" + str(pattern.pattern)
        if ":" in name and name not in OPEN and "<" not in route:
            from django.urls import reverse

            response = client.get(reverse(name))
            assert response.status_code == 302 and "/account/login/" in response["Location"], name


@pytest.mark.django_db(databases=["default", "turns"])
@pytest.mark.parametrize("address", ["/account/signup/", "/account/email/", "/account/password/reset/"])
def test_what_is_not_listed_is_refused_even_to_an_administrator(sign_in, address):
    assert sign_in("beheerder").get(address).status_code in (403, 404)


def test_an_administrator_does_not_sign():
    assert May.SIGN not in ROLES["beheerder"]
