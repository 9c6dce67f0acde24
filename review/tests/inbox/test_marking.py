"""Marks: each reviewer one, never lost, never kept for what is gone."""

import datetime as dt
import re

import pytest
from django.apps import apps

from inbox import marking
from inbox.choices import Choice
from inbox.given import KEPT_DAYS, number_from
from inbox.leaving import let_go, tidy
from inbox.marking import GoneError, mark, settle, take_back, throw_personal
from inbox.models import Decision, ExportFile, Leaving, Mark, TakenBack, Verdict, Wish
from inbox.standing import needed, standings, waiting_for
from project.environment import BOT_ROOT
from tests.inbox.conftest import delete_given

pytestmark = pytest.mark.django_db(databases=["default", "turns"])


def test_the_same_twice_is_one_mark(anna, judge, add_given):
    (number,) = add_given("wat mag er")
    judge(anna, number, "onderwerp:wet_inhoud")
    judge(anna, number, "onderwerp:wet_inhoud")
    assert [(mark.choice, mark.first) for mark in Mark.objects.all()] == [("onderwerp:wet_inhoud",) * 2]


def test_a_changed_mark_keeps_what_was_first(anna, judge, add_given):
    (number,) = add_given("wat mag er")
    judge(anna, number, "onderwerp:wet_inhoud")
    judge(anna, number, "gevaar:112", language="ro")
    mark = Mark.objects.get()
    assert (mark.choice, mark.language, mark.first) == ("gevaar:112", "ro", "onderwerp:wet_inhoud")


def test_a_sentence_that_went_between_showing_and_marking(anna, judge, add_given):
    (number,) = add_given("wat mag er")
    delete_given(number)
    with pytest.raises(GoneError):
        judge(anna, number, "weg")
    assert not Mark.objects.exists()


def test_a_sentence_that_a_colleague_threw_away_meanwhile(anna, bram, judge, add_given):
    (number,) = add_given("bel jan de vries")
    judge(bram, number, "onderwerp:wet_inhoud")
    throw_personal(number)
    with pytest.raises(GoneError):
        judge(anna, number, "weg")
    assert not Mark.objects.exists()
    assert Leaving.objects.get().reason == Leaving.Reason.PERSONAL
    throw_personal(number)
    assert Leaving.objects.count() == 1


@pytest.mark.parametrize("how", ["weg", "ouder"])
def test_no_mark_is_lost_when_the_table_cannot_be_read(anna, judge, add_given, broken_table, how):
    (number,) = add_given("wat mag er")
    broken_table(how)
    judge(anna, number, "weg")
    assert Mark.objects.get().sentence_id == number


def test_two_reviewers_at_once_each_keep_their_mark(anna, bram, judge, add_given):
    (number,) = add_given("wat mag er")
    judge(anna, number, "weg")
    judge(bram, number, "onderwerp:wet_doel")
    assert {mark.reviewer: mark.choice for mark in Mark.objects.all()} == {anna: "weg", bram: "onderwerp:wet_doel"}


def test_taking_back_goes_from_the_last_to_the_first(anna, bram, judge, add_given):
    first, second, third = add_given("a", "b", "c")
    for number in (first, third, second):
        judge(anna, number, "weg")
    judge(bram, first, "weg")
    assert [take_back(anna), take_back(anna), take_back(anna), take_back(anna)] == [second, third, first, None]
    assert Mark.objects.get().reviewer == bram


def test_after_a_colleague_judged_taking_back_keeps_what_was_first(anna, bram, judge, add_given):
    (number,) = add_given("a")
    judge(anna, number, "onderwerp:wet_doel")
    judge(bram, number, "weg")
    take_back(anna)
    take_back(bram)
    judge(anna, number, "weg")
    judge(bram, number, "onderwerp:wet_doel")
    assert {mark.reviewer: mark.first for mark in Mark.objects.all()} == {anna: "onderwerp:wet_doel", bram: "weg"}
    assert not TakenBack.objects.exists()


def test_a_slip_that_nobody_else_met_is_mended(anna, judge, add_given):
    (number,) = add_given("a")
    judge(anna, number, "weg")
    take_back(anna)
    judge(anna, number, "onderwerp:wet_doel")
    assert Mark.objects.get().first == "onderwerp:wet_doel"


def test_first_choices_go_with_the_sentence(anna, bram, judge, add_given, fake_bot):
    numbers = add_given("a", "b")
    for number in numbers:
        judge(bram, number, "weg")
        judge(anna, number, "onderwerp:wet_doel")
        take_back(anna)
    throw_personal(numbers[0])
    assert list(TakenBack.objects.values_list("sentence_id", flat=True)) == [numbers[1]]
    take_back(bram)
    delete_given(numbers[1])
    tidy()
    assert not TakenBack.objects.exists()


