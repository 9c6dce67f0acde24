"""What staff try out: what comes back, when it is forgotten, and that visitors go first."""

import asyncio
import time

from lantaarn.assistant import Answer
from lantaarn.channels.staff_trials import LONGEST_PAUSE, MOST_CONVERSATIONS
from lantaarn.settings import Settings
from tests.channels.staff import SIGNAL, Talker, at_desk, replies


def test_a_sentence_comes_back_with_everything_that_was_found():
    (reply,) = replies({"zin": "wat zegt de wet"})
    assert reply.json == {
        "onderwerp": "wet_inhoud",
        "intent": "wet_inhoud",
        "begrepen": True,
        "zekerheid": 0.75,
        "rangorde": [["wet_inhoud", 0.75], ["wet_doel", 0.2]],
        "marge": 0.55,
        "gevaar": None,
        "soorten": ["112"],
        "twijfel": False,
        "signalen": [SIGNAL],
        "taal": "pl",
        "stap": "utter_wet_inhoud",
        "mislukt": False,
        "berichten": [{"text": "Goed.", "buttons": []}],
    }


def test_what_was_not_understood_has_the_intent_that_rasa_gives_it():
    missed = Answer(
        [{"text": "?", "buttons": []}], "wet_doel", 0.3, [("wet_doel", 0.3)], understood=False, step="action_suggest"
    )
    (reply,) = replies({"zin": "huh"}, assistant=Talker({"huh": missed}))
    assert (reply.json["onderwerp"], reply.json["intent"], reply.json["begrepen"]) == (
        "wet_doel",
        "nlu_fallback",
        False,
    )
    assert reply.json["marge"] is None


def test_a_sentence_on_its_own_is_forgotten_with_its_answer():
    async def talk(at):
        reply = await at.send(zin="wat zegt de wet")
        assert "gesprek" not in reply.json
        assert at.assistant.forgotten == [conversation for conversation, _ in at.assistant.heard]

    at_desk(talk)


def test_a_conversation_goes_on_under_the_id_that_the_desk_gave():
    async def talk(at):
        first = (await at.send(zin="een", gesprek="")).json
        second = (await at.send(zin="twee", gesprek=first["gesprek"])).json
        assert (first["nieuw"], second["nieuw"]) == (True, False)
        assert first["gesprek"] == second["gesprek"] != ""
        asked = [
            conversation for conversation, text in at.assistant.heard if conversation not in at.assistant.forgotten
        ]
        assert len(asked) == 2 and len(set(asked)) == 1
        assert first["gesprek"] != asked[0]

    at_desk(talk)


def test_a_later_sentence_is_also_asked_on_its_own_and_that_is_forgotten():
    lone = Answer(
        [{"text": "?", "buttons": []}], "wet_doel", 0.2, [("wet_doel", 0.2)], understood=False, step="action_suggest"
    )

    class Leaning(Talker):
        async def answer(self, conversation, text):
            earlier = any(heard == conversation for heard, _ in self.heard)
            answer = await super().answer(conversation, text)
            return answer if earlier or text == "wat is de straf" else lone

    async def talk(at):
        first = (await at.send(zin="wat is de straf", gesprek="")).json
        second = (await at.send(zin="en dan?", gesprek=first["gesprek"])).json
        assert "intent_los" not in first
        assert (second["intent"], second["intent_los"]) == ("wet_inhoud", "nlu_fallback")
        assert len(at.assistant.forgotten) == 1

    at_desk(talk, Leaning())


def test_a_conversation_that_is_over_begins_anew_and_says_so():
    async def talk(at):
        first = (await at.send(zin="een", gesprek="")).json["gesprek"]
        await asyncio.sleep(0.1)
        second = (await at.send(zin="twee", gesprek=first)).json
        assert second["nieuw"] is True and second["gesprek"] != first

    at_desk(talk, conversation_lifetime=0.05)


def test_a_conversation_lasts_half_an_hour():
    assert Settings().conversation_lifetime == 1800


