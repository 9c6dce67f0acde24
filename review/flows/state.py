"""Whether things were signed, as the signing part says it, and several of them read as one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from signing import states
from signing.states import State


@dataclass(frozen=True)
class Together:
    """The states of several things in one: ``text`` in Dutch, ``good`` when every one of them is."""

    text: str
    good: bool


def signed_state(item_ids: Iterable[str]) -> dict[str, State]:
    """For each item id, such as ``antwoord:utter_wet_inhoud``, its state with ``text`` (Dutch) and ``good``.

    An id that the flow book does not have is left out.
    """
    return states.states(item_ids)


def together(known: Mapping[str, State], item_ids: Iterable[str]) -> Together | None:
    """How many of these were signed, or None where nothing is known of any."""
    found = [known[name] for name in item_ids if name in known]
    if not found:
        return None
    good = sum(state.good for state in found)
    if good == len(found):
        return Together("ondertekend", True)
    return Together(f"{good} van {len(found)} ondertekend" if good else "nog niet ondertekend", False)
