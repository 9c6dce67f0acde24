"""Which help lines were handed over, per month and quarter of the day: from the bot's own tally."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from functools import partial

from django.db import connections
from django.db.models import Sum

from figures.charts import boxes_with_columns
from figures.models import HandoffTally
from figures.query import Query
from figures.shown import Shown, Table
from figures.small import is_small
from figures.words import BANDS, Names, listed, month_in_words, short_month, whole
from turns.routing import BOT
from turns.store import StoreError, reading

TOP = 9
FEW = "Elke keer ging het om minder dan vijf, of om een dagdeel dat daarbij verborgen blijft. Er is niets te tekenen."
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
        "Alle vakjes hebben dezelfde schaal. Een tot en met vier staat als ‘< 5’ in de tabel. Het staat er dan bij de "
        "andere dagdelen ook: anders was het uit te rekenen. Wat verborgen is, is niet getekend."
    )
    if query.channel:
        how += " Had een van de kanalen ergens zo weinig, dan is die maand bij elk kanaal verborgen."
    if not months:
        return Shown(title, how, empty="In deze periode eindigt geen maand. Kies een langere periode.")
    found = _tally(months)
    if not found:
        return Shown(title, how, empty="In deze maanden is niets geteld. Kies een langere periode of een ander kanaal.")
    # Months from before the bot began to count are left out.
    began = min(month for by_month in found.values() for month in months if by_month[month])
    months = months[months.index(began) :]
    shown = {line: {month: _shown(found[line][month], query.channel) for month in months} for line in found}
    often = {line: sum(together or 0 for _, together in by_month.values()) for line, by_month in shown.items()}
    lines = sorted(shown, key=lambda line: (-often[line], line))
    rows = tuple(
        (names.line(line), month_in_words(month), *shown[line][month][0], shown[line][month][1])
        for line in lines
        for month in months
    )
    panels = [
        (names.line(line), [[shown[line][month][0][band] or 0 for month in months] for band in range(4)])
        for line in lines[:TOP]
    ]
    most = [f"‘{names.line(line)}’ ({whole(often[line])} keer)" for line in lines[:3] if often[line]]
    in_band = [
        sum(bands[band] or 0 for by_month in shown.values() for bands, _ in by_month.values()) for band in range(4)
    ]
    busiest = in_band.index(max(in_band))
    if len(lines) > TOP:
        how += f" In het plaatje staan de eerste {TOP} lijnen, in de tabel alle {len(lines)}."
    period = (
        month_in_words(months[0])
        if len(months) == 1
        else f"{month_in_words(months[0])} tot en met {month_in_words(months[-1])}"
    )
    table = Table(f"{title}, {period}", ("Lijn", "Maand", *BANDS, "Samen"), rows, names=2)
    if not any(in_band):
        return Shown(title, how, table, empty=FEW)
    return Shown(
        title,
        how,
        table,
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


def _shown(by_channel: Mapping[str, list[int]], channel: str) -> tuple[list[int | None], int | None]:
    """The numbers of four quarters and their sum, of one line in one month; None where one stays hidden.

    One hidden quarter would follow from the sum and the others, and one hidden channel from all channels.
    """
    if channel:
        if any(is_small(number) for bands in by_channel.values() for number in bands):
            return [None] * 4, None
        bands = by_channel.get(channel, [0] * 4)
    else:
        bands = [sum(numbers) for numbers in zip(*by_channel.values(), strict=True)] or [0] * 4
    together = sum(bands)
    return (
        [None] * 4 if any(map(is_small, bands)) else list(bands),
        None if is_small(together) else together,
    )


def _tally(months: list[dt.date]) -> dict[str, dict[dt.date, dict[str, list[int]]]]:
    """Line to month to channel to its four quarters; of every channel, whichever was chosen."""
    with reading():
        if not _there():
            raise StoreError(NO_TALLY)
        rows = HandoffTally.objects.filter(month__in=months, band__range=(0, 3))
        summed = list(rows.values_list("line", "month", "channel", "band").annotate(often=Sum("count")))
    found: dict[str, dict[dt.date, dict[str, list[int]]]] = defaultdict(lambda: {month: {} for month in months})
    for line, month, channel, band, often in summed:
        if often:
            found[line][month].setdefault(channel, [0] * 4)[band] += often
    return found


def _there() -> bool:
    """Whether the bot has the table, with every column that is read here."""
    table, introspection = HandoffTally._meta.db_table, connections[BOT].introspection
    with connections[BOT].cursor() as cursor:
        if table not in introspection.table_names(cursor):
            return False
        columns = {column.name for column in introspection.get_table_description(cursor, table)}
    return {field.column for field in HandoffTally._meta.concrete_fields if field.column} <= columns
