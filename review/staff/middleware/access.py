"""Denies every page that is not listed, asks for the second step, and writes down who opened what."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import unquote, urlsplit, urlunsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django_htmx.http import HttpResponseClientRedirect

from staff.access import OPEN, OWN_ACCOUNT
from staff.audit import note
from staff.roles import rights_of
from staff.second_step import obstacle

ENDED = "Je bent uitgelogd, omdat je een tijd niets deed of omdat er iets aan je account is veranderd. Log opnieuw in."
NOT_KEPT = "Wat je net verstuurde, is niet bewaard. Log in en doe het daarna nog een keer."


class Access:
    """Stands before every view.

    A view may say more for the log than its address does: ``request.log_subject`` (words about what it was about) and
    ``request.log_changed`` (False where something was sent but nothing changed, such as a mistake or a try-out).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._get_response(request)
        self._note(request, response)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable, _arguments: tuple, _named: dict
    ) -> HttpResponse | None:
        """None when the view may be shown.

        Raises:
            PermissionDenied: this user may not, or nobody was ever allowed to.
        """
        name = request.resolver_match.view_name
        if name in OPEN:
            return None
        if not request.user.is_authenticated:
            return _whole_page(request, _to_login(request))
        if elsewhere := obstacle(request, name):
            return _whole_page(request, elsewhere)
        if name in OWN_ACCOUNT:
            return None
        needs = getattr(view, "needs", None)
        if needs is None or needs not in rights_of(request.user):
            raise PermissionDenied
        return None

    @staticmethod
    def _note(request: HttpRequest, response: HttpResponse) -> None:
        match = request.resolver_match
        if match is None or match.view_name in OPEN or not request.user.is_authenticated:
            return
        refused = response.status_code == 403
        # What somebody does to their own account is written by staff.events, in words.
        if match.view_name in OWN_ACCOUNT and not refused:
            return
        sent = request.method not in ("GET", "HEAD") and not refused
        changed = sent and getattr(request, "log_changed", True)
        if changed or refused or getattr(match.func, "logged", True):
            subject = getattr(request, "log_subject", "") or ", ".join(str(value) for value in match.kwargs.values())
            note(request.user, match.view_name, subject, changed, response.status_code)


def _to_login(request: HttpRequest) -> HttpResponse:
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.session.is_empty():
        messages.info(request, ENDED)
    looked = request.method in ("GET", "HEAD")
    if looked and not request.htmx:
        return redirect_to_login(request.get_full_path())
    # What a page sends by itself, such as a text to be judged while somebody types, is not somebody's to do again.
    if not looked and (request.htmx or request.headers.get("Sec-Fetch-Dest", "document") == "document"):
        messages.warning(request, NOT_KEPT)
    return redirect_to_login(_page_before(request))


def _page_before(request: HttpRequest) -> str:
    """The page of ours on which the browser was, if its address alone opens it; else the front page."""
    address = request.htmx.current_url if request.htmx else request.headers.get("Referer")
    try:
        parts = urlsplit(address or "")
        match = resolve(unquote(parts.path))
    except (ValueError, Resolver404):
        return "/"
    ours = (parts.scheme, parts.netloc) == (request.scheme, request.get_host())
    opens = match.view_name in OWN_ACCOUNT or getattr(match.func, "opens", False)
    return urlunsplit(("", "", parts.path, parts.query, "")) if ours and opens else "/"


def _whole_page(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """For a part of a page, htmx would put the login page inside it; this makes the whole page go there."""
    return HttpResponseClientRedirect(response["Location"]) if request.htmx else response
