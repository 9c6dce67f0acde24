"""For pages that give access away: who opens them has just proved who they are."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

AGAIN = "Bevestig eerst dat jij het bent, en doe het daarna nog een keer. Er is nog niets veranderd."


def confirmed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that first asks for the password, a code or a passkey, if that is more than a quarter of an hour ago.

    Who signed in a moment ago is not asked (``staff.adapters``).
    """
    checked = reauthentication_required(view)

    @wraps(view)
    def guarded(request: HttpRequest, *arguments: object, **named: object) -> HttpResponse:
        try:
            return checked(request, *arguments, **named)
        except ReauthenticationRequired:
            if request.method == "GET":
                raise
            # Left to itself, allauth would keep the sent form with all its headers in the session, and run it later
            # without passing through the log.
            messages.info(request, AGAIN)
            request.log_changed = False
            return redirect(request.path)

    return guarded
