"""Signing binds to what was shown; signatures are never changed, only withdrawn."""

import datetime as dt
import json
import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from flows.book import current_book, fingerprint
from signing import signatures
from signing.models import Signature, Withdrawal
from signing.signatures import SigningError, export, history, last_other, retired, sign, withdraw
from tests.signing.conftest import ANSWER, DANGER

pytestmark = pytest.mark.django_db


def item(name):
    return current_book()["onderdelen"][name]


def test_a_signature_keeps_what_was_signed(signs, anna):
    made = Signature.objects.get(pk=signs(ANSWER, anna, remark="  ge\0lezen  ").pk)
    assert made.content == item(ANSWER)["inhoud"] and fingerprint(made.content) == made.fingerprint
    assert (made.name, made.who, made.title, made.remark) == ("anna", anna, "Wat zegt de wet?", "gelezen")


@pytest.mark.parametrize("shown", ["", "0" * 64, "ondertekend"])
def test_only_what_was_shown_can_be_signed(book, anna, shown):
    with pytest.raises(SigningError, match="veranderd terwijl je las"):
        sign(anna, ANSWER, item(ANSWER), shown)
    assert not Signature.objects.exists()


def test_the_second_signature_is_of_somebody_else(signs, anna):
    signs(DANGER, anna)
    with pytest.raises(SigningError, match="iemand anders"):
        signs(DANGER, anna)
    assert Signature.objects.count() == 1


@pytest.mark.parametrize("again", ["ANNA", "anna2"])
def test_another_account_or_another_name_is_not_somebody_else(signs, anna, make_user, again):
    signs(DANGER, anna)
    if again == "anna2":
        anna.username = again
        anna.save()
        person = anna
    else:
        person = make_user(again, "beoordelaar")
    with pytest.raises(SigningError, match="iemand anders"):
        signs(DANGER, person)


def test_what_is_signed_is_not_signed_again(signs, anna, bert, make_user):
    signs(ANSWER, anna)
    signs(DANGER, anna, bert)
    for name, person in ((ANSWER, anna), (ANSWER, bert), (DANGER, anna), (DANGER, make_user("cees", "beoordelaar"))):
        with pytest.raises(SigningError, match="al ondertekend"):
            signs(name, person)
    assert Signature.objects.count() == 3


def test_a_signature_cannot_be_changed_or_deleted(signs, anna, bert):
    made = signs(ANSWER, anna)
    withdraw(bert, made, "vergissing")
    for row in (made, made.withdrawal):
        row.name = "iemand anders"
        for attempt in (row.save, row.delete, type(row).objects.all().delete):
            with pytest.raises(TypeError):
                attempt()
        with pytest.raises(TypeError):
            type(row).objects.update(name="iemand anders")
    assert list(Signature.objects.values_list("name", flat=True)) == ["anna"]
    assert list(Withdrawal.objects.values_list("name", flat=True)) == ["bert"]


def test_who_signed_can_leave_and_the_signature_stays(signs, anna):
    made = signs(ANSWER, anna)
    anna.delete()
    made.refresh_from_db()
    assert (made.who, made.name) == (None, "anna")


def test_the_database_refuses_two_signatures_with_the_same_number(signs, anna, bert):
    made = signs(DANGER, anna)
    same = {"item": made.item, "fingerprint": made.fingerprint, "number": made.number}
    with pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.create(**same, who=bert, name="bert", title=made.title, content=made.content)


def test_who_comes_second_in_the_same_moment_is_told(signs, anna, monkeypatch):
    def too_late(**_row):
        raise IntegrityError

    monkeypatch.setattr(Signature.objects, "create", too_late)
    with pytest.raises(SigningError, match="op hetzelfde moment"):
        signs(ANSWER, anna)


