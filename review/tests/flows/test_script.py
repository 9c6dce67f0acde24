import pytest
from django.http import Http404

from flows.script import (
    ASKS,
    DANGER,
    DOES,
    LINES,
    NEXT,
    NO_RULE,
    NOT_HERE,
    SAYS,
    danger_script,
    general_script,
    topic_script,
)


def kinds(script):
    return [beat.kind for beat in script]


def test_a_topic_reads_from_question_to_danger(reader):
    script = topic_script(reader, "wet_inhoud")
    assert kinds(script) == [ASKS, SAYS, NEXT, NEXT, LINES, SAYS, DANGER]
    asks, says, yes, further, lines, simpler, danger = script
    assert asks.text == "‘Wat zegt de wet?’"
    assert says.said.name == "utter_wet_inhoud" and len(says.said.choices) == 4
    assert yes.link.label == "Wanneer weet of vermoed je het?"
    assert further.follow_ups[0].count == max(each.count for each in further.follow_ups)
    assert "algemene lijnen" in lines.text and lines.countries[0].lines[0].title == "Politie, geen spoed"
    assert simpler.said.name == "utter_wet_inhoud_eenvoudig"
    assert danger.link.address.endswith("/gevaar/")


def test_a_handoff_comes_right_after_the_answer_with_the_lines_of_both_countries(reader):
    script = topic_script(reader, "handelen_anoniem")
    assert script[2].kind == DOES and script[2].text == reader.book["stappen"]["action_handoff"]
    lines = next(beat for beat in script if beat.kind == LINES)
    assert lines.text == "Meteen na het antwoord komen deze lijnen."
    assert [[line.name for line in country.lines] for country in lines.countries] == [
        ["mma"],
        ["be_1712", "be_meldpunt"],
    ]


def test_an_answer_without_an_offer_says_what_a_yes_gives(reader):
    yes = next(beat for beat in topic_script(reader, "handelen_anoniem") if beat.who == "Zegt iemand daarna ‘ja’")
    assert "biedt niets aan" in yes.text and yes.link.label == "‘Ja’ terwijl er niets werd gevraagd"


def test_an_answer_without_simpler_words_says_so(reader):
    simpler = [beat for beat in topic_script(reader, "handelen_anoniem") if "eenvoudiger" in beat.who]
    assert [beat.said for beat in simpler] == [None] and "geen eenvoudiger woorden" in simpler[0].text


def test_an_action_alone_shows_what_it_can_say_and_when(reader):
    does = topic_script(reader, "gesprek_nee")[1]
    assert [said.name for _, said in does.when] == ["utter_persoonlijk_veilig_nee", "utter_nee"]


def test_a_topic_that_is_a_danger_points_to_its_path(reader):
    script = topic_script(reader, "persoonlijk_suicide")
    danger = next(beat for beat in script if beat.kind == DANGER)
    assert danger.link.label == "Gedachten aan zelfdoding" and danger.link.address.endswith("/gevaar/113/")


def test_every_topic_kind_and_path_of_the_book_has_a_play_without_a_gap(reader):
    book = reader.book
    scripts = [topic_script(reader, name) for name in book["onderwerpen"]]
    scripts += [danger_script(reader, kind) for kind in book["gevaar"]]
    scripts += [general_script(reader, name) for name in book["algemeen"]]
    for script in scripts:
        assert script[0].kind == ASKS and len(script) > 1
        for beat in script:
            assert NO_RULE not in beat.text and NOT_HERE not in beat.text
            assert beat.text or beat.said or beat.when


def test_a_danger_path_begins_with_the_numbers_and_ends_careful(reader):
    script = danger_script(reader, "victim")
    assert script[1].countries[0].lines[0].number == reader.line("comensha").number
    assert len(script[2].cards) == 14
    assert [beat.said.name for beat in script if beat.said] == [
        "utter_gevaar_victim",
        "utter_gevaar_lijnen",
        "utter_persoonlijk_veilig_ja_victim",
        "utter_persoonlijk_veilig_nee",
        "utter_persoonlijk_slachtoffer",
        "utter_voorzichtig_victim",
    ]
    more = script[4].countries
    assert [line.name for line in more[0].lines] == ["comensha", "fier", "slachtofferhulp"]


def test_a_book_of_an_earlier_build_still_shows_its_danger_answers(reader_of):
    def change(content):
        del content["gevaarpaden"], content["algemeen"], content["stapantwoorden"]

    script = danger_script(reader_of(change), "113")
    assert script[1].countries[0].lines[0].name == "lijn113"
    assert [beat.said.name for beat in script if beat.said] == reader_of().book["gevaar"]["113"]["antwoorden"]


@pytest.mark.parametrize("write", [topic_script, danger_script])
def test_what_the_book_does_not_have_is_not_found(reader, write):
    with pytest.raises(Http404):
        write(reader, "bestaat_niet")


def test_a_rule_that_names_a_missing_answer_says_so(reader_of):
    def change(content):
        del content["antwoorden"]["utter_wet_doel"]

    says = topic_script(reader_of(change), "wet_doel")[1]
    assert says.text == NOT_HERE and says.said.pieces == ()


def test_a_path_that_names_a_missing_answer_says_so(reader_of):
    def change(content):
        del content["antwoorden"]["utter_gevaar_113"]

    assert any(NOT_HERE in beat.text for beat in danger_script(reader_of(change), "113"))


def test_a_topic_without_a_rule_says_so(reader_of):
    def change(content):
        content["regels"] = [rule for rule in content["regels"] if rule["onderwerp"] != "wet_doel"]

    assert topic_script(reader_of(change), "wet_doel")[1].text == NO_RULE


def test_a_step_without_an_explanation_is_not_left_out(reader_of):
    def change(content):
        content["stappen"] = {}

    does = topic_script(reader_of(change), "gesprek_wissen")[1]
    assert does.kind == DOES and "staat niet in het stroomboek" in does.text


def test_a_line_that_the_book_does_not_have_is_left_out(reader_of):
    def change(content):
        content["doorverwijzing"]["onderwerpen"]["handelen_anoniem"]["NL"] = ["weg", "mma"]

    lines = next(beat for beat in topic_script(reader_of(change), "handelen_anoniem") if beat.kind == LINES)
    assert [line.name for line in lines.countries[0].lines] == ["mma"]
