"""Pages for what went wrong, in plain words and without what was sent."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from staff.roles import rights_of


def _page(request: HttpRequest, status: int, title: str, sentence: str) -> HttpResponse:
    return render(request, "fout.html", {"title": title, "sentence": sentence}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: a request that cannot be read."""
    return _page(
        request, 400, "Dit klopt niet", "Dit verzoek kan niet worden gelezen. Ga terug en probeer het opnieuw."
    )


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: this role may not, or there is no role at all."""
    if request.user.is_authenticated and not rights_of(request.user):
        return render(request, "staff/geen_rol.html", status=403)
    return _page(
        request,
        403,
        "Deze pagina is niet voor jou",
        "Jouw rol geeft hier geen toegang. Heb je het nodig? Vraag je beheerder.",
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page."""
    return _page(request, 404, "Niet gevonden", "Deze pagina bestaat niet, of wat erop stond is er niet meer.")


def failed(_request: HttpRequest) -> HttpResponse:
    """500. Made without the menu: looking up the user may be what failed."""
    sentence = "Er ging hier iets mis. Wat je eerder hebt vastgelegd, is bewaard. Probeer het opnieuw."
    return HttpResponse(render_to_string("fout.html", {"title": "Er ging iets mis", "sentence": sentence}), status=500)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 because the form was too old, or came from elsewhere."""
    return _page(
        request, 403, "Dit formulier is verlopen", "Open de pagina opnieuw en verstuur het formulier nog een keer."
    )


def too_many(request: HttpRequest) -> HttpResponse:
    """429, from allauth: somebody tried too often in a short time."""
    return _page(
        request,
        429,
        "Even wachten",
        "Dit is te vaak geprobeerd in korte tijd. Wacht vijf minuten en probeer het dan opnieuw.",
    )
