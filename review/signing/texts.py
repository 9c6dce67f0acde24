"""Texts with their places filled, and opening hours, as visitors read them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_PLACE = re.compile(r"\{([a-z0-9_]+(?:\.[a-z0-9_]+)?)\}")
# Filled while somebody chats, so what stands there differs from one answer to the next.
_LATER = {
    "lijn_naam": "naam van de lijn",
    "lijn_nummer": "nummer van de lijn",
    "lijn_voor": "waarvoor de lijn is",
    "lijn_kosten": "wat bellen kost",
    "lijn_ziet": "wat ze van je zien",
    "lijn_grenzen": "wat je moet weten",
    "lijn_open": "of de lijn nu open is",
    "lijn_bron": "bron van deze gegevens",
    "lijnen": "de andere hulplijnen",
    "zin": "de zin van de bezoeker, zonder namen en nummers",
}
_DAYS = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]


def filled(text: str, facts: Mapping[str, Mapping[str, str]]) -> str:
    """A text with the values of these facts; other places are named between square brackets."""

    def value(place: re.Match[str]) -> str:
        name = place.group(1)
        return facts[name]["waarde"] if name in facts else f"[{_LATER.get(name, name)}]"

    return _PLACE.sub(value, text)


def hours(opening: Mapping[str, Any] | None) -> str:
    """When a help line can be reached, in words; empty when it is not known."""
    if opening is None:
        return ""
    days = [_DAYS[day - 1] for day in opening["dagen"]]
    if len(days) == 7:
        shown = "elke dag"
    elif len(days) > 2 and opening["dagen"] == list(range(opening["dagen"][0], opening["dagen"][-1] + 1)):
        shown = f"{days[0]} tot en met {days[-1]}"
    else:
        shown = " en ".join(filter(None, [", ".join(days[:-1]), *days[-1:]]))
    closed = ", niet op feestdagen" if opening["feestdagen_dicht"] else ""
    return f"{shown} van {opening['van']} tot {opening['tot']} uur{closed}"
