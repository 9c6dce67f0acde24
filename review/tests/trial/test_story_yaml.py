"""The test that is made of a conversation; that Rasa reads it back is tested with Rasa's own reader, in the bot's
tests."""

import pytest
import yaml

from trial.story_yaml import Turn, readable, story

LAW = Turn("Wat zegt de wet?", "wet_inhoud", ("utter_wet_inhoud",))


def steps_of(content):
    return yaml.safe_load(content)["stories"][0]["steps"]


def test_the_form_is_that_of_the_bots_own_tests():
    handed = Turn("waar meld ik dit\nanoniem?", "handelen_anoniem", ("utter_handelen_anoniem", "action_handoff"))
    assert story(
        "Uitgeprobeerd: de wet", [LAW, handed, Turn("/gesprek_menu", "gesprek_menu", ("utter_x",), pressed=True)]
    ) == (
        "# Gemaakt met ‘Uitproberen’. Lees de test na en zet het verhaal bij de andere in tests/conversations/.\n"
        'version: "3.1"\n'
        "\n"
        "stories:\n"
        '- story: "Uitgeprobeerd: de wet"\n'
        "  steps:\n"
        "  - user: |-\n"
        "      Wat zegt de wet?\n"
        "    intent: wet_inhoud\n"
        "  - action: utter_wet_inhoud\n"
        "  - user: |-\n"
        "      waar meld ik dit\n"
        "      anoniem?\n"
        "    intent: handelen_anoniem\n"
        "  - action: utter_handelen_anoniem\n"
        "  - action: action_handoff\n"
        "  - user: |-\n"
        "      /gesprek_menu\n"
        "    intent: gesprek_menu\n"
        "  - action: utter_x\n"
    )


def test_a_turn_that_does_not_fit_is_a_remark_and_the_rest_stays():
    content = story("x", [LAW, Turn("en dan?", left_out="de bot begreep deze zin door de beurt ervoor"), LAW])
    assert "  # Beurt 2 staat er niet in: de bot begreep deze zin door de beurt ervoor\n" in content
    assert "en dan?" not in content
    assert len(steps_of(content)) == 4


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  twee  spaties\tén een tab ", "twee spaties én een tab"),
        ("een\r\ntwee\n\n\ndrie", "een\ntwee\ndrie"),
        ("een\x85twee\u2028drie\x0bvier", "een\ntwee\ndrie\nvier"),
        ("on\u200bzicht\u00adbaar\ufeff", "onzichtbaar"),
        ("a\x00b\x7fc\ud83dd", "a b c d"),
        ("/wet_inhoud", "wet_inhoud"),
        ("// hallo", "hallo"),
        ("[klik](hier) en [ik]{x} of [a][b]", "[klik] (hier) en [ik] {x} of [a] [b]"),
        ("[naam] belt (nu)", "[naam] belt (nu)"),
        ("- # | > & * ! % @ ` : ? ' \" {}", "- # | > & * ! % @ ` : ? ' \" {}"),
        ("😀 ок 中文", "😀 ок 中文"),
    ],
)
def test_what_was_typed_stays_readable(typed, kept):
    assert readable(typed) == kept
    if kept:
        assert steps_of(story("x", [Turn(typed, "wet_inhoud", ("utter_wet_inhoud",))]))[0]["user"] == kept


@pytest.mark.parametrize(
    "title", ['met "aanhalingstekens"', "back\\slash", "regel\neinde: x", "# kop", "‘x’", "[a](b)"]
)
def test_a_title_can_be_anything(title):
    assert yaml.safe_load(story(title, [LAW]))["stories"][0]["story"] == " ".join(readable(title).split())


@pytest.mark.parametrize("name", ["", "Wet", "wet inhoud", "wet\n- action: x", "1wet", "x" * 90, "wet:inhoud"])
def test_a_name_that_rasa_cannot_have_is_refused(name):
    with pytest.raises(ValueError):
        story("x", [Turn("hallo", name, ("utter_x",))])
    with pytest.raises(ValueError):
        story("x", [Turn("hallo", "wet_inhoud", (name,))])


@pytest.mark.parametrize(
    "turns",
    [[], [Turn("x", left_out="nee")], [Turn("", "a", ("b",))], [Turn("\u200b", "a", ("b",))], [Turn("x", "a", ())]],
)
def test_nothing_to_test_is_refused(turns):
    with pytest.raises(ValueError):
        story("x", turns)


def test_a_button_that_is_no_button_is_read_as_words():
    assert steps_of(story("x", [Turn("/wet\n- action: x", "a", ("b",), pressed=True)]))[0]["user"] == "wet\n- action: x"


def test_the_file_is_never_ascii_only():
    assert not story("x", [Turn(r"C:\users\u0041", "a", ("b",))]).isascii()
