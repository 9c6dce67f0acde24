"""The first step of signing in through one's own organisation."""

from __future__ import annotations

import logging

from allauth.socialaccount.providers.openid_connect.views import login
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from requests import RequestException

logger = logging.getLogger(__name__)
UNREACHABLE = "Inloggen via je organisatie lukt nu niet. Probeer het later, of log in met je naam en wachtwoord."


def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send the visitor to the organisation's login page."""
    # Of the query only the page to come back to is taken over: allauth would let anybody add scopes and parameters, or
    # tie an outside login to an account that is signed in.
    taken = QueryDict(mutable=True)
    if back := request.GET.get(REDIRECT_FIELD_NAME):
        taken[REDIRECT_FIELD_NAME] = back
    request.GET = taken
    try:
        return login(request, provider_id)
    except (RequestException, KeyError, ValueError) as error:
        logger.error("organisation unreachable", exc_info=error)
        messages.error(request, UNREACHABLE)
        return redirect("account_login")
