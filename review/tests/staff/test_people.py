"""What an administrator may do with accounts, and what not."""

import html
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.test import Client

from staff import people
from staff.people import Refused

pytestmark = pytest.mark.django_db(databases=["default", "turns"])


def text(answer):
    return html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))


def change(client, user, what, **fields):
    return client.post(f"/medewerkers/{user.pk}/", {"wat": what, **fields}, follow=True)


@pytest.fixture
def bram(make_user):
    return make_user("bram", "lezer")


def test_the_list_says_who_has_what(administrator, bram, make_user):
    make_user("carla", "redacteur", "beoordelaar", second_step=False)
    people.switch(get_user_model().objects.get(username="anna"), bram, on=False)
    rows = [
        re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row))
        for row in administrator.get("/medewerkers/").content.decode().split("<tr")[2:]
    ]
    assert "anna" in rows[0] and "beheerder" in rows[0] and " ja " in rows[0] and " aan " in rows[0]
    assert "carla" in rows[1] and "redacteur, beoordelaar" in rows[1] and " nee " in rows[1] and "nog nooit" in rows[1]
    assert "bram" in rows[2] and " uit " in rows[2]


def test_the_list_takes_as_many_queries_for_twenty_people_as_for_one(
    administrator, make_user, django_assert_max_num_queries
):
    for number in range(20):
        make_user(f"naam{number}", "lezer")
    with django_assert_max_num_queries(16):
        administrator.get("/medewerkers/")


def test_a_new_account_gets_roles_and_a_link_and_no_password(administrator, user_named, log_of):
    answer = administrator.post(
        "/medewerkers/nieuw/", {"name": " Dora ", "email": "Dora@Voorbeeld.nl", "roles": ["lezer", "redacteur"]}
    )
    made = user_named("dora")
    assert not made.has_usable_password() and made.email == "dora@voorbeeld.nl" and made.is_active
    assert not made.is_staff and not made.is_superuser
    assert people.roles_of(made) == ["lezer", "redacteur"]
    assert f"http://testserver/start/{made.pk}/" in answer.content.decode()
    assert "alleen nu" in text(answer) and answer["Cache-Control"] == "no-store"
    assert ("staff:new_person", "dora: gemaakt, lezer, redacteur", True) in log_of("anna")
    assert not any("/start/" in subject for _, subject, _ in log_of("anna"))


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": "BRAM"}, "Er is al een account met de naam bram."),
        ({"name": "x"}, "Gebruik 2 tot 40 kleine letters"),
        ({"name": "=cmd"}, "Gebruik 2 tot 40 kleine letters"),
        ({"name": "brаm"}, "Gebruik 2 tot 40 kleine letters"),
        ({"name": "dora", "email": "BRAM@voorbeeld.nl"}, "Een ander account heeft dit e-mailadres al."),
        ({"name": "dora", "email": "geen adres"}, "geldig"),
        ({"name": "dora", "roles": ["baas"]}, "Selecteer een geldige keuze"),
        ({"name": ""}, "verplicht"),
        ({"name": "dora", "roles": []}, "Kies minstens één rol."),
    ],
)
def test_a_wrong_account_is_refused_with_a_sentence(administrator, bram, fields, sentence, log_of):
    answer = administrator.post("/medewerkers/nieuw/", fields)
    assert answer.status_code == 200 and sentence in text(answer)
    assert get_user_model().objects.count() == 2
    assert log_of("anna")[-1] == ("staff:new_person", "", False)


def test_roles_are_changed_and_written_in_words(administrator, bram, log_of):
    answer = change(administrator, bram, "rollen", roles=["redacteur", "beheerder"])
    assert people.roles_of(bram) == ["redacteur", "beheerder"]
    assert "Bewaard voor bram: beheerder erbij, redacteur erbij, lezer eraf." in text(answer)
    assert ("staff:person", "bram: beheerder erbij, redacteur erbij, lezer eraf", True) in log_of("anna")


def test_a_new_role_counts_from_the_next_page(administrator, bram):
    client = Client()
    client.force_login(bram)
    assert client.get("/medewerkers/").status_code == 403
    change(administrator, bram, "rollen", roles=["beheerder"])
    assert client.get("/medewerkers/").status_code == 200
    change(administrator, bram, "rollen", roles=[])
    assert client.get("/medewerkers/").status_code == 403


def test_whose_roles_were_all_taken_away_reads_what_to_do(administrator, bram):
    client = Client()
    client.force_login(bram)
    assert "geen rol" in text(change(administrator, bram, "rollen", roles=[]))
    for address in ("/", "/gesprekken/", "/medewerkers/"):
        answer = client.get(address)
        assert answer.status_code == 403 and "<h1>Je hebt nog geen rol</h1>" in answer.content.decode(), address
        assert "Vraag je beheerder" in text(answer) and 'href="/account/twee-stappen/"' in answer.content.decode()
    change(administrator, bram, "rollen", roles=["lezer"])
    assert client.get("/").status_code == 200
    assert "Deze pagina is niet voor jou" in text(client.get("/medewerkers/"))


def test_nothing_changed_is_said_and_not_logged_as_a_change(administrator, bram, log_of):
    assert "Er is niets veranderd." in text(change(administrator, bram, "rollen", roles=["lezer"]))
    assert not any(changed for page, _, changed in log_of("anna") if page == "staff:person")


