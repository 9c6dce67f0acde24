"""What leaves: hidden at once, asked of the bot, counted and forgotten; and nothing goes by mistake."""

import datetime as dt
import sys

import pytest
from django.utils import timezone

from inbox import leaving
from inbox.choices import Choice
from inbox.given import sentences
from inbox.leaving import ask_bot, let_go, tidy
from inbox.marking import settle
from inbox.models import Agreement, Decision, ExportFile, Leaving, LeftCount, Mark, Verdict
from tests.inbox.conftest import delete_given
from turns.store import StoreError

pytestmark = pytest.mark.django_db(databases=["default", "turns"])


@pytest.fixture
def later(monkeypatch):
    """Moves the clock on: ``later(hours=2)``, or ``later(days=1)``."""

    def go(**time):
        now, today = (
            timezone.now() + dt.timedelta(**time),
            timezone.localdate() + dt.timedelta(days=time.get("days", 0)),
        )
        monkeypatch.setattr(leaving.timezone, "now", lambda: now)
        monkeypatch.setattr(leaving.timezone, "localdate", lambda: today)

    return go


def test_marks_of_a_sentence_that_is_gone_are_counted_and_then_forgotten(anna, bram, judge, add_given, later):
    (number,) = add_given("a")
    judge(anna, number, "weg")
    judge(bram, number, "onderwerp:wet_inhoud")
    settle(bram, number, Choice(Verdict.AWAY))
    delete_given(number)
    tidy()
    assert Mark.objects.count() == 2
    later(days=1)
    tidy()
    assert not Mark.objects.exists() and not Decision.objects.exists()
    row = Agreement.objects.get()
    assert (row.one, row.other, row.choice_of_one, row.choice_of_other, row.count) == (
        anna,
        bram,
        "weg",
        "onderwerp:wet_inhoud",
        1,
    )
    assert not [name for name in vars(row) if "sentence" in name or "day" in name]


def test_nothing_is_forgotten_when_the_table_is_empty_for_a_while(anna, judge, add_given, later):
    """A wrong NAKIJKEN_BEURTEN, or a bot that started with a new database."""
    (number,) = add_given("a")
    judge(anna, number, "weg")
    delete_given(number)
    tidy()
    assert Mark.objects.get().missing_since is not None
    add_given("a", first=number)
    later(days=1)
    tidy()
    assert Mark.objects.get().missing_since is None


@pytest.mark.parametrize("how", ["weg", "ouder"])
def test_nothing_is_cleared_when_the_table_cannot_be_read(anna, judge, add_given, broken_table, later, how):
    numbers = add_given("a", "b")
    judge(anna, numbers[0], "weg")
    let_go([numbers[1]], Leaving.Reason.AWAY)
    broken_table(how)
    later(days=3)
    if how == "weg":
        with pytest.raises(StoreError):
            tidy()
    assert Mark.objects.count() == 1 and Leaving.objects.count() == 1


def test_what_left_is_counted_once_by_its_reason(add_given, fake_bot):
    numbers = add_given("a", "b", "c")
    let_go(numbers[:2], Leaving.Reason.EXPORTED)
    let_go(numbers, Leaving.Reason.PERSONAL)
    assert ask_bot() == ""
    tidy()
    tidy()
    assert sorted(fake_bot.forgot) == numbers and not Leaving.objects.exists()
    assert dict(LeftCount.objects.values_list("reason", "count")) == {"uitgevoerd": 2, "persoon": 1}


def test_a_bot_that_is_down_is_asked_again_and_nothing_shows_meanwhile(add_given, no_bot, anna, monkeypatch):
    numbers = add_given("a")
    let_go(numbers, Leaving.Reason.PERSONAL)
    assert ask_bot() == "De chat is niet bereikbaar."
    tidy()
    assert Leaving.objects.count() == 1
    no_bot.down = False
    assert ask_bot() == "" and no_bot.forgot == []  # not again so soon
    monkeypatch.setattr(leaving, "_asked_at", leaving._asked_at - leaving.ASK_AGAIN)
    ask_bot()
    assert no_bot.forgot == numbers


def test_without_that_part_of_the_tool_it_says_so(add_given, monkeypatch):
    let_go(add_given("a"), Leaving.Reason.AWAY)
    monkeypatch.setitem(sys.modules, "trial.bot", None)
    assert ask_bot() == leaving.NOT_HERE


def test_what_was_thrown_away_leaves_after_an_hour(anna, bram, judge, add_given, later):
    agreed, alone, topic = add_given("a", "b", "c")
    for who in (anna, bram):
        judge(who, agreed, "weg")
        judge(who, topic, "onderwerp:wet_inhoud")
    judge(anna, alone, "weg")
    tidy()
    assert not Leaving.objects.exists()
    later(minutes=61)
    tidy()
    assert list(Leaving.objects.values_list("pk", "reason", "confirmed")) == [(agreed, "weggegooid", True)]


def test_a_file_that_nobody_confirmed_counts_as_arrived_after_an_hour(add_given, later, fake_bot):
    numbers = add_given("a")
    let_go(numbers, Leaving.Reason.EXPORTED, ExportFile.objects.create())
    tidy()
    ask_bot(again=True)
    assert fake_bot.forgot == []
    later(minutes=61)
    tidy()
    ask_bot(again=True)
    assert fake_bot.forgot == numbers


def test_a_file_is_forgotten_after_a_day_and_its_sentences_stay_hidden(add_given, later, no_bot):
    let_go(add_given("a"), Leaving.Reason.EXPORTED, ExportFile.objects.create())
    later(hours=25)
    tidy()
    assert not ExportFile.objects.exists() and Leaving.objects.get().confirmed


def test_what_was_thrown_away_is_not_back_after_the_table_was_empty_for_a_while(add_given, no_bot, later):
    """A wrong NAKIJKEN_BEURTEN for an afternoon: the bot never deleted the sentence."""
    (number,) = add_given("bel jan de vries")
    let_go([number], Leaving.Reason.PERSONAL)
    delete_given(number)
    tidy()
    add_given("bel jan de vries", first=number)
    later(days=1)
    tidy()
    assert Leaving.objects.get().missing_since is None and sentences([number]) == {}
    delete_given(number)
    tidy()
    later(days=2)
    tidy()
    assert not Leaving.objects.exists() and LeftCount.objects.get().count == 1
