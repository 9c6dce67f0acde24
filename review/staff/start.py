"""Start links: with one, somebody who knows no password yet chooses their own.

There is no mail here, so the administrator who makes the link gives it to the person. It works once and for a day, and
it is shown only when it is made: nothing of it is stored. What makes it worthless is in the signature: the moment, the
last sign-in, and the password hash, which changes at every new link and when a password is chosen.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import transaction
from django.urls import reverse

from staff.people import forget_password

HOURS = settings.PASSWORD_RESET_TIMEOUT // 3600


class _StartTokens(PasswordResetTokenGenerator):
    # Apart from every other token that Django or allauth could make for the same account.
    key_salt = "staff.start"


_tokens = _StartTokens()


def new_link(user: AbstractUser) -> str:
    """The path of a new link. The password of now and earlier links stop working, and open sessions end."""
    forget_password(user)
    return reverse("staff:start", args=[user.pk, _tokens.make_token(user)])


def owner_of(number: int, token: str) -> AbstractUser | None:
    """Whose link this is; None when it was used, is too old, was replaced, or never was one."""
    user = get_user_model().objects.filter(pk=number, is_active=True).first()
    return user if user is not None and _tokens.check_token(user, token) else None


def choose_password(number: int, token: str, password: str) -> AbstractUser | None:
    """Use the link up; None when it no longer works, also when another browser was a moment earlier."""
    with transaction.atomic():
        get_user_model().objects.select_for_update().filter(pk=number).first()
        owner = owner_of(number, token)
        if owner is not None:
            owner.set_password(password)
            owner.save(update_fields=["password"])
    return owner
