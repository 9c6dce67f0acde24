"""The list, its filters, and the way from one item to the next."""

import pytest

from flows.book import current_book
from signing.states import Stand
from signing.worklist import ALL, COLLEAGUE, OPEN, WAITING, Choice, Progress, following, progress, rows
from tests.signing.conftest import ANSWER, DANGER

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(book):
    return lambda user: rows(current_book(), user)


def test_danger_comes_first_then_what_is_serious(listed, anna):
    weights = [row.urgency for row in listed(anna)]
    assert weights == sorted(weights) and set(weights) == {0, 1, 2}
    assert [row.id for row in listed(anna)][:2] == ["gevaar:112", "gevaar:113"]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice(), {"gevaar:113", "gevaar:minor"}),
        (Choice(stand=COLLEAGUE), {DANGER}),
        (Choice(stand=OPEN), {DANGER, "gevaar:113", "gevaar:minor"}),
        (Choice(stand=Stand.HALF.value), {DANGER, "gevaar:113"}),
        (Choice(stand=Stand.SIGNED.value), {ANSWER}),
        (Choice(stand=ALL), {ANSWER, DANGER, "gevaar:113", "gevaar:minor"}),
        (Choice(stand=ALL, kind="antwoord"), {ANSWER}),
        (Choice(stand=ALL, weight="gevaar"), {DANGER, "gevaar:113", "gevaar:minor"}),
        (Choice(stand=Stand.CHANGED.value), set()),
    ],
)
def test_filters(listed, signs, anna, bert, choice, expected):
    signs(DANGER, anna)
    signs("gevaar:113", bert)
    signs(ANSWER, anna)
    looked_at = {ANSWER, DANGER, "gevaar:113", "gevaar:minor"}
    assert {row.id for row in listed(anna) if row.id in looked_at and choice.has(row)} == expected


def test_serious_has_danger_in_it(listed, anna):
    every = listed(anna)
    assert {row.urgency for row in every if Choice(weight="ernstig").has(row)} == {0, 1}


@pytest.mark.parametrize("query", [{}, {"soort": "x", "stand": "<b>", "ernst": "9"}, {"stand": WAITING, "soort": ""}])
def test_what_does_not_exist_in_an_address_is_the_default(query):
    assert Choice.read(query) == Choice() and Choice.read(query).query == ""


def test_a_choice_stands_in_the_address():
    choice = Choice("antwoord", ALL, "gevaar")
    assert choice.query == "?soort=antwoord&stand=alles&ernst=gevaar"
    assert Choice.read({"soort": "antwoord", "stand": "alles", "ernst": "gevaar"}) == choice


def test_the_next_one_comes_after_this_one_and_then_from_the_top(listed, anna):
    every = listed(anna)
    ids = [row.id for row in every]
    assert following(every, Choice(), ids[0]).id == ids[1]
    assert following(every, Choice(), ids[-1]).id == ids[0]
    assert following(every, Choice(), "antwoord:weg").id == ids[0]


def test_who_goes_on_meets_every_item_once(listed, anna):
    every = listed(anna)
    choice, here, met = Choice(kind="lijn"), every[0].id, []
    for _ in range(100):
        here = following(every, choice, here).id
        if here in met:
            break
        met.append(here)
    assert met == [row.id for row in every if row.item["soort"] == "lijn"]


def test_there_is_no_next_when_nothing_else_waits(listed, signs, anna):
    every = listed(anna)
    assert following(every, Choice(stand=Stand.SIGNED.value), ANSWER) is None
    signs(ANSWER, anna)
    assert following(listed(anna), Choice(stand=Stand.SIGNED.value), ANSWER) is None


def test_progress_counts_what_enough_people_signed(listed, signs, anna, bert):
    before = progress(listed(anna))
    signs(DANGER, anna)
    signs("gevaar:113", anna, bert)
    signs(ANSWER, anna)
    after = progress(listed(anna))
    assert {name: each.done for name, each in before.items()} == {"danger": 0, "serious": 0, "all": 0}
    assert {name: each.done for name, each in after.items()} == {"danger": 1, "serious": 2, "all": 2}
    assert after["danger"].total < after["serious"].total < after["all"].total == len(listed(anna))


def test_progress_of_nothing_is_nothing():
    assert progress([]) == dict.fromkeys(("danger", "serious", "all"), Progress(0, 0))
