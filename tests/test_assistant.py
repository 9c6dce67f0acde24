import asyncio
import json
import pickle

import pytest

from lantaarn.answers.facts import load_facts
from lantaarn.assistant import Assistant, PayloadError
from lantaarn.channels.padding import SMALLEST
from lantaarn.settings import Settings
from lantaarn.startup import load_agent
from tests.conftest import LAUNCH_DAY

CANARY = "kanarie7731"
DANGER = "help hij heeft een mes en slaat me nu"
LAW = "wat zegt de wet over klanten van gedwongen sekswerkers"
BAD_INPUT = {
    "empty": "",
    "spaces": " \t\n ",
    "very long": "a" * 100_000,
    "control characters": "\x00\x01\x02\x1b[31m\x7f",
    "control characters in a question": "wat\x00 zegt\x08 de\x1b wet",
    "emoji only": "😀👍🏽🏳️‍🌈",
    "command of Rasa": "/restart",
    "payload with an entity": '/wet_inhoud{"a":1}',
    "slashes": "////",
    "HTML": "<script>alert(1)</script><b>wet</b>",
    "Arabic": "ما هو القانون",
    "Chinese": "法律规定了什么",
    "Cyrillic": "что говорит закон",
    "SQL": "'; DROP TABLE events; --",
    "places of the answers": "{alarm.nummer} {0} {} %s",
    "half of a pair": "wat zegt \ud83d de wet",
}


@pytest.fixture(scope="module")
def agent():
    return load_agent(Settings())


@pytest.fixture(scope="module")
def loop():
    with asyncio.Runner() as runner:
        yield runner.run


@pytest.fixture
def talk(agent, loop, request):
    """Says several things in a conversation of its own, buttons start with ">"; gives the answers."""
    assistant = Assistant(agent, Settings())
    conversation = request.node.name

    async def say(sentences):
        return [
            await (assistant.press(conversation, s[1:]) if s.startswith(">/") else assistant.answer(conversation, s))
            for s in sentences
        ]

    yield lambda *sentences: loop(say(sentences))
    loop(assistant.forget(conversation))


@pytest.fixture
def events(agent, loop, request):
    """The events that the store holds of this test's conversation."""

    def held():
        tracker = loop(agent.tracker_store.retrieve(request.node.name))
        return list(tracker.events) if tracker else []

    return held


def text_of(answer, start=0):
    return "\n".join(message["text"] for message in answer.messages[start:])


def numbers_of(answer):
    return [b["url"] for message in answer.messages for b in message["buttons"] if "url" in b]


def payloads_of(answer):
    return [b["payload"] for message in answer.messages for b in message["buttons"] if "payload" in b]


@pytest.mark.parametrize("sentence", BAD_INPUT.values(), ids=BAD_INPUT)
def test_bad_input_gets_an_answer(talk, sentence):
    (answer,) = talk(sentence)
    assert not answer.failed
    assert answer.messages and all(message["text"].strip() for message in answer.messages)


@pytest.mark.parametrize("sentence", ["/restart", "/session_start", '/wet_inhoud{"a":1}'])
def test_what_is_typed_is_never_a_command(talk, events, sentence):
    talk(LAW, sentence)
    assert [event.intent_name for event in events() if event.type_name == "user"][0] == "wet_inhoud"


@pytest.mark.parametrize("payload", ["/restart", "/back", "/session_start", '/wet_inhoud{"a":1}', "wet_inhoud", "/", ""])
def test_a_button_that_was_never_offered_is_refused(agent, loop, payload):
    with pytest.raises(PayloadError):
        loop(Assistant(agent, Settings()).press("x", payload))


def test_danger_is_seen_at_both_ends_of_a_message_that_is_too_long(talk):
    filling = " en dan nog wat woorden" * 300
    for answer in talk(DANGER + filling, filling + " " + DANGER):
        assert (answer.danger, numbers_of(answer)[:1]) == ("112", ["tel:112"])


@pytest.mark.parametrize("sentence", [f"{LAW} {CANARY}", f"{CANARY} {CANARY}", f"{DANGER} {CANARY}"], ids=["law", "nothing", "danger"])
def test_no_word_of_a_visitor_is_stored(agent, talk, events, sentence):
    talk(sentence)
    assert events()
    stored = json.dumps([event.as_dict() for event in events()]).encode() + pickle.dumps(events())
    stored += repr(vars(getattr(agent.tracker_store, "_tracker_store", agent.tracker_store))).encode()
    assert CANARY.encode() not in stored
    assert b"slaat" not in stored


PARTS = {
    "parsing": lambda agent: (agent.processor, "parse_message"),
    "actions": lambda agent: (agent.processor.action_endpoint, "request"),
    "saving": lambda agent: (getattr(agent.tracker_store, "_tracker_store", agent.tracker_store), "save"),
    "handling": lambda agent: (agent.processor, "handle_message"),
}


@pytest.fixture
def break_part(monkeypatch, agent):
    async def broken(*_, **__):
        raise RuntimeError(CANARY)

    return lambda part: monkeypatch.setattr(*PARTS[part](agent), broken)


@pytest.mark.parametrize("part", PARTS)
def test_whatever_breaks_danger_still_gives_the_number(break_part, talk, part):
    break_part(part)
    (answer,) = talk(DANGER)
    assert answer.danger == "112"
    assert answer.messages[0]["buttons"][0]["url"] == "tel:112"
    assert CANARY not in text_of(answer)


