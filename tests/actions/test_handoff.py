import pytest

from actions.handoff import MAX_CARDS, ActionHandoff, cost_sentence, open_first, utter_line
from tests.actions.conftest import SUNDAY_NIGHT, TUESDAY_MORNING
from tests.conftest import lines_of, responses_of

ASKED = {"event": "slot", "timestamp": None, "name": "land_gevraagd", "value": True}


def run(dispatcher, tracker, domain):
    return ActionHandoff().run(dispatcher, tracker, domain)


def numbers(dispatcher):
    return [(m["lijn_nummer"], [b["url"] for b in m["buttons"]]) for m in dispatcher.messages if "lijn_nummer" in m]


def test_who_wants_to_act_gets_police_anonymous_line_and_alarm(dispatcher, tracker, domain):
    run(dispatcher, tracker("handelen_stappen"), domain)
    assert numbers(dispatcher) == [
        ("0900-8844", ["tel:09008844"]),
        ("0800-7000", ["tel:08007000"]),
        ("112", ["tel:112"]),
    ]


@pytest.mark.parametrize(
    ("topic", "number"),
    [
        ("handelen_politie", "0900-8844"),
        ("handelen_anoniem", "0800-7000"),
        ("handelen_spoed", "112"),
        ("persoonlijk_suicide", "113"),
        ("persoonlijk_slachtoffer", "033-448 11 86"),
    ],
)
def test_the_most_fitting_line_comes_first(dispatcher, tracker, domain, topic, number):
    run(dispatcher, tracker(topic), domain)
    assert numbers(dispatcher)[0][0] == number


def test_a_card_has_everything_on_it(dispatcher, tracker, domain):
    run(dispatcher, tracker("handelen_politie"), domain)
    card = dispatcher.messages[0]
    assert card["lijn_naam"] == "Politie, geen spoed"
    assert card["lijn_voor"] == "als je iets wilt melden en er geen direct gevaar is"
    assert card["lijn_kosten"] == "Bellen kost 2 cent per minuut plus je gewone belkosten."
    assert card["lijn_ziet"].startswith("De politie kan je nummer zien")
    assert card["lijn_grenzen"].startswith("Dit nummer is niet gratis")
    assert card["lijn_open"] == "De openingstijden weten we niet zeker."
    assert card["lijn_bron"].endswith("gecontroleerd 22 november 2026.")
    assert card["buttons"] == [{"title": "Bel 0900-8844", "url": "tel:09008844"}]


def test_every_line_fills_the_whole_card(dispatcher, book, domain):
    places = {"lijn_naam", "lijn_nummer", "lijn_voor", "lijn_kosten", "lijn_ziet", "lijn_grenzen", "lijn_open", "lijn_bron"}
    for line in book.helplines.values():
        utter_line(dispatcher, line, TUESDAY_MORNING)
    for card in dispatcher.messages:
        assert [place for place in places if not card[place]] == [], card["lijn_naam"]
    text = domain["responses"]["utter_lijnkaart"][0]["text"]
    assert all(f"{{{place}}}" in text for place in places)


def test_a_line_without_number_shows_its_site_and_no_button(dispatcher, book):
    utter_line(dispatcher, book.helplines["fier"], TUESDAY_MORNING)
    assert numbers(dispatcher) == [("fier.nl/chat", [])]


def test_a_line_without_number_and_site_shows_its_place(dispatcher, book):
    utter_line(dispatcher, book.helplines["acs"], TUESDAY_MORNING)
    assert numbers(dispatcher) == [("Nieuwezijds Voorburgwal, Amsterdam", [])]


def test_a_free_line_says_so_in_its_own_words(book):
    assert cost_sentence(book.helplines["mma"]) == "Bellen is gratis."


def test_in_belgium_the_lines_are_belgian(dispatcher, tracker, domain):
    run(dispatcher, tracker("handelen_stappen", {"land": "BE"}), domain)
    assert [number for number, _ in numbers(dispatcher)] == ["101", "078 05 58 00", "112"]


def test_closed_lines_come_last(dispatcher, tracker, domain, at):
    tracked = tracker("handelen_na_melding")
    run(dispatcher, tracked, domain)
    assert lines_of(dispatcher) == ["Slachtofferhulp Nederland", "CoMensha"]
    dispatcher.messages.clear()
    at(SUNDAY_NIGHT)
    run(dispatcher, tracker("persoonlijk_slachtoffer"), domain)
    assert lines_of(dispatcher) == ["Chat met Fier", "Slachtofferhulp Nederland", "CoMensha"]
    assert dispatcher.messages[-2]["lijn_open"].startswith("Nu dicht")


def test_in_office_hours_the_same_line_is_first_and_open(dispatcher, tracker, domain):
    run(dispatcher, tracker("persoonlijk_slachtoffer"), domain)
    assert lines_of(dispatcher)[0] == "CoMensha"
    assert dispatcher.messages[0]["lijn_open"].startswith("Nu open")


def test_lines_that_are_equally_open_keep_their_order(book):
    lines = [book.helplines[name] for name in ("comensha", "fier", "alarm", "be_1712", "politie")]
    ordered = [line.id for line in open_first(lines, SUNDAY_NIGHT)]
    assert ordered == ["fier", "alarm", "politie", "comensha", "be_1712"]


def test_the_country_is_asked_when_it_is_not_known(dispatcher, tracker, domain):
    assert run(dispatcher, tracker("handelen_politie"), domain) == [ASKED]
    assert responses_of(dispatcher)[-1] == "utter_land_vraag"


@pytest.mark.parametrize("slots", [{"land_gevraagd": True}, {"land": "NL"}, {"land": "BE"}])
def test_the_country_is_asked_once(dispatcher, tracker, domain, slots):
    assert run(dispatcher, tracker("handelen_politie", slots), domain) == []
    assert "utter_land_vraag" not in responses_of(dispatcher)


def test_there_are_never_more_cards_than_somebody_can_read(dispatcher, tracker, domain):
    for topic in domain["intents"]:
        for country in ("NL", "BE"):
            dispatcher.messages.clear()
            run(dispatcher, tracker(topic, {"land": country}), domain)
            assert 1 <= len(lines_of(dispatcher)) <= MAX_CARDS, topic
