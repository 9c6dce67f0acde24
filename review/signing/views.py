"""Pages to read and sign what Lantaarn says, see what changed since, and give the signatures to the build."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from flows.book import Book, BookError, current_book
from signing import signatures
from signing.differences import OTHER_FORM, changes
from signing.kinds import KINDS, needed, urgency
from signing.models import REMARK_LENGTH, Signature
from signing.names import Names
from signing.reading import shown
from signing.signatures import SigningError
from signing.states import Stand
from signing.worklist import STANDS, WEIGHTS, Choice, following, progress, rows

NO_SIGNING = (
    "Ondertekenen kan nu niet: je ziet niet zeker wat de chat nu zegt. Handtekeningen die er al zijn, blijven bewaard."
)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What waits, most serious first."""
    book, warning = _book()
    choice = Choice.read(request.GET)
    context = {"warning": warning, "choice": choice, "stands": STANDS, "weights": WEIGHTS, "kinds": KINDS}
    if book is None:
        return render(request, "signing/index.html", context | {"kept": signatures.retired(None)})
    every = rows(book, request.user)
    chosen = [row for row in every if choice.has(row)]
    context |= {
        "rows": chosen,
        "first": chosen[0] if chosen else None,
        "progress": progress(every),
        "retired": signatures.retired(book).count(),
    }
    return render(request, "signing/index.html", context)


@require_safe
def item(request: HttpRequest, kind: str, name: str) -> HttpResponse:
    """One item to read, with what changed, who signed it, and the button to sign."""
    book, warning = _book()
    here = f"{kind}:{name}"
    found = book["onderdelen"].get(here) if book else None
    past = list(signatures.history(here))
    if kind not in KINDS or (found is None and not past):
        raise Http404
    choice = Choice.read(request.GET)
    context: dict[str, Any] = {
        "warning": warning,
        "kind_name": KINDS[kind],
        "kind": kind,
        "name": name,
        "id": here,
        "title": found["titel"] if found else past[0].title,
        "history": past,
        "choice": choice,
        "longest": REMARK_LENGTH,
    }
    if book is None or found is None:
        last = Signature.objects.get(pk=past[0].pk)
        context |= {"gone": book is not None, "content": _past(kind, name, last.content, book), "last": last}
        return render(request, "signing/onderdeel.html", context)
    every = rows(book, request.user)
    row = next(row for row in every if row.id == here)
    context |= {
        "item": found,
        "content": shown(kind, name, found["inhoud"], book, today=True),
        "urgency": urgency(found),
        "needed": needed(found),
        "row": row,
        "next": following(every, choice, here),
        "differences": None if row.state.good else _since(kind, past, found, book),
        "may_sign": row.waits and not book.warning,
        "second": row.state.stand is Stand.HALF,
    }
    return render(request, "signing/onderdeel.html", context)


@require_safe
def signed(request: HttpRequest, kind: str, name: str, number: int) -> HttpResponse:
    """What one person signed, as it was then."""
    signature = get_object_or_404(Signature, pk=number, item=f"{kind}:{name}")
    book, warning = _book()
    context = {
        "warning": warning,
        "signature": signature,
        "kind": kind,
        "name": name,
        "kind_name": KINDS.get(kind, kind),
        "content": _past(kind, name, signature.content, book),
    }
    return render(request, "signing/getekend.html", context)


@require_POST
def sign(request: HttpRequest, kind: str, name: str) -> HttpResponse:
    """Sign what was shown, and go on to the next item."""
    book, _warning = _book()
    here, choice = f"{kind}:{name}", Choice.read(request.GET)
    found = book["onderdelen"].get(here) if book else None
    try:
        if book is None or book.warning:
            raise SigningError(NO_SIGNING)
        if found is None:
            raise SigningError("Dit onderdeel is niet meer in gebruik. Er is niets ondertekend.")
        signatures.sign(
            request.user, here, found, request.POST.get("vingerafdruk", ""), request.POST.get("opmerking", "")
        )
    except SigningError as error:
        request.log_changed = False
        messages.error(request, str(error))
        there = found is not None or Signature.objects.filter(item=here).exists()
        return redirect(reverse("signing:item", args=[kind, name]) + choice.query if there else "signing:index")
    every = rows(book, request.user)
    row = next(row for row in every if row.id == here)
    rest = "" if row.state.good else " Een collega moet nog tekenen."
    messages.success(request, f"‘{row.title}’ is ondertekend.{rest}")
    after = following(every, choice, here)
    return redirect((after.address if after else reverse("signing:index")) + choice.query)


@require_POST
def withdraw(request: HttpRequest, kind: str, name: str, number: int) -> HttpResponse:
    """Take a signature back."""
    signature = get_object_or_404(Signature, pk=number, item=f"{kind}:{name}")
    try:
        signatures.withdraw(request.user, signature, request.POST.get("reden", ""))
        messages.success(request, f"De handtekening van {signature.name} is ingetrokken.")
    except SigningError as error:
        request.log_changed = False
        messages.error(request, str(error))
    return redirect("signing:item", kind, name)


@require_safe
def retired(request: HttpRequest) -> HttpResponse:
    """Items that were signed and are not in use any more."""
    book, warning = _book()
    context = {"warning": warning, "signatures": signatures.retired(book) if book else [], "book": book is not None}
    return render(request, "signing/niet_meer.html", context)


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The standing signatures as a file for the repository."""
    book, _warning = _book()
    if book is None:
        messages.error(
            request, "Er is niets gedownload. Zonder stroomboek is niet te zeggen welke handtekeningen nu gelden."
        )
        return redirect("signing:index")
    text = json.dumps(signatures.export(book), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    headers = {"Content-Disposition": 'attachment; filename="handtekeningen.json"'}
    return HttpResponse(text, content_type="application/json", headers=headers)


def _book() -> tuple[Book | None, str]:
    """The flow book, if there is one, and the sentence for on the page when it is not today's."""
    try:
        book = current_book()
    except BookError as error:
        return None, f"{error} {NO_SIGNING}"
    return book, f"{book.warning} {NO_SIGNING}" if book.warning else ""


def _since(kind: str, past: list[Signature], found: Mapping[str, Any], book: Book) -> dict[str, Any] | None:
    """What changed since people signed another version."""
    last = signatures.last_other(past, found)
    if last is None:
        return None
    return {"last": last, "changes": changes(kind, last.content, found["inhoud"], Names(book))}


def _past(kind: str, name: str, content: Mapping[str, Any], book: Book | None) -> dict[str, Any] | None:
    """An earlier version for its template, or None where it was kept in a form that is not known any more."""
    try:
        return shown(kind, name, content, book, today=False)
    except OTHER_FORM:
        return None
