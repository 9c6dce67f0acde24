"""Pages to write another wording, see it judged and shown, and download it as a patch."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from flows.book import Book, BookError, current_book
from signing.words import in_words
from wording.b1 import counted
from wording.editing import Draft, chips, judge, original, patch_of, preview, save
from wording.models import Proposal
from wording.source import SourceError


def index(request: HttpRequest) -> HttpResponse:
    """All answers, searchable, with the proposals that lie ready."""
    try:
        book = current_book()
    except BookError as error:
        return render(request, "wording/index.html", {"warning": str(error)})
    wanted = request.GET.get("zoek", "").strip()[:80].casefold()
    proposals: dict[str, list[Proposal]] = {}
    for proposal in Proposal.objects.select_related("who"):
        proposals.setdefault(proposal.answer, []).append(proposal)
    groups: dict[str, list[dict[str, object]]] = {}
    for name, entry in book["antwoorden"].items():
        title = book["onderdelen"][f"antwoord:{name}"]["titel"]
        if wanted in f"{title} {name} {entry['gevuld']}".casefold():
            row = {"name": name, "title": title, "proposals": proposals.get(name, [])}
            groups.setdefault(entry["groep"], []).append(row)
    context = {"groups": groups, "wanted": request.GET.get("zoek", ""), "warning": book.warning}
    return render(request, "wording/index.html", context)


def edit(request: HttpRequest, answer: str) -> HttpResponse:
    """One answer to rewrite; POST judges it, keeps it, or gives the patch, by the button that was used."""
    book = _book(answer)
    mine = Proposal.objects.filter(answer=answer, who=request.user).first()
    if request.method != "POST":
        draft = Draft(answer, mine.text, tuple(mine.titles)) if mine else original(book, answer)
        return _page(request, book, draft, mine, judged=mine is not None)
    draft = Draft.from_form(answer, request.POST)
    refused = [finding for finding in judge(book, draft) if finding.refused]
    wish = request.POST.get("wens", "")
    request.log_changed = wish not in ("kijk", "download") and not refused
    if wish == "kijk" or refused:
        if wish != "kijk":
            messages.error(request, "Zo kan het niet in Lantaarn. Hieronder staat wat er eerst anders moet; er is niets weggegooid.")
        return _page(request, book, draft, mine, judged=True)
    if wish == "download":
        return _download(request, book, draft, mine)
    save(book, draft, request.user, request.POST.get("toelichting", ""))
    messages.success(request, "Je voorstel is bewaard. De chat verandert pas na de volgende bouw.")
    return redirect("wording:edit", answer)


@require_POST
def judged(request: HttpRequest, answer: str) -> HttpResponse:
    """Only what there is to say about a draft, for while somebody types."""
    request.log_changed = False
    book = _book(answer)
    return render(request, "wording/oordeel.html", _judgement(book, Draft.from_form(answer, request.POST)))


@require_POST
def shown(request: HttpRequest, answer: str) -> HttpResponse:
    """The draft in the chat itself, for in a frame."""
    request.log_changed = False
    book = _book(answer)
    message = preview(book, Draft.from_form(answer, request.POST))
    return render(request, "wording/voorbeeld.html", {"message": message, "widget": _widget().is_file()})


def widget(request: HttpRequest) -> HttpResponse:
    """The script of the chat page, as it was built."""
    if not _widget().is_file():
        raise Http404
    # Read whole: the frame that asks for it may be gone before an opened file would be closed.
    return HttpResponse(_widget().read_bytes(), content_type="text/javascript; charset=utf-8")


@require_POST
def withdraw(request: HttpRequest, answer: str) -> HttpResponse:
    """Throw one's own proposal away."""
    Proposal.objects.filter(answer=answer, who=request.user).delete()
    messages.success(request, "Je voorstel is weggehaald.")
    return redirect("wording:edit", answer)


def _page(request: HttpRequest, book: Book, draft: Draft, mine: Proposal | None, judged: bool) -> HttpResponse:
    entry, item = book["antwoorden"][draft.answer], book["onderdelen"][f"antwoord:{draft.answer}"]
    outdated = mine is not None and mine.fingerprint != item["vingerafdruk"]
    context = {
        "warning": book.warning,
        "answer": draft.answer,
        "title": item["titel"],
        "entry": entry,
        "draft": draft,
        # What was just sent is newer than what the browser kept of it.
        "sent": request.method == "POST",
        "buttons": [(title, book.label(button["doel"])) for title, button in zip(draft.titles, entry["knoppen"], strict=False)],
        "chips": chips(book, draft.answer),
        "others": Proposal.objects.filter(answer=draft.answer).exclude(who=request.user).select_related("who"),
        "mine": mine,
        "outdated": in_words(mine.before, entry["tekst"]) if outdated and mine else None,
        "changed": in_words(entry["tekst"], draft.text) if draft.text != entry["tekst"] else None,
        "widget": _widget().is_file(),
    }
    return render(request, "wording/schrijf.html", context | (_judgement(book, draft) if judged else {}))


def _judgement(book: Book, draft: Draft) -> dict[str, object]:
    words, per_sentence = counted(draft.text)
    return {"judged": True, "findings": judge(book, draft), "words": words, "per_sentence": f"{per_sentence:.0f}"}


def _download(request: HttpRequest, book: Book, draft: Draft, mine: Proposal | None) -> HttpResponse:
    try:
        change = patch_of(book, draft)
    except SourceError as error:
        messages.error(request, str(error))
        return _page(request, book, draft, mine, judged=True)
    if not change:
        messages.info(request, "Er is niets veranderd, dus er is niets te downloaden.")
        return _page(request, book, draft, mine, judged=True)
    name = draft.answer.removeprefix("utter_")
    headers = {"Content-Disposition": f'attachment; filename="{name}.patch"'}
    return HttpResponse(change, content_type="text/x-patch; charset=utf-8", headers=headers)


def _book(answer: str) -> Book:
    try:
        book = current_book()
    except BookError as error:
        raise Http404 from error
    if answer not in book["antwoorden"]:
        raise Http404
    return book


def _widget() -> Path:
    return settings.HERE.widget / "lantaarn.js"
