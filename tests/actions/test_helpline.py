from actions.helpline import ActionHelpline
from tests.actions.conftest import SUNDAY_NIGHT
from tests.conftest import action, lines_of, responses_of, user


def run(dispatcher, tracker, domain):
    return ActionHelpline().run(dispatcher, tracker, domain)


def test_a_line_that_is_named_is_shown(dispatcher, tracker, domain):
    events = run(dispatcher, tracker("handelen_hulplijn", helplines=["comensha"]), domain)
    assert responses_of(dispatcher) == ["utter_handelen_hulplijn", "utter_lijnkaart"]
    assert lines_of(dispatcher) == ["CoMensha"]
    assert events == []


def test_a_line_that_is_named_is_shown_when_it_is_closed_too(dispatcher, tracker, domain, at):
    at(SUNDAY_NIGHT)
    run(dispatcher, tracker("handelen_hulplijn", helplines=["comensha"]), domain)
    assert dispatcher.messages[1]["lijn_open"].startswith("Nu dicht")


def test_at_most_three_named_lines_are_shown(dispatcher, tracker, domain):
    named = ["alarm", "politie", "mma", "comensha"]
    run(dispatcher, tracker("handelen_hulplijn", helplines=named), domain)
    assert lines_of(dispatcher) == ["Alarmnummer", "Politie, geen spoed", "Meld Misdaad Anoniem"]


def test_a_line_that_does_not_exist_is_left_out(dispatcher, tracker, domain):
    run(dispatcher, tracker("handelen_hulplijn", helplines=["weg", "mma"]), domain)
    assert lines_of(dispatcher) == ["Meld Misdaad Anoniem"]


def test_without_a_name_the_lines_of_the_last_topic_are_shown_and_which_is_asked(dispatcher, tracker, domain):
    earlier = [user("persoonlijk_suicide"), action("utter_persoonlijk_suicide")]
    run(dispatcher, tracker("handelen_hulplijn", {"land": "NL"}, earlier), domain)
    assert responses_of(dispatcher)[0] == "utter_handelen_hulplijn_welke"
    assert lines_of(dispatcher) == ["113 Zelfmoordpreventie", "Alarmnummer"]


def test_without_name_and_topic_the_default_lines_of_the_country_are_shown(dispatcher, tracker, domain):
    run(dispatcher, tracker("handelen_hulplijn", {"land": "BE"}), domain)
    assert lines_of(dispatcher)[:2] == ["Politie, dringend", "Meldpunt mensenhandel"]


def test_closed_lines_come_last(dispatcher, tracker, domain, at):
    at(SUNDAY_NIGHT)
    earlier = [user("persoonlijk_slachtoffer"), action("utter_persoonlijk_slachtoffer")]
    run(dispatcher, tracker("handelen_hulplijn", {"land": "NL"}, earlier), domain)
    assert lines_of(dispatcher)[-1] == "CoMensha"


def test_the_country_is_asked_once(dispatcher, tracker, domain):
    events = run(dispatcher, tracker("handelen_hulplijn"), domain)
    assert [(e["name"], e["value"]) for e in events] == [("land_gevraagd", True)]
    assert responses_of(dispatcher)[-1] == "utter_land_vraag"
    dispatcher.messages.clear()
    assert run(dispatcher, tracker("handelen_hulplijn", {"land_gevraagd": True}), domain) == []
    assert "utter_land_vraag" not in responses_of(dispatcher)
