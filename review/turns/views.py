"""Conversations without words: the list, one conversation as steps, and where people leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from turns.filters import Choice, FilterForm, PeriodForm
from turns.groups import SMALLEST, TOO_FEW
from turns.leaving import leaving
from turns.listing import PAGE, Group, Listing, Place
from turns.models import Conversation, LastDigest
from turns.replay import steps
from turns.store import StoreError, check
from turns.words import Words


@dataclass(frozen=True)
class Line:
    """A conversation as it stands in a list. What it began with and ended after is what stands where a name would."""

    code: str
    title: str
    turns: int
    channel: str
    danger: str
    missed: int

    @classmethod
    def of(cls, talk: Conversation, words: Words) -> Line:
        """The line of a conversation."""
        first = words.ending(talk.first_topic) if talk.first_topic else "Zonder onderwerp"
        last = words.ending(talk.last_topic or talk.last_step)
        title = first if talk.turns == 1 and talk.first_topic else f"{first} → {last}"
        danger = words.danger(talk.danger) if talk.danger else ""
        return cls(talk.code, title, talk.turns, words.channel(talk.channel), danger, talk.missed)


def index(request: HttpRequest) -> HttpResponse:
    """The list of conversations of a choice."""
    words = Words.of_today()
    form = FilterForm(request.GET, words)
    choice = form.choice()
    listing = Listing(choice)
    rows, earlier, later = _page(listing, request.GET)
    shown: dict[Group, list[Line]] = {}
    for group, talk in rows:
        shown.setdefault(group, []).append(Line.of(talk, words))
    context = {
        "form": form,
        "choice": choice,
        "period": choice.period,
        "groups": list(shown.items()),
        "earlier": earlier,
        "later": later,
        "too_few": TOO_FEW,
        # Whether it is none or four is not said.
        "others_hidden": later is None and not choice.day and listing.without_day() is None,
        **_state(words),
    }
    return render(request, "turns/index.html", context)


def conversation(request: HttpRequest, code: str) -> HttpResponse:
    """One conversation as steps; what stands behind the question mark is the list it was opened from."""
    found = get_object_or_404(Conversation, code=code)
    words = Words.of_today()
    choice = FilterForm(request.GET, words).choice()
    listing = Listing(choice)
    place = listing.place_of(found)
    context = {
        "line": Line.of(found, words),
        "day": place.day,
        "choice": choice,
        "previous": next((talk.code for _group, talk in listing.before(place, 1)), ""),
        "next": next((talk.code for _group, talk in listing.after(place, 1)), ""),
        "ended": words.ending(found.last_topic or found.last_step),
        **_state(words),
    }
    try:
        context["steps"] = steps(found, words)
    except StoreError as error:
        context["warning"] = str(error)
    return render(request, "turns/conversation.html", context)


def leave(request: HttpRequest) -> HttpResponse:
    """Where people leave."""
    words = Words.of_today()
    form = PeriodForm(request.GET, words)
    choice = form.choice()
    rows = [
        {
            "name": words.ending(one.name),
            "address": words.topic_address(one.name) or words.step_address(one.name),
            # Of fewer the list would be empty, since it hides them.
            "list": Choice(choice.weeks, channel=choice.channel, ended=one.name).address
            if one.ended >= SMALLEST
            else "",
            "numbers": one,
        }
        for one in leaving(choice)
    ]
    context = {"form": form, "period": choice.period, "rows": rows, **_state(words)}
    return render(request, "turns/leave.html", context)


def _page(listing: Listing, given: Any) -> tuple[list, Place | None, Place | None]:
    """The rows of this page, and the places from which the pages before and after it go on."""
    place, back = Place.read(given.get("na", "")), Place.read(given.get("voor", ""))
    if back:
        rows = listing.before(back, PAGE + 1)
        more_before, rows = len(rows) > PAGE, rows[-PAGE:]
        more_after = bool(rows)
    else:
        rows = listing.after(place, PAGE + 1)
        more_after, rows = len(rows) > PAGE, rows[:PAGE]
        more_before = place is not None and bool(rows)
    if not rows:
        return [], None, None
    ends = [Place(group.day, talk.code) for group, talk in (rows[0], rows[-1])]
    return rows, ends[0] if more_before else None, ends[1] if more_after else None


def _state(words: Words) -> dict[str, Any]:
    """When the bot's rows were last counted, and what is wrong with them or with the flow book."""
    last = LastDigest.objects.first()
    return {"last": last, "warning": check() or (last.problem if last else "") or words.warning}
