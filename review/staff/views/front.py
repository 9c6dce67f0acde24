"""The front page: what needs attention today."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from staff.notices import notices
from staff.roles import May, rights_of

FURTHER = [
    ("Lees in het stroomboek wat de chat zegt", "flows:index", May.READ),
    ("Onderteken antwoorden die kloppen", "signing:index", May.SIGN),
    ("Bekijk hoe gesprekken gingen, zonder woorden", "turns:index", May.READ),
    ("Bekijk de cijfers", "figures:index", May.READ),
    ("Beoordeel zinnen die bezoekers gaven", "inbox:index", May.EDIT),
    ("Typ zelf een zin en zie wat de chat doet", "trial:index", May.EDIT),
    ("Stel een betere tekst voor", "wording:index", May.EDIT),
    ("Help een collega die er niet in komt", "staff:people", May.MANAGE),
    ("Nieuw hier? Lees de uitleg", "guide:index", May.READ),
]


def front(request: HttpRequest) -> HttpResponse:
    """What needs attention: expired facts, unsigned serious topics, sentences that wait."""
    rights = rights_of(request.user)
    further = [(sentence, reverse(name)) for sentence, name, needs in FURTHER if needs in rights]
    return render(request, "staff/begin.html", {"notices": notices(request, rights), "further": further})


def alive(_request: HttpRequest) -> HttpResponse:
    """For a watchman: the process answers."""
    return HttpResponse("klaar", content_type="text/plain; charset=utf-8")
