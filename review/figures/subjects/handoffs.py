"""Which help lines were handed over, per month and quarter of the day: from the bot's own tally."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from functools import partial

from django.db import connections
from django.db.models import Sum

from figures.charts import boxes_with_columns
from figures.models import HandoffTally
from figures.query import Query
from figures.shown import Shown, Table
from figures.words import BANDS, Names, listed, month_in_words, short_month, whole
from turns.routing import BOT
from turns.store import StoreError, reading

TOP = 9
NO_TALLY = (
    "De chat telt nog niet hoe vaak hij doorverwijst: hij is van een oudere of een andere versie dan dit gereedschap. "
    "Start de nieuwe versie van de chat één keer. De andere cijfers werken gewoon."
)


def handoffs(query: Query, names: Names) -> Shown:
    """Every line that was handed over, the most frequent first.

    Raises:
        StoreError: the bot's tally cannot be read.
    """
    title = "Doorverwijzingen per lijn"
    months = months_of(query)
    how = (
        "Hoe vaak de chat een hulplijn gaf, per maand en per dagdeel. Een lijn kan in één gesprek vaker genoemd zijn. "
        "De chat bewaart hier geen dag of uur van. Je ziet hele maanden, die in deze periode eindigen. "
        "Alle vakjes hebben dezelfde schaal."
    )
    if not months:
        return Shown(title, how, empty="In deze periode eindigt geen maand. Kies een langere periode.")
    found = _tally(query, months)
    if not found:
        return Shown(title, how, empty="In deze maanden is niets geteld. Kies een langere periode of een ander kanaal.")
    # Months from before the bot began to count are left out.
    began = min(month for by_month in found.values() for month in months if any(by_month[month]))
    months = months[months.index(began) :]
    lines = sorted(found, key=lambda line: (-sum(sum(bands) for bands in found[line].values()), line))
    rows = tuple(
        (names.line(line), month_in_words(month), *found[line][month], sum(found[line][month]))
        for line in lines
        for month in months
    )
    panels = [
        (names.line(line), [[found[line][month][band] for month in months] for band in range(4)])
        for line in lines[:TOP]
    ]
    often = {line: sum(sum(bands) for bands in found[line].values()) for line in lines}
    most = [f"‘{names.line(line)}’ ({whole(often[line])} keer)" for line in lines[:3]]
    busiest = max(
        range(4), key=lambda band: sum(bands[band] for by_month in found.values() for bands in by_month.values())
    )
    if len(lines) > TOP:
        how += f" In het plaatje staan de eerste {TOP} lijnen, in de tabel alle {len(lines)}."
    period = (
        month_in_words(months[0])
        if len(months) == 1
        else f"{month_in_words(months[0])} tot en met {month_in_words(months[-1])}"
    )
    return Shown(
        title,
        how,
        Table(f"{title}, {period}", ("Lijn", "Maand", *BANDS, "Samen"), rows, names=2),
        f"Kolommen per maand voor {len(panels)} hulplijnen, in vier dagdelen, {period}. Het vaakst: {listed(most)}. "
        f"De meeste doorverwijzingen waren van {BANDS[busiest]}.",
        partial(boxes_with_columns, panels, BANDS, [short_month(month) for month in months]),
    )


def months_of(query: Query) -> list[dt.date]:
    """The first days of all months that end in the period.

    A running month would tell each day what was new. The bot writes the last day of a month some time after that day:
    the period must go on for two days more.
    """
    months, month = [], query.start.replace(day=1)
    while (following := (month + dt.timedelta(days=31)).replace(day=1)) <= query.end - dt.timedelta(days=1):
        months.append(month)
        month = following
    return months


def _tally(query: Query, months: list[dt.date]) -> dict[str, dict[dt.date, list[int]]]:
    with reading():
        if not _there():
            raise StoreError(NO_TALLY)
        rows = HandoffTally.objects.filter(month__in=months, band__range=(0, 3))
        if query.channel:
            rows = rows.filter(channel=query.channel)
        summed = list(rows.values_list("line", "month", "band").annotate(often=Sum("count")))
    found: dict[str, dict[dt.date, list[int]]] = defaultdict(lambda: {month: [0] * 4 for month in months})
    for line, month, band, often in summed:
        if often:
            found[line][month][band] += often
    return found


def _there() -> bool:
    """Whether the bot has the table, with every column that is read here."""
    table, introspection = HandoffTally._meta.db_table, connections[BOT].introspection
    with connections[BOT].cursor() as cursor:
        if table not in introspection.table_names(cursor):
            return False
        columns = {column.name for column in introspection.get_table_description(cursor, table)}
    return {field.column for field in HandoffTally._meta.concrete_fields if field.column} <= columns
