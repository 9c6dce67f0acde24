"""What every page needs besides its own content: the menu for this user."""

from __future__ import annotations

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest
from django.urls import ResolverMatch, reverse

from staff.access import SETTING_UP
from staff.roles import May, rights_of

MENU = [
    ("Begin", "staff:front", May.READ),
    ("Stroomboek", "flows:index", May.READ),
    ("Ondertekenen", "signing:index", May.READ),
    ("Gesprekken", "turns:index", May.READ),
    ("Cijfers", "figures:index", May.READ),
    ("Zinnen", "inbox:index", May.EDIT),
    ("Uitproberen", "trial:index", May.EDIT),
    ("Tekst", "wording:index", May.EDIT),
    ("Medewerkers", "staff:people", May.MANAGE),
    ("Logboek", "staff:log", May.MANAGE),
    ("Uitleg", "guide:index", May.READ),
]
# Pages of this part that stand under another one in the menu.
BELOW = {"staff:person": "staff:people", "staff:new_person": "staff:people"}


def page(request: HttpRequest) -> dict[str, Any]:
    """``menu``: (label, address, whether this page stands under it); ``rights``: names such as ``SIGN``.

    ``must_set_up``: the second step comes first, and nothing else opens yet.
    """
    user = getattr(request, "user", None)
    rights = rights_of(user) if user is not None else frozenset()
    match = request.resolver_match
    must_set_up = bool(
        settings.HERE.two_steps
        and match
        and match.view_name in SETTING_UP
        and user is not None
        and user.is_authenticated
        and not is_mfa_enabled(user)
    )
    menu = [
        (label, reverse(name), _under(match, name))
        for label, name, needs in MENU
        if needs in rights and not must_set_up
    ]
    return {"menu": menu, "rights": {right.name for right in rights}, "must_set_up": must_set_up}


def _under(match: ResolverMatch | None, name: str) -> bool:
    if match is None:
        return False
    if match.namespace == "staff":
        return name == BELOW.get(match.view_name, match.view_name)
    return name.startswith(f"{match.namespace}:")
