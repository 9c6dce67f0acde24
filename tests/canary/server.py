"""The real server as a process of its own, with folders and a database of its own, and everything that it says kept."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from lantaarn.settings import PROJECT_ROOT
from tests.canary import search

COMMAND = Path(sys.executable).with_name("lantaarn")
READY = "De chat staat klaar"
PATIENCE = 90


class Server:
    """One run of ``lantaarn serve``; ``watched`` through ``launch.py``, else as everybody starts it."""

    def __init__(self, folder, watched=False, **settings):
        self.folder, self.since = folder, time.time() - 0.01
        self.port = free_port()
        # Addresses that its settings let it call, as the watch writes them down.
        self.may_call = set()
        self._aside = folder.with_name(folder.name + "_watch")
        for made in (*(folder / name for name in ("home", "tmp", "opslag")), self._aside):
            made.mkdir(parents=True)
        self.environment = {
            "PATH": os.environ.get("PATH", ""),
            "HOME": str(folder / "home"),
            "TMPDIR": str(folder / "tmp"),
            "LANG": "C.UTF-8",
            "LANTAARN_PORT": str(self.port),
            "LANTAARN_DATABASE": f"sqlite:///{folder / 'opslag' / 'beurten.db'}",
            **{key: value for key, value in os.environ.items() if key.startswith("PYTHON")},
            **settings,
        }
        self._watch, self._mark, self._replies = None, 0, None
        if watched:
            self._start_watched()
        else:
            self._start([COMMAND, "serve"])

    def _start_watched(self):
        self._watch = self._aside / "watch"
        watch = os.open(self._watch, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
        replies, reply = os.pipe()
        self._start([sys.executable, "-m", "tests.canary.launch", str(watch), str(reply)], (watch, reply))
        self._replies = os.fdopen(replies, "rb")
        for own in (watch, reply):
            os.close(own)

    def _start(self, command, descriptors=()):
        with (self.folder / "stdout").open("wb") as out, (self.folder / "stderr").open("wb") as error:
            self.process = subprocess.Popen(
                command, cwd=PROJECT_ROOT, env=self.environment, stdin=subprocess.PIPE, stdout=out, stderr=error,
                pass_fds=descriptors,
            )  # fmt: skip

    def wait(self):
        """Until it answers; a server that stops before is an error with what it said."""
        end = time.monotonic() + PATIENCE
        while READY not in self.errors:
            if self.process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"the server did not start:\n{self.errors[-500:]}")
            time.sleep(0.05)
        return self

    @property
    def errors(self):
        return (self.folder / "stderr").read_text(encoding="utf-8")

    def tell(self, command):
        """Have ``launch.py`` do something; gives its reply."""
        self.process.stdin.write(command.encode() + b"\n")
        self.process.stdin.flush()
        return self._replies.read(int.from_bytes(self._replies.read(8), "big"))

    @contextlib.contextmanager
    def with_fault(self, name):
        """A fault or leak is on inside; it must have struck, if only a moment later, where rows are written."""
        self.tell(f"on {name}")
        try:
            yield
            assert until(lambda: int(self.tell("struck"))), f"{name} never struck"
        finally:
            self.tell("off")

    def look_from_here(self):
        """Forget what the watch saw until now."""
        self._mark = self._watch.stat().st_size

    def watched(self):
        """What the watch saw, as ``[event, argument, ...]``."""
        return [json.loads(line) for line in self._watch.read_bytes()[self._mark :].splitlines()]

    def calls(self):
        """Every attempt to reach something, from the first import to the last word."""
        events = [json.loads(line) for line in self._watch.read_bytes().splitlines()]
        return [event for event in events if _calls_out(self, event)]

    def leaks(self, marks, elsewhere=search.ELSEWHERE):
        """Everything that the search finds of these marks, and everything that the server did besides answering."""
        needles = marks.needles()
        yield from search.in_folders([self.folder], 0, needles)
        yield from search.in_folders(elsewhere, self.since, needles, without=(self.folder, self._aside))
        if self.process.poll() is None:
            yield from search.in_process(self.process.pid, self.since, needles)
        if self._watch:
            for event in self.watched():
                shown = " ".join(map(str, event))
                yield from (f"watch: {kind} in {event[0]}" for kind in search.in_bytes(shown.encode(), needles))
                yield from (f"{sort}: {shown}" for sort, forbidden in DEEDS.items() if forbidden(self, event))

    def memory_leaks(self, marks):
        """What is still in the live memory of the server."""
        needles = marks.needles(plain=True)
        return [f"memory: {kind}" for kind in search.in_bytes(self.tell("memory"), needles)]

    def stop(self, how=signal.SIGTERM):
        """End it; gives the exit status as the system tells it."""
        if self.process.returncode is not None:
            return None
        self.process.send_signal(how)
        _, status = os.waitpid(self.process.pid, 0)
        self.process.returncode = os.waitstatus_to_exitcode(status)
        for stream in (self.process.stdin, self._replies):
            if stream:
                with contextlib.suppress(OSError):
                    stream.close()
        return status


def _calls_out(server, event):
    if event[0] == "socket.connect" and event[2] in server.may_call:
        return False
    if event[0] == "socket.getaddrinfo":
        return event[1] != "127.0.0.1"  # where the server listens is looked up by its number
    return event[0] == "syslog.syslog" or event[0].startswith("socket.") and event[0] != "socket.bind"


def _starts_a_child(_server, event):
    return event[0].startswith(("subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork"))


def _writes(server, event):
    made = event[0] in ("open", "os.rename", "os.link", "os.symlink", "os.mkdir", "os.mkfifo", "os.truncate")
    return made and event[1] != os.devnull and not str(event[1]).startswith(str(server.folder / "opslag"))


DEEDS = {"called": _calls_out, "started": _starts_a_child, "written": _writes}


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def until(holds, patience=5.0):
    """Wait for something to hold; gives it."""
    end = time.monotonic() + patience
    while not (held := holds()) and time.monotonic() < end:
        time.sleep(0.02)
    return held
