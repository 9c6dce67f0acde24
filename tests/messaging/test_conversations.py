"""What every app must do, over real HTTP against its peer. A new app takes part by its file in ``peers/``."""

import asyncio

import pytest

from lantaarn.messaging import desk
from lantaarn.messaging.identity import DAY
from tests.messaging.peers import CALLING
from tests.messaging.peers.peer import SITE, soon
from tests.messaging.site import FakeBot, served

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("fast")]


async def heard(peer, person, number):
    """The texts that a person got, once there are so many."""
    await soon(lambda: len(peer.heard(person)) >= number)
    return peer.heard(person)


async def test_a_message_is_answered_with_its_choices_and_counted_under_the_app(peer):
    async with served(peer) as (_, bot, turn_log):
        peer.write(1, "wat zegt de wet")
        texts = await heard(peer, 1, 2)
    assert "Antwoord op wat zegt de wet" in texts[1] and len(texts) == 2
    assert [turn.channel for turn in turn_log.turns] == [peer.name]
    assert peer.complaints == []


async def test_the_first_message_says_who_else_can_see_it_and_where_to_go_instead(peer):
    async with served(peer):
        peer.write(1, "wat zegt de wet")
        notice = (await heard(peer, 1, 2))[0]
        peer.write(1, "en nu")
        assert len(await heard(peer, 1, 3)) == 3
    for part in ("computer, niet met een mens", SITE, "0800-7000", "112"):
        assert part in notice
    assert "Antwoord op en nu" in peer.heard(1)[2]


async def test_with_danger_the_number_comes_first_and_the_notice_last(peer):
    async with served(peer):
        peer.write(1, "help hij heeft een mes")
        texts = await heard(peer, 1, 3)
    assert texts[0].startswith("Alarmnummer: 112") and texts[1].startswith("Kun je praten?")
    assert SITE in texts[2] and "computer" in texts[2] and len(texts) == 3


@pytest.mark.parametrize("text", ["ik word gedwongen", "ik ben 15"])
async def test_a_victim_and_a_minor_hear_of_the_safer_way_right_after_the_number(peer, text):
    async with served(peer):
        # Also when the notice was given before.
        peer.write(1, "hallo")
        await heard(peer, 1, 2)
        peer.write(1, text)
        texts = (await heard(peer, 1, 5))[2:]
    assert texts[0].startswith("Alarmnummer: 112") and texts[1].startswith("Veiliger praten kan op " + SITE)
    assert texts[2].startswith("Kun je praten?") and len(texts) == 3


async def test_a_choice_can_be_pressed_typed_by_its_number_or_typed_by_its_label(peer):
    async with served(peer) as (_, bot, _log):
        peer.write(1, "hallo")
        await heard(peer, 1, 2)
        peer.press(1, "De wet")
        await heard(peer, 1, 3)
        peer.write(1, "1")
        await heard(peer, 1, 4)
        peer.write(1, "de wet.")
        await heard(peer, 1, 5)
        peer.write(1, "3")
        await heard(peer, 1, 6)
    assert [said for _, said in bot.heard] == ["hallo", "/wet_inhoud", "/wet_inhoud", "/wet_inhoud", "3"]


async def test_two_messages_of_one_person_are_one_conversation_and_of_two_people_two(peer):
    async with served(peer) as (_, bot, turn_log):
        for person, number in ((1, 2), (2, 2), (1, 3)):
            peer.write(person, "hallo")
            await heard(peer, person, number)
    first, second, third = (conversation for conversation, _ in bot.heard)
    assert first == third != second
    assert [turn.turn for turn in turn_log.turns] == [1, 1, 2]


async def test_the_conversation_inside_is_not_named_after_the_raw_id(peer):
    async with served(peer) as (_, bot, turn_log):
        peer.write(1, "hallo")
        await heard(peer, 1, 2)
    assert peer.raw(1) not in str(bot.heard) + str(turn_log.turns)


async def test_the_same_update_delivered_again_is_answered_once(peer):
    async with served(peer) as (_, bot, _log):
        update = peer.text_update(1, "hallo")
        for _ in range(5):
            peer.deliver(update)
        peer.write(1, "klaar")
        await heard(peer, 1, 3)
        await soon(lambda: len(peer.deliveries) == 6)
    assert [said for _, said in bot.heard] == ["hallo", "klaar"]
    assert set(peer.deliveries) == {200}


async def test_updates_that_come_out_of_order_are_each_answered(peer):
    async with served(peer) as (_, bot, _log):
        early, late = peer.text_update(1, "eerst"), peer.text_update(1, "later")
        peer.deliver(late)
        await heard(peer, 1, 2)
        peer.deliver(early)
        await heard(peer, 1, 3)
    assert [said for _, said in bot.heard] == ["later", "eerst"]


async def test_erasing_forgets_the_conversation_and_begins_anew_with_the_notice(peer):
    async with served(peer) as (_, bot, _log):
        peer.write(1, "hallo")
        await heard(peer, 1, 2)
        peer.press(1, "Wis dit gesprek")
        assert (await heard(peer, 1, 3))[2] == "Gewist."
        peer.write(1, "opnieuw")
        texts = await heard(peer, 1, 5)
    assert bot.forgotten == [bot.heard[0][0]]
    assert bot.heard[-1][0] != bot.heard[0][0]
    assert SITE in texts[3]


