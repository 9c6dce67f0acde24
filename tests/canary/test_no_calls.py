"""The server opens no connection but to what its settings name, from the first import to its end."""

import json

import pytest


def test_from_import_to_end_nothing_was_called(faulty):
    assert faulty.calls() == []


def test_telemetry_and_error_reports_are_off_after_import(faulty):
    assert faulty.state == {
        "telemetry by the environment": "false", "telemetry by Rasa": False, "sentry": False, "keys": []
    }  # fmt: skip


def test_without_any_network_it_starts_and_answers(beside):
    done = beside["alone"].result()
    if done is None:
        pytest.skip("geen eigen netwerkruimte te maken op deze machine: start en antwoord zonder netwerk zijn niet beproefd")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said.pop("seen") == [True, True], "a call would not have been noticed"
    assert said == {"ready": {"klaar": True, "opslag": "goed"}, "answered": 200, "without road": 0, "others": []}
