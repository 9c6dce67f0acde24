"""What Django itself says about the settings, as they are on a server."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def check(tmp_path, **settings):
    environment = {
        "PATH": os.environ["PATH"],
        "NAKIJKEN_SLEUTELBESTAND": str(tmp_path / "sleutel"),
        "NAKIJKEN_DATABASE": f"sqlite:///{tmp_path}/n.db",
    }
    ran = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy"],
        cwd=ROOT,
        env=environment | settings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0
    return {line.split("(")[1].split(")")[0] for line in ran.stderr.splitlines() if "(security." in line}


# The page for another wording shows the chat itself in a frame.
OWN_FRAME = "security.W019"


def test_on_a_server_two_findings_are_left_for_its_owner(tmp_path):
    # Whether all names below this one use https, and whether browsers may build that in, only the domain's owner knows.
    assert check(tmp_path, NAKIJKEN_SITES="nakijken.voorbeeld.nl") == {OWN_FRAME, "security.W005", "security.W021"}


def test_on_this_machine_alone_it_misses_only_https(tmp_path):
    assert check(tmp_path) == {OWN_FRAME, "security.W004", "security.W008", "security.W012", "security.W016"}
