"""How allauth behaves here: nobody makes an account by themselves, and what it says is plain Dutch."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse

from staff.sealing import UnreadableError, seal, unseal

WRONG_CODE = (
    "Deze code klopt niet, of is al gebruikt. Wacht op de volgende code in je app. "
    "Blijft het misgaan? Kijk of de klok van je telefoon goed staat."
)
UNREADABLE = (
    "Je tweede stap is niet meer te lezen: de geheime sleutel van dit gereedschap is veranderd. "
    "Vraag je beheerder om je tweede stap weg te halen. Daarna stel je hem opnieuw in."
)
# So long after signing in nobody is asked for the same password or code again, in seconds.
JUST_IN = 5 * 60
TOO_OFTEN = "Dit ging te vaak mis. Wacht vijf minuten en probeer het dan opnieuw."


class ClosedAccounts(DefaultAccountAdapter):
    """Accounts are made by an administrator (``staff.people``)."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "Deze naam en dit wachtwoord horen niet bij elkaar. Kijk of Caps Lock uit staat.",
        "too_many_login_attempts": TOO_OFTEN,
        "rate_limited": TOO_OFTEN,
        "incorrect_code": WRONG_CODE,
        "incorrect_password": "Dit wachtwoord klopt niet.",
        "enter_current_password": "Dit is niet je wachtwoord van nu.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to one's own account."""
        return reverse("mfa_index")

    def get_reauthentication_methods(self, user: AbstractBaseUser) -> list[dict[str, Any]]:
        """allauth's own list, each way with a name that staff know."""
        named = {
            "reauthenticate": "Met je wachtwoord",
            "mfa_reauthenticate": "Met een code uit je app, of een herstelcode",
            "mfa_reauthenticate:webauthn": "Met je passkey",
        }
        return [{**way, "description": named[way["id"]]} for way in super().get_reauthentication_methods(user)]

    def is_reauthentication_required(self, *, app: str, **named: Any) -> bool:
        """allauth's own rule, except for who gave a password, a code or a passkey at signing in a moment ago.

        Signing in through the organisation does not count: how long ago somebody proved there who they are, is unknown.
        """
        given = get_authentication_records(self.request, self.request.user)
        just = [way for way in given if way["method"] in ("password", "mfa") and time.time() - way["at"] < JUST_IN]
        return not just and super().is_reauthentication_required(app=app, **named)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # allauth counts per name and per Host header. That header is the visitor's to choose (any port is allowed), so
        # each made-up port would give five new guesses.
        return credentials.get("username", "").lower()


class SecondStep(DefaultMFAAdapter):
    """The second step: app, passkey and recovery codes."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "cannot_generate_recovery_codes": "Stel eerst een app of een passkey in. Daarna kun je herstelcodes maken.",
    }

    def encrypt(self, text: str) -> str:
        """Sealed with the key file."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The counterpart; a code that cannot be checked is refused, and the form says why."""
        try:
            return unseal(encrypted_text)
        except UnreadableError:
            raise ValidationError(UNREADABLE) from None

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        """The name of the account; never an e-mail address, since the label stays in an app on somebody's telephone."""
        return user.get_username()

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        """A name that its owner may change."""
        return f"Passkey {Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1}"
