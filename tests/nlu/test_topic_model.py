import numpy as np
import pytest

from lantaarn.nlu.features import FusedFeatures
from lantaarn.nlu.topic_model import Example, TopicModel, TopicModelError, train_topic_model

LAW = ["wat zegt de wet", "wat staat er in de wet", "leg de wet uit", "welke wet is dat", "waar gaat de wet over"]
PENALTY = ["hoeveel jaar cel staat erop", "hoe hoog is de boete", "welke straf krijg je", "cel of boete", "hoe lang moet je zitten"]
POLICE = ["hoe bel ik de politie", "waar meld ik het", "wat is het nummer van de politie", "aangifte doen", "naar het bureau"]
TOPICS = {"wet": LAW, "straf": PENALTY, "politie": POLICE}
EXAMPLES = [Example(text, topic) for topic, texts in TOPICS.items() for text in texts]
# The same words mean something else after another topic.
FOLLOWUPS = [
    Example(text, topic, after)
    for text in ("en dan?", "en wat nog meer?", "vertel eens meer", "hoezo dan?")
    for after, topic in (("wet", "straf"), ("politie", "wet"))
]
CALIBRATION = [("wat is de wet", "wet"), ("welke straf staat erop", "straf"), ("nummer politie", "politie")]


@pytest.fixture(scope="module")
def features():
    return FusedFeatures().fit([example.text for example in (*EXAMPLES * 4, *FOLLOWUPS)])


@pytest.fixture(scope="module")
def model(features):
    # Sentences far outnumber follow-ups, as in the real data.
    return train_topic_model([*EXAMPLES * 4, *FOLLOWUPS], CALIBRATION, features)


def best(model, text, after=None):
    return model.topics[int(model.rank([text], [after])[0].argmax())]


def test_probabilities_of_each_sentence_add_up_to_one(model):
    chances = model.rank(["wat zegt de wet", "en dan?"])
    assert chances.shape == (2, 3)
    assert chances.sum(axis=1) == pytest.approx(1)


@pytest.mark.parametrize(("after", "wanted"), [("wet", "straf"), ("politie", "wet")])
def test_a_follow_up_means_something_else_after_another_topic(model, after, wanted):
    assert best(model, "en dan?", after) == wanted
    assert best(model, "hoezo eigenlijk", after) == wanted


@pytest.mark.parametrize("after", [None, "wet", "straf", "politie"])
def test_a_clear_sentence_means_the_same_after_any_topic(model, after):
    assert best(model, "hoe hoog is de boete", after) == "straf"


def test_an_unknown_topic_before_changes_nothing(model):
    assert np.array_equal(model.rank(["en dan?"], ["nlu_fallback"]), model.rank(["en dan?"]))


def test_the_same_data_gives_the_same_model(model, features):
    again = train_topic_model([*EXAMPLES * 4, *FOLLOWUPS], CALIBRATION, features).to_arrays()
    assert all(np.array_equal(array, again[name]) for name, array in model.to_arrays().items())


def test_a_model_comes_back_as_it_was_stored(model, features):
    restored = TopicModel.from_arrays(model.to_arrays(), features)
    assert restored.topics == model.topics
    assert np.array_equal(restored.rank(["en dan?"], ["wet"]), model.rank(["en dan?"], ["wet"]))


def test_a_model_of_other_features_is_refused(model):
    other = FusedFeatures().fit(["iets anders"] * 4)
    with pytest.raises(TopicModelError, match="make train"):
        TopicModel.from_arrays(model.to_arrays(), other)
