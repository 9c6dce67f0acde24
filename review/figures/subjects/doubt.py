"""How sure the bot was, and how often it did not understand."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from figures.charts import columns_with_range, line_with_range
from figures.counts import CONFIDENCE, MISSED, TOUCHED, TURNS, by_week, over_time, steps, totals
from figures.interval import Spread, quantile, share
from figures.query import DAY, WEEK, Query
from figures.shown import NOTHING, Shown, Table
from figures.subjects.course import EMPTY, FEW, GAP
from figures.words import Names, day_in_table, day_in_words, decimal, short_day

# The topic of a turn that was not understood.
NOT_SURE = "nlu_fallback"
TENTHS = tuple(map(str, range(11)))
RANGE = "Het echte aandeel ligt waarschijnlijk in de band: hoe breder die is, hoe minder zeker."


def missed(query: Query, _names: Names) -> Shown:
    """The share of turns that was not understood."""
    title = "Niet begrepen"
    reading = f"Welk deel van de beurten de chat niet begreep. {RANGE}"
    when = steps(query)
    if not when:
        return Shown(title, reading, empty=EMPTY)
    parts, wholes = over_time(query, MISSED, [""], (TOUCHED, NOT_SURE))[""], over_time(query, TURNS, [""])[""]
    if not any(wholes.values()):
        return Shown(title, reading, empty=FEW if query.per == DAY else EMPTY)
    shares = [None if parts[day] is None or wholes[day] is None else share(parts[day], wholes[day]) for day in when]
    rows = tuple(
        (day_in_table(day), wholes[day], parts[day], *_in_columns(each)) for day, each in zip(when, shares, strict=True)
    )
    unit = "Dag" if query.per == DAY else "Week vanaf"
    table = Table(
        f"{title}, {query.period}", (unit, "Beurten", "Niet begrepen", "Aandeel (%)", "Laagst (%)", "Hoogst (%)"), rows
    )
    there = [(each, day) for each, day in zip(shares, when, strict=True) if each]
    if not there:
        return Shown(title, reading, table, empty=FEW)
    (low, _), (high, day) = min(there, key=lambda each: each[0].value), max(there, key=lambda each: each[0].value)
    highest = f"{'op' if query.per == DAY else 'in de week van'} {day_in_words(day)}"
    alt = (
        f"Een lijn met een band eromheen. Het deel dat niet begrepen werd ligt tussen {decimal(low.value)} en "
        f"{decimal(high.value)} procent; het hoogst {highest}."
    )
    reading = f"{reading} {GAP}" if query.per == DAY else reading
    return Shown(title, reading, table, alt, partial(line_with_range, shares, [short_day(day) for day in when]))


def confidence(query: Query, _names: Names) -> Shown:
    """How the turns are spread over the tenths."""
    title = "Hoe zeker de chat was"
    reading = (
        "Bij een zin zegt de chat in tienden hoe zeker hij van het onderwerp is: 0 is een gok, 10 is heel zeker. "
        "Beurten zonder onderwerp, zoals een lege zin, tellen niet mee. "
        "Het echte aandeel ligt waarschijnlijk tussen de einden van de dunne streep."
    )
    counts = {int(tenth): often for tenth, often in totals(query, CONFIDENCE) if tenth in TENTHS}
    turns = sum(counts.values())
    if not turns:
        return Shown(title, reading, empty=EMPTY)
    shares = [share(counts.get(tenth, 0), turns) or Spread(0, 0, 0) for tenth in range(11)]
    rows = tuple((TENTHS[tenth], counts.get(tenth, 0), *_in_columns(shares[tenth])) for tenth in range(11))
    table = Table(
        f"{title}, {query.period}", ("Zekerheid (tienden)", "Beurten", "Aandeel (%)", "Laagst (%)", "Hoogst (%)"), rows
    )
    most = max(counts, key=lambda tenth: (counts[tenth], tenth))
    sure, unsure = (
        sum(often for tenth, often in counts.items() if low <= tenth <= high) for low, high in ((8, 10), (0, 4))
    )
    alt = (
        f"Elf kolommen, van 0 tot en met 10 tienden. De hoogste is {most}, met {decimal(shares[most].value)} procent. "
        f"Van alle beurten is {decimal(100 * sure / turns)} procent 8 of hoger, "
        f"en {decimal(100 * unsure / turns)} procent 4 of lager."
    )
    draw = partial(columns_with_range, shares, TENTHS, "zekerheid in tienden")
    return Shown(title, reading, table, alt, draw)


def middle(query: Query, _names: Names) -> Shown:
    """The median confidence of each week, with the quarters around it."""
    title = "Zekerheid in de tijd"
    reading = (
        "Per week de middelste zekerheid (mediaan): de helft van de beurten was zekerder, de helft minder. "
        "Tussen de randen van de band ligt de middelste helft van de beurten. Wat tussen twee tienden ligt, is geschat."
    )
    if query.per == DAY:
        reading += " Deze figuur gaat altijd per week."
    query = replace(query, per=WEEK)
    when, found = steps(query), by_week(query, CONFIDENCE)
    weeks = [{int(tenth): by[week] for tenth, by in found.items() if tenth in TENTHS and by.get(week)} for week in when]
    if not any(weeks):
        return Shown(title, reading, empty=EMPTY)
    points = [_quarters(counts) for counts in weeks]
    rows = tuple(
        (day_in_table(week), sum(counts.values()), *_in_columns(point))
        for week, counts, point in zip(when, weeks, points, strict=True)
    )
    headings = ("Week vanaf", "Beurten", "Mediaan", "Een kwart ligt onder", "Een kwart ligt boven")
    table = Table(f"{title}, {query.period}", headings, rows)
    there = [each.value for each in points if each]
    alt = (
        f"Een lijn met een band eromheen. De mediaan ligt tussen {decimal(min(there))} en {decimal(max(there))} "
        f"tienden; in de laatste week op {decimal(there[-1])}."
    )
    return Shown(
        title,
        reading,
        table,
        alt,
        partial(line_with_range, points, [short_day(week) for week in when], percent=False, top=10.4),
    )


def _quarters(counts: dict[int, int]) -> Spread | None:
    half, low, high = (quantile(counts, at) for at in (0.5, 0.25, 0.75))
    return None if half is None or low is None or high is None else Spread(half, low, high)


def _in_columns(each: Spread | None) -> tuple[float | str, ...]:
    return (NOTHING,) * 3 if each is None else (each.value, each.low, each.high)
