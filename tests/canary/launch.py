"""Starts ``lantaarn serve`` under watch: files, connections and children are written down, logs are at DEBUG, stops can fail.

Not a test: ``server.py`` starts it as ``python -m tests.canary.launch WATCH REPLY`` with two open files. Commands come in
on standard input, one a line; each gets one reply, behind its length.
"""

import json
import os
import sys
import threading

# Nothing may be imported before the watch stands, so what it needs is written with the barest means.
WATCHED = frozenset(
    "socket.connect socket.sendto socket.sendmsg socket.getaddrinfo socket.gethostbyname socket.gethostbyaddr "
    "socket.getnameinfo socket.bind sqlite3.connect subprocess.Popen os.system os.exec os.posix_spawn os.spawn os.fork "
    "os.forkpty os.rename os.link os.symlink os.mkdir os.putenv syslog.syslog os.mkfifo os.truncate".split()
)
TO_WRITE = os.O_WRONLY | os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_TRUNC


def _watch(descriptor):
    busy = threading.local()

    def note(event, arguments):
        wanted = event in WATCHED or (event == "open" and _writes(arguments))
        if not wanted or getattr(busy, "noting", False):
            return
        busy.noting = True  # what is written here may not be noted itself
        try:
            os.write(descriptor, json.dumps([event, *map(_shown, arguments)]).encode() + b"\n")
        finally:
            busy.noting = False

    sys.addaudithook(note)


def _writes(arguments):
    path, mode, flags = (*arguments, None, None, None)[:3]
    if isinstance(path, int):
        return False
    return (isinstance(flags, int) and flags & TO_WRITE) or (isinstance(mode, str) and set(mode) & set("wax+"))


def _shown(argument):
    if isinstance(argument, bytes):
        return os.fsdecode(argument)
    return argument if isinstance(argument, (str, int)) else repr(argument)


def _obey(switch, replies):
    """Carry out the commands of the test until it goes away."""
    for line in sys.stdin:
        command, _, name = line.strip().partition(" ")
        done = {"on": switch.turn_on, "off": switch.turn_off, "struck": switch.count, "state": _state, "memory": _memory}[command]
        reply = done(*([name] if name else []))
        replies.write(len(reply).to_bytes(8, "big") + reply)
        replies.flush()


def _memory():
    from tests.canary.memory import held_texts

    return held_texts()


def _state():
    import sentry_sdk
    from rasa import telemetry

    return json.dumps(
        {
            "telemetry by the environment": os.environ.get("RASA_TELEMETRY_ENABLED"),
            "telemetry by Rasa": telemetry.is_telemetry_enabled(),
            "sentry": sentry_sdk.Hub.current.client is not None,
            "keys": sorted(key for key in os.environ if key.startswith("RASA_") and key.endswith("_KEY")),
        }
    ).encode()


def main():
    watch, reply = map(int, sys.argv[1:])
    _watch(watch)
    from lantaarn.rasa_runtime import leave_out_unused

    leave_out_unused()
    from lantaarn.privacy.logs import set_up_logs

    set_up_logs()  # as the command itself does before anything of Rasa is imported
    from lantaarn import cli
    from tests.canary.faults import install

    switch = install()
    threading.Thread(target=_obey, args=(switch, os.fdopen(reply, "wb")), daemon=True).start()
    sys.exit(cli.main(["serve"]))


if __name__ == "__main__":
    main()
