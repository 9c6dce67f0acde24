"""Suggestions come from the bot when it answers, and from likeness when it does not."""

import dataclasses
import sys
from types import SimpleNamespace

import pytest

from flows.book import current_book
from inbox.leaving import ask_bot, let_go
from inbox.models import Leaving
from inbox.suggestions import AT_MOST, alike, suggest
from trial import bot

pytestmark = [pytest.mark.django_db(databases=["default", "turns"]), pytest.mark.usefixtures("book")]


def test_the_bot_is_asked_with_what_it_would_learn(fake_bot):
    fake_bot.ranking = [
        ("nlu_fallback", 0.9),
        ("wet_doel", 0.5),
        *((f"wet_{n}", 0.1) for n in ("inhoud", "strafmaat", "minderjarig", "sekswerk_legaal", "ingangsdatum")),
    ]
    fake_bot.danger = "112"
    found = suggest("mag [naam] dat", current_book())
    assert fake_bot.asked == ["mag X dat"]
    assert found.topics == ("wet_doel", "wet_inhoud", "wet_strafmaat", "wet_minderjarig", "wet_sekswerk_legaal")
    assert (found.danger, found.of_the_bot) == ("112", True)


def test_a_bot_that_is_down_is_left_alone_for_a_while(no_bot):
    assert not suggest("wat zegt de wet", current_book()).of_the_bot
    no_bot.down = False
    assert not suggest("wat zegt de wet", current_book()).of_the_bot and no_bot.asked == []


def test_a_bot_that_knows_nothing_useful(fake_bot):
    fake_bot.ranking, fake_bot.danger = [("nlu_fallback", 1.0)], "onbekend"
    found = suggest("wat zegt de wet", current_book())
    assert not found.of_the_bot and found.danger == ""


def test_likeness_finds_the_label_itself():
    book = current_book()
    assert alike("Wat zegt de wet?", book)[0] == "wet_inhoud"
    assert alike("welke straf staat erop als ik klant ben", book)[0] == "wet_strafmaat"


@pytest.mark.parametrize("sentence", ["", "?", "xyzzy", "中文", "a" * 1200])
def test_there_are_always_five_different_topics_that_can_be_taught(sentence, no_bot):
    found = suggest(sentence, current_book())
    assert len(set(found.topics)) == AT_MOST and set(found.topics) <= set(current_book()["voorbeelden"])


def test_another_book_gives_other_topics(write_book):
    alike("wat zegt de wet", current_book())
    write_book(lambda content: content["voorbeelden"].pop("wet_inhoud"))
    assert "wet_inhoud" not in alike("wat zegt de wet", current_book())


def test_the_real_way_to_the_bot_has_what_is_used_here():
    assert {"ranking", "danger", "language"} <= {field.name for field in dataclasses.fields(bot.Trial)}
    with pytest.raises(bot.BotError):
        bot.ask("wat zegt de wet")
    assert suggest("wat zegt de wet", current_book()).topics
    let_go([1], Leaving.Reason.AWAY)
    assert ask_bot() == bot.NOT_SET


def test_without_a_way_to_the_bot(monkeypatch):
    monkeypatch.setitem(sys.modules, "trial.bot", SimpleNamespace())
    assert not suggest("wat zegt de wet", current_book()).of_the_bot
