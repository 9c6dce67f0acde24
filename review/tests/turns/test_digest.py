"""The bot's rows, counted once."""

import datetime as dt
from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from tests.conftest import TODAY
from turns import digest as module
from turns.counting import MEASURES
from turns.digest import FUTURE, digest
from turns.models import Conversation, DayCount, DigestedDay, LastDigest, Topics, Turn
from turns.store import BUSY, MISSING, OLDER, StoreError

pytestmark = pytest.mark.django_db(databases=["default", "turns"])
DAY = dt.timedelta(days=1)


def counts(**where):
    return {(row.measure, row.channel, row.key, row.second): row.count for row in DayCount.objects.filter(**where)}


def change(sql, *values):
    with connections["turns"].cursor() as cursor:
        cursor.execute(sql, values)


def test_a_conversation_in_short_and_everything_that_is_counted_of_it(add_turns):
    add_turns(
        (9_007_199_254_740_993, 1, "wet_inhoud", "utter_wet_inhoud"),
        (9_007_199_254_740_993, 2, None, "utter_leeg"),
    )
    add_turns((9_007_199_254_740_993, 3, "wet_doel", "action_suggest"), confidence=3)
    add_turns((9_007_199_254_740_993, 4, "handelen_spoed", "action_danger"), danger="112")
    assert digest() == 1
    talk = Conversation.objects.get()
    assert (talk.number, talk.day, talk.channel, talk.turns) == (9_007_199_254_740_993, TODAY, "web", 4)
    assert (talk.first_topic, talk.last_topic, talk.last_step) == ("wet_inhoud", "handelen_spoed", "action_danger")
    assert (talk.danger, talk.missed, talk.dated) == ("112", 1, False)
    assert set(Topics.objects.values_list("conversation", "topic", "day")) == {
        (talk.number, topic, TODAY) for topic in ("wet_inhoud", "nlu_fallback", "handelen_spoed")
    }
    assert counts() == {
        ("gesprekken", "web", "", ""): 1,
        ("beurten", "web", "", ""): 4,
        ("onderwerp", "web", "wet_inhoud", ""): 1,
        ("onderwerp", "web", "nlu_fallback", ""): 1,
        ("onderwerp", "web", "handelen_spoed", ""): 1,
        ("gevaar", "web", "112", ""): 1,
        ("zekerheid", "web", "9", ""): 2,
        ("zekerheid", "web", "3", ""): 1,
        ("niet_begrepen", "web", "", ""): 1,
        ("stap", "web", "utter_wet_inhoud", ""): 1,
        ("stap", "web", "utter_leeg", ""): 1,
        ("stap", "web", "action_suggest", ""): 1,
        ("stap", "web", "action_danger", ""): 1,
        ("einde", "web", "handelen_spoed", ""): 1,
        ("overgang", "web", "begin", "wet_inhoud"): 1,
        ("overgang", "web", "wet_inhoud", "utter_leeg"): 1,
        ("overgang", "web", "utter_leeg", "nlu_fallback"): 1,
        ("overgang", "web", "nlu_fallback", "handelen_spoed"): 1,
        ("overgang", "web", "handelen_spoed", "einde"): 1,
        ("geraakt", "web", "wet_inhoud", ""): 1,
        ("geraakt", "web", "utter_leeg", ""): 1,
        ("geraakt", "web", "nlu_fallback", ""): 1,
        ("geraakt", "web", "handelen_spoed", ""): 1,
    }
    assert {measure for measure, *_ in counts()} == set(MEASURES)


def test_all_counts_agree_with_the_rows(some_turns):
    some_turns(300)
    digest()
    rows = list(Turn.objects.order_by("conversation", "turn").values())
    sums = Counter()
    for row in DayCount.objects.all():
        sums[row.measure] += row.count
    talks = {row["conversation"] for row in rows}
    assert sums["gesprekken"] == sums["einde"] == Conversation.objects.count() == len(talks)
    assert sums["beurten"] == sums["stap"] == len(rows)
    assert sums["overgang"] == len(rows) + len(talks)
    assert sums["onderwerp"] == sums["zekerheid"] == sum(row["topic"] is not None for row in rows)
    assert sums["niet_begrepen"] == sum(row["step"] == "action_suggest" for row in rows)
    assert sums["gevaar"] == sum(row["danger"] is not None for row in rows)
    assert sum(Conversation.objects.values_list("missed", flat=True)) == sums["niet_begrepen"]


def test_rows_are_read_in_pieces_with_the_same_result(some_turns, monkeypatch):
    some_turns(120, days=2)
    digest()
    before = counts(), sorted(Conversation.objects.values_list("number", "turns", "last_step"))
    DigestedDay.objects.all().delete()
    monkeypatch.setattr(module, "PIECE", 3)
    assert digest() == 2
    assert before == (counts(), sorted(Conversation.objects.values_list("number", "turns", "last_step")))


