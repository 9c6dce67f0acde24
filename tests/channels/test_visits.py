"""A repeated message is answered once more and heard once; of the visitor's words nothing is held for that."""

import asyncio

import pytest

from tests.channels.site import FakeAssistant, at_site

NUMBER = "0123456789abcdef01234567"
OTHER = "f" * 24


def test_a_repeated_number_gets_the_same_answer_and_is_heard_once():
    async def talk(send, assistant):
        session = (await send(tekst="een")).headers["X-Sessie"]
        first = await send(tekst="twee", nummer=NUMBER, session=session)
        again = await send(tekst="twee", nummer=NUMBER, session=session)
        assert first.json == again.json
        assert [what for _, what in assistant.heard] == ["een", "twee"]
        await send(tekst="twee", nummer=OTHER, session=session)
        assert len(assistant.heard) == 3

    at_site(talk)


def test_a_repeat_while_the_first_is_still_being_answered_waits_for_that_answer():
    async def talk(send, assistant):
        session = (await send(tekst="een")).headers["X-Sessie"]
        assistant.delay = 0.2
        both = await asyncio.gather(*(send(tekst="twee", nummer=NUMBER, session=session) for _ in range(2)))
        assert both[0].json == both[1].json
        assert len(assistant.heard) == 2

    at_site(talk)


def test_a_line_that_drops_does_not_stop_the_turn():
    async def talk(send, assistant):
        session = (await send(tekst="een")).headers["X-Sessie"]
        assistant.delay = 0.3
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(send(tekst="twee", nummer=NUMBER, session=session), 0.1)
        again = await send(tekst="twee", nummer=NUMBER, session=session)
        assert again.json["berichten"][0]["text"] == "Je zei: twee"
        assert len(assistant.heard) == 2

    at_site(talk)


def test_a_repeat_does_not_count_for_the_pace():
    async def talk(send, _):
        session = (await send(tekst="een", nummer=NUMBER)).headers["X-Sessie"]
        for _ in range(5):
            assert (await send(tekst="een", nummer=NUMBER, session=session)).status == 200
        assert (await send(tekst="twee", nummer=OTHER, session=session)).status == 429

    at_site(talk, messages_per_minute=1)


def test_a_number_of_one_session_means_nothing_in_another():
    async def talk(send, assistant):
        one = (await send(tekst="een", nummer=NUMBER)).headers["X-Sessie"]
        other = await send(tekst="twee", nummer=NUMBER)
        assert other.headers["X-Sessie"] != one and "twee" in other.raw
        assert len(assistant.heard) == 2

    at_site(talk)


@pytest.mark.parametrize("number", ["", "kort", "mijn geheime zin van vandaag", "G" * 24, "0" * 33, 5, None, [NUMBER], {"a": 1}])
def test_what_is_no_number_is_not_remembered(number):
    async def talk(send, assistant):
        session = (await send(tekst="een", nummer=number)).headers["X-Sessie"]
        await send(tekst="een", nummer=number, session=session)
        assert len(assistant.heard) == 2

    at_site(talk)


def test_the_sentence_that_the_bot_asks_for_is_not_remembered():
    class Puzzled(FakeAssistant):
        async def answer(self, conversation, text):
            from dataclasses import replace

            return replace(await super().answer(conversation, text), step="action_suggest", topic=None)

    async def talk(send, _):
        first = await send(tekst="wat", nummer=NUMBER)
        assert first.json["bewaarzin"] == "mijn zin" and len(first.json["berichten"]) == 2
        again = await send(tekst="wat", nummer=NUMBER, session=first.headers["X-Sessie"])
        assert "bewaarzin" not in again.json and again.json["berichten"] == first.json["berichten"][:1]
        assert "mijn zin" not in again.raw

    at_site(talk, Puzzled(), masker=lambda text: "mijn zin")
