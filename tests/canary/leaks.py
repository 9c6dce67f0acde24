"""Leaks put in on purpose, as a careless change could make them. The search must find each; each names where."""

import base64
import contextlib
import dataclasses
import logging
import os
import socket
import sqlite3
import subprocess
import tempfile
import traceback
from pathlib import Path

KEPT = []  # stands for a store that forgets to forget


def log(switch):
    logging.getLogger("lantaarn.assistant").warning("heard %s", switch.text)


def debug_log(switch):
    logging.getLogger("lantaarn.channels.web").debug("session %s", switch.session)


def printed_error(switch):
    try:
        switch.fail()
    except RuntimeError:
        traceback.print_exc()


def conversation_in_memory(switch):
    KEPT.append({"events": [{"text": switch.text}]})


def temporary_file(switch):
    with tempfile.NamedTemporaryFile("w", delete=False, encoding="utf-16") as file:
        file.write(switch.text)


def file_that_is_gone(_switch):
    with tempfile.NamedTemporaryFile("w") as file:
        file.write("x")


def file_name(switch):
    Path(tempfile.mkdtemp(prefix=switch.agent.split("(")[1].split(";")[0])).rmdir()


def unnamed_open_file(switch):
    file = tempfile.TemporaryFile()
    file.write(base64.b64encode(switch.text.encode()))
    file.flush()
    KEPT.append(file)


def deleted_row(switch):
    with contextlib.closing(sqlite3.connect(os.environ["LANTAARN_DATABASE"].removeprefix("sqlite:///"))) as database:
        database.execute("PRAGMA secure_delete=OFF")
        database.execute("INSERT INTO given_sentences VALUES (1, ?, '2026-12-01')", [switch.text])
        database.commit()
        database.execute("DELETE FROM given_sentences WHERE id = 1")
        database.commit()


def calling_out(_switch):
    with socket.socket() as caller, contextlib.suppress(OSError):
        caller.connect(("192.0.2.1", 80))


def asking_a_name(switch):
    with contextlib.suppress(OSError):
        socket.getaddrinfo(f"{switch.agent.split('(')[1].split(';')[0]}.voorbeeld.nl", 443)


def child(switch):
    subprocess.run(["true"], env={"HEARD": switch.text}, check=True)


def environment(switch):
    os.environ["LAST_SEEN"] = switch.session


def turn_step(switch, turn, lines):
    return [dataclasses.replace(turn, step=switch.text), lines]


def turn_topic(switch, turn, lines):
    return [dataclasses.replace(turn, topic=switch.agent), lines]


# Name: (the leak, what the search must say of it).
LEAKS = {
    "our log": (log, "stderr: name"),
    "a debug log of the session": (debug_log, "stderr: session"),
    "an error printed": (printed_error, "stderr: phone"),
    "the text in the conversation": (conversation_in_memory, "memory: name"),
    "the text as step of a turn": (turn_step, "beurten.db"),
    "the browser as topic of a turn": (turn_topic, "beurten.db"),
    "a deleted row": (deleted_row, "beurten.db"),
    "a temporary file": (temporary_file, "name in utf-16"),
    "a file that is gone": (file_that_is_gone, "written: open"),
    "the name of a folder that is gone": (file_name, "written: os.mkdir"),
    "an open file without a name": (unnamed_open_file, "name in base 64"),
    "a connection": (calling_out, "called: socket.connect"),
    "a question for a name": (asking_a_name, "called: socket.getaddrinfo"),
    "a child": (child, "started: subprocess.Popen"),
    "the environment": (environment, "watch: session"),
}
AFTER_ANSWER = {name: leak for name, (leak, _) in LEAKS.items()}
# These change what is written instead of adding to it.
INSTEAD = {name: "lantaarn.storage.turn_log TurnLog.note" for name in LEAKS if "of a turn" in name}
