"""From which topic to which topic conversations went."""

from __future__ import annotations

from collections import Counter

from figures.counts import transitions
from figures.flow import can_draw, draw_paths
from figures.interval import share
from figures.query import LEAST, Query
from figures.shown import Shown, Table
from figures.words import Names, listed, whole

# Without a minimum of one's own; more arrows than that nobody can follow.
ARROWS = 18
MOST_ARROWS = 60
ROWS = 300
NO_GRAPHVIZ = (
    "Dit plaatje kan hier niet worden getekend: het programma Graphviz ontbreekt. De tabel is er wel. "
    "Vraag je beheerder om Graphviz te installeren."
)


def paths(query: Query, names: Names) -> Shown:
    """The most frequent steps from one topic to the next, the begin and the end of conversations included."""
    title = "Meest gevolgde paden"
    everything = transitions(query)
    left = Counter()
    for first, _, often in everything:
        left[first] += often
    if query.topics:
        everything = [arrow for arrow in everything if {arrow[0], arrow[1]} & set(query.topics)]
    minimum = query.minimum or usual_minimum(everything)
    arrows = [arrow for arrow in everything if arrow[2] >= minimum]
    reading = (
        "Wie van het ene onderwerp naar het andere ging: hoe dikker de pijl, hoe vaker. "
        f"Je ziet pijlen vanaf {whole(minimum)} keer"
        f"{'' if query.minimum else ' (dat koos de pagina; kies zelf een ander minimum)'}."
    )
    if not arrows:
        return Shown(
            title,
            reading,
            empty="Geen stap kwam zo vaak voor. Kies een lager minimum, een langere periode of andere onderwerpen.",
        )
    if len(arrows) > MOST_ARROWS:
        reading += f" In het plaatje staan de eerste {MOST_ARROWS}; kies een hoger minimum voor een rustiger plaatje."
    if len(arrows) > ROWS:
        reading += f" In de tabel staan de eerste {ROWS} van de {whole(len(arrows))}."
    reading += " Is het plaatje breder dan de pagina, schuif het dan opzij."
    rows = []
    for first, second, often in arrows[:ROWS]:
        part = share(often, left[first])
        rows.append((names.stop(first), names.stop(second), often, part.value, part.low, part.high))
    headings = ("Van", "Naar", "Keer", "Aandeel van ‘van’ (%)", "Laagst (%)", "Hoogst (%)")
    most = [
        f"van ‘{names.stop(first)}’ naar ‘{names.stop(second)}’ ({whole(often)} keer)"
        for first, second, often in arrows[:3]
    ]
    drawn = arrows[:MOST_ARROWS]
    here = can_draw()
    return Shown(
        title,
        reading,
        Table(f"{title}, {query.period}", headings, tuple(rows), names=2),
        f"Een stroomplaatje met {len(drawn)} pijlen tussen onderwerpen. Het vaakst: {listed(most)}.",
        (lambda narrow: draw_paths(drawn, names.stop, narrow)) if here else None,
        scrolls=True,
        warning="" if here else NO_GRAPHVIZ,
    )


def usual_minimum(arrows: list[tuple[str, str, int]]) -> int:
    """The smallest minimum that leaves at most ``ARROWS`` arrows, and never below five."""
    if len(arrows) <= ARROWS:
        return LEAST
    # Of many that are all as frequent, all are kept.
    return max(LEAST, min(arrows[ARROWS][2] + 1, arrows[0][2]))
