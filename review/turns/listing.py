"""A list of conversations: days where enough match, then all others of whole weeks together, in pages without an
offset.

Within a day, and in the group without a day, conversations lie in the order of their codes: that is no order in time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, Q, QuerySet

from turns.filters import Choice
from turns.groups import SMALLEST, Period
from turns.models import Conversation, counted_at

PAGE = 50
SIX_DAYS = dt.timedelta(days=6)


@dataclass(frozen=True)
class Place:
    """Where a conversation stands in a list. ``day`` is None in the group without a day, which comes last."""

    day: dt.date | None
    code: str

    def __str__(self) -> str:
        return f"{self.day or ''}.{self.code}"

    @classmethod
    def read(cls, text: str) -> Place | None:
        """A place from an address; None when it is not one."""
        day, dot, code = text.partition(".")
        try:
            return cls(dt.date.fromisoformat(day) if day else None, code[:22]) if dot else None
        except ValueError:
            return None


@dataclass(frozen=True)
class Group:
    """A heading of the list; ``number`` is at least five."""

    day: dt.date | None
    number: int

    @property
    def order(self) -> int:
        """Newest day first, and the group without a day last."""
        return -self.day.toordinal() if self.day else 0


class Listing:
    """The conversations of one choice. Weeks are counted one by one, and only as far back as a page needs."""

    def __init__(self, choice: Choice) -> None:
        self.choice = choice
        self.period = choice.period
        self._stamp = counted_at()

    def after(self, place: Place | None, number: int = PAGE) -> list[tuple[Group, Conversation]]:
        """The next conversations after a place, or the first of all."""
        return self._gather(self._groups(place), place, number, forward=True)

    def before(self, place: Place, number: int = PAGE) -> list[tuple[Group, Conversation]]:
        """The last conversations before a place, in the order of the list."""
        return self._gather(self._groups_back(place), place, number, forward=False)[::-1]

    def place_of(self, conversation: Conversation) -> Place:
        """Where a conversation stands; without its day unless the list shows that."""
        shown = conversation.dated and any(group.day == conversation.day for group in self._of_week(conversation.day))
        return Place(conversation.day if shown else None, conversation.code)

    def without_day(self) -> Group | None:
        """All that may not stand under their day together, if they are five or more."""
        if self.choice.day:
            # One day that was asked for is never made up from what may not stand under it.
            return None
        number = _count(self.choice.anytime, self.period, self._few_days(), self._stamp)
        return Group(None, number) if number >= SMALLEST else None

    def _groups(self, place: Place | None) -> Iterator[Group]:
        """The groups from this place on."""
        for sunday in self._sundays():
            if place is None or (place.day and sunday - SIX_DAYS <= place.day):
                yield from self._of_week(sunday)
        if group := self.without_day():
            yield group

    def _groups_back(self, place: Place) -> Iterator[Group]:
        """The groups from this place back to the newest."""
        if place.day is None and (group := self.without_day()):
            yield group
        for sunday in reversed(self._sundays()):
            if place.day is None or place.day <= sunday:
                yield from reversed(self._of_week(sunday))

    def _sundays(self) -> list[dt.date]:
        """The ends of the weeks of the period, the newest first; that of the week that still runs is yet to come."""
        if self.choice.day:
            return [_sunday(self.choice.day)]
        weeks = (_sunday(self.period.last) - self.period.start).days // 7 + 1
        return [_sunday(self.period.last) - dt.timedelta(days=7 * week) for week in range(weeks)]

    def _of_week(self, day: dt.date) -> list[Group]:
        """The days of the week of this day that may be shown, the newest first."""
        shown = [Group(day, number) for day, number in self._counts(_sunday(day)).items() if number >= SMALLEST]
        return sorted(shown, key=lambda group: group.order)

    def _counts(self, sunday: dt.date) -> dict[dt.date, int]:
        first, last = max(sunday - SIX_DAYS, self.period.start), min(sunday, self.period.last)
        counts = _per_day(self.choice.anytime, first, last, self._stamp)
        return {day: number for day, number in counts.items() if self.choice.day in (None, day)}

    def _few_days(self) -> tuple[dt.date, ...]:
        """Days of whole weeks on which too few match."""
        whole = [sunday for sunday in self._sundays() if sunday <= self.period.sunday]
        return tuple(day for sunday in whole for day, number in self._counts(sunday).items() if number < SMALLEST)

    def _gather(
        self, groups: Iterable[Group], place: Place | None, number: int, forward: bool
    ) -> list[tuple[Group, Conversation]]:
        found: list[tuple[Group, Conversation]] = []
        here = Group(place.day, 0).order if place else None
        for group in groups:
            rows = self._rows(group)
            if here is not None and place is not None:
                if group.order == here:
                    rows = rows.filter(code__gt=place.code) if forward else rows.filter(code__lt=place.code)
                elif (group.order < here) == forward:
                    continue
            rows = rows.order_by("code" if forward else "-code")
            found += [(group, conversation) for conversation in rows[: number - len(found)]]
            if len(found) == number:
                break
        return found

    def _rows(self, group: Group) -> QuerySet[Conversation]:
        if group.day:
            return Conversation.objects.filter(self.choice.where(group.day, group.day), dated__in=[True])
        return _without_day(self.choice, self.period, self._few_days())


def _sunday(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=6 - day.weekday())


def _without_day(choice: Choice, period: Period, few: tuple[dt.date, ...]) -> QuerySet[Conversation]:
    matches = Conversation.objects.filter(choice.where(period.start, period.sunday))
    return matches.filter(Q(dated__in=[False]) | Q(day__in=few)) if few else matches.filter(dated__in=[False])


# What was counted holds until a day is counted anew: going on to a next page or conversation counts nothing twice.
@lru_cache(maxsize=2048)
def _per_day(choice: Choice, first: dt.date, last: dt.date, _stamp: object) -> dict[dt.date, int]:
    matches = Conversation.objects.filter(choice.where(first, last), dated__in=[True])
    return dict(matches.order_by().values_list("day").annotate(number=Count("*")))


@lru_cache(maxsize=256)
def _count(choice: Choice, period: Period, few: tuple[dt.date, ...], _stamp: object) -> int:
    return _without_day(choice, period, few).count()
