"""Closes the ways in which memory of this process could reach a disk or another program of the same user."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource

PR_SET_DUMPABLE = 4


def close_process() -> None:
    """No core dump, no look into memory by others of this user, and files that only this user can read.

    Linux only for the second; elsewhere the limit on core dumps still holds.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.umask(0o077)
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
