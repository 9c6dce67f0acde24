"""What this part puts on the front page: facts that run out, what is still to check, and a book that is not today's."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from flows.book import Book, BookError, current_book
from flows.freshness import Freshness, date_in, freshness
from staff.notices import Notice

# Numbers and hours change; a book that nobody built anew for this long deserves a look.
OLD = dt.timedelta(days=90)


def notices(_request: HttpRequest) -> list[Notice]:
    """At most five: the book itself, its age, what expired, what expires soon, and what is still to be checked."""
    try:
        book = current_book()
    except BookError as error:
        return [Notice(str(error), reverse("flows:index"), "Naar het stroomboek", urgent=True)]
    today = timezone.localdate()
    found = [Notice(book.warning, reverse("flows:index"), "Naar het stroomboek", urgent=True)] if book.warning else []
    return found + _age(book, today) + _facts_and_cards(book, today)


def _age(book: Book, today: dt.date) -> list[Notice]:
    day = date_in(book["dag"])
    if day is None or (age := today - day) <= OLD:
        return []
    sentence = f"Het stroomboek is {age.days} dagen oud. Klopt het nog met de chat? Draai `make train` voor een nieuw."
    return [Notice(sentence, reverse("flows:index"), "Naar het stroomboek")]


def _facts_and_cards(book: Book, today: dt.date) -> list[Notice]:
    facts = [freshness(entry, today) for entry in book["feiten"].values()]
    cards = [freshness(entry, today) for entry in book["kaarten"].values()]
    made = []
    for wanted, filter_name, urgent, one, more in (
        (lambda it: it.expired, "verlopen", True, "is verlopen", "zijn verlopen"),
        (lambda it: it.soon, "binnenkort", False, "verloopt binnen 30 dagen", "verlopen binnen 30 dagen"),
        (lambda it: it.to_check, "controleren", False, "is nog te controleren", "zijn nog te controleren"),
    ):
        counted = _counted(facts, cards, wanted)
        if counted:
            words, total = counted
            address = f"{reverse('flows:facts')}?toon={filter_name}"
            made.append(Notice(f"{words} {one if total == 1 else more}.", address, "Bekijk de feiten", urgent))
    return made


def _counted(facts: list[Freshness], cards: list[Freshness], wanted) -> tuple[str, int] | None:
    of_facts, of_cards = sum(map(wanted, facts)), sum(map(wanted, cards))
    words = [f"{of_facts} {'feit' if of_facts == 1 else 'feiten'}"] if of_facts else []
    if of_cards:
        words.append(f"{of_cards} {'kaart' if of_cards == 1 else 'kaarten'} in een andere taal")
    return (" en ".join(words), of_facts + of_cards) if words else None
