"""The sentences about an answer, for every answer that a bot can give."""

import pytest

from flows.book import Book
from tests.trial.desk import CALM, DANGER, report
from trial import explaining
from trial.reports import trial_of


@pytest.fixture(scope="module")
def flow_book(built_book):
    return Book(built_book, "x")


def trial(**changes):
    return trial_of(report(**changes))


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [(0.97, 0.02, "groot"), (0.7, 0.2, "groot"), (0.55, 0.3, "redelijk"), (0.4, 0.2, "redelijk"), (0.4, 0.25, "klein")],
)
def test_the_margin_in_words(flow_book, first, second, words):
    ranking = [["wet_inhoud", first], ["wet_doel", second]]
    sentence = explaining.margin(trial(rangorde=ranking, marge=round(first - second, 4)), flow_book)
    assert f"Het verschil is {words}" in sentence
    assert "‘Wat zegt de wet?’" in sentence and "‘Waarom is deze wet er?’" in sentence


def test_one_point_is_one_point(flow_book):
    sentence = explaining.margin(trial(rangorde=[["wet_inhoud", 0.31], ["wet_doel", 0.3]], marge=0.01), flow_book)
    assert "schelen 1 punt." in sentence


@pytest.mark.parametrize("ranking", [[], [["wet_inhoud", 1.0]]])
def test_without_a_second_there_is_no_margin(flow_book, ranking):
    assert "geen tweede" in explaining.margin(trial(rangorde=ranking, marge=None), flow_book)


def test_with_danger_the_ranking_does_not_count(flow_book):
    assert "gevaar gaat voor" in explaining.margin(trial_of(DANGER), flow_book)


def test_every_topic_of_the_book_has_its_steps_in_words(flow_book):
    for rule in flow_book["regels"]:
        step = rule["stappen"][-1]
        sentences = explaining.steps(trial(intent=rule["onderwerp"], stap=step), flow_book)
        assert len(sentences) == len(rule["stappen"])
        assert all("de chat" in sentence.lower() or "gesprek" in sentence for sentence in sentences)
        assert not any("utter_" in sentence or "action_" in sentence for sentence in sentences)


def test_a_step_outside_the_rules_stands_alone(flow_book):
    assert explaining.steps(trial(stap="noodantwoord"), flow_book)[0].startswith("De chat geeft het noodantwoord")
    assert explaining.steps(trial(stap="action_nieuw"), flow_book) == ["De chat voert action_nieuw uit."]


def sentences(flow_book, **changes):
    return list(explaining.danger_sentences(trial(**changes), flow_book))


def test_what_was_made_of_the_danger(flow_book):
    assert sentences(flow_book) == ["De poort zag geen gevaar."]
    assert "viel niets na te kijken" in sentences(flow_book, signalen=[])[0]
    assert "het dringendst" in list(explaining.danger_sentences(trial_of(DANGER), flow_book))[1]


def test_danger_that_only_the_topic_model_saw(flow_book):
    sentence = sentences(flow_book, gevaar="victim", onderwerp="persoonlijk_slachtoffer")[0]
    assert "De poort zag het niet" in sentence and "Gedwongen of uitgebuit" in sentence


def test_a_doubtful_wish_that_gave_way(flow_book):
    found = sentences(flow_book, soorten=["refuse"], twijfel=True)
    assert len(found) == 2 and "De poort twijfelde" in found[1]


@pytest.mark.parametrize(
    ("score", "counts", "words"),
    [
        (0.0, True, "0,60 boven de grens"),
        (-0.6, True, "0,00 boven de grens"),
        (0.0, False, "0,60 boven de grens, maar een ander gevaar is veel duidelijker"),
        (-0.8, False, "net 0,20 onder de grens"),
        (-4.0, False, "3,40 onder de grens"),
    ],
)
def test_a_score_in_words(flow_book, score, counts, words):
    signal = {"soort": "112", "patronen": ["x"], "score": score, "drempel": -0.6, "telt": counts}
    (row,) = explaining.dangers(trial(signalen=[signal]), flow_book)
    assert (row.name, row.model, row.counts, row.address) == ("Acuut gevaar", words, counts, "/stroomboek/gevaar/112/")


def test_every_kind_has_its_row(flow_book):
    assert [row.kind for row in explaining.dangers(trial(), flow_book)] == [signal["soort"] for signal in CALM]


@pytest.mark.parametrize(("code", "name"), [("nl", "Nederlands"), ("ar", "Arabisch"), ("qq", "onbekend (qq)")])
def test_a_language_has_its_dutch_name(code, name):
    assert explaining.language(trial(taal=code)) == name
