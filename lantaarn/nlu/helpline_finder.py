"""Rasa component: which help line a message names or describes, by the names in ``data/facts/helplines.yml``.

Only the ids of the lines leave this component, not the words.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any, Dict, List, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from lantaarn.answers.facts import Helpline, load_facts
from lantaarn.nlu.text import clean
from lantaarn.settings import Settings

_DIGITS = re.compile(r"\d[\d\s./-]*")


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR], is_trainable=False)
class HelplineFinder(GraphComponent):
    """Sets ``helplines``: ids of the lines found, in the order of the fact file."""

    def __init__(self, lines: Iterable[Helpline]) -> None:
        self._names = [(line.id, _name_pattern(line), _only_digits(line.get("nummer"))) for line in lines]

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> HelplineFinder:
        """Reads the lines; raises FactError when a fact is missing or expired."""
        book = load_facts(Settings().data / "facts", dt.date.today())
        return cls(book.helplines.values())

    def process(self, messages: List[Message]) -> List[Message]:
        """Looks for names, other names and numbers of lines in each message."""
        for message in messages:
            found = self.find(message.get(TEXT) or "")
            if found:
                message.set("helplines", found, add_to_output=True)
        return messages

    def find(self, text: str) -> list[str]:
        """Ids of the lines that a text names."""
        cleaned = clean(text)
        numbers = {_only_digits(number) for number in _DIGITS.findall(cleaned)}
        return [
            line
            for line, names, number in self._names
            if (number and number in numbers) or names.search(cleaned)
        ]


def _name_pattern(line: Helpline) -> re.Pattern[str]:
    names = [re.escape(clean(name)) for name in line.aliases] or [re.escape(clean(line.name))]
    return re.compile(r"(?<!\w)(?:" + "|".join(names) + r")(?!\w)")


def _only_digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())
