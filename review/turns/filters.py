"""What a list of conversations is asked to show: a form in the address, made safe."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Q, Sum

from staff.days import DayField
from turns.groups import SMALLEST, WEEKS, Period, period
from turns.models import DayCount, Topics, counted_at
from turns.words import Words

NO_DANGER = "geen"
# What was sent is not repeated.
WRONG = {
    "invalid_choice": "Deze keuze is er niet, of niet meer. Ze telt nu niet mee.",
    "invalid": "Dit is geen datum. Kies een dag, of laat het leeg.",
}
ALL = [("", "Alles")]
PERIODS = [(str(weeks), "Vorige week" if weeks == 1 else f"Laatste {weeks} weken") for weeks in WEEKS]


@dataclass(frozen=True)
class Choice:
    """One choice of conversations; empty fields mean all. ``ended`` is a topic, or a step where there was no topic."""

    weeks: int = WEEKS[0]
    day: dt.date | None = None
    channel: str = ""
    topic: str = ""
    danger: str = ""
    missed: bool = False
    ended: str = ""

    @property
    def period(self) -> Period:
        """The days that it is about; a day that was asked for may lie further back."""
        return period(max(WEEKS) if self.day else self.weeks)

    @property
    def address(self) -> str:
        """The choice as it stands behind the question mark of an address."""
        return urlencode({name: value for name, value in self._fields().items() if value})

    @property
    def anytime(self) -> Choice:
        """The same choice without its period."""
        return replace(self, weeks=WEEKS[0], day=None)

    def where(self, first: dt.date, last: dt.date) -> Q:
        """The choice as a condition on ``Conversation``, for these days instead of its own period."""
        found = Q(day__range=(first, last))
        if self.channel:
            found &= Q(channel=self.channel)
        if self.topic:
            touched = Topics.objects.filter(topic=self.topic, day__range=(first, last))
            found &= Q(number__in=touched.values("conversation"))
        if self.danger:
            found &= Q(danger="" if self.danger == NO_DANGER else self.danger)
        if self.missed:
            found &= Q(missed__gt=0)
        if self.ended:
            found &= Q(last_topic=self.ended) | Q(last_topic="", last_step=self.ended)
        return found

    def _fields(self) -> dict[str, str]:
        return {
            "periode": "" if self.weeks == WEEKS[0] else str(self.weeks),
            "dag": self.day.isoformat() if self.day else "",
            "kanaal": self.channel,
            "onderwerp": self.topic,
            "gevaar": self.danger,
            "niet_begrepen": "on" if self.missed else "",
            "einde": self.ended,
        }


class PeriodForm(forms.Form):
    """Period and channel."""

    periode = forms.ChoiceField(error_messages=WRONG, label="Periode", choices=PERIODS, required=False)
    kanaal = forms.ChoiceField(error_messages=WRONG, label="Kanaal", required=False)

    def __init__(self, data: Any, words: Words, **more: Any) -> None:
        super().__init__(data, **more)
        channels = _often("gesprekken", "channel")
        self.fields["kanaal"].choices = ALL + [(name, words.channel(name)) for name in channels]

    def choice(self) -> Choice:
        """What was chosen. What cannot be read is left out, and the form says so itself."""
        self.is_valid()
        given = self.cleaned_data
        return Choice(
            weeks=int(given.get("periode") or WEEKS[0]),
            day=given.get("dag"),
            channel=given.get("kanaal") or "",
            topic=given.get("onderwerp") or "",
            danger=given.get("gevaar") or "",
            missed=bool(given.get("niet_begrepen")),
            ended=given.get("einde") or "",
        )


class FilterForm(PeriodForm):
    """Everything that conversations can be chosen by."""

    dag = DayField(error_messages=WRONG, label="Dag")
    onderwerp = forms.ChoiceField(error_messages=WRONG, label="Onderwerp", required=False)
    gevaar = forms.ChoiceField(error_messages=WRONG, label="Gevaar", required=False)
    einde = forms.ChoiceField(error_messages=WRONG, label="Gestopt na", required=False)
    niet_begrepen = forms.BooleanField(label="Alleen met een vraag die niet begrepen is", required=False)

    def __init__(self, data: Any, words: Words, **more: Any) -> None:
        super().__init__(data, words, **more)
        groups: dict[str, list[tuple[str, str]]] = {}
        for name, group in words.topics():
            groups.setdefault(group.replace("_", " ").capitalize(), []).append((name, words.topic(name)))
        known = {name for name, _group in words.topics()}
        # Steps without a topic, and what an older or newer model knew.
        if others := [(name, words.ending(name)) for name in _often("geraakt", "key") if name not in known]:
            groups["Overig"] = others
        self.fields["onderwerp"].choices = self.fields["einde"].choices = ALL + list(groups.items())
        self.fields["gevaar"].choices = ALL + words.dangers() + [(NO_DANGER, "Geen gevaar gezien")]


def _often(measure: str, field: str) -> list[str]:
    """Names that came up in five conversations or more: a list of choices must not tell of one visitor either."""
    days = period(max(WEEKS))
    return _counted_often(measure, field, days.start, days.sunday, counted_at())


@lru_cache(maxsize=16)
def _counted_often(measure: str, field: str, first: dt.date, last: dt.date, _stamp: object) -> list[str]:
    counts = DayCount.objects.filter(measure=measure, day__range=(first, last))
    return sorted(
        counts.values(field).annotate(total=Sum("count")).filter(total__gte=SMALLEST).values_list(field, flat=True)
    )
