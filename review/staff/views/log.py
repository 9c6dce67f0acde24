"""Who looked at and changed what."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from staff.entries import Filters, csv_lines


@require_GET
def log(request: HttpRequest) -> HttpResponse:
    """The log of everybody, newest first."""
    return _page(request, Filters(request.GET), "staff/logboek.html")


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """What the reader did, as others can read it in the log."""
    return _page(request, Filters(request.GET, request.user), "staff/wat_deed_ik.html")


@require_GET
def download(request: HttpRequest) -> HttpResponse:
    """The chosen part of the log as one file."""
    lines = csv_lines(Filters(request.GET).entries())
    name = f"logboek-{timezone.localdate():%Y-%m-%d}.csv"
    return StreamingHttpResponse(
        lines, content_type="text/csv; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _page(request: HttpRequest, filters: Filters, template: str) -> HttpResponse:
    page = filters.page()
    chosen = {name: request.GET[name] for name in filters.fields if name != "voor" and request.GET.get(name)}
    return render(request, template, {"filters": filters, "page": page, "query": urlencode(chosen)})
