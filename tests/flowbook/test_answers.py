import pytest

from lantaarn.answers.facts import FactError
from lantaarn.flowbook.answers import answers, named_facts


def test_a_fact_in_text_metadata_and_button_is_named_once_each_in_that_order(book):
    variation = {
        "text": "Bel {alarm.nummer} of {mma.nummer}. {lijn_naam}",
        "buttons": [{"title": "Bel {politie.nummer}", "payload": "/gesprek_menu"}],
        "metadata": {"feiten": ["wet_datum", "mma.nummer"]},
    }
    assert named_facts(variation, book) == ["alarm.nummer", "mma.nummer", "wet_datum", "politie.nummer"]


def test_an_answer_says_what_visitors_read_and_what_the_file_says(tmp_path, book):
    (tmp_path / "wet.yml").write_text(
        "responses:\n"
        "  utter_wet_inhoud:\n"
        "  - text: |-\n"
        "      Sinds {wet_datum}.\n"
        "    buttons:\n"
        "    - {title: Welke straf?, payload: /wet_strafmaat}\n"
        "    metadata: {aanbod: wet_strafmaat}\n",
        encoding="utf-8",
    )
    answer = answers(tmp_path, book)["utter_wet_inhoud"]
    assert answer["tekst"] == "Sinds {wet_datum}."
    assert answer["gevuld"].startswith(f"Sinds {book.get('wet_datum')}.\n\nBron: ")
    assert answer["knoppen"] == [{"titel": "Welke straf?", "doel": "wet_strafmaat"}]
    assert (answer["feiten"], answer["aanbod"], answer["groep"]) == (["wet_datum"], "wet_strafmaat", "wet")


def test_a_fact_that_does_not_exist_is_named(tmp_path, book):
    (tmp_path / "wet.yml").write_text("responses:\n  utter_x:\n  - text: '{wet_niets}'\n", encoding="utf-8")
    with pytest.raises(FactError, match="wet_niets"):
        answers(tmp_path, book)


def test_each_answer_has_one_wording_so_that_none_is_left_out_of_the_book(domain):
    assert [name for name, variations in domain["responses"].items() if len(variations) != 1] == []
