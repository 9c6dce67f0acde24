"""Whole conversations through the trained model: Rasa reads every sentence, and topic and step must both be right.

The conversations themselves stand next to this file, one file a group. Rasa predicts custom actions here and does not run
them; what they say is in tests/actions.
"""

import subprocess
import sys

import pytest
import yaml

from lantaarn.settings import Settings

SETTINGS = Settings()
FOLDER = SETTINGS.root / "tests" / "conversations"
LIMIT = 300
MUST_FAIL = """version: "3.1"
stories:
- story: "De zin hoort niet bij dit onderwerp"
  steps:
  - user: |-
      Wat zegt de wet?
    intent: gesprek_afscheid
  - action: utter_gesprek_afscheid
"""


def rasa_test(stories, out):
    """Runs Rasa's own test. Without ``--e2e`` Rasa believes the topic in the file and never reads the sentence."""
    return subprocess.run(
        [sys.executable, "-m", "rasa", "test", "core", "--e2e", "--model", str(SETTINGS.models / "lantaarn.tar.gz")]
        + ["--stories", str(stories), "--endpoints", "endpoints.yml", "--out", str(out)]
        + ["--fail-on-prediction-errors", "--no-plot"],
        cwd=SETTINGS.root,
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )


def conversations(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))["stories"]


def all_files():
    return sorted(FOLDER.glob("test_*.yml"))


def topics_in(paths):
    return {step["intent"] for path in paths for story in conversations(path) for step in story["steps"] if "intent" in step}


def test_all_conversations_go_as_written(tmp_path):
    done = rasa_test(FOLDER, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr[-3000:]
    count = sum(len(conversations(path)) for path in all_files())
    assert f"Evaluating {count} stories" in done.stdout + done.stderr


def test_a_sentence_under_the_wrong_topic_fails(tmp_path):
    stories = tmp_path / "test_fout.yml"
    stories.write_text(MUST_FAIL, encoding="utf-8")
    done = rasa_test(stories, tmp_path / "out")
    assert done.returncode != 0
    assert "predicted a wrong intent" in done.stdout + done.stderr


def test_every_group_has_conversations():
    groups = {path.stem for path in (SETTINGS.data / "rules").glob("*.yml")}
    assert groups
    assert groups | {"gevaar", "gevaar_talen"} == {path.stem.removeprefix("test_") for path in all_files()}


def test_every_topic_with_a_rule_is_in_a_conversation():
    rules = (SETTINGS.data / "rules").glob("*.yml")
    in_rules = {
        step["intent"]
        for path in rules
        for rule in yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]
        for step in rule["steps"]
        if "intent" in step
    }
    assert in_rules <= topics_in(all_files()), in_rules - topics_in(all_files())


@pytest.mark.parametrize("path", all_files(), ids=lambda path: path.stem)
def test_each_file_has_three_to_six_conversations_of_two_to_five_turns(path):
    stories = conversations(path)
    assert 3 <= len(stories) <= 6
    assert len({story["story"] for story in stories}) == len(stories)
    for story in stories:
        assert 2 <= sum("user" in step for step in story["steps"]) <= 5, story["story"]