def test_something_of_a_person_does_not_come_back_with_a_file(add_given):
    (number,) = add_given("bel jan de vries")
    let_go([number], Leaving.Reason.EXPORTED, ExportFile.objects.create())
    throw_personal(number)
    row = Leaving.objects.get()
    assert (row.reason, row.confirmed, row.file) == (Leaving.Reason.PERSONAL, True, None)


def test_the_same_again_is_no_change(anna, add_given):
    (number,) = add_given("a")
    choice = Choice(Verdict.AWAY)
    assert [mark(anna, number, choice), mark(anna, number, choice), mark(anna, number, choice, "pl")] == [
        True,
        False,
        True,
    ]


def test_what_is_settled_or_leaving_cannot_be_taken_back(anna, bram, judge, add_given):
    first, second = add_given("a", "b")
    judge(anna, first, "weg")
    judge(anna, second, "weg")
    settle(bram, first, Choice(Verdict.AWAY))
    Leaving.objects.create(sentence_id=second, reason=Leaving.Reason.AWAY)
    assert take_back(anna) is None and Mark.objects.count() == 2


def test_two_who_agree_make_it_ready(anna, bram, judge, add_given):
    (number,) = add_given("a")
    judge(anna, number, "gevaar:112")
    assert standings()[0].settled(needed()) is None
    judge(bram, number, "gevaar:112")
    assert standings()[0].settled(needed()).choice == "gevaar:112"


def test_who_differ_is_settled_by_an_approver(anna, bram, judge, add_given):
    (number,) = add_given("a")
    judge(anna, number, "gevaar:112", language="pl")
    judge(bram, number, "weg")
    assert standings()[0].disputed and standings()[0].settled(2) is None
    settle(bram, number, Choice(Verdict.DANGER, "112"))
    standing = standings()[0]
    assert not standing.disputed and standing.settled(2).choice == "gevaar:112" and standing.settled(2).language == "pl"
    settle(bram, number, Choice(Verdict.AWAY))
    assert Decision.objects.get().choice == "weg"


def test_nobody_settles_what_nobody_judged(bram, add_given):
    (number,) = add_given("a")
    with pytest.raises(GoneError):
        settle(bram, number, Choice(Verdict.AWAY))


def test_one_is_enough_where_there_is_one_reviewer_or_where_that_was_set(anna, make_user):
    make_user("lees", "lezer")
    assert needed() == 1
    bram = make_user("bram", "beoordelaar", "redacteur")
    assert needed() == 2
    Wish.objects.create(pk=1, needed=1)
    assert needed() == 1
    Wish.objects.update(needed=2)
    bram.is_active = False
    bram.save()
    assert needed() == 1


def test_who_waits_for_whom(anna, bram, make_user, judge, add_given, today):
    carla = make_user("carla", "redacteur")
    (old,) = add_given("a", first=50, day=today - dt.timedelta(days=3))
    young, gone = add_given("b", "c", first=10, day=today)
    Leaving.objects.create(sentence_id=gone, reason=Leaving.Reason.AWAY)
    assert [number for number, _ in waiting_for(anna)] == [old, young]
    judge(anna, old, "weg")
    assert [number for number, _ in waiting_for(anna)] == [young]
    assert [number for number, _ in waiting_for(carla)] == [old, young]
    judge(bram, old, "onderwerp:wet_inhoud")
    assert [number for number, _ in waiting_for(carla)] == [young]


def test_the_race_between_showing_and_leaving_is_lost_by_the_mark(anna, judge, add_given, monkeypatch):
    (number,) = add_given("a")

    def leaves_now(_number):
        Leaving.objects.create(sentence_id=number, reason=Leaving.Reason.AWAY)
        return True

    monkeypatch.setattr(marking, "_may_be_there", leaves_now)
    with pytest.raises(GoneError):
        judge(anna, number, "weg")
    assert not Mark.objects.exists()


def test_no_word_of_a_sentence_lies_in_our_own_tables(anna, bram, judge, add_given):
    (number,) = add_given("kanariepietje in de kelder")
    judge(anna, number, "onderwerp:wet_inhoud")
    judge(bram, number, "onderwerp:wet_inhoud")
    for model in apps.get_app_config("inbox").get_models():
        assert "kanariepietje" not in str(list(model.objects.values()))
    assert Mark.objects.count() == 2


@pytest.mark.parametrize("text", [None, "", "-1", "1.5", "abc", "9" * 19, "12345678901234567890", "²", " 7", "0x1"])
def test_numbers_that_are_none(text):
    assert number_from(text) is None


def test_numbers_above_those_of_a_script_stay_whole():
    assert number_from("9223372036854775807") == 2**63 - 1
    assert number_from("9007199254740993") == 9007199254740993


def test_sixty_days_is_what_the_bot_keeps():
    source = BOT_ROOT / "lantaarn" / "storage" / "retention.py"
    assert int(re.search(r"GIVEN_SENTENCES[.\w]*: (\d+)", source.read_text(encoding="utf-8"))[1]) == KEPT_DAYS
