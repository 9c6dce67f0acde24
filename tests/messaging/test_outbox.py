import asyncio
import logging

import pytest

from lantaarn.messaging import outbox as module
from lantaarn.messaging.app import LaterError, MessagingApp, RefusedError, UnreachableError
from lantaarn.messaging.lane import ROOM as LANE
from lantaarn.messaging.outbox import PATIENCE, Outbox
from lantaarn.messaging.outgoing import Limits, Outgoing
from lantaarn.messaging.pace import Pace, Rate

pytestmark = pytest.mark.asyncio
RAW, EVERYBODY = "31612345678", "everybody"


class Time:
    """A clock that moves when somebody sleeps."""

    def __init__(self):
        self.now, self.slept = 100.0, []

    def __call__(self):
        return self.now

    async def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


class Scripted(MessagingApp):
    """Sends, or fails as it is told."""

    name = "proef"
    limits = Limits(text=100)
    rate = Rate(a_second=1000, a_second_each=1000)

    def __init__(self, *errors):
        self.sent, self.errors, self.hold = [], list(errors), None

    def updates(self, content):
        return []

    async def send(self, recipient, message):
        if self.hold and self.hold[0] in (recipient, EVERYBODY):
            await self.hold[1].wait()
        if self.errors:
            error = self.errors.pop(0)
            if error:
                raise error
        self.sent.append((recipient, message.text))


def texts(*said):
    return [Outgoing(text) for text in said]


async def empty(outbox):
    while outbox._lanes:
        await asyncio.sleep(0)


async def test_messages_of_one_person_go_out_in_order():
    app = Scripted()
    outbox = Outbox(app)
    outbox.put("1", texts("a", "b"))
    outbox.put("1", texts("c"))
    await empty(outbox)
    assert app.sent == [("1", "a"), ("1", "b"), ("1", "c")]


async def test_a_failure_is_tried_again_with_longer_pauses_and_the_next_message_waits():
    app, time = Scripted(*[LaterError()] * 5), Time()
    outbox = Outbox(app, clock=time, sleep=time.sleep)
    outbox.put("1", texts("a", "b"))
    await empty(outbox)
    assert app.sent == [("1", "a"), ("1", "b")]
    assert [pause for pause in time.slept if pause >= 0.5] == [0.5, 1, 2, 4, 8]


async def test_the_app_is_not_asked_sooner_than_it_wants():
    app, time = Scripted(LaterError(17.0)), Time()
    outbox = Outbox(app, clock=time, sleep=time.sleep)
    outbox.put("1", texts("a"))
    await empty(outbox)
    assert 17.0 in time.slept and app.sent == [("1", "a")]


@pytest.mark.parametrize("error", [LaterError(), LaterError(PATIENCE * 2)], ids=["for ever", "too long"])
async def test_after_five_minutes_it_is_given_up_without_a_word_about_whom(error, caplog):
    app, time, lost = Scripted(*[error] * 1000), Time(), []
    outbox = Outbox(app, lost.append, time, time.sleep)
    with caplog.at_level(logging.DEBUG):
        outbox.put(RAW, texts("over mensenhandel", "b"))
        await empty(outbox)
    assert time.now - 100 <= PATIENCE + 1 and app.sent == [] and lost == [RAW]
    assert "proef: not delivered, given up" in caplog.text
    assert RAW not in caplog.text and "mensenhandel" not in caplog.text


@pytest.mark.parametrize("error", [RefusedError(), KeyError(RAW)], ids=["refused", "a fault of ours"])
async def test_what_cannot_go_out_is_not_tried_again_and_takes_nothing_along(error):
    app, lost = Scripted(error), []
    outbox = Outbox(app, lost.append)
    outbox.put(RAW, texts("a", "b"))
    await empty(outbox)
    assert app.sent == [(RAW, "b")] and lost == [RAW]


async def test_who_cannot_be_reached_is_not_tried_with_the_rest():
    app, lost = Scripted(UnreachableError()), []
    outbox = Outbox(app, lost.append)
    outbox.put(RAW, texts("a", "b"))
    outbox.put(RAW, texts("112"), urgent=True)
    outbox.put("2", texts("c"))
    await empty(outbox)
    assert app.sent == [("2", "c")] and lost == [RAW]


async def test_giving_up_on_one_leaves_what_came_later_its_own_five_minutes():
    app, time = Scripted(), Time()
    outbox = Outbox(app, clock=time, sleep=time.sleep)
    app.errors = [LaterError(100.0)] * 4
    outbox.put(RAW, texts("a"))
    while time.now < 400:
        await asyncio.sleep(0)
    outbox.put(RAW, texts("112"))
    await empty(outbox)
    assert app.sent == [(RAW, "112")]


async def test_danger_goes_before_what_waits_for_the_same_person():
    app, gate = Scripted(), asyncio.Event()
    app.hold = (RAW, gate)
    outbox = Outbox(app)
    outbox.put(RAW, texts("a", "b"))
    await asyncio.sleep(0.01)
    outbox.put(RAW, texts("112", "en dit"), urgent=True)
    outbox.put(RAW, texts("113"), urgent=True)
    gate.set()
    await empty(outbox)
    assert [said for _, said in app.sent] == ["a", "112", "en dit", "113", "b"]


async def test_danger_goes_before_what_waits_for_everybody_else():
    app, time = Scripted(), Time()
    app.rate = Rate(a_second=25, a_second_each=1000)
    outbox = Outbox(app, clock=time, sleep=time.sleep)
    for number in range(400):
        outbox.put(str(number), texts("a", "b"))
    await asyncio.sleep(0)
    outbox.put(RAW, texts("112", "en dit"), urgent=True)
    await empty(outbox)
    order = [said for _, said in app.sent]
    assert order.index("112") < 40 and order.index("en dit") < 60 and len(order) == 802


