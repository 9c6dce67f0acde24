"""Runs a command in folders of its own: one for who typed it, so that only its output to them may show what went in."""

import os
import subprocess
import sys
import time

from lantaarn.settings import PROJECT_ROOT
from tests.canary import search
from tests.canary.marks import Marks
from tests.canary.server import COMMAND
from tests.canary.traffic import sentences

PATIENCE = 120


class Run:
    """One run of a ``lantaarn`` command, with what every visitor could type on its standard input."""

    def __init__(self, folder, *arguments):
        self.marks, self.since = Marks(), time.time() - 0.01
        for made in ("home", "tmp"):
            (folder / made).mkdir(parents=True)
        own = {"HOME": str(folder / "home"), "TMPDIR": str(folder / "tmp")}
        self.typed = [" ".join(s.encode("utf-8", "replace").decode().split()) for s in sentences(self.marks)]
        self.done = subprocess.run(
            [COMMAND, *arguments], input="\n".join(self.typed).encode(), capture_output=True, cwd=PROJECT_ROOT,
            env=os.environ | own, timeout=PATIENCE,
        )  # fmt: skip

    def leaks(self):
        """What is in its errors, or in any file."""
        needles = self.marks.needles()
        yield from (f"stderr: {kind}" for kind in search.in_bytes(self.done.stderr, needles))
        yield from search.in_folders(search.ELSEWHERE, self.since, needles)


def can_be_alone():
    """Whether this machine lets us make a network of nothing."""
    try:
        return not subprocess.run(["unshare", "-rn", "true"], capture_output=True).returncode
    except OSError:
        return False


def serve_alone(folder):
    """The outcome of ``alone.py``, or None where it cannot run."""
    if not can_be_alone():
        return None
    command = ["unshare", "-rn", sys.executable, "-m", "tests.canary.alone", str(folder)]
    return subprocess.run(command, cwd=PROJECT_ROOT, capture_output=True, text=True, timeout=PATIENCE)
