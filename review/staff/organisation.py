"""Signing in through one's own organisation (OpenID Connect). It never makes an account, and never gives a right."""

from __future__ import annotations

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.shortcuts import redirect

from staff.audit import note

UNKNOWN = "Voor dit adres is hier geen account. Vraag je beheerder om er een te maken, met hetzelfde e-mailadres."


class KnownAccountsOnly(DefaultSocialAccountAdapter):
    """Works for accounts that an administrator made with the same e-mail address. The second step is still asked."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Tie the login to the account with that address, once, or send the visitor back with a sentence."""
        # Name, picture and whatever more the organisation sends is not needed here, so it is not kept.
        sociallogin.account.extra_data = {}
        if sociallogin.is_existing:
            sociallogin.account.save(update_fields=["extra_data"])
            return
        known = _account_of(sociallogin)
        if known is None:
            note(None, "event:organisation_refused")
            messages.error(request, UNKNOWN)
            raise ImmediateHttpResponse(redirect("account_login"))
        sociallogin.connect(request, known)
        note(known, "event:organisation_linked", changed=True)


def _account_of(sociallogin: SocialLogin) -> AbstractBaseUser | None:
    # Only an address that the organisation itself has verified counts: else anybody there could claim a colleague's.
    # "false" as a word is true to Python, so nothing but these two will do.
    verified = [address.email for address in sociallogin.email_addresses if address.verified in (True, "true")]
    found = get_user_model().objects.filter(is_active=True, email__iexact=verified[0]) if verified else []
    return found[0] if len(found) == 1 else None
