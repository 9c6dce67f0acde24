import pytest

from actions.suggest import ActionSuggest, suggestion_buttons
from tests.conftest import action, lines_of, responses_of, user

MISSED = [user("nlu_fallback"), action("action_suggest"), action("action_listen")]


def ranking(*names):
    return [{"name": name, "confidence": 0.3} for name in names]


def run(dispatcher, tracker, domain):
    assert ActionSuggest().run(dispatcher, tracker, domain) == []


def payloads(buttons):
    return [button["payload"] for button in buttons]


def test_the_first_miss_offers_three_topics_by_label_and_two_ways_out(dispatcher, tracker, domain):
    ranked = ranking("wet_strafmaat", "wet_inhoud", "wet_doel", "wet_minderjarig")
    run(dispatcher, tracker("nlu_fallback", intent_ranking=ranked), domain)
    (message,) = dispatcher.messages
    assert message["response"] == "utter_niet_begrepen"
    assert message["buttons"] == [
        {"title": "Welke straf staat erop?", "payload": "/wet_strafmaat"},
        {"title": "Wat zegt de wet?", "payload": "/wet_inhoud"},
        {"title": "Waarom is deze wet er?", "payload": "/wet_doel"},
        {"title": "Iets anders", "payload": "/gesprek_menu"},
        {"title": "Hulplijnen", "payload": "/gesprek_medewerker"},
    ]


def test_without_a_ranking_the_ways_out_are_there(dispatcher, tracker, domain):
    run(dispatcher, tracker("nlu_fallback"), domain)
    assert payloads(dispatcher.messages[0]["buttons"]) == ["/gesprek_menu", "/gesprek_medewerker"]


def test_the_second_miss_in_a_row_gives_people_and_no_third_guess(dispatcher, tracker, domain):
    ranked = ranking("wet_strafmaat", "wet_inhoud")
    run(dispatcher, tracker("nlu_fallback", earlier=MISSED, intent_ranking=ranked), domain)
    assert responses_of(dispatcher) == ["utter_niet_begrepen_tweede", *["utter_lijnkaart"] * 3]
    assert lines_of(dispatcher) == ["Politie, geen spoed", "Meld Misdaad Anoniem", "Alarmnummer"]


def test_after_an_understood_message_there_is_a_first_miss_again(dispatcher, tracker, domain):
    earlier = [*MISSED, user("wet_inhoud"), action("utter_wet_inhoud"), action("action_listen")]
    run(dispatcher, tracker("nlu_fallback", earlier=earlier), domain)
    assert responses_of(dispatcher) == ["utter_niet_begrepen"]


@pytest.mark.parametrize("kind", ["112", "113", "minor", "victim", "refuse"])
def test_in_careful_mode_there_is_no_guessing_at_all(dispatcher, tracker, domain, kind):
    ranked = ranking("wet_strafmaat")
    run(dispatcher, tracker("nlu_fallback", {"voorzichtig": kind}, intent_ranking=ranked), domain)
    assert responses_of(dispatcher)[0] == "utter_niet_begrepen_tweede"
    assert lines_of(dispatcher)


def test_the_lines_are_those_of_the_country(dispatcher, tracker, domain):
    run(dispatcher, tracker("nlu_fallback", {"land": "BE"}, MISSED), domain)
    assert lines_of(dispatcher)[0] == "Politie, dringend"


@pytest.mark.parametrize("name", ["gesprek_groet", "buiten_bereik", "persoonlijk_schadelijk", "weg"])
def test_what_nobody_would_choose_is_not_offered(name):
    assert payloads(suggestion_buttons(ranking(name, "wet_doel"))) == ["/wet_doel"]


def test_the_order_of_the_ranking_is_kept():
    buttons = suggestion_buttons(ranking("wet_doel", "gesprek_ja", "beleid_gender", "wet_inhoud", "wet_straf"))
    assert payloads(buttons) == ["/wet_doel", "/beleid_gender", "/wet_inhoud"]
