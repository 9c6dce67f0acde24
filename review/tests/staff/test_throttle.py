"""Guessing a password: after some failures the right one is refused too, for a while, and the page says so."""

import re
import time

import pytest
from django.core.cache import caches
from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "turns"])
TOO_OFTEN = "Wacht vijf minuten"


@pytest.fixture
def clock(monkeypatch):
    """Moves the time that the counters read; database rows and codes included."""
    real = time.time
    moved = [0.0]
    monkeypatch.setattr(time, "time", lambda: real() + moved[0])

    def move(seconds):
        moved[0] += seconds

    return move


@pytest.fixture
def lea(make_user):
    return make_user("lea", "lezer", second_step=False)


def fail(post_login, times=5, name="lea", **headers):
    for number in range(times):
        answer = post_login(Client(), name, f"verkeerd {number}", **headers)
        assert answer.status_code == 200, number
    return answer


def test_after_five_failures_the_right_password_is_refused_for_a_while(lea, post_login, clock):
    assert "horen niet bij elkaar" in fail(post_login).content.decode()
    answer = post_login(Client(), "lea")
    assert answer.status_code == 200 and TOO_OFTEN in answer.content.decode()
    clock(4 * 60)
    assert TOO_OFTEN in post_login(Client(), "lea").content.decode()
    clock(70)
    assert post_login(Client(), "lea").status_code == 302


def test_another_name_is_not_held_up(lea, make_user, post_login):
    make_user("bram", "lezer", second_step=False)
    fail(post_login)
    assert post_login(Client(), "bram").status_code == 302


@pytest.mark.parametrize("name", ["LEA", " lea "])
def test_another_way_to_write_a_name_gives_no_new_guesses(lea, post_login, name):
    fail(post_login)
    assert TOO_OFTEN in post_login(Client(), name).content.decode()


def test_another_address_to_reach_the_tool_gives_no_new_guesses(lea, post_login):
    for port in range(5):
        post_login(Client(), "lea", f"verkeerd {port}", HTTP_HOST=f"localhost:{8000 + port}")
    assert TOO_OFTEN in post_login(Client(), "lea", HTTP_HOST="localhost:9999").content.decode()


def test_a_made_up_sender_gives_no_new_guesses(lea, post_login):
    for number in range(5):
        post_login(Client(), "lea", f"verkeerd {number}", HTTP_X_FORWARDED_FOR=f"10.0.0.{number}")
    assert TOO_OFTEN in post_login(Client(), "lea", HTTP_X_FORWARDED_FOR="10.0.0.99").content.decode()


def test_names_that_do_not_exist_are_counted_the_same(post_login, db):
    assert "horen niet bij elkaar" in fail(post_login, name="niemand").content.decode()
    assert TOO_OFTEN in post_login(Client(), "niemand").content.decode()


def test_twenty_failures_from_one_address_hold_up_every_name(lea, make_user, post_login):
    for number in range(20):
        post_login(Client(), f"naam{number}", "verkeerd")
    assert TOO_OFTEN in post_login(Client(), "lea").content.decode()
    assert post_login(Client(), "lea", REMOTE_ADDR="10.1.1.1").status_code == 302


def test_thirty_forms_in_a_minute_get_a_page_of_their_own(lea, post_login):
    answers = [post_login(Client(), f"naam{number}", "verkeerd") for number in range(31)]
    page = answers[-1].content.decode()
    assert answers[-1].status_code == 429 and "<h1>Even wachten</h1>" in page and 'lang="nl"' in page
    assert Client().get("/account/login/").status_code == 200


def test_a_success_in_between_does_not_start_the_count_anew(lea, post_login):
    fail(post_login, 4)
    assert post_login(Client(), "lea").status_code == 302
    fail(post_login, 1)
    assert TOO_OFTEN in post_login(Client(), "lea").content.decode()


def test_the_count_stands_in_the_database_without_names(lea, post_login):
    from django.db import connection

    fail(post_login, 1)
    assert caches["default"].__class__.__name__ == "DatabaseCache"
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM tellingen")
        keys = [row[0] for row in cursor.fetchall()]
    assert any("login_failed" in key for key in keys)
    assert not any("lea" in key for key in keys)


def test_confirming_who_one_is_is_counted_with_the_logins(lea, client, post_login):
    client.force_login(lea)
    for number in range(5):
        client.post("/account/reauthenticate/", {"password": f"verkeerd {number}"})
    assert TOO_OFTEN in client.post("/account/reauthenticate/", {"password": "een lang wachtwoord"}).content.decode()
    assert TOO_OFTEN in post_login(Client(), "lea").content.decode()


def test_a_failed_login_gives_away_nothing(lea, post_login):
    known = post_login(Client(), "lea", "verkeerd").content.decode()
    unknown = post_login(Client(), "nel", "verkeerd").content.decode()

    def without_tokens(page):
        return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|x-csrftoken": "[^"]*"', "", page)

    assert without_tokens(known).replace('value="lea"', 'value="nel"') == without_tokens(unknown)
    assert "verkeerd" not in known
