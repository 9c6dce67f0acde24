"""What happens to accounts, written in the log: signing in and out, passwords and second steps."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.signals import password_changed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
    authenticator_used,
)
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from staff.audit import note
from staff.middleware.sessions import BEGAN
from staff.tidying import tidy

CODES = Authenticator.Type.RECOVERY_CODES
KINDS = {Authenticator.Type.TOTP: "app met codes", Authenticator.Type.WEBAUTHN: "passkey", CODES: "herstelcodes"}


@receiver(user_logged_in)
def _signed_in(request: Any, user: AbstractBaseUser, **_: Any) -> None:
    request.session[BEGAN] = time.time()
    note(user, "event:signed_in")
    tidy()


@receiver(user_login_failed)
def _sign_in_failed(credentials: dict[str, Any], **_: Any) -> None:
    # Only the name of an account that exists: what was typed may be a password in the wrong box.
    user = get_user_model().objects.filter(username__iexact=credentials.get("username", "")).first()
    note(user, "event:sign_in_failed", status=403)


@receiver(user_logged_out)
def _signed_out(request: Any, user: AbstractBaseUser | None, **_: Any) -> None:
    if user is not None:
        note(user, "event:signed_out", getattr(request, "log_subject", ""))


@receiver(authentication_failed)
def _code_failed(user: AbstractBaseUser, **_: Any) -> None:
    note(user, "event:code_failed", status=403)


@receiver(authenticator_added)
def _second_step_added(user: AbstractBaseUser, authenticator: Authenticator, **_: Any) -> None:
    note(user, "event:second_step_added", KINDS[authenticator.type], changed=True)


@receiver(authenticator_removed)
def _second_step_removed(user: AbstractBaseUser, authenticator: Authenticator, **_: Any) -> None:
    note(user, "event:second_step_removed", KINDS[authenticator.type], changed=True)


@receiver(authenticator_reset)
def _codes_renewed(user: AbstractBaseUser, **_: Any) -> None:
    note(user, "event:codes_renewed", changed=True)


@receiver(authenticator_used)
def _code_used(user: AbstractBaseUser, authenticator: Authenticator, **_: Any) -> None:
    # A recovery code means that somebody lost their telephone, or that somebody else found the codes.
    if authenticator.type == CODES:
        note(user, "event:recovery_code_used", changed=True)


@receiver(password_changed)
def _password_changed(user: AbstractBaseUser, **_: Any) -> None:
    note(user, "event:password_changed", changed=True)
