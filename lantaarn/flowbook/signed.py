"""Whether the people who must sign have signed what Lantaarn says now.

The review tool gives the signatures as ``data/handtekeningen.json``: for each item the fingerprint that was signed and by
whom. Names count, not signatures: the same person twice is one pair of eyes.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lantaarn.answers.facts import FactError
from lantaarn.flowbook.content import flow_book
from lantaarn.settings import Settings

FILE = "handtekeningen.json"
# The form that the review tool writes; a newer one may mean something that is not checked here.
FORM = 1
_BROKEN = f"data/{FILE} is beschadigd of half geschreven. Download het opnieuw in het nakijkgereedschap."


class SignedError(ValueError):
    """The signatures cannot be read; the message says why and what to do."""


@dataclass(frozen=True)
class Signed:
    """What was signed of one item, and by how many different people."""

    fingerprint: str
    people: int


def unsigned(settings: Settings, today: dt.date) -> Iterator[str]:
    """One Dutch sentence for each serious item that may not go to visitors yet, or one about the file itself."""
    try:
        signed = read_signed(settings.data / FILE)
        items = flow_book(settings, today)["onderdelen"]
    except SignedError as error:
        yield str(error)
        return
    except FactError:
        # Named by the other checks already.
        yield "De handtekeningen zijn niet nagekeken. Los eerst de bevindingen over feiten op."
        return
    for name, item in items.items():
        if item["ernstig"]:
            yield from _missing(name, item, signed.get(name))


def read_signed(path: Path) -> dict[str, Signed]:
    """Signatures by item id, such as ``antwoord:utter_wet_inhoud``.

    Raises:
        SignedError: the file is not there, is broken, or was written in another form.
    """
    try:
        whole = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SignedError(
            f"data/{FILE} is er niet, dus niets is ondertekend. Download het bestand in het nakijkgereedschap."
        ) from None
    except (OSError, ValueError, RecursionError):
        raise SignedError(_BROKEN) from None
    if not isinstance(whole, dict) or not _is_number(whole.get("vorm")):
        raise SignedError(_BROKEN)
    if whole["vorm"] != FORM:
        raise SignedError(f"data/{FILE} is van een andere versie dan deze Lantaarn. Werk Lantaarn bij.")
    entries = whole.get("handtekeningen")
    if not isinstance(entries, dict) or not all(_is_whole(entry) for entry in entries.values()):
        raise SignedError(_BROKEN)
    return {name: Signed(entry["vingerafdruk"], _people(entry["door"])) for name, entry in entries.items()}


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_whole(entry: Any) -> bool:
    return (
        isinstance(entry, dict)
        and isinstance(entry.get("vingerafdruk"), str)
        and isinstance(entry.get("door"), list)
        and all(isinstance(name, str) for name in entry["door"])
    )


def _people(names: list[str]) -> int:
    return len({name.strip().casefold() for name in names} - {""})


def _missing(name: str, item: Mapping[str, Any], signed: Signed | None) -> Iterator[str]:
    shown = f"{name} (‘{item['titel']}’)"
    if signed is None or not signed.people:
        yield f"{shown} is niet ondertekend."
    elif signed.fingerprint != item["vingerafdruk"]:
        yield f"{shown} is veranderd nadat het is ondertekend."
    elif item["vier_ogen"] and signed.people < 2:
        yield f"{shown} is door één persoon ondertekend; er zijn er twee nodig."