def test_a_conversation_over_midnight_counts_on_the_day_of_its_first_turn(add_turns):
    add_turns((1, 1, "wet_inhoud", "a"), (1, 2, "wet_doel", "a"), day=TODAY - DAY)
    add_turns((1, 3, "wet_inhoud", "b"), (2, 1, "wet_doel", "b"), day=TODAY)
    digest()
    assert set(Conversation.objects.values_list("number", "day", "turns")) == {(1, TODAY - DAY, 3), (2, TODAY, 1)}
    assert counts(day=TODAY)["beurten", "web", "", ""] == 1
    assert counts(day=TODAY - DAY)["beurten", "web", "", ""] == 3


def test_a_first_turn_that_comes_to_light_later_moves_the_conversation(add_turns):
    old = TODAY - 20 * DAY
    add_turns((1, 2, "wet_doel", "b"), (2, 1, "wet_doel", "b"), day=old)
    digest()
    assert Conversation.objects.get(number=1).day == old
    add_turns((1, 1, "wet_inhoud", "a"), day=old - DAY)
    assert digest() == 2
    assert set(Conversation.objects.values_list("number", "day", "turns")) == {(1, old - DAY, 2), (2, old, 1)}
    assert Topics.objects.filter(conversation=1).count() == 2 and Topics.objects.filter(conversation=2).count() == 1
    assert counts(day=old)["gesprekken", "web", "", ""] == 1


def test_only_days_that_changed_are_counted_anew(add_turns):
    add_turns((1, 1, "wet_inhoud", "a"), day=TODAY - 9 * DAY)
    add_turns((2, 1, "wet_inhoud", "a"), day=TODAY - 5 * DAY)
    add_turns((3, 1, "wet_inhoud", "a"), day=TODAY)
    assert digest() == 3
    assert digest() == 0
    add_turns((1, 2, "wet_doel", "b"), day=TODAY - 9 * DAY)
    before = dict(DigestedDay.objects.values_list("day", "when"))
    assert digest() == 1
    changed = [day for day, when in DigestedDay.objects.values_list("day", "when") if when != before[day]]
    assert changed == [TODAY - 9 * DAY]
    assert Conversation.objects.get(number=1).turns == 2


@pytest.mark.parametrize("back, counted", [(0, 1), (1, 1), (2, 0)])
def test_of_the_last_two_days_every_change_is_seen(add_turns, back, counted):
    for days in (0, 1, 2):
        add_turns((days + 1, 1, "wet_inhoud", "a"), day=TODAY - days * DAY)
    digest()
    change("UPDATE turns SET topic = 'wet_doel' WHERE conversation = %s", back + 1)
    assert digest() == counted


def test_a_day_counts_when_it_is_over_and_a_night_is_over_at_six(add_turns, clock):
    add_turns((1, 1, "wet_inhoud", "a"), day=TODAY)
    for day, hour, counted in ((TODAY, 23, 0), (TODAY + DAY, 5, 0), (TODAY + DAY, 6, 1)):
        clock(day, hour)
        assert digest() == counted
        assert Conversation.objects.count() == counted


def test_days_that_the_bot_deleted_lose_their_conversations_and_keep_their_counts(add_turns):
    add_turns((1, 1, "wet_inhoud", "a"), day=TODAY - 3 * DAY)
    add_turns((2, 1, "wet_doel", "a"), day=TODAY)
    digest()
    change("DELETE FROM turns WHERE conversation = 1")
    digest()
    assert list(Conversation.objects.values_list("number", flat=True)) == [2]
    assert list(Topics.objects.values_list("conversation", flat=True)) == [2]
    assert counts(day=TODAY - 3 * DAY)["gesprekken", "web", "", ""] == 1
    assert not DigestedDay.objects.filter(day=TODAY - 3 * DAY).exists()


def test_nothing_outlives_its_time_even_when_the_bot_cannot_be_read(add_turns, clock, bot_file):
    add_turns((1, 1, "wet_inhoud", "a"), day=TODAY)
    digest()
    for back in (400, 401):
        DayCount.objects.create(day=TODAY + 90 * DAY - back * DAY, channel="web", measure="gesprekken", count=1)
    clock(TODAY + 90 * DAY)
    bot_file().unlink()
    with pytest.raises(StoreError):
        digest()
    assert not Conversation.objects.exists() and not Topics.objects.exists()
    assert sorted(DayCount.objects.values_list("day", flat=True).distinct()) == [TODAY - 310 * DAY, TODAY]


def test_rows_that_the_bot_should_have_deleted_are_not_taken_up_again(add_turns, clock):
    add_turns((1, 1, "wet_inhoud", "a"), day=TODAY)
    add_turns((2, 1, "wet_inhoud", "a"), day=TODAY + DAY)
    clock(TODAY + 90 * DAY)
    digest()
    assert list(Conversation.objects.values_list("number", flat=True)) == [2]


