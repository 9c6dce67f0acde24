"""Progress on long steps, in one line that updates itself; plain lines where the output is not a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable


def progress_line(task: str) -> Callable[[int, int], None]:
    """A function ``(done, total)`` that shows how far ``task`` is."""
    last_shown = -10

    def show(done: int, total: int) -> None:
        nonlocal last_shown
        percent = 100 * done // max(total, 1)
        if sys.stderr.isatty():
            end = "\n" if done >= total else ""
            print(f"\r{task}: {percent:3d} %", end=end, file=sys.stderr, flush=True)
        elif percent - last_shown >= 20 or done >= total:
            last_shown = percent
            print(f"{task}: {percent} %", file=sys.stderr, flush=True)

    return show
