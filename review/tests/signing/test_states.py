"""How an item stands follows from the signatures on what it says now."""

import pytest
from django.contrib.auth import get_user_model

from flows.book import BookError
from signing.models import Signature
from signing.signatures import withdraw
from signing.states import Stand, states
from tests.signing.conftest import ANSWER, DANGER

pytestmark = pytest.mark.django_db


def state(name):
    return states([name])[name]


def test_what_nobody_signed_is_never_signed(book):
    assert state(ANSWER).stand is Stand.NEVER
    assert (state(ANSWER).text, state(ANSWER).good) == ("niet ondertekend", False)


def test_one_signature_is_enough_for_an_ordinary_answer(signs, anna):
    signs(ANSWER, anna)
    assert (state(ANSWER).stand, state(ANSWER).text, state(ANSWER).good) == (
        Stand.SIGNED,
        "ondertekend door anna",
        True,
    )


def test_danger_needs_two(signs, anna, bert):
    signs(DANGER, anna)
    assert state(DANGER).stand is Stand.HALF and not state(DANGER).good
    assert state(DANGER).text == "half ondertekend door anna, een tweede persoon moet nog"
    signs(DANGER, bert)
    assert state(DANGER).text == "ondertekend door anna en bert" and state(DANGER).good


def test_a_change_drops_the_signature_and_says_since_when(signs, anna, change_item):
    when = signs(ANSWER, anna).when
    change_item(ANSWER, tekst="Anders.")
    assert state(ANSWER).stand is Stand.CHANGED and state(ANSWER).before == when
    assert state(ANSWER).text.startswith("gewijzigd na het ondertekenen op ") and not state(ANSWER).good


def test_the_old_text_has_its_old_signature_again(signs, anna, change_item, write_book):
    signs(ANSWER, anna)
    change_item(ANSWER, tekst="Anders.")
    write_book()
    assert state(ANSWER).good


def test_a_new_version_that_one_of_two_signed_is_half_signed(signs, anna, bert, change_item):
    signs(DANGER, anna, bert)
    change_item(DANGER, naam="Nu gevaar")
    signs(DANGER, bert)
    assert state(DANGER).stand is Stand.HALF


def test_a_signature_that_was_withdrawn_does_not_count(signs, anna, bert):
    first = signs(DANGER, anna)
    signs(DANGER, bert)
    withdraw(bert, first, "vergissing")
    assert state(DANGER).text == "half ondertekend door bert, een tweede persoon moet nog"
    withdraw(bert, Signature.objects.get(name="bert"), "ook een vergissing")
    assert state(DANGER).stand is Stand.NEVER


def test_a_signature_stands_when_the_account_is_switched_off_or_gone(signs, anna, bert):
    signs(DANGER, anna, bert)
    anna.is_active = False
    anna.save()
    assert [(signer.name, signer.here) for signer in state(DANGER).signers] == [("anna", False), ("bert", True)]
    bert.delete()
    assert [(signer.name, signer.here) for signer in state(DANGER).signers] == [("anna", False), ("bert", False)]
    assert state(DANGER).good


def test_a_signature_on_one_item_says_nothing_of_another_with_the_same_content(signs, anna, write_book):
    other = "antwoord:utter_wet_doel"

    def same(content):
        content["onderdelen"][other].update(
            {key: content["onderdelen"][ANSWER][key] for key in ("inhoud", "vingerafdruk")}
        )

    write_book(same)
    signs(ANSWER, anna)
    assert state(ANSWER).good and state(other).stand is Stand.NEVER


def test_all_items_take_two_queries(signs, anna, built_book, django_assert_num_queries):
    signs(ANSWER, anna)
    with django_assert_num_queries(2):
        found = states(iter(built_book["onderdelen"]))
    assert list(found) == list(built_book["onderdelen"])


def test_what_the_flow_book_does_not_have_is_left_out(book):
    assert states(["antwoord:utter_van_vroeger", ANSWER]).keys() == {ANSWER}


def test_without_a_flow_book_nobody_can_say(here, tmp_path):
    here(flow_book=tmp_path / "nergens.json")
    with pytest.raises(BookError):
        states([ANSWER])


def test_somebody_who_changed_their_name_is_still_the_same_person(signs, anna):
    signs(DANGER, anna)
    anna.username = "anna2"
    anna.save()
    assert state(DANGER).signed_by(get_user_model().objects.get(username="anna2"))