def test_unknown_topics_steps_kinds_and_channels_are_kept_and_cut_to_size(bot_file):
    rows = [
        (1, 1, "'iets_nieuws'", 12, "'nieuw'", "'utter_iets_nieuws'", "'signal'"),
        (2, 1, f"'{'t' * 70}'", -3, f"'{'d' * 12}'", f"'{'s' * 90}'", f"'{'k' * 25}'"),
    ]
    values = ", ".join(
        f"({c}, {t}, {topic}, {sure}, {danger}, {step}, '{TODAY}', {channel}, 'abc')"
        for c, t, topic, sure, danger, step, channel in rows
    )
    bot_file(f"INSERT INTO turns VALUES {values}")
    digest()
    first, second = Conversation.objects.order_by("number")
    assert (first.last_topic, first.danger, first.channel) == ("iets_nieuws", "nieuw", "signal")
    assert (second.last_topic, second.last_step) == ("t" * 60, "s" * 80)
    assert (second.danger, second.channel) == ("d" * 10, "k" * 20)
    assert {key for measure, _, key, _ in counts() if measure == "zekerheid"} == {"10", "0"}


def test_the_most_urgent_kind_of_danger_is_kept_and_an_unknown_kind_comes_last(add_turns):
    for turn, kind in enumerate(("nieuw", "victim", "113"), 1):
        add_turns((1, turn, "wet_inhoud", "a"), danger=kind)
    digest()
    assert Conversation.objects.get().danger == "113"


def test_a_half_conversation_is_counted_as_what_is_there(add_turns):
    add_turns((1, 3, "wet_doel", "utter_wet_doel"), (1, 7, "wet_inhoud", "utter_wet_inhoud"))
    digest()
    assert Conversation.objects.values_list("turns", "first_topic", "last_topic").get() == (2, "wet_doel", "wet_inhoud")


def test_days_that_are_yet_to_come_do_not_count_and_that_is_said(add_turns):
    add_turns((1, 1, "wet_inhoud", "a"), day=TODAY + 30 * DAY)
    assert digest() == 0
    assert not Conversation.objects.exists()
    assert LastDigest.objects.get().problem == FUTURE
    change("DELETE FROM turns")
    digest()
    assert LastDigest.objects.get().problem == ""


def test_an_empty_store_is_no_problem():
    assert digest() == 0
    assert LastDigest.objects.get().problem == "" and LastDigest.objects.get().when


def test_a_newer_store_with_more_columns_and_tables_is_read(bot_file):
    bot_file(
        "ALTER TABLE turns ADD COLUMN mood TEXT; CREATE TABLE more (id INTEGER);"
        f"INSERT INTO turns VALUES (1, 1, 'wet_inhoud', 9, NULL, 'a', '{TODAY}', 'web', 'abc', 'goed')"
    )
    assert digest() == 1


def test_what_was_counted_stays_when_the_store_cannot_be_read(add_turns, bot_file):
    add_turns((1, 1, "wet_inhoud", "a"))
    digest()
    looked = LastDigest.objects.get().when
    path = bot_file("ALTER TABLE turns RENAME COLUMN danger TO gevaar")
    for spoil, sentence in (
        (lambda: None, OLDER),
        (lambda: path.write_bytes(b"geen database" * 100), MISSING),
        (path.unlink, MISSING),
    ):
        spoil()
        connections["turns"].close()
        with pytest.raises(StoreError, match=sentence[:40]):
            digest()
        assert Conversation.objects.count() == 1
        assert LastDigest.objects.get().when == looked and LastDigest.objects.get().problem == sentence


def test_a_locked_store_is_called_busy(bot_file):
    import sqlite3

    writer = sqlite3.connect(bot_file(), isolation_level=None)
    writer.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(StoreError, match=BUSY[:40]):
            digest()
    finally:
        writer.close()
    assert digest() == 0


def test_a_day_that_fails_halfway_keeps_what_it_had(add_turns, monkeypatch):
    add_turns((1, 1, "wet_inhoud", "a"))
    digest()
    before = counts()
    add_turns((2, 1, "wet_doel", "a"))
    insert = module._insert

    def fail_at_counts(model, rows):
        if model is DayCount:
            raise RuntimeError
        insert(model, rows)

    monkeypatch.setattr(module, "_insert", fail_at_counts)
    with pytest.raises(RuntimeError):
        digest()
    assert counts() == before and Conversation.objects.count() == 1
    monkeypatch.undo()


def test_the_command_shows_how_far_it_is(add_turns, capsys, clock):
    add_turns((1, 1, "wet_inhoud", "a"), day=TODAY - DAY)
    add_turns((2, 1, "wet_inhoud", "a"))
    call_command("digest")
    shown = capsys.readouterr()
    assert shown.err.splitlines() == ["1 van 2 dagen: 30-11-2026", "2 van 2 dagen: 01-12-2026"]
    assert shown.out == "Klaar. Aantal dagen dat is geteld: 2.\n"
    call_command("digest")
    assert capsys.readouterr().out == "Alles was al geteld.\n"


def test_the_command_says_why_it_cannot_count(bot_file):
    bot_file().unlink()
    with pytest.raises(CommandError, match="de database van de chat is er niet"):
        call_command("digest")
