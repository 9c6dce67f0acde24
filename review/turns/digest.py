"""The bot's rows, counted once: a row per conversation and counts per day, so that pages need no million rows.

Day by day, each in one transaction. A day is counted anew when its rows changed. Rows are read in short pieces:
while an SQLite file is read the bot cannot write, and after two seconds it lets its rows fall (docs/besluiten/0010).
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Count, Model
from django.utils import timezone

from turns.counting import MEASURES, Counted, Row, count
from turns.groups import KEPT, last_day_over
from turns.models import Conversation, DayCount, DigestedDay, LastDigest, Topics, Turn
from turns.store import StoreError, check, reading

COUNTS_KEPT = dt.timedelta(days=400)
PIECE = 20_000
ONE_DAY = dt.timedelta(days=1)
FUTURE = (
    "In de database van de chat staan rijen van een dag die nog moet komen. Die tellen niet mee. "
    "Vraag je beheerder om de klok van de computer van de chat na te kijken."
)

Progress = Callable[[int, int, dt.date], None]


def digest(progress: Progress = lambda done, of, day: None) -> int:
    """Bring everything up to date; gives how many days were counted.

    Args:
        progress: called after each day with how many are done, of how many, and the day.

    Raises:
        StoreError: the bot's rows cannot be read; what was counted before stays, except what is too old to keep.
    """
    today = timezone.localdate()
    # Also when the bot's rows cannot be read: ours may not outlive them.
    _forget(DigestedDay.objects.filter(day__lte=today - KEPT).values_list("day", flat=True))
    DayCount.objects.filter(day__lt=today - COUNTS_KEPT, measure__in=MEASURES).delete()
    try:
        # A column that is missing would only be met at the first row; without rows, all would seem to be deleted.
        if problem := check():
            raise StoreError(problem)
        with reading():
            there = dict(Turn.objects.order_by().values_list("day").annotate(rows=Count("*")))
        known = dict(DigestedDay.objects.values_list("day", "rows"))
        _forget(day for day in known if day not in there)
        # What the bot has not deleted yet, but will at its next start, is not taken up again.
        over = {day: rows for day, rows in there.items() if today - KEPT < day <= last_day_over()}
        days = _suspects(over, known)
        counted = 0
        for done, day in enumerate(days, 1):
            counted += _digest_day(day, over[day])
            progress(done, len(days), day)
    except StoreError as error:
        _remember(problem=str(error))
        raise
    _remember(when=timezone.now(), problem=FUTURE if any(day > today + ONE_DAY for day in there) else "")
    return counted


def _suspects(there: dict[dt.date, int], known: dict[dt.date, int]) -> list[dt.date]:
    """Days that may have changed: another number of rows, next to such a day, or one of the last two."""
    changed = {day for day, rows in there.items() if known.get(day) != rows}
    beside = {day + step for day in changed for step in (-ONE_DAY, ONE_DAY)}
    last = sorted(there)[-2:]
    return sorted(there.keys() & {*changed, *beside, *last})


def _digest_day(day: dt.date, rows: int) -> bool:
    """Count a day anew if it changed; gives whether it did."""
    with reading():
        own = list(_rows_of(day))
        around = _rows_around(day)
    mark = hashlib.blake2b(repr((own, around)).encode(), digest_size=16).hexdigest()
    if DigestedDay.objects.filter(day=day, mark=mark).exists():
        return False
    _write(day, rows, mark, count(day, _began_on(day, own, around)), {row.conversation for row in around})
    return True


def _rows_of(day: dt.date) -> Iterator[Row]:
    piece = Turn.objects.filter(day=day).order_by("conversation", "turn").values_list(*Row._fields)
    rows = list(map(Row._make, piece[:PIECE]))
    while rows:
        yield from rows
        if len(rows) < PIECE:
            return
        rows = list(map(Row._make, piece.filter(pk__gt=(rows[-1].conversation, rows[-1].turn))[:PIECE]))


def _rows_around(day: dt.date) -> list[Row]:
    """Turns of this day's conversations on the day before and after: talks that went on over midnight."""
    of_the_day = Turn.objects.filter(day=day).values("conversation")
    around = Turn.objects.filter(day__in=[day - ONE_DAY, day + ONE_DAY], conversation__in=of_the_day)
    return list(map(Row._make, around.order_by("conversation", "turn").values_list(*Row._fields)))


def _began_on(day: dt.date, own: Iterable[Row], around: Iterable[Row]) -> Iterator[list[Row]]:
    """The turns of each conversation whose first turn, of those that are there, was on this day."""
    gathered: dict[int, list[Row]] = {}
    for row in own:
        gathered.setdefault(row.conversation, []).append(row)
    crossing = set()
    for row in around:
        gathered[row.conversation].append(row)
        crossing.add(row.conversation)
    for number, rows in gathered.items():
        if number in crossing:
            rows.sort()
        if rows[0].day == day:
            yield rows


def _write(day: dt.date, rows: int, mark: str, counted: Counted, crossing: set[int]) -> None:
    with transaction.atomic():
        # Two processes may digest at once; the second waits here, and then writes the same.
        LastDigest.objects.get_or_create(pk=1)
        LastDigest.objects.select_for_update().get(pk=1)
        _delete_talks(day)
        # Before its first rows were there, such a conversation may have been counted on another day.
        ours = crossing & {talk.number for talk in counted.talks}
        Topics.objects.filter(conversation__in=ours).delete()
        Conversation.objects.filter(number__in=ours).delete()
        DayCount.objects.filter(day=day, measure__in=MEASURES).delete()
        _insert(Conversation, counted.talks)
        _insert(Topics, counted.topics)
        _insert(DayCount, counted.counts)
        DigestedDay.objects.update_or_create(day=day, defaults={"rows": rows, "mark": mark})


def _insert(model: type[Model], rows: Sequence[NamedTuple]) -> None:
    """Insert rows whose fields are columns of this model, without making a model of each: several times as fast."""
    if not rows:
        return
    table, columns = connection.ops.quote_name(model._meta.db_table), rows[0]._fields
    names = ", ".join(map(connection.ops.quote_name, columns))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        place = columns.index("day")
        day = connection.ops.adapt_datefield_value(rows[0].day)  # type: ignore[attr-defined]
        values = [(*row[:place], day, *row[place + 1 :]) for row in rows]
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({', '.join(['%s'] * len(columns))})", values)


def _delete_talks(day: dt.date) -> None:
    # Both values of the first column of the index, so that the database can use it.
    talks = Conversation.objects.filter(dated__in=[False, True], day=day)
    Topics.objects.filter(conversation__in=talks).delete()
    talks.delete()


def _forget(days: Iterable[dt.date]) -> None:
    """Days that the bot no longer has lose their conversations here too; their counts stay."""
    for day in list(days):
        with transaction.atomic():
            _delete_talks(day)
            DigestedDay.objects.filter(day=day).delete()


def _remember(**what: object) -> None:
    LastDigest.objects.update_or_create(pk=1, defaults=what)
