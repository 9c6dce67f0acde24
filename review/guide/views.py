"""The guide for staff who have never seen a chatbot."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from guide.pages import PAGES
from staff.roles import ROLE_SENTENCES, rights_of


def index(request: HttpRequest) -> HttpResponse:
    """All pages of the guide."""
    return render(request, "guide/index.html", {"pages": PAGES.values()})


def show(request: HttpRequest, name: str) -> HttpResponse:
    """One page."""
    if name not in PAGES:
        raise Http404
    names = list(PAGES)
    following = PAGES.get(names[names.index(name) + 1]) if name != names[-1] else None
    context = {"page": PAGES[name], "following": following, "roles": ROLE_SENTENCES, "rights": {right.name for right in rights_of(request.user)}}
    return render(request, f"guide/{name}.html", context)
