"""Rasa component: ranks the topics and decides whether to answer or to ask.

A message in which the gate found danger keeps the gate's topic: danger is stronger than any topic. Only a harmful wish that
the gate doubts gives way, to an ordinary topic that is sure: what the visitor then gets is reviewed and harmless as well.
"""

from __future__ import annotations

import logging
from typing import Any, Dict, List, Text

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from lantaarn.answers.topics import FALLBACK_TOPIC
from lantaarn.nlu.danger_kinds import KIND_OF_TOPIC, TOPIC_OF_KIND
from lantaarn.nlu.fingerprint import files_fingerprint
from lantaarn.nlu.gate import gate
from lantaarn.nlu.gate_training import inputs_fingerprint, trained_gate
from lantaarn.nlu.labelled import labelled_rows
from lantaarn.nlu.text import has_words
from lantaarn.nlu.topic_model import Example, TopicModel, train_topic_model
from lantaarn.settings import Settings

logger = logging.getLogger(__name__)

FILE = "topics.npz"
CALIBRATION_FILE = Settings().data / "calibration" / "topics.tsv"
FOLLOW_UPS = Settings().data / "followups.tsv"  # topic answered last, sentence, topic
RANKING = "intent_ranking"
RANKING_LENGTH = 10


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class TopicClassifier(GraphComponent):
    """Sets ``intent`` and ``intent_ranking``; the intent is ``nlu_fallback`` below the calibrated threshold."""

    def __init__(
        self,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: TopicModel | None = None,
    ) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TopicClassifier:
        """Makes an untrained classifier."""
        return cls(config, model_storage, resource)

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """No options: what can be tuned is decided by measurement, in the model."""
        return {}

    @classmethod
    def fingerprint_addon(cls, config: Dict[Text, Any]) -> Text:
        """Rasa's cache sees this class only; the modules that it uses must count as well."""
        return inputs_fingerprint(Settings()) + files_fingerprint([CALIBRATION_FILE, FOLLOW_UPS])

    def train(self, training_data: TrainingData) -> Resource:
        """Trains the topic model on the intent examples."""
        examples = [Example(e.get(TEXT), e.get(INTENT)) for e in training_data.intent_examples if e.get(TEXT)]
        examples += [Example(text, topic, after) for after, text, topic in labelled_rows(FOLLOW_UPS)]
        calibration = [(text, topic) for text, topic, *_ in labelled_rows(CALIBRATION_FILE)]
        self._model = train_topic_model(examples, calibration, trained_gate(Settings()).features)
        with self._model_storage.write_to(self._resource) as folder:
            np.savez(folder / FILE, **self._model.to_arrays())
        return self._resource

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> TopicClassifier:
        """Reads a trained model; never unpickles."""
        with model_storage.read_from(resource) as folder:
            with np.load(folder / FILE, allow_pickle=False) as arrays:
                model = TopicModel.from_arrays(arrays, gate().features)
        return cls(config, model_storage, resource, model)

    def process(self, messages: List[Message]) -> List[Message]:
        """Ranks each message that is not a button's payload."""
        for message in messages:
            text = message.get(TEXT)
            if message.get(INTENT) is not None and not message.get("danger"):
                continue
            self._classify(message, text)
        return messages

    def _classify(self, message: Message, text: Text) -> None:
        assert self._model is not None
        after = (message.get("metadata") or {}).get("last_topic")
        ranking = self._ranking(text, after) if text and has_words(text) else []
        danger = message.get("danger") or []
        if danger and message.get("doubtful") and self._sure_and_harmless(ranking):
            danger = []
            message.set("danger", danger, add_to_output=True)
        if danger:
            name, confidence = TOPIC_OF_KIND[danger[0]], 1.0
            ranking = [e for e in ranking if e["name"] != name]
            ranking.insert(0, {"name": name, "confidence": confidence})
        elif self._sure(ranking):
            name, confidence = ranking[0]["name"], ranking[0]["confidence"]
            if name in KIND_OF_TOPIC:
                # The gate let it pass, but the classifier is sure: one more pair of eyes.
                message.set("danger", [KIND_OF_TOPIC[name]], add_to_output=True)
        else:
            name, confidence = FALLBACK_TOPIC, 1.0 - (ranking[0]["confidence"] if ranking else 0.0)
        message.set(INTENT, {"name": name, "confidence": confidence}, add_to_output=True)
        message.set(RANKING, ranking[:RANKING_LENGTH], add_to_output=True)

    def _sure(self, ranking: List[Dict[Text, Any]]) -> bool:
        assert self._model is not None
        return bool(ranking) and ranking[0]["confidence"] >= self._model.threshold

    def _sure_and_harmless(self, ranking: List[Dict[Text, Any]]) -> bool:
        return self._sure(ranking) and ranking[0]["name"] not in KIND_OF_TOPIC

    def _ranking(self, text: Text, after: Text | None) -> List[Dict[Text, Any]]:
        assert self._model is not None
        chances = self._model.rank([text], [after])[0]
        best = np.argsort(-chances, kind="stable")[:RANKING_LENGTH]
        return [{"name": self._model.topics[i], "confidence": float(chances[i])} for i in best]