def test_no_more_conversations_are_held_than_staff_need():
    async def talk(at):
        for _ in range(MOST_CONVERSATIONS + 5):
            await at.send(zin="hallo", gesprek="")
        assert len(at.desk._trials._sessions._sessions) == MOST_CONVERSATIONS

    at_desk(talk)


def test_starting_over_forgets_the_conversation():
    async def talk(at):
        begun = (await at.send(zin="een", gesprek="")).json["gesprek"]
        assert (await at.send("/proef/wissen", gesprek=begun)).json == {"gewist": True}
        assert at.assistant.forgotten == [at.assistant.heard[0][0]]
        assert (await at.send("/proef/wissen", gesprek="onbekend")).json == {"gewist": True}
        assert (await at.send("/proef/wissen", gesprek=7)).status == 200
        assert (await at.send(zin="twee", gesprek=begun)).json["nieuw"] is True

    at_desk(talk)


def test_erasing_as_a_visitor_does_ends_the_conversation():
    wiped = Answer([{"text": "Gewist.", "buttons": []}], "gesprek_wissen", 1.0, step="action_forget")

    async def talk(at):
        reply = (await at.send(zin="wis dit gesprek", gesprek="")).json
        assert reply["gesprek"] == "" and at.assistant.forgotten == [at.assistant.heard[0][0]]

    at_desk(talk, Talker({"wis dit gesprek": wiped}))


def test_a_button_does_what_it_does_for_a_visitor():
    good, unknown = replies({"knop": "/gesprek_menu", "gesprek": ""}, {"knop": "/bestaat_niet"})
    assert good.json["onderwerp"] == "gesprek_menu" and good.json["signalen"] == []
    assert (unknown.status, unknown.json) == (400, {"fout": "Deze knop bestaat niet."})


def test_half_a_sign_in_an_answer_breaks_nothing():
    odd = Answer([{"text": "\ud83d", "buttons": []}], "wet_inhoud", step="utter_wet_inhoud")
    (reply,) = replies({"zin": "raar"}, assistant=Talker({"raar": odd}))
    assert reply.json["berichten"][0]["text"] == "?"


def test_an_answer_that_takes_too_long_is_given_up_and_the_next_one_is_served():
    assistant = Talker()
    assistant.delay = 0.3

    async def talk(at):
        slow = await at.send(zin="traag")
        assistant.delay = 0
        return slow, await at.send(zin="snel")

    slow, quick = at_desk(talk, assistant, answer_timeout=0.05)
    assert (slow.status, slow.json) == (503, {"fout": "De bot deed er te lang over."})
    assert quick.status == 200
    assert len(assistant.forgotten) == 2


def test_staff_are_served_one_at_a_time_and_visitors_between_them():
    assistant = Talker()
    assistant.delay = 0.02

    async def talk(at):
        served = asyncio.gather(*(at.send(zin=f"zin {number}", gesprek="") for number in range(10)))
        visitors = 0
        while not served.done():
            await asyncio.sleep(0.001)
            visitors += 1
        assert [reply.status for reply in await served] == [200] * 10
        return visitors

    assert at_desk(talk, assistant) > 50
    assert assistant.most == 1


def test_most_of_the_time_is_for_visitors():
    assistant = Talker()
    assistant.delay = 0.02

    async def talk(at):
        started = time.perf_counter()
        await asyncio.gather(*(at.send(zin="zin") for _ in range(6)))
        return time.perf_counter() - started

    # Six answers of at least 20 ms, and five pauses of three times as long.
    assert at_desk(talk, assistant) > 6 * 0.02 + 5 * 0.06


def test_after_a_slow_answer_the_next_one_need_not_wait_for_long():
    assistant = Talker()
    assistant.delay = 0.3

    async def talk(at):
        await at.send(zin="zin")
        return at.desk._trials._next_at - time.monotonic()

    assert at_desk(talk, assistant) <= LONGEST_PAUSE
