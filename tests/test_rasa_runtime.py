import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lantaarn.rasa_runtime import GUARDED_MODULES
from lantaarn.settings import Settings

CLASSES = [(module, name) for module, names in GUARDED_MODULES.items() for name in names]
LOUD = {"RASA_TELEMETRY_ENABLED": "true", "RASA_TELEMETRY_WRITE_KEY": "sleutel", "RASA_EXCEPTION_WRITE_KEY": "sleutel"}


def run_python(code, **environment):
    """What a new Python of this environment prints as JSON."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **environment},
        cwd=Settings().root,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_environment_cannot_turn_telemetry_on():
    seen = run_python("import os, json; print(json.dumps({k: v for k, v in os.environ.items() if 'RASA' in k}))", **LOUD)
    assert seen["RASA_TELEMETRY_ENABLED"] == "false"
    assert not [key for key in seen if key.endswith("WRITE_KEY")]


def test_rasa_itself_finds_telemetry_off():
    code = "import json, rasa.telemetry as t; print(json.dumps([t.is_telemetry_enabled(), t.telemetry_write_key()]))"
    enabled, _ = run_python(code, **LOUD)
    assert enabled is False


@pytest.fixture(scope="module")
def what_stand_ins_say():
    """For each class: what naming it, making one and asking an attribute of it gave, in a Python that is fresh."""
    code = f"""
import importlib, json
def used(act):
    try:
        act()
    except Exception as error:
        return [type(error).__name__, str(error)]
    return ["", ""]
said = {{}}
for module, name in {CLASSES!r}:
    part = getattr(importlib.import_module(module), name)
    said[name] = [part.__name__, part.__module__, used(part), used(lambda: part.load), used(lambda: part.create({{}}))]
print(json.dumps(said))
"""
    return run_python(code)


@pytest.mark.parametrize(("module", "name"), CLASSES)
def test_a_guarded_class_can_be_imported_under_its_own_name(what_stand_ins_say, module, name):
    assert what_stand_ins_say[name][:2] == [name, module]


@pytest.mark.parametrize("name", [name for _, name in CLASSES])
@pytest.mark.parametrize("use", [2, 3, 4], ids=["making one", "an attribute", "a method"])
def test_using_a_guarded_class_is_refused_with_its_name(what_stand_ins_say, name, use):
    error, message = what_stand_ins_say[name][use]
    assert error == "NeedsTensorFlowError"
    assert message.startswith(f"{name} ")


def test_a_name_that_is_not_guarded_does_not_exist_there():
    with pytest.raises(ImportError):
        from rasa.nlu.classifiers.diet_classifier import DIETModel  # noqa: F401


def test_installing_twice_gives_one_guard():
    code = """
import json, sys, lantaarn.rasa_runtime as r
r.install()
r.install()
print(json.dumps(sum(type(f).__name__ == "_StandInFinder" for f in sys.meta_path)))
"""
    assert run_python(code) == 1


def test_tensorflow_is_not_installed():
    code = "import json, importlib.util as u; print(json.dumps([u.find_spec('tensorflow') is None, u.find_spec('keras') is None]))"
    assert run_python(code) == [True, True]


def test_the_guard_loads_nothing_of_rasa_by_itself():
    code = "import json, sys; print(json.dumps([m for m in sys.modules if m.split('.')[0] in ('rasa', 'numpy', 'sklearn')]))"
    assert run_python(code) == []


def test_the_rasa_command_tells_its_version():
    command = Path(sys.executable).parent / "rasa"
    done = subprocess.run(
        [str(command), "--version"],
        env={**os.environ, **LOUD},
        cwd=Settings().root,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert "3.6.21" in done.stdout


def test_the_own_server_answers_without_other_channels_and_stores():
    code = """
import asyncio, json, sys
from lantaarn.rasa_runtime import leave_out_unused
leave_out_unused()
from lantaarn.assistant import Assistant
from lantaarn.privacy.logs import set_up_logs
from lantaarn.settings import Settings
from lantaarn.startup import load_agent
set_up_logs()
answer = asyncio.run(Assistant(load_agent(Settings()), Settings()).answer("iemand", "Wat zegt de wet?"))
print(json.dumps([answer.topic, [m for m in ("slack_sdk", "twilio", "botocore", "bson", "questionary") if m in sys.modules]]))
"""
    assert run_python(code) == ["wet_inhoud", []]


def test_where_rasa_was_imported_already_nothing_is_left_out():
    code = """
import json, rasa.core.channels.console
from lantaarn.rasa_runtime import leave_out_unused
leave_out_unused()
import boto3
print(json.dumps([hasattr(rasa.core.channels.console, "CmdlineInput"), hasattr(boto3, "client")]))
"""
    assert run_python(code) == [True, True]
