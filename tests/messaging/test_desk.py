"""The road of one update, without a line in between: names, what is forgotten, and what is never kept."""

import asyncio
import logging

import pytest

from lantaarn.answers.channel_texts import load_channel_texts
from lantaarn.channels.reception import Reception
from lantaarn.channels.sessions import Sessions
from lantaarn.messaging.app import RefusedError
from lantaarn.messaging.desk import ALBUM, LOOK_AGAIN, Desk
from lantaarn.messaging.identity import DAY, Identity
from lantaarn.messaging.outgoing import Limits
from lantaarn.messaging.told import Told
from lantaarn.messaging.update import Kind, Update
from lantaarn.settings import Settings
from tests.channels.site import FakeTurnLog
from tests.messaging.peers.peer import SITE
from tests.messaging.site import FakeBot
from tests.messaging.test_outbox import Scripted, empty
from tests.privacy.test_promises import words_held_by

pytestmark = pytest.mark.asyncio
RAW = "31698765432"
SETTINGS = Settings()


class Roomy(Scripted):
    limits = Limits(text=4096, choices=10, label=40, text_with_choices=4096)


class Counter:
    """A desk with everything around it."""

    def __init__(self, book, clock, **changes):
        settings = Settings(**changes)
        self.bot, self.turn_log, self.app, self.numbers = FakeBot(), FakeTurnLog(), Roomy(), 0
        texts = load_channel_texts(SETTINGS.data / "kanalen", "telegram", SITE, book)
        reception = Reception(self.bot, self.turn_log, settings, "proef", "model1", lambda text: text, may_ask=False)
        self.sessions, self.told = Sessions(settings, clock), Told(clock)
        self.desk = Desk(self.app, texts, self.bot, reception, self.sessions, Identity(clock), self.told)

    async def serve(self, text="", kind=Kind.MESSAGE, raw=RAW, **more):
        """The texts that came of one update."""
        self.numbers += 1
        before = len(self.app.sent)
        await self.desk.serve(Update(kind, str(self.numbers), raw, text, **more))
        await empty(self.desk.outbox)
        return [said for _, said in self.app.sent[before:]]


@pytest.fixture
def counter(book, clock):
    return Counter(book, clock)


async def test_a_conversation_runs_on_over_the_change_of_the_key(counter, clock):
    # Somebody who writes every twenty-five minutes for three days.
    for _ in range(int(3 * DAY / 1500)):
        await counter.serve("hallo")
        clock.pass_seconds(1500)
    assert len({conversation for conversation, _ in counter.bot.heard}) == 1
    assert len(counter.sessions._sessions) == 1


async def test_after_half_an_hour_of_silence_a_conversation_is_over_but_the_notice_is_not_repeated(counter, clock):
    assert len(await counter.serve("hallo")) == 2
    clock.pass_seconds(SETTINGS.conversation_lifetime + 1)
    assert len(await counter.serve("hallo")) == 1
    assert len({conversation for conversation, _ in counter.bot.heard}) == 2


async def test_the_notice_is_repeated_after_a_day_and_not_before(counter, clock):
    await counter.serve("hallo")
    clock.pass_seconds(DAY - 60)
    assert len(await counter.serve("hallo")) == 1
    clock.pass_seconds(120)
    assert SITE in (await counter.serve("hallo"))[0]


async def test_a_notice_that_never_arrived_is_given_again(counter):
    counter.app.errors = [RefusedError()]
    assert await counter.serve("hallo") == ["Antwoord op hallo"]
    assert SITE in (await counter.serve("hallo"))[0]


async def test_what_the_app_says_afterwards_never_arrived_is_given_again(counter):
    await counter.serve("hallo")
    assert await counter.serve(kind=Kind.UNDELIVERED) == []
    assert SITE in (await counter.serve("hallo"))[0]


async def test_an_answer_is_not_given_to_what_was_taken_back_while_the_bot_thought(counter):
    counter.bot.delay = 0.05
    thinking = asyncio.create_task(counter.desk.serve(Update(Kind.MESSAGE, "1", RAW, "hallo")))
    await asyncio.sleep(0.01)
    await counter.desk.serve(Update(Kind.DELETED, "2", RAW))
    await thinking
    await empty(counter.desk.outbox)
    assert counter.app.sent == [] and len(counter.sessions._sessions) == 0
    # Once at the taking back and once after the turn, which wrote it down anew.
    assert counter.bot.forgotten == [counter.bot.heard[0][0]] * 2


async def test_what_waits_while_the_conversation_is_wiped_begins_a_new_one(counter):
    counter.bot.delay = 0.02
    wiping = asyncio.create_task(counter.serve("wis alles"))
    await asyncio.sleep(0.01)
    await counter.serve("hallo")
    await wiping
    assert len({conversation for conversation, _ in counter.bot.heard}) == 2
    assert len(counter.sessions._sessions) == 1


