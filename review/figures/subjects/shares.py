"""What came up most and what conversations ended after, as a share of all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from figures.charts import bars_with_range
from figures.counts import ENDING, TOPIC, TURNS, total, totals
from figures.interval import share
from figures.query import Query
from figures.shown import Shown, Table
from figures.words import Names, decimal, listed

TOP = 15
RANGE = "Het echte aandeel ligt waarschijnlijk tussen de einden van de dunne streep."


def all_topics(query: Query, names: Names) -> Shown:
    """Every topic, or the chosen ones, as a share of all turns."""
    reading = f"Welk deel van alle beurten over een onderwerp ging. {RANGE}"
    return _shares(
        "Aandeel per onderwerp",
        "Onderwerp",
        "beurten",
        reading,
        query,
        totals(query, TOPIC),
        total(query, TURNS),
        names.topic,
    )


def endings(query: Query, names: Names) -> Shown:
    """After which topic, or step, conversations ended."""
    found = totals(query, ENDING)
    reading = (
        "Het laatste waar een gesprek over ging. Een einde is niet altijd slecht: wie een nummer kreeg, is misschien "
        f"gaan bellen. {RANGE}"
    )
    conversations = sum(often for _, often in found)
    return _shares(
        "Einde van gesprekken", "Geëindigd na", "gesprekken", reading, query, found, conversations, names.stop
    )


def _shares(
    title: str,
    first: str,
    unit: str,
    reading: str,
    query: Query,
    found: Sequence[tuple[str, int]],
    whole: int,
    name_of: Callable[[str], str],
) -> Shown:
    if query.topics:
        found = [(key, often) for key, often in found if key in query.topics]
    if not found or not whole:
        return Shown(
            title,
            reading,
            empty="In deze periode is hier niets van geteld. Kies een langere periode of andere onderwerpen.",
        )
    counted = [(name_of(key), often, share(often, whole)) for key, often in found]
    rows = tuple((name, often, each.value, each.low, each.high) for name, often, each in counted)
    headings = (first, unit.capitalize(), f"Aandeel van alle {unit} (%)", "Laagst (%)", "Hoogst (%)")
    bars = [(name, each) for name, _, each in counted[:TOP]]
    most = [f"‘{name}’ met {decimal(each.value)} procent" for name, each in bars[:3]]
    alt = f"{len(bars)} balken, van veel naar weinig. Bovenaan: {listed(most)} van alle {unit}."
    if len(counted) > TOP:
        reading += f" In het plaatje staan de eerste {TOP}, in de tabel alle {len(counted)}."
    return Shown(title, reading, Table(f"{title}, {query.period}", headings, rows), alt, partial(bars_with_range, bars))
