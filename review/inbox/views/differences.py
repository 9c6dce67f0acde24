"""How far reviewers agree, and the sentences on which they do not."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from flows.book import Book
from inbox.agreement import agreed, tables
from inbox.choices import IN_LOG, choice_from, in_words
from inbox.given import number_from, sentences
from inbox.marking import GoneError
from inbox.marking import settle as keep_decision
from inbox.models import Leaving, LeftCount, Wish
from inbox.parts import book_and_warning, tidied
from inbox.standing import USUALLY_NEEDED, needed, reviewers, standings
from turns.store import StoreError

ON_A_PAGE = 20
COLLEAGUE_GONE = "een oud-collega"


def index(request: HttpRequest) -> HttpResponse:
    """Agreement of every two reviewers, and each sentence on which they differ."""
    book, of_book = book_and_warning()
    warning = tidied()
    context: dict[str, Any] = {"agreements": _agreements(), "left": _left(), **_needed(), "page_of": None}
    try:
        context["page_of"] = _differences(request, book)
    except StoreError as error:
        warning = str(error)
    return render(request, "inbox/verschillen.html", {**context, "warning": " ".join(filter(None, (warning, of_book)))})


@require_POST
def settle(request: HttpRequest) -> HttpResponse:
    """Keep the approver's choice."""
    request.log_changed = False
    book, _warning = book_and_warning()
    number, choice = number_from(request.POST.get("zin")), choice_from(request.POST.get("keuze", ""), book)
    if number is None or choice is None:
        messages.error(request, "Dit kan niet meer gekozen worden. Er is niets bewaard.")
        return redirect("inbox:differences")
    try:
        keep_decision(request.user, number, choice)
        request.log_changed, request.log_subject = True, IN_LOG[choice.verdict]
        messages.success(request, f"Beslist: ‘{in_words(str(choice), book)}’.")
    except GoneError:
        messages.warning(request, "Deze zin is er niet meer. Er is niets bewaard.")
    except StoreError as error:
        messages.warning(request, str(error))
    return redirect("inbox:differences")


@require_POST
def set_needed(request: HttpRequest) -> HttpResponse:
    """How many reviewers must agree."""
    wanted = request.POST.get("aantal", "")
    request.log_changed = False
    if wanted in ("1", "2"):
        request.log_changed, request.log_subject = int(wanted) != _needed()["wish"], f"aantal: {wanted}"
        Wish.objects.update_or_create(pk=1, defaults={"needed": int(wanted)})
        messages.success(request, "Bewaard.")
    else:
        messages.error(request, "Kies 1 of 2. Er is niets veranderd.")
    return redirect("inbox:differences")


def _agreements() -> list[dict[str, Any]]:
    names = _names()
    rows = []
    for (one, other), choices in tables().items():
        found = agreed(choices)
        share = [100 * part for part in found.share]
        rows.append({"who": (names.get(one), names.get(other)), "found": found, "share": share})
    return sorted(rows, key=lambda row: -row["found"].count)


def _names() -> dict[int, str]:
    return dict(get_user_model().objects.values_list("pk", "username"))


def _left() -> dict[str, int]:
    counts = dict(LeftCount.objects.values_list("reason", "count"))
    return {str(reason): counts.get(reason, 0) for reason in Leaving.Reason.values}


def _needed() -> dict[str, Any]:
    wish = Wish.objects.first()
    return {"wish": wish.needed if wish else USUALLY_NEEDED, "needed": needed(), "people": len(reviewers())}


def _differences(request: HttpRequest, book: Book | None) -> Any:
    disputed = [standing for standing in standings() if standing.disputed]
    page = Paginator(disputed, ON_A_PAGE).get_page(request.GET.get("pagina"))
    texts = sentences([standing.number for standing in page])
    names, rows = _names(), []
    for standing in page:
        by = [(names.get(mark.reviewer, COLLEAGUE_GONE), in_words(mark.choice, book)) for mark in standing.marks]
        options = [(choice, in_words(choice, book)) for choice in standing.choices]
        rows.append({"number": str(standing.number), "text": texts.get(standing.number), "by": by, "options": options})
    page.object_list = [row for row in rows if row["text"]]
    return page
