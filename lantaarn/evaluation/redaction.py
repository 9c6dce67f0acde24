"""How well personal data is masked: share of items gone, share of harmless sentences touched, time and memory.

The set holds a sentence and the exact personal strings in it a line (``TEXT<tab>item|item``); harmless sentences have none.
An item is gone when it, and each of its parts of three signs or more, stands no longer in what is printed.
"""

from __future__ import annotations

import re
import resource
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from pathlib import Path

from lantaarn.evaluation.intervals import Share
from lantaarn.privacy.redaction import redact

_KIND = re.compile(r"\[[a-z-]+\]")


class RedactionSetError(ValueError):
    """A line of a set cannot be read; the message names file and line, never the sentence."""


@dataclass
class RedactionResult:
    """Counts of one set; times in milliseconds a sentence, memory in MB on top of what was there before the first one."""

    gone: Share
    touched: Share
    kept: Share
    median_ms: float
    slowest_ms: float
    first_ms: float
    memory_mb: float
    missed: list[str] = field(default_factory=list)
    harmless_touched: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"weg:       {self.gone}\naangeraakt:{self.touched}\nbewaarbaar:{self.kept}\n"
            f"tijd: mediaan {self.median_ms:.2f} ms, langste {self.slowest_ms:.1f} ms, eerste zin {self.first_ms:.0f} ms; "
            f"geheugen: {self.memory_mb:.0f} MB"
        )


def read_set(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Sentences with their items; lines that start with # are comments.

    Raises:
        RedactionSetError: a line has no tab, or an item that is not in its sentence.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        text, tab, rest = line.partition("\t")
        items = [item for item in rest.split("|") if item]
        if not tab or any(item not in text for item in items):
            raise RedactionSetError(f"{path.name}, regel {number}: geen tab, of een stuk dat niet in de zin staat.")
        yield text, items


def is_gone(item: str, text: str, printed: str) -> bool:
    """Whether neither the item nor one of its telling parts is left, whatever the case."""
    printed, elsewhere = _KIND.sub(" ", printed).lower(), text.lower().replace(item.lower(), " ")
    if re.search(rf"(?<!\w){re.escape(item.lower())}(?!\w)", printed) and item.lower() not in elsewhere:
        return False
    # A word of the item that also stands elsewhere in the sentence may stay there.
    left = Counter(re.findall(r"\w+", printed)) - Counter(re.findall(r"\w+", elsewhere))
    # Small words and single digits of an item ("van", "06") may stand elsewhere in the sentence with every right.
    parts = [part for part in re.findall(r"\w+", item.lower()) if len(part) > 3 and not part.isalpha() or len(part) > 4]
    return not any(part in left for part in parts)


def measure(path: Path, help_numbers: Set[str]) -> RedactionResult:
    """Mask every sentence of the set once."""
    cases = list(read_set(path))
    start_memory, times = _resident_mb(), []
    items = harmless = sure = 0
    missed: list[str] = []
    touched: list[str] = []
    for text, wanted in cases:
        started = time.perf_counter()
        result = redact(text, help_numbers)
        times.append(1000 * (time.perf_counter() - started))
        items += len(wanted)
        missed += [f"{item} <- {result.text}" for item in wanted if not is_gone(item, text, result.text)]
        if not wanted:
            harmless += 1
            sure += result.sure
            touched += [f"{text} -> {result.text}"] if result.text != text else []
    return RedactionResult(
        Share(items - len(missed), items),
        Share(len(touched), harmless),
        Share(sure, harmless),
        statistics.median(times[1:] or times),
        max(times[1:] or times),
        times[0],
        _resident_mb() - start_memory,
        missed,
        touched,
    )


def evaluate_redaction(path: Path, help_numbers: Set[str], show_misses: bool = True) -> int:
    """Print the figures of one set and, unless told otherwise, every miss. The set must be made up: misses are shown."""
    result = measure(path, help_numbers)
    print(result)
    if show_misses:
        for title, lines in (("gemist", result.missed), ("onterecht", result.harmless_touched)):
            for line in lines:
                print(f"{title}: {line}")
    return 0


def _resident_mb() -> float:
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return pages * resource.getpagesize() / 2**20
    except OSError:
        # Outside Linux: the highest so far, in bytes on a Mac.
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