def test_an_administrator_keeps_their_own_role_and_account(administrator, user_named, make_user):
    make_user("tweede", "beheerder")
    anna = user_named("anna")
    for what, fields, sentence in [
        ("rollen", {"roles": ["lezer"]}, "Je kunt je eigen rol van beheerder niet weghalen."),
        ("uit", {}, "Je kunt je eigen account niet uitzetten."),
        ("startlink", {"sure": "on"}, "Dit is je eigen account."),
        ("tweede-stap", {"sure": "on"}, "Dit is je eigen account."),
    ]:
        assert sentence in text(change(administrator, anna, what, **fields))
    anna.refresh_from_db()
    assert anna.is_active and people.roles_of(user_named("anna")) == ["beheerder"] and anna.has_usable_password()
    assert Authenticator.objects.filter(user=anna).exists()
    change(administrator, anna, "rollen", roles=["beheerder", "lezer"])
    assert people.roles_of(user_named("anna")) == ["lezer", "beheerder"]


def test_the_last_active_administrator_stays(make_user):
    anna, bram = make_user("anna", "beheerder"), make_user("bram", "beheerder")
    people.switch(anna, bram, on=False)
    # Somebody whose own role just went, in another window, at the same moment.
    for attempt in (lambda: people.set_roles(bram, anna, ["lezer"]), lambda: people.switch(bram, anna, on=False)):
        with pytest.raises(Refused, match="laatste beheerder"):
            attempt()
    anna.refresh_from_db()
    assert anna.is_active and people.roles_of(anna) == ["beheerder"]


def test_switched_off_means_out_at_once_everywhere(administrator, bram, log_of, post_login):
    first, second = Client(), Client()
    for client in (first, second):
        client.force_login(bram)
        assert client.get("/").status_code == 200
    answer = change(administrator, bram, "uit")
    assert "Bewaard voor bram: account uitgezet." in text(answer)
    for client in (first, second):
        assert client.get("/")["Location"].startswith("/account/login/")
    assert ("staff:person", "bram: account uitgezet", True) in log_of("anna")
    assert post_login(Client(), "bram")["Location"] == "/account/inactive/"
    # Switched on again, what was open before stays closed.
    change(administrator, bram, "aan")
    assert first.get("/").status_code == 302
    assert administrator.get("/").status_code == 200


def test_ending_sessions_also_ends_a_login_that_waits_for_its_code(administrator, bram, post_login):
    waiting = Client()
    post_login(waiting, "bram")
    assert waiting.get("/account/twee-stappen/authenticate/").status_code == 200
    change(administrator, bram, "startlink", sure="on")
    assert waiting.get("/account/twee-stappen/authenticate/").status_code == 302
    assert Session.objects.count() == 1


def test_a_lost_second_step_is_taken_away_after_a_tick(administrator, bram, log_of, client, post_login):
    client.force_login(bram)
    assert "Zet eerst het vinkje" in text(change(administrator, bram, "tweede-stap"))
    assert Authenticator.objects.filter(user=bram).exists()
    change(administrator, bram, "tweede-stap", sure="on")
    assert not Authenticator.objects.filter(user=bram).exists()
    assert client.get("/").status_code == 302
    assert ("staff:person", "bram: tweede stap weggehaald", True) in log_of("anna")
    # The password is still theirs; a new second step comes first.
    assert post_login(client, "bram").status_code == 302
    assert client.get("/")["Location"] == "/account/twee-stappen/"


def test_another_address_unties_the_organisation(administrator, bram, log_of):
    SocialAccount.objects.create(user=bram, provider="oidc", uid="7")
    change(administrator, bram, "email", email="Bram.Nieuw@voorbeeld.nl")
    bram.refresh_from_db()
    assert bram.email == "bram.nieuw@voorbeeld.nl" and not SocialAccount.objects.exists()
    assert ("staff:person", "bram: e-mailadres veranderd", True) in log_of("anna")
    assert "Een ander account heeft dit" in text(change(administrator, bram, "email", email="anna@voorbeeld.nl"))


def test_what_cannot_be_done_is_not_found(administrator, bram):
    assert administrator.post(f"/medewerkers/{bram.pk}/", {"wat": "weggooien"}).status_code == 404
    assert administrator.get("/medewerkers/999999/").status_code == 404
    assert administrator.get("/medewerkers/99999999999999999999999/").status_code == 404
    assert administrator.put(f"/medewerkers/{bram.pk}/").status_code == 405


def test_an_account_that_is_off_gets_no_link(administrator, bram):
    people.switch(get_user_model().objects.get(username="anna"), bram, on=False)
    assert "Zet het eerst aan" in text(change(administrator, bram, "startlink", sure="on"))


def test_who_did_not_just_confirm_is_asked_first(sign_in, make_user, log_of):
    client, bram = sign_in("beheerder", name="anna"), make_user("bram", "lezer")
    assert client.get("/medewerkers/").status_code == 200
    for address in ("/medewerkers/nieuw/", f"/medewerkers/{bram.pk}/"):
        assert client.get(address)["Location"].startswith("/account/reauthenticate/?next="), address
        answer = client.post(address, {"wat": "startlink", "sure": "on", "name": "dora"})
        assert answer.status_code == 302 and answer["Location"] == address
    bram.refresh_from_db()
    assert bram.has_usable_password() and get_user_model().objects.count() == 2
    assert not any(changed for _, _, changed in log_of("anna"))
    # What was sent is not kept anywhere to be done later.
    assert "dora" not in str(dict(client.session))
    answer = client.post("/account/reauthenticate/", {"password": "een lang wachtwoord", "next": "/medewerkers/nieuw/"})
    assert answer["Location"] == "/medewerkers/nieuw/" and client.get("/medewerkers/nieuw/").status_code == 200
