"""The second step: when it must be set up first, and when it may not go."""

from __future__ import annotations

from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from staff.access import SETTING_UP
from staff.sealing import UnreadableError, unseal

CODES = Authenticator.Type.RECOVERY_CODES
# Under which name allauth keeps the secret of each kind; a passkey has none.
SECRETS = {Authenticator.Type.TOTP: "secret", CODES: "seed"}
REMOVING = frozenset({"mfa_deactivate_totp", "mfa_remove_webauthn"})
LAST = (
    "Dit is je enige tweede stap, en die is hier verplicht. Stel eerst een andere in: een app of een passkey. "
    "Daarna kun je deze weghalen."
)


def obstacle(request: HttpRequest, view_name: str) -> HttpResponse | None:
    """Where somebody who is signed in is sent instead, or None when nothing stands in the way."""
    if not settings.HERE.two_steps:
        return None
    if view_name not in SETTING_UP and not is_mfa_enabled(request.user):
        return redirect("mfa_index")
    if view_name in REMOVING and ways_of(request.user) < 2:
        messages.error(request, LAST)
        return redirect("mfa_index")
    return None


def ways_of(user: AbstractBaseUser) -> int:
    """How many apps and passkeys somebody has; recovery codes do not count, since they run out."""
    return Authenticator.objects.filter(user_id=user.pk).exclude(type=CODES).count()


def with_secret(user: AbstractBaseUser) -> list[Authenticator]:
    """The app and the recovery codes of somebody."""
    return list(Authenticator.objects.filter(user_id=user.pk, type__in=SECRETS))


def unreadable(ways: Iterable[Authenticator]) -> frozenset[str]:
    """The kinds among these ways whose secret cannot be read, such as after a change of key file.

    Who signs in with a passkey comes in all the same, so pages that count or show codes ask this first.
    """
    found = set()
    for way in ways:
        try:
            unseal(way.data[SECRETS[way.type]])
        except UnreadableError:
            found.add(way.type)
    return frozenset(found)
