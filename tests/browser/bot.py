"""A bot for the browser tests: the reviewed answers of this checkout by name, without a model behind them."""

import asyncio
import datetime as dt

from lantaarn.answers.facts import load_facts
from lantaarn.answers.generator import fill_responses
from lantaarn.assistant import PAYLOAD, Answer, PayloadError
from lantaarn.channels.web import READY_TOPIC
from lantaarn.check import load_responses
from lantaarn.settings import Settings

EVIL = """<img src=x onerror="window.hit=1"><script>window.hit=1</script>"><svg onload=window.hit=1>{{7*7}}"""
SPANISH = {"text": "Llame al 112.", "language": "es", "buttons": [{"title": "112", "url": "tel:112"}]}


class Bot:
    """Answers by words in the sentence; remembers what it heard, per conversation."""

    def __init__(self):
        settings = Settings()
        book = load_facts(settings.data / "facts", dt.date.today())
        self.responses = fill_responses(load_responses(settings.data / "responses"), book)
        self.heard, self.forgotten, self.delay = [], [], 0

    async def answer(self, conversation, text):
        self.heard.append((conversation, text))
        await asyncio.sleep(self.delay)
        if "hack" in text:
            return said({"text": EVIL, "buttons": [
                {"title": EVIL, "payload": "/gesprek_menu"}, {"title": "weg", "url": "javascript:window.hit=1"},
            ]})  # fmt: skip
        if "español" in text:
            return said(self.fixed("utter_gesprek_andere_taal"), SPANISH)
        if "drie" in text:
            return said(*({"text": f"Deel {number}.", "buttons": []} for number in (1, 2, 3)))
        if "wis dit gesprek" in text:
            return Answer([self.fixed("utter_gewist")], "gesprek_wissen", step="action_forget")
        if "gevaar" in text:
            call = {"title": "Bel 112", "url": "tel:112"}
            return said({"text": "Is er nu gevaar? Bel 112.", "buttons": [call]}, self.fixed("utter_gesprek_medewerker"))
        return Answer([self.fixed("utter_wet_inhoud")], READY_TOPIC, 0.9, [(READY_TOPIC, 0.9)], step="utter_wet_inhoud")

    async def press(self, conversation, payload):
        if not PAYLOAD.fullmatch(payload):
            raise PayloadError("Deze knop bestaat niet.")
        self.heard.append((conversation, payload))
        await asyncio.sleep(self.delay)
        name = payload[1:] if f"utter_{payload[1:]}" in self.responses else "niet_eenvoudiger"
        return Answer([self.fixed(f"utter_{name}")], payload[1:], step=f"utter_{name}")

    async def forget(self, conversation):
        self.forgotten.append(conversation)

    def forget_expired(self):
        pass

    def fixed(self, response):
        filled = self.responses[response][0]
        return {"text": filled["text"], "buttons": filled.get("buttons") or []}


def said(*messages):
    return Answer(list(messages), "wet_inhoud", 0.9, [("wet_inhoud", 0.9)], step="utter_wet_inhoud")
