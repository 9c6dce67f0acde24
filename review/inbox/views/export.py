"""Sentences that are ready, as a file for the bot; and what happens to them afterwards."""

from __future__ import annotations

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from flows.book import Book
from inbox.export import Selection, archive, selection
from inbox.given import number_from
from inbox.leaving import ask_bot, let_go, let_go_thrown_away, tidy
from inbox.models import Leaving
from inbox.parts import book_and_warning, tidied
from turns.store import StoreError

COLLEAGUE = "Een collega maakte net hetzelfde bestand. Er is niets gewist; kijk hieronder wat er nog klaarstaat."
NOTHING = "Kies minstens één zin. Er is geen bestand gemaakt."
WITHOUT_BOOK = "Zonder stroomboek kan er geen bestand gemaakt worden."


def index(request: HttpRequest) -> HttpResponse:
    """What is ready, to choose from; POST makes the file of what was chosen."""
    book, of_book = book_and_warning()
    warning = tidied()
    found = None
    try:
        found = selection(book) if book else None
    except StoreError as error:
        warning = str(error)
    if request.method == "POST":
        return _make(request, book, found, warning)
    unconfirmed = Leaving.objects.filter(confirmed=False).order_by("since")
    context = {
        "found": found,
        "refused_numbers": _numbers(found) if found else "",
        "in_file": sum(row.reason == Leaving.Reason.EXPORTED for row in unconfirmed),
        "made": unconfirmed.first(),
        "hidden": Leaving.objects.filter(confirmed=True).count(),
        "warning": " ".join(part for part in (warning, of_book) if part),
    }
    return render(request, "inbox/export.html", context)


@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """The file arrived: what is in it may go, together with what reviewers threw away."""
    Leaving.objects.filter(confirmed=False).update(confirmed=True)
    try:
        let_go_thrown_away()
        reason = ask_bot(again=True)
        tidy()
    except StoreError as error:
        reason = str(error)
    if reason:
        messages.warning(
            request, f"{reason} De zinnen zijn hier weg; het wissen bij de chat wordt later opnieuw gevraagd."
        )
    else:
        messages.success(request, "De zinnen zijn gewist.")
    return redirect("inbox:export")


@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """The file did not arrive: its sentences are ready once more."""
    Leaving.objects.filter(confirmed=False).delete()
    messages.info(request, "De zinnen staan weer klaar. Maak het bestand opnieuw.")
    return redirect("inbox:export")


def _numbers(found: Selection) -> str:
    """The refused sentences by number only: their words would show which sentence is held out."""
    first = len(found.ready) + 1
    numbers = [str(first + place) for place in range(len(found.refused))]
    return (
        f"Nummer {numbers[0]}"
        if len(numbers) == 1
        else f"Nummer {', '.join(numbers[:-1])} en {numbers[-1]}"
        if numbers
        else ""
    )


def _make(request: HttpRequest, book: Book | None, found: Selection | None, warning: str) -> HttpResponse:
    if book is None or found is None:
        messages.error(request, warning or WITHOUT_BOOK)
        return redirect("inbox:export")
    wanted = {number_from(text) for text in request.POST.getlist("zin")}
    chosen = [each for each in found.ready if each.numbers[0] in wanted]
    if not chosen:
        messages.error(request, NOTHING)
        return redirect("inbox:export")
    numbers = [number for each in chosen for number in each.numbers]
    try:
        with transaction.atomic():
            # Twice the same number is refused by the database: of two people at once, one gets the file.
            Leaving.objects.bulk_create(
                [Leaving(sentence_id=number, reason=Leaving.Reason.EXPORTED, confirmed=False) for number in numbers]
            )
            let_go(found.refused, Leaving.Reason.HELD_OUT, confirmed=False)
    except IntegrityError:
        messages.warning(request, COLLEAGUE)
        return redirect("inbox:export")
    day = timezone.localdate()
    answer = HttpResponse(archive(chosen, book, day), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="zinnen-{day.isoformat()}.zip"'
    return answer
