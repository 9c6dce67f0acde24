"""A patch changes the lines of one answer, reads back as what was written, and is taken by git."""

import subprocess

import pytest
import yaml

from wording.source import SourceError, changed_source, patch

SOURCE = """version: "3.1"
responses:
  # Een opmerking die blijft.
  utter_een:
  - text: |-
      Eerste zin met {wet_datum}.

      Tweede alinea.
    buttons:
    - {title: "Wat is dat?", payload: /wet_inhoud}
    - {title: Verder, payload: /handelen_stappen}
    metadata:
      feiten: [wet_grens]

  utter_twee:
  - text: |-
      Iets anders.

  # Nog een opmerking.
  utter_drie:
  - text: "Op een regel."
"""


def read(source, answer):
    return yaml.safe_load(source)["responses"][answer][0]


def test_only_that_answer_changes_and_comments_stay():
    changed = changed_source(SOURCE, "utter_een", "Nieuw, met {wet_datum}.\n\nEn nog iets.", ["Wat dan?", "Ja: verder"])
    assert read(changed, "utter_een")["text"] == "Nieuw, met {wet_datum}.\n\nEn nog iets."
    assert [button["title"] for button in read(changed, "utter_een")["buttons"]] == ["Wat dan?", "Ja: verder"]
    assert "# Een opmerking die blijft." in changed and "# Nog een opmerking." in changed
    assert changed.split("utter_twee")[1] == SOURCE.split("utter_twee")[1]


@pytest.mark.parametrize(
    "text",
    ["# geen opmerking", "- een streepje", "key: waarde", "\"aanhaling\" en 'enkel'", "a\n\nb\nc", "é ’ € 🙂", "%TAG", "{a} |- >"],
)
def test_what_means_something_in_yaml_stays_text(text):
    assert read(changed_source(SOURCE, "utter_twee", text, []), "utter_twee")["text"] == text


@pytest.mark.parametrize("title", ["ja", "12", "a, b", "{x}", "null", "'", '"', "naar: hier", "# nee", "Gewoon verder"])
def test_a_title_that_means_something_in_yaml_stays_a_title(title):
    changed = changed_source(SOURCE, "utter_een", read(SOURCE, "utter_een")["text"], [title, "Verder"])
    assert read(changed, "utter_een")["buttons"][0]["title"] == title


def test_a_text_on_one_line_can_become_several():
    changed = changed_source(SOURCE, "utter_drie", "Een.\n\nTwee.", [])
    assert read(changed, "utter_drie")["text"] == "Een.\n\nTwee."


def test_an_answer_that_is_not_there_is_said():
    with pytest.raises(SourceError, match="staat niet in zijn bestand"):
        changed_source(SOURCE, "utter_vier", "x", [])


def test_every_answer_of_the_bot_can_be_changed(built_book):
    for name, entry in built_book["antwoorden"].items():
        source = built_book["bronbestanden"][entry["bestand"]]
        titles = [button["titel"] for button in entry["knoppen"]]
        assert changed_source(source, name, entry["tekst"], titles) == source, name
        changed = changed_source(source, name, entry["tekst"] + "\n\nErbij.", titles)
        removed, added = [], []
        for line in patch("x.yml", source, changed).splitlines()[2:]:
            (removed if line.startswith("-") else added if line.startswith("+") else []).append(line)
        assert len(added) <= 4 and len(removed) <= 2, name


def test_git_takes_the_patch(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.yml").write_text(SOURCE, encoding="utf-8")
    changed = changed_source(SOURCE, "utter_drie", "Een.\n\nTwee.", [])
    (tmp_path / "p.patch").write_text(patch("data/a.yml", SOURCE, changed), encoding="utf-8")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "apply", "p.patch"], cwd=tmp_path, check=True)
    assert (tmp_path / "data" / "a.yml").read_text(encoding="utf-8") == changed