async def test_an_album_is_answered_once(counter, clock):
    assert len(await counter.serve(kind=Kind.MEDIA)) == 2
    assert [await counter.serve(kind=Kind.MEDIA) for _ in range(9)] == [[]] * 9
    assert len(await counter.serve(kind=Kind.LOCATION)) == 1
    assert "112" in " ".join(await counter.serve("een mes", kind=Kind.MEDIA))
    clock.pass_seconds(ALBUM)
    assert len(await counter.serve(kind=Kind.MEDIA)) == 1


async def test_who_writes_too_fast_still_gets_the_number_in_danger(book, clock):
    counter = Counter(book, clock, messages_per_minute=2)
    for _ in range(4):
        await counter.serve("hallo")
    assert await counter.serve("hallo") == []
    clock.pass_seconds(LOOK_AGAIN)
    assert "112" in (await counter.serve("help hij heeft een mes"))[0]
    assert len(counter.bot.heard) == 2
    # One look in a few seconds, so that nobody can keep the bot busy with it.
    assert await counter.serve("help hij heeft een mes") == []


async def test_danger_and_what_breaks_go_first_in_the_outbox(counter, monkeypatch):
    asked = []
    monkeypatch.setattr(counter.desk.outbox, "put", lambda _who, _what, urgent=False: asked.append(urgent))
    for text in ("hallo", "een mes", "/persoonlijk_slachtoffer"):
        await counter.desk.serve(Update(Kind.MESSAGE, text, RAW, text))
    counter.bot.error = RuntimeError()
    await counter.desk.serve(Update(Kind.MESSAGE, "4", RAW, "hallo"))
    assert asked == [False, True, False, True]


async def test_nothing_is_held_of_who_wrote_or_what_once_it_is_answered(counter):
    await counter.serve("ik heet Kanarie en zoek hulp", receipt="998877665544")
    await counter.serve("ook Kanarie", kind=Kind.MEDIA)
    await counter.serve(kind=Kind.GROUP, raw="-5544332211")
    counter.app.sent.clear()
    counter.bot.heard.clear()
    held = words_held_by(counter.desk)
    assert "/wet_inhoud" in held  # the search does look inside
    for secret in (RAW, "Kanarie", "998877665544", "5544332211"):
        assert not [text for text in held if secret in text], secret


async def test_a_row_of_a_turn_has_the_name_of_the_app_and_no_other_name(counter):
    await counter.serve("hallo")
    (turn,) = counter.turn_log.turns
    assert turn.channel == "proef" and RAW not in str(turn)


async def test_who_takes_back_a_message_is_forgotten_without_a_word(counter):
    await counter.serve("hallo")
    assert await counter.serve(kind=Kind.DELETED) == []
    assert counter.bot.forgotten == [counter.bot.heard[0][0]] and len(counter.sessions._sessions) == 0
    assert SITE in (await counter.serve("hallo"))[0]


async def test_an_answer_that_still_waits_is_taken_back_with_the_message(counter):
    gate = asyncio.Event()
    counter.app.hold = (RAW, gate)
    await counter.desk.serve(Update(Kind.MESSAGE, "1", RAW, "hallo"))
    await asyncio.sleep(0)
    await counter.desk.serve(Update(Kind.DELETED, "2", RAW))
    gate.set()
    await asyncio.sleep(0.01)
    assert counter.app.sent == [] and counter.desk.outbox._lanes == {}


async def test_a_group_is_refused_once_a_day(counter, clock):
    assert len(await counter.serve("hallo", kind=Kind.GROUP, raw="-5")) == 1
    assert await counter.serve("hallo", kind=Kind.GROUP, raw="-5") == []
    clock.pass_seconds(DAY)
    assert len(await counter.serve("hallo", kind=Kind.GROUP, raw="-5")) == 1
    assert counter.bot.heard == []


async def test_the_choices_of_the_last_answer_go_with_the_conversation(counter, clock):
    await counter.serve("hallo")
    clock.pass_seconds(SETTINGS.conversation_lifetime + 1)
    await counter.serve("1")
    assert [said for _, said in counter.bot.heard] == ["hallo", "1"]


async def test_no_event_in_the_log_names_anybody(counter, caplog):
    async def broken(*_):
        raise RuntimeError(RAW)

    counter.desk._reception.reply = broken
    with caplog.at_level(logging.DEBUG, logger="lantaarn"):
        texts = await counter.serve("ik heet Kanarie")
    assert "112" in texts[0]
    assert "proef: update failed: RuntimeError" in caplog.text
    assert RAW not in caplog.text and "Kanarie" not in caplog.text


async def test_a_web_conversation_and_one_in_an_app_do_not_crowd_each_other_out(book, clock):
    counter = Counter(book, clock, max_conversations=2)
    for number in range(5):
        await counter.serve("hallo", raw=str(number))
    assert len(counter.sessions._sessions) == 2
