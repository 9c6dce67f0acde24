"""How often something happened, per week or per day: conversations, topics and danger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from figures.charts import boxes_with_lines
from figures.counts import CONVERSATIONS, DANGER, TOPIC, TOUCHED, Points, by_channel, over_time, steps, totals
from figures.query import DAY, WEEK, Query
from figures.shown import Shown, Table
from figures.words import Names, day_in_table, day_in_words, listed, short_day, whole

TOP = 6
GAP = "Een gat in de lijn is een dag met minder dan vijf gesprekken, of een dag die daarbij verborgen blijft."

FEW = "Elke dag ging het om minder dan vijf gesprekken. Kies ‘per week’ om toch iets te zien."
FEW_A_WEEK = "Elke week ging het om minder dan vijf, of om een week die daarbij verborgen blijft. Er is niets te tekenen."
EMPTY = "In deze periode is hier niets van geteld. Kies een langere periode of een ander kanaal."


def conversations(query: Query, _names: Names) -> Shown:
    """All conversations."""
    reading = "Hoeveel gesprekken er begonnen. Eén gesprek kan over meer onderwerpen gaan."
    return _course("Gesprekken", reading, query, [("", "Gesprekken")], over_time(query, CONVERSATIONS, [""]))


def topics(query: Query, names: Names) -> Shown:
    """The chosen topics, or those that came up most."""
    if query.topics:
        chosen = list(query.topics)
        reading = "In hoeveel beurten de onderwerpen die je koos langskwamen."
    else:
        chosen = [topic for topic, _ in totals(query, TOPIC)[:TOP]]
        reading = "In hoeveel beurten de meest gevraagde onderwerpen langskwamen. Kies zelf andere bij ‘Onderwerpen’."
    reading += " Alle vakjes hebben dezelfde schaal."
    series = [(topic, names.topic(topic)) for topic in chosen]
    return _course("Onderwerpen in de tijd", reading, query, series, over_time(query, TOPIC, chosen, (TOUCHED, None)))


def danger(query: Query, names: Names) -> Shown:
    """All kinds of danger that the flow book knows, and others that were counted; per week, whatever was chosen.

    From how many conversations a number comes is not counted, and one person in danger can take many turns.
    """
    query = replace(query, per=WEEK)
    known = list(names.book["gevaar"]) if names.book else []
    # Of all channels, so that a channel with nothing looks like one that is hidden.
    counted = [kind for kind, _ in totals(replace(query, channel=""), DANGER)]
    kinds = [*known, *(kind for kind in counted if kind not in known)] if counted else []
    reading = (
        "In hoeveel beurten de chat een soort gevaar zag, altijd per week. Alle vakjes hebben dezelfde schaal. "
        "Wat de chat miste, staat er niet bij. Een tot en met vier staat in de tabel als ‘< 5’ en geeft een gat in de lijn."
    )
    if query.channel:
        reading += " Had in die week een van de kanalen er zo weinig, dan staat er bij elk kanaal ‘< 5’ of een gat."
    series = [(kind, names.danger(kind)) for kind in kinds]
    return _course("Gevaar in de tijd", reading, query, series, by_channel(query, DANGER, kinds))


def _course(
    title: str,
    reading: str,
    query: Query,
    series: Sequence[tuple[str, str]],
    found: Mapping[str, Points],
) -> Shown:
    when = steps(query)
    numbers = [number for points in found.values() for number in points.values()]
    if not any(numbers) and (query.per == DAY or None not in numbers):
        return Shown(title, reading, empty=FEW if query.per == DAY else EMPTY)
    panels = [(name, [found[key][day] for day in when]) for key, name in series]
    unit = "dag" if query.per == DAY else "week vanaf"
    rows = tuple((day_in_table(day), *(numbers[place] for _, numbers in panels)) for place, day in enumerate(when))
    table = Table(f"{title}, {query.period}", (unit.capitalize(), *(name for name, _ in panels)), rows)
    if not any(numbers):
        return Shown(title, reading, table, empty=FEW_A_WEEK)
    return Shown(
        title,
        f"{reading} {GAP}" if query.per == DAY else reading,
        table,
        _said(query, when, [(name, found[key]) for key, name in series]),
        partial(boxes_with_lines, panels, [short_day(day) for day in when]),
    )


def _said(query: Query, when: Sequence[dt.date], series: Sequence[tuple[str, Points]]) -> str:
    per = "dag" if query.per == DAY else "week"
    lines = "Een lijn" if len(series) == 1 else f"{len(series)} lijnen in vakjes"
    parts = []
    for name, points in series:
        there = [(number, day) for day in when if (number := points[day]) is not None]
        if not there:
            parts.append(f"‘{name}’ staat er {'op' if query.per == DAY else 'in'} geen enkele {per}")
            continue
        (least, _), (most, day) = min(there), max(there, key=lambda each: each[0])
        peak = f"op {day_in_words(day)}" if query.per == DAY else f"in de week van {day_in_words(day)}"
        parts.append(f"‘{name}’ van {whole(least)} tot {whole(most)} per {per}, het meest {peak}")
    return f"{lines}, van {day_in_words(when[0])} tot en met {day_in_words(query.end)}: {listed(parts)}."
