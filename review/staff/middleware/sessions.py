"""Sessions end after some silence (Django's own cookie age) and, whatever happens, some hours after signing in."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

# Set by staff.events at signing in.
BEGAN = "begonnen"


def ends(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that signs out who has been in for longer than ``NAKIJKEN_LANGST_UREN``."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            # A session without a beginning was not made by signing in here.
            if time.time() - request.session.get(BEGAN, 0) > settings.HERE.longest:
                request.log_subject = "vanzelf, na de langste duur"
                logout(request)
                messages.info(request, "Je was lang ingelogd. Log opnieuw in om verder te gaan.")
        return get_response(request)

    return middleware
