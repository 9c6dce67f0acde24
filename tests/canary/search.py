"""Searches everything that a run could have left behind: files, databases, processes, memory. One hit is a leak."""

import os
import stat
from pathlib import Path

import numpy as np
from sqlalchemy import create_engine, inspect, text

from lantaarn.settings import PROJECT_ROOT

# Where programs leave files without being asked, besides the folders that a test gives them.
ELSEWHERE = tuple(Path(p) for p in (PROJECT_ROOT, "/tmp", "/var/tmp", "/dev/shm", "/var/log", "/var/crash", "/run/user"))
AT_ONCE = 1 << 23
OVERLAP = 1 << 12
START = 3


class Needles:
    """Thousands of things to look for at once: only where three bytes are the start of one is looked further."""

    def __init__(self, wanted):
        self.by_start = {}
        self._starts = np.zeros(1 << 8 * START, dtype=bool)
        for kind, needle in wanted:
            self.by_start.setdefault(needle[:START], []).append((kind, needle))
            self._starts[int.from_bytes(needle[:START], "big")] = True

    def find(self, data):
        """What of them is in these bytes."""
        letters = np.frombuffer(data, dtype=np.uint8).astype(np.uint32)
        numbers = (letters[:-2] << 16) | (letters[1:-1] << 8) | letters[2:]
        for spot in np.flatnonzero(self._starts[numbers]).tolist():
            for kind, needle in self.by_start[data[spot : spot + START]]:
                if data.startswith(needle, spot):
                    yield kind


def in_bytes(data, needles):
    """What of the needles is in these bytes, whatever their case."""
    low = data.lower()
    return sorted({kind for shown in {data, low} for kind in needles.find(shown)})


def in_files(paths, needles):
    """Leaks in the contents and the names of files."""
    for path in paths:
        yield from (f"{path}: {kind} (in the name)" for kind in in_bytes(os.fsencode(path), needles))
        try:
            with open(path, "rb") as file:
                yield from (f"{path}: {kind}" for kind in in_open_file(file, needles))
        except OSError:
            continue  # gone meanwhile, or not ours to read


def in_open_file(file, needles):
    found, tail = set(), b""
    while part := file.read(AT_ONCE):
        found.update(in_bytes(tail + part, needles))
        tail = part[-OVERLAP:]
    return sorted(found)


def files_in(folder, since=0.0, without=()):
    """Files and folders that were made or changed since that moment; neither can be hidden by setting a time."""
    folders = [folder]
    while folders:
        try:
            entries = list(os.scandir(folders.pop()))
        except OSError:
            continue
        for entry in entries:
            if any(entry.path == str(path) for path in without):
                continue
            try:
                status = entry.stat(follow_symlinks=False)
            except OSError:
                continue
            if stat.S_ISDIR(status.st_mode):
                folders.append(entry.path)
            if max(status.st_mtime, status.st_ctime) >= since and not stat.S_ISSOCK(status.st_mode):
                yield entry.path


def regular(paths):
    return [path for path in paths if os.path.isfile(path) and not os.path.islink(path)]


def in_folders(folders, since, needles, without=()):
    """Leaks in everything under these folders that changed since that moment."""
    for folder in folders:
        paths = list(files_in(folder, since, without))
        yield from in_files(regular(paths), needles)
        others = [path for path in paths if os.path.isdir(path)]
        yield from (f"{path}: {kind} (in the name)" for path in others for kind in in_bytes(os.fsencode(path), needles))


def in_process(pid, since, needles):
    """Leaks in what the system shows of a process and its children: command line, environment, open files.

    Open files are read by their descriptor, so that one without a name is read too; models that did not change are not.
    """
    for each in [pid, *descendants(pid)]:
        for part in ("cmdline", "environ", "comm"):
            yield from in_files([f"/proc/{each}/{part}"], needles)
        for number in _listed(f"/proc/{each}/fd"):
            path = f"/proc/{each}/fd/{number}"
            if _is_changed_file(path, since):
                target = os.readlink(path)
                yield from (hit.replace(path, target, 1) for hit in in_files([path], needles))


def _is_changed_file(path, since):
    try:
        status = os.stat(path)
    except OSError:
        return False
    return stat.S_ISREG(status.st_mode) and max(status.st_mtime, status.st_ctime) >= since


def descendants(pid):
    """Processes that this one started, and those that they started."""
    children = []
    for thread in _listed(f"/proc/{pid}/task"):
        try:
            children += [int(p) for p in Path(f"/proc/{pid}/task/{thread}/children").read_text().split()]
        except OSError:
            continue
    return children + [grandchild for child in children for grandchild in descendants(child)]


def _listed(folder):
    try:
        return os.listdir(folder)
    except OSError:
        return []


def in_postgres(address, schema, since, needles):
    """Leaks in every column of every row, in what the server tells of its own work, and in its files where they lie here."""
    engine = create_engine(address)
    with engine.connect() as connection:
        for table in inspect(engine).get_table_names(schema=schema):
            for row in connection.execute(text(f'SELECT * FROM {schema}."{table}"')):
                yield from (f"table {table}: {kind}" for kind in in_bytes(str(tuple(row)).encode(), needles))
        for row in connection.execute(text("SELECT * FROM pg_stat_activity")):
            yield from (f"activity: {kind}" for kind in in_bytes(str(tuple(row)).encode(), needles))
        folder = connection.execute(text("SELECT setting FROM pg_settings WHERE name = 'data_directory'")).scalar()
    engine.dispose()
    if folder and os.access(folder, os.R_OK):
        yield from in_folders([folder], since, needles)
