"""What the front page says about sentences, and to whom."""

import pytest

from inbox.front import notices
from tests.inbox.conftest import days_ago

pytestmark = pytest.mark.django_db(databases=["default", "turns"])


@pytest.fixture
def seen_by(rf):
    def go(user):
        request = rf.get("/")
        request.user = user
        return [(notice.sentence, notice.urgent, notice.address) for notice in notices(request)]

    return go


def test_nothing_to_do(anna, seen_by):
    assert seen_by(anna) == []


def test_what_waits_and_what_goes_soon(anna, bram, judge, add_given, seen_by):
    add_given("a", first=1, day=days_ago(52))
    (soon,) = add_given("b", first=2, day=days_ago(53))
    assert seen_by(anna) == [
        (
            "2 gegeven zinnen wachten op jouw oordeel. 1 daarvan verdwijnt binnen 7 dagen, want de chat bewaart een zin 60 dagen.",
            True,
            "/zinnen/",
        )
    ]
    judge(anna, soon, "weg")
    assert seen_by(anna) == [("1 gegeven zin wacht op jouw oordeel.", False, "/zinnen/")]
    assert seen_by(bram)[0][0].startswith("2 gegeven zinnen wachten")


def test_what_is_ready_and_what_differs(anna, bram, judge, add_given, seen_by):
    ready, thrown, disputed = add_given("a", "b", "c")
    for who in (anna, bram):
        judge(who, ready, "onderwerp:wet_doel")
        judge(who, thrown, "weg")
        judge(who, disputed, "weg" if who == anna else "gevaar:112")
    assert [sentence for sentence, *_ in seen_by(anna)] == [
        "1 zin staat klaar om de chat van te laten leren.",
        "Over 1 zin denken jullie verschillend.",
    ]


def test_who_may_not_read_sentences_hears_nothing(make_user, add_given, seen_by):
    add_given("a")
    assert seen_by(make_user("lees", "lezer")) == [] and seen_by(make_user("baas", "beheerder")) == []


@pytest.mark.parametrize("how", ["weg", "ouder"])
def test_a_table_that_cannot_be_read_is_no_reason_to_fail(anna, add_given, seen_by, broken_table, how):
    add_given("a")
    broken_table(how)
    assert all("kanarie" not in sentence for sentence, *_ in seen_by(anna))
