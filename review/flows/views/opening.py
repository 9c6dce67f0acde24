"""What every page of the flow book begins with: today's book, and how to read it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from flows.addresses import Pages
from flows.book import BookError, current_book
from flows.reading import Reader


def with_book(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Gives the view a Reader of the book. Without any book the page says what to do."""

    @wraps(view)
    def opened(request: HttpRequest, **named: str) -> HttpResponse:
        try:
            book = current_book()
        except BookError as error:
            return render(request, "flows/geen_boek.html", {"sentence": str(error)}, status=503)
        return view(request, Reader(book, timezone.localdate(), Pages()), **named)

    return opened


def show(request: HttpRequest, template: str, reader: Reader, **context: Any) -> HttpResponse:
    """The page, with the book's own warning on top when it has one."""
    return render(
        request, template, {"book": reader.book, "day": reader.day, "warning": reader.book.warning, **context}
    )