@pytest.mark.parametrize(("text", "answered"), [("hallo", True), ("help een mes", False)])
async def test_what_came_late_is_not_answered_as_if_it_were_new(peer, text, answered):
    async with served(peer):
        peer.write(1, text, age=desk.LATE + 60)
        texts = await heard(peer, 1, 3)
    if answered:
        assert texts[1].startswith("Je bericht kwam laat") and texts[2].startswith("Antwoord op hallo")
    else:
        assert texts[0].startswith("Alarmnummer: 112") and texts[1].startswith("Je schreef dit eerder")
        assert not any("Kun je praten?" in shown for shown in texts)


async def test_what_is_older_than_the_app_keeps_is_left(peer):
    async with served(peer) as (_, bot, _log):
        peer.write(1, "hij heeft een mes", age=DAY + 60)
        peer.write(2, "hallo")
        await heard(peer, 2, 2)
        if peer.name == "signal":
            # Signal's server keeps messages for weeks, so they can still be answered: with the number, and no more.
            await heard(peer, 1, 3)
            assert "112" in peer.heard(1)[0] and "Je schreef dit eerder" in peer.heard(1)[1]
    assert peer.name == "signal" or (len(bot.heard) == 1 and peer.heard(1) == [])


# Who does not call us keeps what was not asked for.
@pytest.mark.parametrize("peer", CALLING, indirect=True)
async def test_what_cannot_be_answered_any_more_when_the_server_stops_stays_with_the_app(peer, monkeypatch):
    answered = []

    async def slow(*_):
        await asyncio.sleep(0.3)
        answered.append(await asyncio.to_thread(peer.throw, *peer.signed(peer.text_update(2, "hij heeft een mes"))))

    monkeypatch.setattr("lantaarn.messaging.desk.Desk.serve", slow)
    async with served(peer):
        peer.write(1, "hallo")
        await asyncio.sleep(0.15)
    assert answered == [503]


async def test_a_fault_behind_the_desk_still_gives_the_numbers(peer, monkeypatch):
    bot = FakeBot()

    async def broken(*_):
        raise RuntimeError("hallo")

    async with served(peer, bot=bot):
        monkeypatch.setattr("lantaarn.channels.reception.Reception.reply", broken)
        peer.write(1, "hallo")
        texts = await heard(peer, 1, 1)
    assert "Er ging hier iets mis" in texts[0] and "112" in texts[0]


async def test_who_sends_too_many_messages_hears_so_once(peer):
    async with served(peer, messages_per_minute=3) as (_, bot, _log):
        for number in range(8):
            peer.write(1, f"bericht {number}")
        await soon(lambda: len(peer.deliveries) == 8)
        texts = await heard(peer, 1, 5)
    assert len(bot.heard) == 3 and len(texts) == 5
    assert "utter_te_snel" in str(texts)


async def test_nobody_is_asked_to_keep_a_sentence(peer):
    async with served(peer, ask_to_learn=True) as (_, bot, turn_log):
        peer.write(1, "hallo")
        await heard(peer, 1, 2)
        peer.write(1, "ja")
        await heard(peer, 1, 3)
    assert turn_log.given == [] and "utter_bewaren" not in str(peer.sent)


async def test_somebody_who_blocked_the_bot_holds_up_nobody(peer):
    async with served(peer):
        peer.blocked.add(peer.raw(1))
        for person in (1, 2):
            peer.write(person, "hallo")
        assert len(await heard(peer, 2, 2)) == 2
    assert peer.heard(1) == []
    assert len([raw for _, raw in peer.attempts if raw == peer.raw(1)]) == 1


@pytest.mark.parametrize("fault", [500, 502, "broken"])
async def test_what_fails_is_sent_again_in_order_and_once(peer, fault):
    async with served(peer):
        peer.faults[peer.raw(1)] = [fault, fault]
        peer.write(1, "hallo")
        texts = await heard(peer, 1, 2)
    assert SITE in texts[0] and texts[1].startswith("Antwoord op hallo") and len(texts) == 2


async def test_too_many_calls_are_answered_by_waiting_as_long_as_the_app_asks(peer):
    async with served(peer):
        peer.faults[peer.raw(1)] = [429]
        for person in (1, 2):
            peer.write(person, "hallo")
        await heard(peer, 2, 2)
        assert peer.heard(1) == []
        assert len(await heard(peer, 1, 2)) == 2
    first, second = [moment for moment, raw in peer.attempts if raw == peer.raw(1)][:2]
    assert second - first >= 0.95


async def test_one_person_for_whom_the_api_hangs_holds_up_nobody_else(peer, monkeypatch):
    monkeypatch.setattr("lantaarn.messaging.apps.LAST_WORDS", 0.1)
    async with served(peer):
        peer.faults[peer.raw(1)] = ["slow"]
        peer.write(1, "hallo")
        await soon(lambda: peer.attempts)
        for person in range(2, 12):
            peer.write(person, "hallo")
        for person in range(2, 12):
            assert len(await heard(peer, person, 2)) == 2
    assert peer.heard(1) == []


async def test_nothing_is_lost_when_the_queue_is_full(peer, monkeypatch):
    monkeypatch.setattr("lantaarn.messaging.intake.ROOM", 3)
    bot = FakeBot()
    bot.delay = 0.02
    async with served(peer, bot=bot):
        for person in range(30):
            peer.write(person, "hallo")
        for person in range(30):
            assert len(await heard(peer, person, 2)) == 2
    assert len(bot.heard) == 30
    assert peer.deliveries.count(200) == 30
    # An app that calls us hears that it must come back; one that we listen to is just not read on.
    assert (503 in peer.deliveries) == (peer.name in CALLING)
