"""What this part puts on the front page."""

from __future__ import annotations

import contextlib

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from inbox.given import KEPT_DAYS, last_day
from inbox.leaving import tidy
from inbox.models import Verdict
from inbox.standing import needed, standings, waiting_for
from staff.notices import Notice
from staff.roles import May, rights_of
from turns.store import StoreError

SOON_DAYS = 7


def notices(request: HttpRequest) -> list[Notice]:
    """Sentences that wait for this reviewer, that go soon, that are ready, and that reviewers differ on."""
    if May.EDIT not in rights_of(request.user):
        return []
    # Whether the bot's table can be read is for the conversations to say; here it would say the same a second time.
    with contextlib.suppress(StoreError):
        tidy()
        return [*_waiting(request), *_done()]
    return []


def _waiting(request: HttpRequest) -> list[Notice]:
    waiting = waiting_for(request.user)
    if not waiting:
        return []
    today = timezone.localdate()
    soon = sum((last_day(day) - today).days <= SOON_DAYS for _number, day in waiting)
    sentence = f"{_count(len(waiting), 'gegeven zin wacht', 'gegeven zinnen wachten')} op jouw oordeel."
    if soon:
        gone = _count(soon, "daarvan verdwijnt", "daarvan verdwijnen")
        sentence += f" {gone} binnen {SOON_DAYS} dagen, want de chat bewaart een zin {KEPT_DAYS} dagen."
    return [Notice(sentence, reverse("inbox:index"), "Beoordeel zinnen", soon > 0, May.EDIT)]


def _done() -> list[Notice]:
    found, enough = [], needed()
    everything = standings()
    settled = [judged for standing in everything if (judged := standing.settled(enough))]
    if ready := sum(judged.verdict != Verdict.AWAY for judged in settled):
        sentence = f"{_count(ready, 'zin staat', 'zinnen staan')} klaar om de chat van te laten leren."
        found.append(Notice(sentence, reverse("inbox:export"), "Maak het bestand", needs=May.EDIT))
    if disputed := sum(standing.disputed for standing in everything):
        sentence = f"Over {_count(disputed, 'zin', 'zinnen')} denken jullie verschillend."
        found.append(Notice(sentence, reverse("inbox:differences"), "Bekijk de verschillen", needs=May.EDIT))
    return found


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
