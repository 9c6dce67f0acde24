"""Which sites may use the chat on their own pages: those of the settings, by their exact origin, and nobody else."""

import pytest

from tests.channels.site import responses

SITE = "https://www.voorbeeld.nl"
OPEN = [("/lantaarn.js", "GET"), ("/lantaarn-en.js", "GET"), ("/api/bericht", "POST"), ("/api/wis", "POST")]
CLOSED = [("/", "GET"), ("/privacy", "GET"), ("/zonder-script", "GET"), ("/ready", "GET"), ("/pagina.css", "GET")]
ALLOW = "Access-Control-Allow-Origin"


def asked(path, method="GET", origin=SITE, **more):
    (response,) = responses({"path": path, "method": method, "headers": {"Origin": origin, **more}, "knop": "/gesprek_menu"}, embedders=(SITE,))
    return response


@pytest.mark.parametrize(("path", "method"), OPEN)
def test_a_named_site_may_load_the_script_and_talk(path, method):
    response = asked(path, method)
    assert response.status == 200
    assert response.headers[ALLOW] == SITE
    assert response.headers["Access-Control-Expose-Headers"] == "X-Sessie"
    assert "Origin" in response.headers["Vary"]
    assert "Access-Control-Allow-Credentials" not in response.headers


@pytest.mark.parametrize(("path", "method"), OPEN)
@pytest.mark.parametrize("origin", [
    "https://kwaad.nl", "null", "*", "https://www.voorbeeld.nl.kwaad.nl", "http://www.voorbeeld.nl", "https://www.voorbeeld.nl:444",
    "https://WWW.voorbeeld.nl", "https://www.voorbeeld.nl/", "",
])  # fmt: skip
def test_another_origin_gets_no_permission(path, method, origin):
    assert ALLOW not in asked(path, method, origin).headers


@pytest.mark.parametrize(("path", "method"), CLOSED)
def test_other_addresses_stay_closed_for_everybody(path, method):
    assert ALLOW not in asked(path, method).headers


def test_without_sites_in_the_settings_nobody_may():
    (response,) = responses({"headers": {"Origin": SITE}, "tekst": "een"})
    assert ALLOW not in response.headers


def test_a_browser_that_asks_first_gets_leave_for_this_and_no_more():
    response = asked("/api/bericht", "OPTIONS", **{"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "x-sessie"})
    assert response.status == 204
    assert response.headers[ALLOW] == SITE
    assert response.headers["Access-Control-Allow-Methods"] == "POST"
    assert response.headers["Access-Control-Allow-Headers"] == "Content-Type, X-Sessie"
    assert ALLOW not in asked("/api/bericht", "OPTIONS", origin="https://kwaad.nl").headers


def test_an_error_is_readable_for_a_named_site_too():
    (response,) = responses({"headers": {"Origin": SITE}}, embedders=(SITE,))
    assert response.status == 400 and response.headers[ALLOW] == SITE
