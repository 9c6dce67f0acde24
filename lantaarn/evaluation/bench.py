"""``make bench``: what Lantaarn takes, measured from outside where that can be, as a table.

The right-hand column is the limit that the project set itself; ``docs/metingen.md`` compares with a stock Rasa project.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from lantaarn.rasa_runtime import leave_out_unused
from lantaarn.settings import Settings

MEGABYTE = 1024 * 1024
REPEATS = 5
SENTENCES = (
    "wat is de straf",
    "ik was bij een meisje en ze keek steeds naar de deur, ik vertrouw het niet helemaal, wat moet ik doen",
    "hoe kan ik anoniem iets melden",
    "wat is het verschil tussen legaliseren en decriminaliseren",
    "hallo",
    "sinds wanneer geldt die wet eigenlijk",
    "kweet nie of da strafbaar is",
    "waar let je op als je twijfelt of iemand gedwongen wordt",
)


def main() -> int:
    """Measure and print the table."""
    settings = Settings()
    start, idle, answer = _measure_in_new_process()
    rows = [
        ("geïnstalleerd", f"{_size(settings.root / '.venv'):.0f} MB", "800 MB"),
        ("tweede start tot eerste antwoord", f"{start:.1f} s", "6 s"),
        ("geheugen in rust", f"{idle:.0f} MB", "400 MB"),
        ("een bericht door de hele bot (mediaan, één kern)", f"{answer:.1f} ms", "20 ms"),
    ]
    if "--train" in sys.argv:
        rows.append(("trainen, alles nieuw", f"{_training_seconds(settings):.0f} s", "180 s"))
    print("| wat | gemeten | grens |\n|---|---|---|")
    for row in rows:
        print("| " + " | ".join(row) + " |")
    return 0


def _measure_in_new_process() -> tuple[float, float, float]:
    starts, idles, answers = [], [], []
    for _ in range(REPEATS):
        begin = time.perf_counter()
        with subprocess.Popen(
            [sys.executable, "-m", "lantaarn.evaluation.bench", "--worker"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as worker:
            assert worker.stdout is not None
            worker.stdout.readline()
            starts.append(time.perf_counter() - begin)
            figures = json.loads(worker.stdout.readline())
        idles.append(figures["memory"])
        answers.append(figures["answer"])
    return statistics.median(starts), statistics.median(idles), statistics.median(answers)


def _worker() -> int:
    """In a fresh process: first answer, then memory at rest, then the time of many answers on one core."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    from lantaarn.privacy.logs import set_up_logs

    set_up_logs()
    leave_out_unused()
    from lantaarn.assistant import Assistant
    from lantaarn.startup import load_agent

    settings = Settings()
    assistant = Assistant(load_agent(settings), settings)
    asyncio.run(assistant.answer("first", SENTENCES[0]))
    print("answered", flush=True)
    memory = _resident()
    times = asyncio.run(_times(assistant))
    print(json.dumps({"memory": memory, "answer": 1000 * statistics.median(times)}), flush=True)
    return 0


async def _times(assistant) -> list[float]:  # noqa: ANN001 - imported late
    times = []
    for turn in range(10):
        for number, sentence in enumerate(SENTENCES):
            begin = time.perf_counter()
            await assistant.answer(f"bench-{turn}-{number % 4}", sentence)
            times.append(time.perf_counter() - begin)
    return times


def _training_seconds(settings: Settings) -> float:
    for path in (settings.models / "ingangen.json", settings.models / "danger" / "gate.npz"):
        path.unlink(missing_ok=True)
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-m", "lantaarn.cli", "train"], check=True, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begin


def _resident() -> float:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def _size(folder: Path) -> float:
    return sum(p.lstat().st_blocks * 512 for p in folder.rglob("*")) / MEGABYTE


if __name__ == "__main__":
    sys.exit(_worker() if "--worker" in sys.argv else main())
