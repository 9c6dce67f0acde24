"""Reviewers, a bot that listens or does not, and a way to judge by name."""

import datetime as dt
import sys
import types

import pytest
from django.contrib.auth import get_user_model
from django.db import connections
from django.utils import timezone

from inbox import leaving, suggestions
from inbox.choices import Choice
from inbox.marking import mark
from inbox.models import Verdict


@pytest.fixture(autouse=True)
def fresh_start(monkeypatch):
    """What a process remembers about the bot."""
    monkeypatch.setattr(leaving, "_asked_at", None)
    monkeypatch.setattr(suggestions, "_silent_until", 0.0)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def anna(make_user):
    return make_user("anna", "redacteur")


@pytest.fixture
def bram(make_user):
    return make_user("bram", "beoordelaar")


@pytest.fixture
def judge():
    """``judge(anna, number, "gevaar:112")``, or ``"weg"``."""

    def go(reviewer, number, choice, **more):
        verdict, _, label = choice.partition(":")
        mark(reviewer, number, Choice(Verdict(verdict), label), **more)

    return go


@pytest.fixture
def fake_bot(monkeypatch):
    """A bot in place of the real one; it answers with ``ranking`` and deletes from the same table, unless it is ``down``."""

    class BotError(RuntimeError):
        pass

    bot = types.SimpleNamespace(
        ranking=[("wet_doel", 0.6), ("wet_inhoud", 0.3)], danger=None, language="nl", down=False, asked=[], forgot=[]
    )

    def ask(sentence, conversation=None):
        if bot.down:
            raise BotError("De chat is niet bereikbaar.")
        bot.asked.append(sentence)
        return bot

    def forget_sentences(numbers):
        if bot.down:
            raise BotError("De chat is niet bereikbaar.")
        bot.forgot += numbers
        delete_given(*numbers)
        return len(numbers)

    module = types.ModuleType("trial.bot")
    module.BotError, module.ask, module.forget_sentences = BotError, ask, forget_sentences
    monkeypatch.setitem(sys.modules, "trial.bot", module)
    return bot


@pytest.fixture
def no_bot(fake_bot):
    """A bot that never answers."""
    fake_bot.down = True
    return fake_bot


def delete_given(*numbers):
    """As the bot does when a sentence is too old or exported."""
    with connections["turns"].cursor() as cursor:
        cursor.executemany("DELETE FROM given_sentences WHERE id = %s", [[number] for number in numbers])


@pytest.fixture
def broken_table():
    """Breaks the bot's table for the rest of the test: ``broken_table("weg")`` or ``broken_table("ouder")``."""

    def go(how):
        change = "RENAME TO elders" if how == "weg" else "RENAME COLUMN sentence TO zin"
        with connections["turns"].cursor() as cursor:
            cursor.execute(f"ALTER TABLE given_sentences {change}")

    return go


@pytest.fixture
def everybody():
    return get_user_model().objects


def days_ago(days):
    return timezone.localdate() - dt.timedelta(days=days)
