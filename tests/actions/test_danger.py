import pytest

from actions.danger import ActionDanger, ActionLeaveCareful, ActionSafeToTalk, asked_if_safe
from lantaarn.nlu.danger_kinds import KINDS, TOPIC_OF_KIND
from tests.conftest import action, lines_of, responses_of, user

NUMBERS = {"112": "112", "113": "113", "minor": "0800-0432", "victim": "033-448 11 86", "refuse": "0800-266 64 36"}


def run(dispatcher, tracker, domain):
    events = ActionDanger().run(dispatcher, tracker, domain)
    return {event["name"]: event["value"] for event in events}


@pytest.mark.parametrize("kind", KINDS)
def test_the_number_comes_first_as_a_button_that_dials(dispatcher, tracker, domain, kind):
    run(dispatcher, tracker(TOPIC_OF_KIND[kind], danger=[kind]), domain)
    first = dispatcher.messages[0]
    assert first["text"].endswith(NUMBERS[kind])
    assert first["buttons"][0]["url"] == "tel:" + "".join(c for c in NUMBERS[kind] if c.isdigit())
    assert responses_of(dispatcher)[1] == f"utter_gevaar_{kind}"


@pytest.mark.parametrize("kind", KINDS)
def test_the_conversation_becomes_careful(dispatcher, tracker, domain, kind):
    events = run(dispatcher, tracker(TOPIC_OF_KIND[kind], danger=[kind]), domain)
    assert events == {"voorzichtig": kind}


@pytest.mark.parametrize("kind", KINDS)
def test_the_answer_is_the_same_whatever_the_topic(dispatcher, tracker, domain, kind):
    run(dispatcher, tracker("wet_inhoud", danger=[kind]), domain)
    assert responses_of(dispatcher)[1] == f"utter_gevaar_{kind}"


def test_the_most_urgent_kind_is_answered(dispatcher, tracker, domain):
    assert run(dispatcher, tracker("handelen_spoed", danger=["112", "victim"]), domain)["voorzichtig"] == "112"


@pytest.mark.parametrize("second", ["113", "minor", "victim"])
def test_with_acute_danger_the_line_for_what_else_holds_stands_last(dispatcher, tracker, domain, second):
    run(dispatcher, tracker("handelen_spoed", danger=["112", second]), domain)
    assert responses_of(dispatcher)[-1] == f"utter_voorzichtig_{second}"


@pytest.mark.parametrize("danger", [["112"], ["112", "refuse"], ["113", "minor"]])
def test_otherwise_the_answer_ends_with_the_text_of_the_first_kind(dispatcher, tracker, domain, danger):
    run(dispatcher, tracker(TOPIC_OF_KIND[danger[0]], danger=danger), domain)
    assert responses_of(dispatcher)[-1] == f"utter_gevaar_{danger[0]}"


@pytest.mark.parametrize("kind", KINDS)
def test_a_button_to_the_topic_of_a_danger_gives_its_answer(dispatcher, tracker, domain, kind):
    events = run(dispatcher, tracker(TOPIC_OF_KIND[kind]), domain)
    assert events["voorzichtig"] == kind
    assert responses_of(dispatcher)[1] == f"utter_gevaar_{kind}"


def test_in_belgium_the_number_is_belgian(dispatcher, tracker, domain):
    run(dispatcher, tracker("persoonlijk_suicide", {"land": "BE"}, danger=["113"]), domain)
    assert dispatcher.messages[0]["text"] == "Zelfmoordlijn: 1813"


def test_the_country_is_not_asked_before_the_number(dispatcher, tracker, domain):
    run(dispatcher, tracker("persoonlijk_slachtoffer", danger=["victim"]), domain)
    assert "utter_land_vraag" not in responses_of(dispatcher)


def test_who_writes_polish_gets_a_card_in_polish(dispatcher, tracker, domain):
    run(dispatcher, tracker("handelen_spoed", danger=["112"], language="pl"), domain)
    card = dispatcher.messages[1]
    assert card["language"] == "pl"
    assert "112" in card["text"]


def test_a_button_for_more_gives_the_whole_text_and_the_lines(dispatcher, tracker, domain):
    tracked = tracker("persoonlijk_slachtoffer", {"voorzichtig": "victim", "land": "NL"})
    assert run(dispatcher, tracked, domain) == {}
    assert responses_of(dispatcher)[0] == "utter_persoonlijk_slachtoffer"
    assert lines_of(dispatcher) == ["CoMensha", "Chat met Fier", "Slachtofferhulp Nederland"]


def test_after_more_the_country_is_asked_once(dispatcher, tracker, domain):
    tracked = tracker("persoonlijk_slachtoffer", {"voorzichtig": "victim"})
    assert run(dispatcher, tracked, domain) == {"land_gevraagd": True}
    assert responses_of(dispatcher)[-1] == "utter_land_vraag"


def test_danger_in_a_new_message_gives_the_number_again(dispatcher, tracker, domain):
    tracked = tracker("persoonlijk_slachtoffer", {"voorzichtig": "victim"}, danger=["victim"])
    run(dispatcher, tracked, domain)
    assert dispatcher.messages[0]["text"].startswith("CoMensha")


def test_the_button_for_acute_danger_always_gives_112_at_once(dispatcher, tracker, domain):
    run(dispatcher, tracker("handelen_spoed", {"voorzichtig": "112"}), domain)
    assert dispatcher.messages[0]["text"] == "Alarmnummer: 112"


def test_the_menu_leaves_careful_mode(dispatcher, tracker, domain):
    (event,) = ActionLeaveCareful().run(dispatcher, tracker("gesprek_menu", {"voorzichtig": "113"}), domain)
    assert (event["name"], event["value"]) == ("voorzichtig", None)


def test_outside_careful_mode_the_menu_changes_nothing(dispatcher, tracker, domain):
    assert ActionLeaveCareful().run(dispatcher, tracker("gesprek_menu"), domain) == []


@pytest.mark.parametrize(
    ("intent", "kind", "response"),
    [
        ("persoonlijk_veilig_ja", "minor", "utter_persoonlijk_veilig_ja_minor"),
        ("persoonlijk_veilig_ja", "victim", "utter_persoonlijk_veilig_ja_victim"),
        ("persoonlijk_veilig_ja", None, "utter_persoonlijk_veilig_ja_victim"),
        ("persoonlijk_veilig_nee", "minor", "utter_persoonlijk_veilig_nee"),
        ("persoonlijk_veilig_nee", "victim", "utter_persoonlijk_veilig_nee"),
    ],
)
def test_the_answer_to_can_you_talk_safely_fits_who_is_talking(dispatcher, tracker, domain, intent, kind, response):
    assert ActionSafeToTalk().run(dispatcher, tracker(intent, {"voorzichtig": kind}), domain) == []
    assert responses_of(dispatcher) == [response]


LISTEN = action("action_listen")


@pytest.mark.parametrize(
    ("kind", "earlier", "asked"),
    [
        ("minor", [action("action_danger"), LISTEN], True),
        ("victim", [action("action_danger"), LISTEN], True),
        ("112", [action("action_danger"), LISTEN], False),
        (None, [action("action_danger"), LISTEN], False),
        ("minor", [], False),
        ("minor", [action("action_danger"), LISTEN, user("wet_doel"), action("utter_wet_doel"), LISTEN], False),
    ],
)
def test_ja_answers_the_question_on_safety_only_right_after_it(tracker, kind, earlier, asked):
    assert asked_if_safe(tracker("gesprek_ja", {"voorzichtig": kind}, earlier)) is asked
