"""One sentence at a time: read it, choose, and the next one stands there."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from flows.book import Book
from inbox.choices import DUTCH, IN_LOG, choice_from, in_words, kinds, languages, topics_by_group
from inbox.given import last_day, number_from, sentences
from inbox.leaving import ask_bot
from inbox.marking import GoneError, mark, take_back, throw_personal
from inbox.models import Mark, WithoutKeys
from inbox.parts import book_and_warning, tidied
from inbox.standing import waiting_for
from inbox.suggestions import suggest
from turns.store import StoreError

LATER = "zinnen_later"
DIFFERENCES = "verschillen"
GONE = "Deze zin is er niet meer: te oud, uitgevoerd, of al weggegooid. Er is niets bewaard."
THROWN = "De zin is weg. Dank je: zo leren we waar het maskeren iets mist."
STILL_KEPT = "De zin is hier weg, maar nog niet bij de chat. Dit gereedschap vraagt het later opnieuw."


def index(request: HttpRequest) -> HttpResponse:
    """The next sentence for this reviewer, or the one that the address asks for (``?zin=``)."""
    book, of_book = book_and_warning()
    of_store = tidied()
    back = request.GET.get("terug") == DIFFERENCES
    wanted = request.GET.get("zin")
    context = _context(request, book, number_from(wanted), back)
    if wanted and not context.get("unknown") and context.get("number") != wanted:
        messages.warning(request, GONE)
        if back:
            return redirect("inbox:differences")
    # Whichever question to the bot's table failed, the page says it once.
    unreadable = context.pop("unreadable", "")
    warning = " ".join(part for part in (of_store or unreadable, of_book) if part)
    keys = not WithoutKeys.objects.filter(pk=request.user.pk).exists()
    return render(request, "inbox/index.html", {**context, "keys": keys, "warning": warning})


@require_POST
def judge(request: HttpRequest) -> HttpResponse:
    """Do what the button says: a mark, throwing away, skipping or taking back. The answer is the next sentence."""
    request.log_changed = False
    book, _warning = book_and_warning()
    number, wish = number_from(request.POST.get("zin")), request.POST.get("keuze", "")
    if wish == "gekozen":
        wish = f"onderwerp:{request.POST.get('onderwerp', '')}"
    show = None
    if wish == "terug":
        show, level, said = _take_back(request, book)
    elif number is None:
        level, said = messages.WARNING, GONE
    elif wish == "sla_over":
        request.session[LATER] = [*request.session.get(LATER, []), str(number)]
        level, said = messages.INFO, "Overgeslagen."
        request.log_subject = "overgeslagen"
    else:
        try:
            level, said = _judge(request, book, number, wish)
        except GoneError:
            level, said = messages.WARNING, GONE
        show = number if level == messages.ERROR else None
    return _answer(request, book, show, level, said)


@require_POST
def keys(request: HttpRequest) -> HttpResponse:
    """Switch the shortcut keys off or on for this account."""
    if request.POST.get("toetsen") == "uit":
        _row, request.log_changed = WithoutKeys.objects.get_or_create(reviewer=request.user)
        request.log_subject = "uit"
        messages.success(request, "De sneltoetsen staan uit. De knoppen werken gewoon.")
    else:
        request.log_changed = bool(WithoutKeys.objects.filter(reviewer=request.user).delete()[0])
        request.log_subject = "aan"
        messages.success(request, "De sneltoetsen staan aan.")
    return redirect("inbox:index")


def _judge(request: HttpRequest, book: Book | None, number: int, wish: str) -> tuple[int, str]:
    """Level and sentence of what happened.

    Raises:
        GoneError: the sentence is no longer there.
    """
    if wish == "persoon":
        throw_personal(number)
        request.log_changed, request.log_subject = True, "iets van een persoon"
        return (messages.WARNING, STILL_KEPT) if ask_bot(again=True) else (messages.SUCCESS, THROWN)
    choice = choice_from(wish, book)
    if choice is None:
        return messages.ERROR, "Kies eerst een onderwerp dat in het stroomboek staat. Er is nog niets bewaard."
    language = request.POST.get("taal", "")
    language = language if book and language in languages(book) else DUTCH
    request.log_changed = mark(request.user, number, choice, language)
    request.log_subject = IN_LOG[choice.verdict]
    return messages.SUCCESS, f"Bewaard: ‘{in_words(str(choice), book)}’."


def _take_back(request: HttpRequest, book: Book | None) -> tuple[int | None, int, str]:
    number = take_back(request.user)
    if number is None:
        return None, messages.INFO, "Er is niets om terug te nemen."
    request.log_changed, request.log_subject = True, "teruggenomen"
    return number, messages.INFO, "Je laatste oordeel is teruggenomen. Je ziet die zin weer."


def _answer(request: HttpRequest, book: Book | None, show: int | None, level: int, said: str) -> HttpResponse:
    back = request.POST.get("terug") == DIFFERENCES
    if request.htmx:
        context = _context(request, book, show)
        left = context.get("left", 0)
        said += f" Nog {left} te gaan." if left else ""
        return render(request, "inbox/zin.html", {**context, "said": said, "tag": messages.DEFAULT_TAGS[level]})
    messages.add_message(request, level, said)
    if back and level != messages.ERROR:
        return redirect("inbox:differences")
    address = reverse("inbox:index")
    return redirect(f"{address}?zin={show}{'&terug=' + DIFFERENCES if back else ''}" if show is not None else address)


def _context(request: HttpRequest, book: Book | None, wanted: int | None, back: bool = False) -> dict[str, Any]:
    """What the sentence on the page needs; no ``sentence`` when there is none, ``unreadable`` when nobody knows."""
    try:
        waiting = dict(waiting_for(request.user))
        number, sentence = _sentence(request, waiting, wanted)
    except StoreError as error:
        return {"unreadable": str(error), "unknown": True}
    context: dict[str, Any] = {
        "left": len(waiting),
        "back": back,
        "can_take_back": Mark.objects.filter(reviewer=request.user).exists(),
    }
    if number is None:
        return context
    mine = Mark.objects.filter(sentence_id=number, reviewer=request.user).first()
    day = waiting.get(number)
    context |= {"number": str(number), "sentence": sentence, "day": day, "last_day": last_day(day) if day else None}
    context["mine"] = in_words(mine.choice, book) if mine else ""
    if book is not None:
        found = suggest(sentence, book)
        context |= {
            "suggestions": [(f"onderwerp:{topic}", book.label(topic)) for topic in found.topics],
            "of_the_bot": found.of_the_bot,
            "danger": dict(kinds(book)).get(found.danger, ""),
            "kinds": [(f"gevaar:{kind}", name) for kind, name in kinds(book)],
            "languages": languages(book),
            "language": found.language or DUTCH,
            "groups": topics_by_group(book),
        }
    return context


def _sentence(request: HttpRequest, waiting: dict[int, Any], wanted: int | None) -> tuple[int | None, str]:
    """Number and text of the one to show: what was asked for, else the first that was not skipped."""
    skipped = {int(number) for number in request.session.get(LATER, [])}
    if not waiting.keys() - skipped:
        request.session.pop(LATER, None)
        skipped = set()
    # A sentence can go between these two questions; then the one after it is there.
    for number in ([wanted] if wanted is not None else []) + [each for each in waiting if each not in skipped][:5]:
        if sentence := sentences([number]).get(number):
            return number, sentence
    return None, ""