async def test_danger_that_cannot_be_delivered_holds_up_nobody():
    app, gate = Scripted(), asyncio.Event()
    app.hold = (RAW, gate)
    outbox = Outbox(app)
    app.errors = [LaterError(60.0)]
    outbox.put("1", texts("112"), urgent=True)
    await asyncio.sleep(0.01)
    outbox.put("2", texts("a"))
    await asyncio.sleep(0.01)
    assert app.sent == [("2", "a")]
    await outbox.close(0)


async def test_who_asks_faster_than_the_app_lets_us_answer_gets_the_newest(caplog):
    app, time, lost = Scripted(), Time(), []
    app.rate = Rate(a_second=1000, a_second_each=1 / 6, burst_each=1)
    outbox = Outbox(app, lost.append, time, time.sleep)
    outbox.put(RAW, texts("112", "113"), urgent=True)
    for number in range(200):
        outbox.put(RAW, texts(f"{number} a", f"{number} b", f"{number} c"))
    assert len(outbox._lanes[RAW][0]) <= 2 * LANE
    outbox.put("2", texts("van een ander"))
    await empty(outbox)
    said = [text for recipient, text in app.sent if recipient == RAW]
    assert said[:2] == ["112", "113"] and said[-1] == "199 c" and len(said) <= 2 + LANE
    assert ("2", "van een ander") in app.sent and lost and RAW not in caplog.text


async def test_no_message_outlives_its_five_minutes_however_slow_the_app_is():
    app, time = Scripted(), Time()
    app.rate = Rate(a_second=1000, a_second_each=1 / 60, burst_each=1)
    outbox = Outbox(app, clock=time, sleep=time.sleep)
    outbox.put(RAW, texts(*"abcdefghij"))
    await empty(outbox)
    assert [said for _, said in app.sent] == list("abcdef") and time.now <= 100 + PATIENCE + 60


async def test_an_error_of_ours_in_one_message_is_named_by_its_class_only(caplog):
    outbox = Outbox(Scripted(KeyError(RAW)))
    outbox.put(RAW, texts("a"))
    await empty(outbox)
    assert "proef: not sent: KeyError" in caplog.text and RAW not in caplog.text


async def test_nothing_of_a_person_is_held_once_everything_went_out():
    outbox = Outbox(Scripted())
    outbox.put(RAW, texts("a"))
    await empty(outbox)
    assert outbox._lanes == {} and RAW not in repr(vars(outbox))


async def test_one_who_is_held_up_holds_up_nobody():
    app, gate = Scripted(), asyncio.Event()
    app.hold = ("1", gate)
    outbox = Outbox(app)
    outbox.put("1", texts("a"))
    for number in range(2, 50):
        outbox.put(str(number), texts("b"))
    await asyncio.sleep(0.3)
    assert len(app.sent) == 48
    gate.set()
    await empty(outbox)
    assert len(app.sent) == 49


async def test_who_takes_back_what_they_said_gets_nothing_more_until_they_write_again():
    app, gate = Scripted(), asyncio.Event()
    app.hold = ("1", gate)
    outbox = Outbox(app)
    outbox.put("1", texts("a", "b"))
    await asyncio.sleep(0)
    outbox.drop("1")
    gate.set()
    outbox.put("1", texts("c"))
    await empty(outbox)
    assert app.sent == [("1", "c")] and outbox._lanes == {}
    outbox.drop("nobody")


async def test_it_says_when_it_is_full_and_when_there_is_room_again(monkeypatch):
    monkeypatch.setattr(module, "ROOM", 50)
    app, gate = Scripted(), asyncio.Event()
    app.hold = (EVERYBODY, gate)
    outbox = Outbox(app)
    for number in range(10):
        outbox.put(str(number), texts(*"aaaaa"))
    assert not outbox.has_room.is_set()
    gate.set()
    await empty(outbox)
    assert outbox.has_room.is_set()


async def test_at_the_end_what_waits_gets_a_moment_and_then_falls():
    app, gate = Scripted(), asyncio.Event()
    app.hold = ("1", gate)
    outbox = Outbox(app)
    outbox.put("1", texts("a"))
    outbox.put("2", texts("b"))
    await outbox.close(0.01)
    assert app.sent == [("2", "b")] and outbox._lanes == {}


async def test_to_one_person_a_short_burst_goes_at_once_and_then_one_a_second():
    app, time = Scripted(), Time()
    app.rate = Rate(a_second=1000, a_second_each=1, burst_each=3)
    outbox = Outbox(app, clock=time, sleep=time.sleep)
    outbox.put("1", texts(*"abcde"))
    await empty(outbox)
    assert [round(pause) for pause in time.slept if pause > 0.5] == [1, 1]


async def test_the_pace_holds_for_everybody_together():
    time = Time()
    pace = Pace(10, 1, time, time.sleep)
    for _ in range(21):
        await pace.turn()
    assert time.now - 100 == pytest.approx(2.0)
    time.now += 60
    time.slept.clear()
    await pace.turn()
    assert time.slept == []


async def test_who_waits_for_a_turn_goes_in_the_order_of_coming():
    pace, gone = Pace(200, 1), []

    async def go(number):
        await pace.turn()
        gone.append(number)

    await asyncio.gather(*(go(number) for number in range(10)))
    assert gone == list(range(10))