@pytest.mark.skipif(
    "sqlite" in connection.vendor, reason="Op SQLite schrijft er maar één tegelijk: de tweede wacht en ziet de eerste."
)
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", [ANSWER, DANGER])
def test_two_people_at_the_same_moment_leave_no_double_row(book, make_user, monkeypatch, name):
    people = make_user("anna"), make_user("bert")
    both_looked = threading.Barrier(2, timeout=10)
    real = signatures._refuse_when_signed
    monkeypatch.setattr(signatures, "_refuse_when_signed", lambda *given: (real(*given), both_looked.wait()))
    told = []

    def try_to_sign(person):
        try:
            sign(person, name, item(name), item(name)["vingerafdruk"])
        except SigningError as error:
            told.append(str(error))
        finally:
            connection.close()

    item(name)
    threads = [threading.Thread(target=try_to_sign, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Signature.objects.count() == 1
    (sentence,) = told
    assert "op hetzelfde moment" in sentence


def test_taking_back_needs_a_reason_and_happens_once(signs, anna, bert):
    made = signs(ANSWER, anna)
    with pytest.raises(SigningError, match="waarom"):
        withdraw(bert, made, "   ")
    withdraw(bert, made, "verkeerde tekst gelezen")
    with pytest.raises(SigningError, match="al ingetrokken"):
        withdraw(anna, made, "nog eens")
    kept = Withdrawal.objects.get()
    assert (kept.name, kept.reason) == ("bert", "verkeerde tekst gelezen")


def test_what_was_taken_back_can_be_signed_again(signs, anna):
    withdraw(anna, signs(ANSWER, anna), "te snel")
    again = signs(ANSWER, anna)
    assert again.number == 2 and [row.number for row in history(ANSWER)] == [2, 1]


def test_the_history_of_an_item_has_every_version(signs, anna, bert, change_item):
    signs(DANGER, anna, bert)
    change_item(DANGER, naam="Nu gevaar")
    signs(DANGER, bert)
    assert [row.name for row in history(DANGER)] == ["bert", "bert", "anna"]


def test_a_version_that_only_one_signed_does_not_hide_what_changed_before_it(signs, anna, bert, change_item):
    first = signs(DANGER, anna, bert)
    change_item(DANGER, naam="Half")
    half = signs(DANGER, anna)
    change_item(DANGER, naam="Nieuw")
    assert last_other(list(history(DANGER)), item(DANGER)) == first
    withdraw(anna, first, "weg")
    assert last_other(list(history(DANGER)), item(DANGER)) == half


def test_the_current_version_and_withdrawn_ones_are_nothing_to_compare_with(signs, anna, change_item):
    made = signs(ANSWER, anna)
    assert last_other(list(history(ANSWER)), item(ANSWER)) is None
    change_item(ANSWER, tekst="Anders.")
    withdraw(anna, made, "weg")
    assert last_other(list(history(ANSWER)), item(ANSWER)) is None


def test_an_item_that_went_keeps_its_signatures(signs, anna, bert, write_book):
    signs(ANSWER, anna)
    last = signs(DANGER, anna, bert)
    write_book(lambda content: content["onderdelen"].pop(DANGER))
    assert list(retired(current_book())) == [last]
    assert [row.item for row in retired(None)] == [ANSWER, DANGER]


def test_the_export_has_the_standing_signatures_on_what_is_said_now(signs, anna, bert, change_item):
    signs("antwoord:utter_wet_doel", anna)
    signs("antwoord:utter_wet_strafmaat", anna)
    withdraw(anna, Signature.objects.get(item="antwoord:utter_wet_strafmaat"), "te snel")
    signs(ANSWER, anna)
    signs(DANGER, bert, anna)
    signs("gevaar:113", bert)
    change_item(ANSWER, tekst="Anders.")
    today = timezone.localdate().isoformat()
    assert export(current_book()) == {
        "vorm": 1,
        "handtekeningen": {
            "antwoord:utter_wet_doel": _entry("antwoord:utter_wet_doel", ["anna"], today),
            DANGER: _entry(DANGER, ["anna", "bert"], today),
            "gevaar:113": _entry("gevaar:113", ["bert"], today),
        },
    }


def _entry(name, people, day):
    return {"vingerafdruk": item(name)["vingerafdruk"], "door": people, "dag": day}


def test_the_export_is_the_same_whatever_the_order_of_signing(book, anna, bert, built_book):
    names = ["gevaar:113", ANSWER, "kaart:pl"]
    noon = timezone.make_aware(dt.datetime(2026, 12, 1, 12))
    whole = []
    for order, people in ((names, (anna, bert)), (names[::-1], (bert, anna))):
        with transaction.atomic():
            for name in order:
                for number, person in enumerate(people, start=1):
                    entry = built_book["onderdelen"][name]
                    Signature.objects.create(
                        who=person,
                        name=person.username,
                        when=noon,
                        item=name,
                        fingerprint=entry["vingerafdruk"],
                        number=number,
                        title=entry["titel"],
                        content=entry["inhoud"],
                    )
            whole.append(json.dumps(export(current_book())))
            transaction.set_rollback(True)
    assert whole[0] == whole[1]
    assert list(json.loads(whole[0])["handtekeningen"]) == sorted(names)


def test_the_day_is_that_of_here_and_of_the_last_signature(book, anna, built_book):
    entry = built_book["onderdelen"][ANSWER]
    Signature.objects.create(
        who=anna,
        name="anna",
        when=dt.datetime(2026, 11, 30, 23, 30, tzinfo=dt.UTC),
        item=ANSWER,
        fingerprint=entry["vingerafdruk"],
        number=1,
        title="",
        content=entry["inhoud"],
    )
    assert export(current_book())["handtekeningen"][ANSWER]["dag"] == "2026-12-01"


def test_a_signature_with_a_withdrawal_is_protected_in_the_database_too(signs, anna):
    made = signs(ANSWER, anna)
    withdraw(anna, made, "te snel")
    with pytest.raises(ProtectedError):
        Signature._base_manager.filter(pk=made.pk).delete()
