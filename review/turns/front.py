"""What this part puts on the front page."""

from __future__ import annotations

import datetime as dt
from math import sqrt

from django.db.models import Q, Sum
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from staff.notices import Notice
from turns.groups import last_day_over
from turns.models import DayCount, LastDigest
from turns.store import check

OLD = dt.timedelta(days=1)
RECENT, BEFORE = 7, 28
ENOUGH = 100
# A rise is told when it is big enough to matter, and so far outside of chance that it comes up less than once in years.
LEAST_RISE = 0.03
Z = 3.5


def notices(_request: HttpRequest) -> list[Notice]:
    """The bot's rows cannot be read, are not counted, or the bot understands less than it did."""
    address, found = reverse("turns:index"), []
    last = LastDigest.objects.first()
    if problem := check() or (last.problem if last else ""):
        found.append(Notice(problem, address, "Bekijk wat eerder is geteld", urgent=True))
    elif last is None or last.when is None:
        found.append(
            Notice("De gesprekken zijn nog niet geteld. Dat gebeurt vanzelf.", address, "Kijk of ze er al zijn")
        )
    elif timezone.now() - last.when > OLD:
        sentence = (
            "De gesprekken zijn al meer dan een dag niet geteld. "
            "Vraag je beheerder om dit gereedschap opnieuw te starten."
        )
        found.append(Notice(sentence, address, "Bekijk wat eerder is geteld", urgent=True))
    if shares := unusual_rise():
        before, now = (f"{100 * share:.0f}" for share in shares)
        sentence = (
            f"De chat begrijpt minder: de laatste 7 dagen was {now} % van de vragen niet begrepen. In de 28 dagen "
            f"daarvoor was dat {before} %."
        )
        found.append(
            Notice(sentence, f"{address}?niet_begrepen=on", "Bekijk gesprekken met een vraag die niet begrepen is")
        )
    return found


def unusual_rise() -> tuple[float, float] | None:
    """The share of turns that were not understood in the 28 days before and in the last 7, when it rose unusually."""
    end = last_day_over()
    recent = _sums(end - dt.timedelta(days=RECENT - 1), end)
    before = _sums(end - dt.timedelta(days=RECENT + BEFORE - 1), end - dt.timedelta(days=RECENT))
    if min(recent["gesprekken"], before["gesprekken"]) < ENOUGH:
        return None
    shares = [sums["niet_begrepen"] / sums["beurten"] for sums in (before, recent)]
    both = (recent["niet_begrepen"] + before["niet_begrepen"]) / (recent["beurten"] + before["beurten"])
    chance = sqrt(both * (1 - both) * (1 / recent["beurten"] + 1 / before["beurten"]))
    rise = shares[1] - shares[0]
    return (shares[0], shares[1]) if rise >= LEAST_RISE and rise > Z * chance else None


def _sums(first: dt.date, last: dt.date) -> dict[str, int]:
    measures = ("gesprekken", "beurten", "niet_begrepen")
    sums = {measure: Sum("count", filter=Q(measure=measure), default=0) for measure in measures}
    return DayCount.objects.filter(measure__in=measures, day__range=(first, last)).aggregate(**sums)
