"""Rasa component: puts the gate's findings on each message, for the classifier, the rules and the actions."""

from __future__ import annotations

from typing import Any, Dict, List, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from lantaarn.nlu.gate import Assessment, Gate, gate


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR], is_trainable=False)
class DangerGate(GraphComponent):
    """Sets ``danger`` (kinds, most urgent first) and ``language``."""

    def __init__(self, the_gate: Gate | None = None) -> None:
        self._gate = the_gate

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> DangerGate:
        """Loads nothing yet: Rasa creates components during training too, before there is a gate to load."""
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        """Assesses each message that somebody typed; a button's payload has no words to assess."""
        for message in messages:
            if message.get(INTENT) is not None:
                continue
            # The assistant has asked the gate already, so that its answer comes even if this graph fails.
            known = message.get("metadata") or {}
            if "danger" not in known:
                self._gate = self._gate or gate()
                known = findings(self._gate.assess(message.get(TEXT) or ""))
            message.set("danger", known["danger"], add_to_output=True)
            message.set("doubtful", known["doubtful"])
            message.set("language", known["language"], add_to_output=True)
        return messages


def findings(found: Assessment) -> Dict[Text, Any]:
    """What goes along with a message: the kinds, whether they are in doubt, and the language."""
    return {"danger": list(found.kinds), "doubtful": found.doubtful, "language": found.language}
