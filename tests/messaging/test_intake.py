import asyncio

import pytest

from lantaarn.messaging import intake as module
from lantaarn.messaging.intake import ROOM, Intake
from lantaarn.messaging.precedence import LONGEST_WAIT, Precedence
from lantaarn.messaging.update import Kind, Update

pytestmark = pytest.mark.asyncio


class FakeDesk:
    """Notes whom it served; takes as long as it is told."""

    def __init__(self, name, served, delay=0.0):
        self.name, self._served, self.delay = name, served, delay
        self.outbox = type("FakeOutbox", (), {"has_room": asyncio.Event()})()
        self.outbox.has_room.set()

    async def serve(self, update):
        await asyncio.sleep(self.delay)
        self._served.append((self.name, update.update_id))


def made(desks):
    return Intake(desks, Precedence())


def update(number):
    return Update(Kind.MESSAGE, str(number), "1", "hallo")


async def serving(intake, holds):
    """Serve until something holds."""
    running = asyncio.create_task(intake.run())
    try:
        for _ in range(2000):
            await asyncio.sleep(0.001)
            if holds():
                return
        raise AssertionError("it never held")
    finally:
        running.cancel()


async def test_apps_are_served_by_turns_however_many_wait():
    served = []
    intake = made([FakeDesk("druk", served), FakeDesk("stil", served)])
    for number in range(50):
        intake.offer("druk", update(number))
    for number in range(3):
        intake.offer("stil", update(number))
    await serving(intake, lambda: len(served) == 53)
    assert [name for name, _ in served[:6]] == ["druk", "stil"] * 3
    assert [number for name, number in served if name == "druk"] == [str(number) for number in range(50)]


async def test_one_update_at_a_time_is_worked_on():
    at_work, most = 0, 0

    class Counting(FakeDesk):
        async def serve(self, update):
            nonlocal at_work, most
            at_work += 1
            most = max(most, at_work)
            await asyncio.sleep(0.001)
            at_work -= 1
            await super().serve(update)

    served = []
    intake = made([Counting("a", served), Counting("b", served)])
    for number in range(10):
        intake.offer("a", update(number))
        intake.offer("b", update(number))
    await serving(intake, lambda: len(served) == 20)
    assert most == 1


async def test_what_hangs_does_not_hold_up_the_next(monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 0.01)
    served = []
    intake = made([FakeDesk("traag", served, delay=0.5), FakeDesk("snel", served)])
    intake.offer("traag", update(1))
    for number in range(5):
        intake.offer("snel", update(number))
    await serving(intake, lambda: len(served) == 5)
    assert {name for name, _ in served} == {"snel"}


async def test_a_full_queue_takes_nothing_until_something_is_served():
    served = []
    intake = made([FakeDesk("a", served), FakeDesk("b", served)])
    assert all(intake.offer("a", update(number)) for number in range(ROOM))
    assert not intake.offer("a", update(ROOM))
    assert intake.offer("b", update(0))
    waiting = asyncio.create_task(intake.room("a"))
    await serving(intake, waiting.done)
    assert intake.offer("a", update(ROOM))


async def test_an_app_whose_outbox_is_full_waits_without_holding_up_another():
    served = []
    full, free = FakeDesk("vol", served), FakeDesk("vrij", served)
    full.outbox.has_room.clear()
    intake = made([full, free])
    intake.offer("vol", update(1))
    intake.offer("vrij", update(2))
    await serving(intake, lambda: served == [("vrij", "2")])
    await serving(intake, lambda: full.outbox.has_room.set() or len(served) == 2)


async def test_a_quiet_app_does_not_wait_for_the_rest_after_a_busy_one():
    served, waited = [], []
    intake = made([FakeDesk("druk", served, delay=0.04), FakeDesk("stil", served)])
    running = asyncio.create_task(intake.run())
    loop = asyncio.get_running_loop()
    for number in range(9):
        intake.offer("druk", update(number))
        intake.offer("druk", update(number))
        while not served or served[-1][0] != "druk":
            await asyncio.sleep(0.001)
        # Now the rest of forty milliseconds has begun.
        asked = loop.time()
        intake.offer("stil", update(number))
        while served[-1][0] != "stil":
            await asyncio.sleep(0.001)
        waited.append(loop.time() - asked)
        while intake._queues["druk"].waiting or intake._busy:
            await asyncio.sleep(0.001)
        served.clear()
    running.cancel()
    assert sorted(waited)[len(waited) // 2] < 0.02


async def test_two_busy_apps_together_still_leave_half_of_the_time():
    served = []
    intake = made([FakeDesk("a", served, delay=0.01), FakeDesk("b", served, delay=0.01)])
    for number in range(100):
        intake.offer("a", update(number))
        intake.offer("b", update(number))
    running = asyncio.create_task(intake.run())
    await asyncio.sleep(1.0)
    running.cancel()
    assert len(served) * 0.01 < 0.65


async def test_when_it_stops_nothing_more_is_taken_in():
    intake = made([FakeDesk("a", [])])
    await intake.close(0.0)
    assert not intake.offer("a", update(1))


async def test_at_the_end_what_waits_is_still_served():
    served = []
    intake = made([FakeDesk("a", served, delay=0.01)])
    for number in range(5):
        intake.offer("a", update(number))
    running = asyncio.create_task(intake.run())
    await intake.close(5.0)
    running.cancel()
    assert len(served) == 5


async def test_an_update_waits_for_who_waits_on_the_page_but_not_for_ever():
    class Asked:
        """Stands for a request; anything that can be weakly held."""

    served, precedence, asked = [], Precedence(), Asked()
    intake = Intake([FakeDesk("a", served)], precedence)
    precedence._requests.add(asked)
    intake.offer("a", update(1))
    running = asyncio.create_task(intake.run())
    await asyncio.sleep(LONGEST_WAIT / 2)
    assert served == []
    await asyncio.sleep(LONGEST_WAIT)
    assert len(served) == 1
    del asked  # gone without an answer, as when somebody closes the page
    intake.offer("a", update(2))
    await asyncio.sleep(LONGEST_WAIT / 2)
    assert len(served) == 2
    running.cancel()
