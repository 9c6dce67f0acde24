"""One set of conversations through every app and the web page, with the real bot behind both: the answers are the
same."""

import json
import re

import aiohttp
import pytest
import yaml

from lantaarn.answers.channel_texts import TEXTS, load_channel_texts
from lantaarn.answers.facts import load_facts
from lantaarn.assistant import Assistant
from lantaarn.messaging.choices import text_with_numbers
from lantaarn.settings import PROJECT_ROOT, Settings
from lantaarn.startup import load_agent
from tests.conftest import LAUNCH_DAY
from tests.messaging.peers.peer import SITE, soon
from tests.messaging.site import served

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("fast")]
LISTED = re.compile(r"^\d{1,2}\. (.+)$", re.MULTILINE)
# What is pressed after what was typed; every label is one that the answer before it offers.
PRESSED = [
    ["hallo", "De wet", "Wat is een ernstige reden?"],
    ["welke onderwerpen ken je", "Hulp voor mezelf", "Er is nu gevaar", "Ik kan niet praten"],
    ["ik word gedwongen om seks te hebben met mannen", "Ja"],
    ["ik ben 15 en moet van hem met mannen naar bed", "Nee"],
    ["help hij heeft een mes en slaat me nu"],
    ["help he has a knife and he is hitting me now"],
    ["bla bla", "Iets anders", "Decriminaliseren"],
]


def conversations():
    """Every conversation of tests/conversations, as typed; and those with buttons."""
    for path in sorted((PROJECT_ROOT / "tests" / "conversations").glob("test_*.yml")):
        for story in yaml.safe_load(path.read_text(encoding="utf-8"))["stories"]:
            yield [step["user"].strip() for step in story["steps"] if "user" in step], False
    for steps in PRESSED:
        yield steps, True


@pytest.fixture(scope="module")
def bot():
    settings = Settings()
    return Assistant(load_agent(settings), settings)


def bare(text):
    return " ".join(text.split())


def as_shown(texts, messages):
    """What of the messages of the web page an app must show: all the words, and the labels of what can be chosen."""
    words = [bare(texts.worded(text_with_numbers(message))) for message in messages]
    labels = [button["title"] for message in messages for button in message["buttons"] if button.get("payload")]
    return " ".join(words), labels


def as_read(texts, messages):
    """The same of what somebody got in an app, without what is said in apps only."""
    own = {bare(getattr(texts, name)) for name in TEXTS}
    words, labels = [], []
    for _, text, choices in messages:
        if bare(text) in own:
            continue
        listed = LISTED.findall(text) if texts.how_to_choose in text else []
        labels += [*choices, *listed]
        words.append(bare(text.partition(texts.how_to_choose)[0] if listed else text))
    return " ".join(words), labels


async def test_an_app_answers_as_the_web_page_does(peer, bot):
    texts = load_channel_texts(
        Settings().data / "kanalen", peer.name, SITE, load_facts(Settings().data / "facts", LAUNCH_DAY)
    )
    steps_seen = 0
    async with served(peer, bot=bot, messages_per_minute=10_000, ask_to_learn=False) as (address, _, _log):
        async with aiohttp.ClientSession() as client:
            for person, (steps, pressed) in enumerate(conversations()):
                session, offered = "", {}
                for number, step in enumerate(steps):
                    button = pressed and number > 0
                    asked = {"knop": offered[step]} if button else {"tekst": step}
                    async with client.post(
                        f"{address}/api/bericht", data=json.dumps(asked), headers={"X-Sessie": session}
                    ) as got:
                        session, shown = got.headers["X-Sessie"], (await got.json())["berichten"]
                    offered = {each["title"]: each.get("payload") for message in shown for each in message["buttons"]}
                    before = len(peer.sent)
                    (peer.press if button else peer.write)(person, step)
                    wanted = as_shown(texts, shown)
                    await soon(lambda: as_read(texts, peer.sent[before:]) == wanted, 5)
                    assert as_read(texts, peer.sent[before:]) == wanted, step
                    steps_seen += 1
    assert steps_seen > 100 and peer.complaints == []