@pytest.mark.parametrize("part", PARTS)
def test_whatever_breaks_there_is_an_answer_with_text(break_part, talk, caplog, part):
    break_part(part)
    assert all(text_of(answer).strip() for answer in talk("hoe kan ik anoniem melden", ">/handelen_hulplijn"))
    assert not [r for r in caplog.records if r.name.startswith("lantaarn") and CANARY in r.getMessage()]


@pytest.mark.parametrize("part", ["parsing", "handling"])
def test_what_cannot_be_answered_gives_the_help_lines(break_part, talk, part):
    break_part(part)
    (answer,) = talk(LAW)
    assert answer.failed
    assert len(numbers_of(answer)) >= 2


def test_the_most_urgent_danger_comes_first(talk):
    (answer,) = talk("ik wil dood en hij staat nu voor me met een mes")
    assert (answer.danger, numbers_of(answer)[0]) == ("112", "tel:112")


def test_yes_gives_what_was_offered(talk, domain):
    law, yes = talk(LAW, "ja")
    offered = domain["responses"]["utter_wet_inhoud"][0]["metadata"]["aanbod"]
    (asked,) = talk(f">/{offered}")
    assert law.topic == "wet_inhoud"
    assert yes.messages[0] == asked.messages[0] != law.messages[0]


def test_repeating_gives_the_last_answer_again(talk):
    law, again = talk(LAW, ">/gesprek_herhaal")
    assert again.messages == law.messages


def test_simpler_gives_the_simpler_wording(talk, domain):
    first, simpler = talk(">/gesprek_anonimiteit", ">/gesprek_eenvoudiger")
    assert "utter_gesprek_anonimiteit_eenvoudig" in domain["responses"]
    assert simpler.messages[0]["text"].startswith("Ik bewaar je naam niet.")
    assert simpler.messages != first.messages


def test_the_country_is_asked_once(talk):
    answers = talk(">/handelen_anoniem", ">/handelen_politie", ">/handelen_twijfel")
    assert ["/gesprek_land_be" in payloads_of(answer) for answer in answers] == [True, False, False]


def test_the_country_is_remembered(talk):
    book = load_facts(Settings().data / "facts", LAUNCH_DAY)
    _, answer = talk(">/gesprek_land_be", ">/handelen_anoniem")
    assert book.helplines["be_1712"].name in text_of(answer)
    assert book.helplines["mma"].name not in text_of(answer, start=1)
    assert "/gesprek_land_be" not in payloads_of(answer)


def test_not_understood_twice_gives_menu_and_lines(monkeypatch, agent, talk):
    async def not_sure(*_, **__):
        ranking = [{"name": name, "confidence": 0.2} for name in ("wet_doel", "wet_inhoud", "gesprek_groet", "wet_strafmaat")]
        return {"text": "", "intent": {"name": "nlu_fallback", "confidence": 0.8}, "entities": [], "intent_ranking": ranking}

    monkeypatch.setattr(agent.processor, "parse_message", not_sure)
    first, second = talk("blorf", "blorf")
    assert (first.understood, second.understood) == (False, False)
    assert payloads_of(first) == ["/wet_doel", "/wet_inhoud", "/wet_strafmaat", "/gesprek_menu", "/gesprek_medewerker"]
    assert numbers_of(first) == []
    assert "/gesprek_medewerker" in payloads_of(second)
    assert len(numbers_of(second)) >= 2


def test_erasing_leaves_nothing(talk, events):
    talk(LAW, ">/gesprek_land_be", DANGER)
    (answer,) = talk(">/gesprek_wissen")
    assert answer.topic == "gesprek_wissen"
    assert not [event for event in events() if event.type_name in ("user", "slot")]
    (afterwards,) = talk(">/gesprek_herhaal")
    assert "niets gezegd" in text_of(afterwards)


@pytest.mark.parametrize(
    ("before", "said", "topic"),
    [("wet_inhoud", "en als ze 17 is?", "wet_minderjarig"), ("handelen_politie", "en anoniem?", "handelen_anoniem")],
)
def test_a_follow_up_is_understood_with_the_topic_before_it(talk, before, said, topic):
    assert talk(f">/{before}", said)[1].topic == topic


@pytest.mark.parametrize("before", ["wet_inhoud", "beleid_belgie", "gesprek_bot", "persoonlijk_slachtoffer"])
def test_a_clear_question_means_the_same_after_any_topic(talk, before):
    assert talk(f">/{before}", "Waar kan ik anoniem iets melden?")[1].topic == "handelen_anoniem"


def test_danger_is_seen_after_any_topic(talk):
    assert talk(">/beleid_belgie", "help hij slaat haar nu")[1].danger == "112"


def test_the_answer_to_every_topic_fits_the_smallest_size(agent, loop):
    assistant = Assistant(agent, Settings())

    async def sizes():
        found = {}
        for payload in sorted(assistant._payloads):
            answer = await assistant.press("sizes", f"/{payload}")
            await assistant.forget("sizes")
            found[payload] = len(json.dumps({"berichten": answer.messages}, ensure_ascii=False).encode("utf-8"))
        return found

    # Room is left for the rest of the answer: the sentence that may be kept, and the names around it.
    too_long = {topic: size for topic, size in loop(sizes()).items() if size > SMALLEST - 512}
    assert too_long == {}
