import pytest

from lantaarn.messaging.choices import arranged, choices_of, chosen, text_with_numbers
from lantaarn.messaging.outgoing import Choice, Limits

LAW = {"title": "De wet", "payload": "/wet_inhoud"}
HELP = {"title": "Hulp voor mezelf", "payload": "/gesprek_medewerker"}
CALL = {"title": "Bel 0900-8844", "url": "tel:09008844"}
BUTTONS = Limits(text=200, choices=3, label=20, text_with_choices=100)
NONE = Limits(text=200)
HOW = "Typ het cijfer:"


def test_choices_are_numbered_through_the_whole_answer_and_numbers_to_call_are_none():
    found = choices_of([{"text": "a", "buttons": [CALL, LAW]}, {"text": "b"}, {"text": "c", "buttons": [HELP]}])
    assert found == [(Choice(1, "De wet", "/wet_inhoud"),), (), (Choice(2, "Hulp voor mezelf", "/gesprek_medewerker"),)]


def test_a_number_that_stood_on_a_button_only_comes_into_the_text():
    assert text_with_numbers({"text": "Er ging iets mis.", "buttons": [CALL]}) == "Er ging iets mis.\nBel 0900-8844"


@pytest.mark.parametrize("text", ["Politie: 0900-8844", "bel 0900 8844.", "09008844"])
def test_a_number_that_is_in_the_text_is_not_said_twice(text):
    assert text_with_numbers({"text": text, "buttons": [CALL]}) == text


def test_digits_of_another_number_are_not_that_number():
    alarm = {"title": "Bel 112", "url": "tel:112"}
    assert text_with_numbers({"text": "Bel 088-1120000.", "buttons": [alarm]}).endswith("\nBel 112")


def test_choices_that_fit_stay_choices():
    (made,) = arranged([{"text": "Kies.", "buttons": [LAW, HELP]}], BUTTONS, HOW)
    assert made.text == "Kies." and [choice.label for choice in made.choices] == ["De wet", "Hulp voor mezelf"]


@pytest.mark.parametrize(
    "limits", [NONE, Limits(200, 1, 20, 100), Limits(200, 3, 10, 100)], ids=["none", "too many", "too long"]
)
def test_choices_that_do_not_fit_become_a_numbered_list(limits):
    (made,) = arranged([{"text": "Kies.", "buttons": [LAW, HELP]}], limits, HOW)
    assert made.choices == () and made.text == "Kies.\n\nTyp het cijfer:\n1. De wet\n2. Hulp voor mezelf"


def test_a_list_goes_on_counting_in_the_next_message():
    made = arranged([{"text": "a", "buttons": [LAW]}, {"text": "b", "buttons": [HELP]}], NONE, HOW)
    assert made[0].text.endswith("1. De wet") and made[1].text.endswith("2. Hulp voor mezelf")


def test_of_a_long_answer_the_last_part_has_the_choices_and_every_part_fits():
    made = arranged([{"text": "Een zin van zeven woorden, denk ik. " * 10, "buttons": [LAW]}], BUTTONS, HOW)
    assert len(made) > 3
    assert [bool(each.choices) for each in made] == [False] * (len(made) - 1) + [True]
    assert all(len(each.text) <= 100 for each in made)


@pytest.mark.parametrize("typed", ["1", " 1 ", "1.", "1)", "de wet", "De Wet!", " de   wet. "])
def test_a_number_or_a_label_typed_back_is_that_choice(typed):
    assert chosen(typed, [Choice(1, "De wet", "/wet_inhoud"), Choice(2, "Hulp", "/hulp")]) == "/wet_inhoud"


@pytest.mark.parametrize(
    "typed", ["3", "0", "12", "112", "113", "1 en 2", "de wet graag", "wet", "", "1x", "artikel 1"]
)
def test_anything_else_is_a_message(typed):
    assert chosen(typed, [Choice(1, "De wet", "/wet_inhoud"), Choice(2, "Hulp", "/hulp")]) is None


def test_without_choices_nothing_is_chosen():
    assert chosen("1", ()) is None
