"""The pictures themselves, and the page with the picture of everything together."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from flows.overall import ALL, Overall, group_label, group_names
from flows.picture import PictureError, can_be_drawn, drawn, tree_source
from flows.reading import Reader
from flows.tree import Branch, danger_tree, general_tree, topic_tree
from flows.views.opening import show, with_book

MOST = 20  # the highest minimum that can be asked for


@with_book
def topic(_request: HttpRequest, reader: Reader, name: str) -> HttpResponse:
    """The picture of one topic."""
    return _tree(topic_tree(reader, name))


@with_book
def danger(_request: HttpRequest, reader: Reader, kind: str) -> HttpResponse:
    """The picture of one danger kind."""
    return _tree(danger_tree(reader, kind))


@with_book
def general(_request: HttpRequest, reader: Reader, name: str) -> HttpResponse:
    """The picture of something that can always happen."""
    return _tree(general_tree(reader, name))


@with_book
def overall(request: HttpRequest, reader: Reader) -> HttpResponse:
    """How topics lead to one another, by group and with a minimum."""
    found = _asked(request, reader)
    choices = [("", "Groepen, in het kort"), *((name, group_label(name)) for name in group_names(reader.book))]
    choices.append((ALL, "Alle onderwerpen (groot)"))
    return show(
        request,
        "flows/samenhang.html",
        reader,
        overall=found,
        drawn=bool(found.arrows) and can_be_drawn(found.source),
        picture=f"{reverse('flows:overall-picture')}?groep={found.group}&minstens={found.least}",
        choices=choices,
        most=MOST,
    )


@with_book
def overall_picture(request: HttpRequest, reader: Reader) -> HttpResponse:
    """The picture on that page."""
    return _svg(_asked(request, reader).source)


def _asked(request: HttpRequest, reader: Reader) -> Overall:
    group = request.GET.get("groep", "")
    least = request.GET.get("minstens", "")
    number = int(least) if least.isascii() and least.isdigit() and len(least) < 4 else 1
    known = (*group_names(reader.book), ALL)
    return Overall(reader.book, group if group in known else "", min(max(number, 1), MOST), reader.to)


def _tree(tree: Branch) -> HttpResponse:
    return _svg(tree_source(tree))


def _svg(source: str) -> HttpResponse:
    try:
        return HttpResponse(drawn(source), content_type="image/svg+xml")
    except PictureError:
        return HttpResponse(
            "Dit plaatje kan niet worden getekend.", status=503, content_type="text/plain; charset=utf-8"
        )
