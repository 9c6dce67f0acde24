"""How far each given sentence is: waiting for a reviewer, ready, or judged in different ways."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model

from inbox.given import AT_ONCE, days
from inbox.models import Decision, Leaving, Mark, Wish
from staff.roles import ROLES, May

USUALLY_NEEDED = 2
_FIELDS = ("verdict", "label", "language", "when")


class Judged(NamedTuple):
    """A mark or an approver's decision, as plain values: thousands of them are read for one page."""

    reviewer: int | None
    verdict: str
    label: str
    language: str
    when: dt.datetime

    @property
    def choice(self) -> str:
        """Such as ``onderwerp:wet_inhoud``, ``gevaar:112`` or ``weg``."""
        return f"{self.verdict}:{self.label}" if self.label else self.verdict


@dataclass(frozen=True)
class Standing:
    """One sentence with its marks; ``decision`` is what an approver made of it."""

    number: int
    day: dt.date
    marks: tuple[Judged, ...]
    decision: Judged | None

    @property
    def choices(self) -> list[str]:
        """The different choices, in the order in which they came."""
        return list(dict.fromkeys(mark.choice for mark in self.marks))

    def settled(self, needed: int) -> Judged | None:
        """The judgement that holds: an approver's, or the one that enough reviewers share; None before that."""
        if self.decision:
            return self.decision
        agree = len(self.marks) >= needed and len(self.choices) == 1
        return self.marks[-1] if agree else None

    @property
    def disputed(self) -> bool:
        """Whether reviewers differ and nobody settled it."""
        return self.decision is None and len(self.choices) > 1


def standings(among: Collection[int] | None = None) -> list[Standing]:
    """Every sentence (or those ``among`` these numbers) that somebody judged and that is not leaving, the oldest first.

    Raises:
        StoreError: the bot's table cannot be read.
    """
    marks: dict[int, list[Judged]] = {}
    rows = Mark.objects.order_by("when", "pk")
    if among is not None and len(among) <= AT_ONCE:
        rows = rows.filter(sentence_id__in=among)
    for number, *values in rows.values_list("sentence_id", "reviewer", *_FIELDS):
        if among is None or number in among:
            marks.setdefault(number, []).append(Judged(*values))
    decisions = {
        number: Judged(*values) for number, *values in Decision.objects.values_list("pk", "approver", *_FIELDS)
    }
    present = [pair for pair in _present() if pair[0] in marks]
    return [Standing(number, day, tuple(marks[number]), decisions.get(number)) for number, day in present]


def waiting_for(reviewer: Any) -> list[tuple[int, dt.date]]:
    """(number, day) of the sentences that this reviewer can still judge, the oldest first.

    What others chose is not part of it: two reviewers only check each other when neither sees the other's mark.

    Raises:
        StoreError: the bot's table cannot be read.
    """
    enough, done = needed(), set(Decision.objects.values_list("pk", flat=True))
    counts: dict[int, int] = {}
    for number, who in Mark.objects.values_list("sentence_id", "reviewer"):
        counts[number] = counts.get(number, 0) + 1
        if who == reviewer.pk:
            done.add(number)
    return [(number, day) for number, day in _present() if number not in done and counts.get(number, 0) < enough]


def needed() -> int:
    """How many reviewers must agree: as set, but never more than there are people who may judge."""
    wish = Wish.objects.first()
    return max(1, min(wish.needed if wish else USUALLY_NEEDED, len(reviewers())))


def reviewers() -> list[Any]:
    """Everybody with an active account who may judge sentences."""
    return list(get_user_model().objects.filter(is_active=True, groups__name__in=_who_may(May.EDIT)).distinct())


def _who_may(right: May) -> Iterable[str]:
    return [role for role, rights in ROLES.items() if right in rights]


def _present() -> list[tuple[int, dt.date]]:
    leaving = set(Leaving.objects.values_list("pk", flat=True))
    present = ((number, day) for number, day in days().items() if number not in leaving)
    return sorted(present, key=lambda pair: (pair[1], pair[0]))
