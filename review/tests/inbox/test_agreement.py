"""Agreement against tables of which the outcome is known."""

from collections import Counter

import pytest

from inbox.agreement import agreed, tables, wilson
from inbox.marking import take_back
from inbox.models import Agreement, Mark

both = pytest.mark.django_db(databases=["default", "turns"])


def test_cohens_own_kind_of_table():
    # 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no: 70 % alike, 50 % by chance.
    found = agreed({("ja", "ja"): 20, ("ja", "nee"): 5, ("nee", "ja"): 10, ("nee", "nee"): 15})
    assert (found.count, found.same) == (50, 35)
    assert found.share[0] == pytest.approx(0.7)
    assert found.kappa[0] == pytest.approx(0.4)
    assert found.kappa[1] < 0.4 < found.kappa[2]


def test_three_choices_with_unequal_use():
    table = {("a", "a"): 10, ("b", "b"): 4, ("c", "c"): 1, ("a", "b"): 3, ("c", "a"): 2}
    # By hand: 15 of 20 alike; chance (13*12 + 4*7 + 3*1) / 400 = 0.4675.
    assert agreed(table).kappa[0] == pytest.approx((0.75 - 0.4675) / (1 - 0.4675))


def test_always_alike_is_not_certain_with_few_sentences():
    found = agreed({("a", "a"): 3, ("b", "b"): 2})
    assert found.kappa[0] == found.share[0] == 1
    assert found.share[1] < 0.6 and found.kappa[1] < 0.3


def test_worse_than_chance_is_below_zero():
    assert agreed({("a", "b"): 5, ("b", "a"): 5}).kappa[0] == -1


def test_one_choice_for_everything_says_nothing_about_chance():
    found = agreed({("weg", "weg"): 9})
    assert found.share[0] == 1 and found.kappa is None


@pytest.mark.parametrize(
    ("hits", "count", "low", "high"), [(81, 263, 0.2553, 0.3662), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0)]
)
def test_wilson_as_in_the_literature(hits, count, low, high):
    assert wilson(hits, count) == (pytest.approx(low, abs=5e-4), pytest.approx(high, abs=5e-4))


@both
def test_what_was_chosen_first_counts(anna, bram, judge, add_given):
    (number,) = add_given("wat mag er")
    judge(anna, number, "onderwerp:wet_inhoud")
    judge(bram, number, "weg")
    judge(bram, number, "onderwerp:wet_inhoud")
    assert tables() == {(anna.pk, bram.pk): Counter({("onderwerp:wet_inhoud", "weg"): 1})}


@both
def test_taking_back_and_choosing_again_is_no_new_judgement(anna, bram, judge, add_given):
    (number,) = add_given("wat mag er")
    judge(anna, number, "onderwerp:wet_inhoud")
    judge(bram, number, "weg")
    take_back(bram)
    judge(bram, number, "onderwerp:wet_inhoud")
    assert tables() == {(anna.pk, bram.pk): Counter({("onderwerp:wet_inhoud", "weg"): 1})}


@both
def test_every_two_of_three_are_counted_and_old_counts_added(anna, bram, make_user, judge, add_given):
    carla = make_user("carla", "redacteur")
    Agreement.objects.create(one=anna, other=bram, choice_of_one="weg", choice_of_other="weg", count=4)
    (number,) = add_given("wat mag er")
    for who in (carla, anna, bram):
        judge(who, number, "weg")
    found = tables()
    assert found[anna.pk, bram.pk] == {("weg", "weg"): 5}
    assert found[anna.pk, carla.pk] == found[bram.pk, carla.pk] == {("weg", "weg"): 1}


@both
def test_a_colleague_without_account_makes_no_pair(anna, bram, judge, add_given):
    (number,) = add_given("wat mag er")
    judge(anna, number, "weg")
    judge(bram, number, "weg")
    bram.delete()
    assert Mark.objects.count() == 2 and tables() == {}
