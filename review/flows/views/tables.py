"""The table of all facts, searching, and everything on one page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from flows import everything
from flows.fact_table import FILTERS, chosen, write_csv
from flows.reading import Reader
from flows.search import LONGEST, index
from flows.views.opening import show, with_book


@with_book
def facts(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Every fact, filtered; the first to expire on top."""
    wanted = request.GET.get("toon", "")
    wanted = wanted if wanted in FILTERS else ""
    counts = [(name, label, len(chosen(reader, name))) for name, (label, _) in FILTERS.items()]
    cards = [card for card in reader.cards if card.fresh.attention]
    return show(
        request, "flows/feiten.html", reader, facts=chosen(reader, wanted), wanted=wanted, filters=counts, cards=cards
    )


@with_book
def facts_file(request: HttpRequest, reader: Reader) -> HttpResponse:
    """The same table as a file for a spreadsheet."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="feiten-{reader.today.isoformat()}.csv"'
    write_csv(chosen(reader, request.GET.get("toon", "")), response)
    return response


@with_book
def search(request: HttpRequest, reader: Reader) -> HttpResponse:
    """What stands in the book on some words."""
    question = request.GET.get("q", "").strip()
    results = index(reader).search(question, reader.to) if question else []
    total = sum(len(each.found) + each.more for each in results)
    return show(
        request,
        "flows/zoeken.html",
        reader,
        question=question[:LONGEST],
        results=results,
        total=total,
        cut=len(question) > LONGEST,
    )


@with_book
def whole(request: HttpRequest, reader: Reader) -> HttpResponse:
    """The whole book on one page."""
    text = everything.written(reader.book, reader.today, request.GET.get("plaatjes") == "ja")
    return show(request, "flows/alles.html", reader, text=text)
