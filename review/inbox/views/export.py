"""Sentences that are ready, as a file for the bot; and what happens to them afterwards."""

from __future__ import annotations

from typing import Any

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
from inbox.models import ExportFile, Leaving
from inbox.parts import book_and_warning, tidied
from staff.roles import May, rights_of
from turns.store import StoreError

PUT_BACK = "Er stond geen bestand meer klaar; de zinnen zijn al teruggezet. Er is niets gewist."
GONE_ALREADY = "Er stond geen bestand meer klaar: de zinnen daaruit waren al gewist."
NO_FILE = "Er stond geen bestand meer klaar. Er is niets veranderd."
NOT_YOURS = "Alleen wie het bestand maakte, of een beoordelaar, kan zeggen of het binnen is. Er is niets veranderd."
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
    context = {
        "found": found,
        "files": _waiting(request),
        "hidden": Leaving.objects.filter(confirmed=True, forgotten=False, missing_since=None).count(),
        "warning": " ".join(part for part in (warning, of_book) if part),
    }
    return render(request, "inbox/export.html", context)


@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """The file arrived: what is in it may go, together with what reviewers threw away."""
    request.log_changed = False
    file = _asked_for(request)
    if file is None:
        return redirect("inbox:export")
    exported = _count_exported(file)
    if not file.sentences.filter(confirmed=False).update(confirmed=True):
        messages.warning(request, PUT_BACK if file.put_back else GONE_ALREADY)
        return redirect("inbox:export")
    request.log_changed, request.log_subject = True, _in_words(exported)
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
    request.log_changed = False
    file = _asked_for(request)
    if file is None:
        return redirect("inbox:export")
    exported = _count_exported(file)
    with transaction.atomic():
        if put_back := file.sentences.filter(confirmed=False).delete()[0]:
            file.put_back = True
            file.save()
    if put_back:
        request.log_changed, request.log_subject = True, _in_words(exported)
        messages.info(request, "De zinnen staan weer klaar. Maak het bestand opnieuw.")
    else:
        messages.warning(request, PUT_BACK if file.put_back else GONE_ALREADY)
    return redirect("inbox:export")


def _waiting(request: HttpRequest) -> list[dict[str, Any]]:
    """Every file of which nobody said yet that it arrived, the oldest first."""
    files = ExportFile.objects.filter(sentences__confirmed=False).distinct().order_by("made").select_related("maker")
    return [
        {
            "number": str(file.pk),
            "made": file.made,
            "maker": file.maker.get_username() if file.maker else "",
            "mine": file.maker == request.user,
            "may_say": _may_say(request, file),
            "count": _count_exported(file),
        }
        for file in files
    ]


def _asked_for(request: HttpRequest) -> ExportFile | None:
    """The file that a button is about; None, with a message, where it is gone or not this reviewer's to decide on."""
    file = ExportFile.objects.filter(pk=number_from(request.POST.get("bestand"))).first()
    if file is None:
        messages.warning(request, NO_FILE)
    elif not _may_say(request, file):
        messages.warning(request, NOT_YOURS)
        file = None
    return file


def _may_say(request: HttpRequest, file: ExportFile) -> bool:
    """Only who has the file knows whether it arrived; an approver may decide for somebody who is away."""
    return file.maker == request.user or May.SIGN in rights_of(request.user)


def _count_exported(file: ExportFile) -> int:
    return file.sentences.filter(reason=Leaving.Reason.EXPORTED).count()


def _in_words(count: int) -> str:
    return f"{count} {'zin' if count == 1 else 'zinnen'}"


def _make(request: HttpRequest, book: Book | None, found: Selection | None, warning: str) -> HttpResponse:
    request.log_changed = False
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
            file = ExportFile.objects.create(maker=request.user)
            # Twice the same number is refused by the database: of two people at once, one gets the file.
            Leaving.objects.bulk_create(
                [
                    Leaving(sentence_id=number, reason=Leaving.Reason.EXPORTED, file=file, confirmed=False)
                    for number in numbers
                ]
            )
            let_go(found.refused, Leaving.Reason.HELD_OUT, file)
    except IntegrityError:
        messages.warning(request, COLLEAGUE)
        return redirect("inbox:export")
    request.log_changed, request.log_subject = True, _in_words(len(numbers))
    day = timezone.localdate()
    answer = HttpResponse(archive(chosen, book, day), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="zinnen-{day.isoformat()}.zip"'
    return answer
