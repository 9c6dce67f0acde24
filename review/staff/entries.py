"""Reading the log: one page at a time, whole, or of one person."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from staff.days import DayField
from staff.models import Entry
from staff.spreadsheet import harmless
from staff.titles import EVENTS, outcome, title

PER_PAGE = 50
COLUMNS = ["tijdstip", "wie", "wat", "waarover", "soort", "uitkomst"]
UNKNOWN = "onbekend"


class Filters(forms.Form):
    """Which entries: of whom, of which day, and whether only changes."""

    wie = forms.ModelChoiceField(None, label="Wie", required=False, empty_label="Iedereen", to_field_name="username")
    dag = DayField(label="Dag")
    veranderd = forms.BooleanField(label="Alleen wat veranderd is", required=False)
    # The number of the last entry of the page before: a log of years cannot be counted through for every page.
    voor = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict, person: AbstractUser | None = None) -> None:
        super().__init__(data)
        self._person = person
        if person is None:
            self.fields["wie"].queryset = get_user_model().objects.order_by("username")
        else:
            del self.fields["wie"]

    def entries(self) -> QuerySet[Entry]:
        """The entries that fit, newest first; what was filled in wrongly does not count."""
        self.is_valid()
        chosen = self.cleaned_data
        found = Entry.objects.order_by("-pk")
        who = self._person or chosen.get("wie")
        if who is not None:
            found = found.filter(who=who)
        if day := chosen.get("dag"):
            begin = timezone.make_aware(dt.datetime.combine(day, dt.time.min))
            end = timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=1), dt.time.min))
            found = found.filter(when__gte=begin, when__lt=end)
        return found.filter(changed=True) if chosen.get("veranderd") else found

    def page(self) -> Page:
        """The next fifty after the entry that ``voor`` names."""
        found = self.entries()
        if before := self.cleaned_data.get("voor"):
            found = found.filter(pk__lt=before)
        rows = list(found[: PER_PAGE + 1])
        return Page(
            [row_of(entry) for entry in rows[:PER_PAGE]],
            rows[PER_PAGE - 1].pk if len(rows) > PER_PAGE else None,
            bool(before),
        )


@dataclass(frozen=True)
class Row:
    """One entry in words. ``kind`` is "veranderd", "bekeken", or empty for an event such as signing in."""

    when: dt.datetime
    who: str
    what: str
    subject: str
    kind: str
    outcome: str


@dataclass(frozen=True)
class Page:
    """A page of the log; ``older`` is where the next one begins, None at the end."""

    rows: list[Row]
    older: int | None
    further: bool


def row_of(entry: Entry) -> Row:
    """An entry as staff read it."""
    looked = "" if entry.page in EVENTS else "bekeken"
    kind = "veranderd" if entry.changed else looked
    return Row(
        timezone.localtime(entry.when),
        entry.name or UNKNOWN,
        title(entry.page),
        entry.subject,
        kind,
        outcome(entry.status),
    )


def csv_lines(entries: QuerySet[Entry]) -> Iterator[str]:
    """The log as CSV, line by line, with a semicolon as Dutch spreadsheets expect."""
    writer = csv.writer(_Echo(), delimiter=";")
    yield "\ufeff" + writer.writerow(COLUMNS)
    for entry in entries.iterator(chunk_size=2000):
        row = row_of(entry)
        cells = [f"{row.when:%Y-%m-%d %H:%M:%S}", row.who, row.what, row.subject, row.kind, row.outcome]
        yield writer.writerow([harmless(cell) for cell in cells])


class _Echo:
    """Gives csv's writer something to write to that hands the line back."""

    def write(self, line: str) -> str:
        return line
