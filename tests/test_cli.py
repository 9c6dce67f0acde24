import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lantaarn.settings import Settings

LANTAARN = Path(sys.executable).parent / "lantaarn"
KEYS = {"text", "topic", "confidence", "ranking", "understood", "danger", "language", "messages"}
SENTENCES = ["wat zegt de wet", "ik wil dood", "héél iets anders: 你好"]


def lantaarn(*arguments, lines="", **environment):
    """Runs the command as an editor does."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("LANTAARN_")}
    return subprocess.run(
        [str(LANTAARN), *arguments],
        input=lines,
        env={**clean, **environment},
        cwd=Settings().root,
        capture_output=True,
        text=True,
        timeout=180,
    )


@pytest.fixture(scope="module")
def asked():
    """Three lines on standard input, with an empty one between them."""
    return lantaarn("ask", "--json", lines="\n\n".join(SENTENCES) + "\n")


@pytest.fixture
def answers(asked):
    assert asked.returncode == 0, asked.stderr
    return [json.loads(line) for line in asked.stdout.splitlines()]


def test_each_line_gives_one_json_line_in_order(answers):
    assert [answer["text"] for answer in answers] == SENTENCES


def test_each_answer_has_all_keys_and_no_other(answers):
    assert all(set(answer) == KEYS for answer in answers)


def test_rankings_are_topics_with_a_confidence_that_falls(answers):
    for answer in answers:
        ranking = answer["ranking"]
        assert len(ranking) >= 3
        assert all(isinstance(topic, str) and 0 <= confidence <= 1 for topic, confidence in ranking)
        assert ranking[0][1] == answer["confidence"]
        assert [c for _, c in ranking] == sorted((c for _, c in ranking), reverse=True)


def test_answers_have_text_and_buttons(answers):
    for answer in answers:
        assert answer["messages"]
        assert all(message["text"] and isinstance(message["buttons"], list) for message in answer["messages"])


def test_topic_and_danger_are_told(answers):
    law, suicide, _ = answers
    assert (law["topic"], law["danger"], law["understood"]) == ("wet_inhoud", None, True)
    assert (suicide["topic"], suicide["danger"]) == ("persoonlijk_suicide", "113")


def test_each_line_is_a_conversation_of_its_own(answers):
    # In one conversation the answer after danger would end with the line of that danger.
    assert not any(message["text"].startswith("Praten over zelfdoding kan") for message in answers[2]["messages"])


def test_no_sentence_reaches_standard_error(asked):
    assert not [sentence for sentence in SENTENCES if sentence in asked.stderr]


def test_a_sentence_on_the_command_line_is_shown_for_reading():
    done = lantaarn("ask", "wat", "zegt", "de", "wet")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("> wat zegt de wet\n  wet_inhoud (")


def test_check_finds_this_checkout_in_order():
    done = lantaarn("check")
    assert done.returncode == 0, done.stdout
    assert done.stdout == ""


@pytest.mark.parametrize("command", ["check", "ask", "serve", "train"])
def test_an_unknown_setting_stops_every_command_by_name(command):
    done = lantaarn(command, LANTAARN_X="geheim-8844")
    assert done.returncode == 2
    assert "LANTAARN_X" in done.stderr
    assert "geheim-8844" not in done.stdout + done.stderr


@pytest.mark.parametrize("arguments", [(), ("onbekend",), ("ask", "--onbekend")])
def test_wrong_use_exits_with_two(arguments):
    assert lantaarn(*arguments).returncode == 2


def test_an_app_that_is_half_set_stops_the_start_by_name_before_anything_is_loaded():
    secret = "123456:" + "geheim88" * 5
    done = lantaarn("serve", LANTAARN_SITE="https://chat.voorbeeld.nl", LANTAARN_TELEGRAM_TOKEN=secret)
    assert done.returncode == 2
    assert "LANTAARN_TELEGRAM_SECRET ontbreekt" in done.stderr
    assert secret not in done.stderr and "laadt" not in done.stderr
