"""Pages of figures, their pictures and their tables."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from typing import Any

import graphviz
from csp.decorators import csp
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from figures.catalogue import FIGURES, PAGES, picture, show
from figures.counts import channels, first_day
from figures.query import LEAST, MOST_TOPICS, PRESETS, Query, read_query
from figures.shown import Shown
from figures.weeks import counted_until, last_sunday
from figures.words import Names, channel_name
from flows.book import BookError, current_book
from turns.store import StoreError

logger = logging.getLogger(__name__)

NOT_DRAWN = "Dit plaatje kon niet worden getekend. De tabel is er wel."


def page_of(name: str) -> Callable[[HttpRequest], HttpResponse]:
    """The view of one page of the catalogue."""

    def view(request: HttpRequest) -> HttpResponse:
        counted = counted_until()
        latest = last_sunday(counted)
        query, notes = read_query(request.GET, latest)
        names, warning = _names()
        first = first_day()
        started = counted is not None and first is not None and first <= latest
        page = PAGES[name]
        context = {
            "page": page,
            "tabs": [(f"figures:{other}", each.title, other == name) for other, each in PAGES.items()],
            "query": query,
            "notes": notes,
            "warning": warning,
            "first": first,
            "started": started,
            "counted": counted,
            "latest": latest,
            "presets": [(each.address, label, each == query) for each, label in _presets(query, latest)],
            "shown": [(figure, _safely(figure, query, names)) for figure in page.figures] if started else [],
            **_choices(query, names),
        }
        return render(request, f"figures/{name}.html", context)

    view.__name__ = name
    view.__doc__ = f"The page {PAGES[name].title}."
    return view


# A picture that is opened by itself keeps its colours; it can still load or run nothing.
@csp({"default-src": ["'none'"], "style-src": ["'unsafe-inline'"]})
def svg(request: HttpRequest, figure: str) -> HttpResponse:
    """The picture of a figure; narrow, for a phone, with ``smal`` in its address."""
    query, _ = read_query(request.GET, last_sunday(counted_until()))
    try:
        drawn = picture(_known(figure), query, _names()[0], "smal" in request.GET)
    except StoreError as error:
        return _sorry(str(error))
    except (graphviz.ExecutableNotFound, graphviz.CalledProcessError) as error:
        logger.error("picture failed: %s", type(error).__name__)
        return _sorry(NOT_DRAWN)
    if drawn is None:
        raise Http404
    return HttpResponse(drawn, content_type="image/svg+xml")


def table(request: HttpRequest, figure: str) -> HttpResponse:
    """The table of a figure, for a spreadsheet."""
    query, _ = read_query(request.GET, last_sunday(counted_until()))
    try:
        found = show(_known(figure), query, _names()[0]).table
    except StoreError as error:
        return _sorry(str(error))
    if found is None:
        raise Http404
    response = HttpResponse(found.as_csv(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{figure}-{query.start}-{query.end}.csv"'
    return response


def _safely(figure: str, query: Query, names: Names) -> Shown:
    try:
        return show(figure, query, names)
    except StoreError as error:
        return Shown("Doorverwijzingen per lijn", "", empty=str(error))


def _names() -> tuple[Names, str]:
    try:
        book = current_book()
    except BookError as error:
        return Names(None), f"{error} Tot die tijd staan hier de namen die de chat zelf gebruikt."
    return Names(book), book.warning


def _presets(query: Query, latest: dt.date) -> list[tuple[Query, str]]:
    return [(query.lasting(weeks, latest), label) for weeks, label in PRESETS]


def _choices(query: Query, names: Names) -> dict[str, Any]:
    groups: dict[str, list[tuple[str, str, bool]]] = {}
    known = names.book["onderwerpen"] if names.book else {}
    for topic, about in known.items():
        groups.setdefault(about["groep"].replace("_", " "), []).append((topic, about["naam"], topic in query.topics))
    unknown = [topic for topic in query.topics if topic not in known]
    if unknown:
        groups["andere"] = [(topic, topic, True) for topic in unknown]
    there = channels()
    if query.channel and query.channel not in there:
        there.append(query.channel)
    return {
        "channels": [(channel, channel_name(channel)) for channel in there],
        "groups": groups,
        "least": LEAST,
        "most_topics": MOST_TOPICS,
    }


def _known(figure: str) -> str:
    if figure not in FIGURES:
        raise Http404
    return figure


def _sorry(sentence: str) -> HttpResponse:
    return HttpResponse(sentence, status=503, content_type="text/plain; charset=utf-8")
