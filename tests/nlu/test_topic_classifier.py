"""What wins, topic or danger, with a model whose ranking the test sets."""

import numpy as np
import pytest
from rasa.shared.nlu.training_data.message import Message

from lantaarn.answers.topics import FALLBACK_TOPIC
from lantaarn.nlu.topic_classifier import TopicClassifier

THRESHOLD = 0.8


class Model:
    """Ranks one topic first with a given confidence, and notes the topic before."""

    threshold = THRESHOLD

    def __init__(self, first, confidence):
        self.topics = [first, "wet_doel"]
        self._chances = np.array([[confidence, 1 - confidence]])
        self.after = None

    def rank(self, texts, after):
        self.after = after
        return self._chances


def classify(first="handelen_naaste", confidence=0.95, text="een zin", **found):
    message = Message({"text": text, **found})
    model = Model(first, confidence)
    TopicClassifier({}, None, None, model).process([message])
    return message, model


def test_a_sure_topic_is_answered_and_an_unsure_one_is_asked_about():
    assert classify(confidence=THRESHOLD)[0].get("intent")["name"] == "handelen_naaste"
    assert classify(confidence=THRESHOLD - 0.01)[0].get("intent")["name"] == FALLBACK_TOPIC


@pytest.mark.parametrize("kind", ["112", "113", "minor", "victim", "refuse"])
def test_danger_goes_before_the_surest_topic(kind):
    message, _ = classify(confidence=1.0, danger=[kind], doubtful=False)
    assert message.get("intent")["name"] != "handelen_naaste"
    assert message.get("danger") == [kind]


@pytest.mark.parametrize(
    ("first", "confidence", "wins"),
    [
        ("handelen_naaste", 0.95, "handelen_naaste"),
        ("handelen_naaste", 0.7, "persoonlijk_schadelijk"),
        ("persoonlijk_slachtoffer", 0.95, "persoonlijk_schadelijk"),
    ],
)
def test_a_doubted_harmful_wish_gives_way_only_to_a_sure_and_harmless_topic(first, confidence, wins):
    message, _ = classify(first, confidence, danger=["refuse"], doubtful=True)
    assert message.get("intent")["name"] == wins
    assert message.get("danger") == ([] if wins == first else ["refuse"])


def test_a_topic_that_is_a_danger_is_danger_even_where_the_gate_let_it_pass():
    assert classify("persoonlijk_suicide", danger=[])[0].get("danger") == ["113"]


def test_the_topic_answered_last_goes_along():
    assert classify(metadata={"last_topic": "wet_inhoud"})[1].after == ["wet_inhoud"]


def test_a_button_is_not_classified():
    message, model = classify(intent={"name": "wet_doel"})
    assert message.get("intent") == {"name": "wet_doel"}
    assert model.after is None


@pytest.mark.parametrize("text", ["", "?!"])
def test_without_words_it_asks_back(text):
    assert classify(text=text)[0].get("intent")["name"] == FALLBACK_TOPIC
