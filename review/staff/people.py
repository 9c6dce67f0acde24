"""Accounts of staff: who there are, and what an administrator may change about them. Nothing here sends mail."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import SESSION_KEY, get_user_model
from django.contrib.auth.models import AbstractUser, Group
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from staff.roles import ADMINISTRATOR, ROLES


class Refused(Exception):
    """This change is not allowed; the message says why, in Dutch, for on the page."""


@dataclass(frozen=True)
class Person:
    """One account as the list shows it. ``ways`` are the kinds of second step, recovery codes left out."""

    user: AbstractUser
    roles: list[str]
    ways: list[str]


def everybody() -> list[Person]:
    """All accounts: active ones first, then by name."""
    return [_person(user) for user in _accounts().order_by("-is_active", "username")]


def one(number: int) -> Person | None:
    """The account with this number."""
    found = _accounts().filter(pk=number).first()
    return _person(found) if found else None


def roles_of(user: AbstractUser) -> list[str]:
    """The roles of an account, in the order in which they may more."""
    names = {group.name for group in user.groups.all()}
    return [role for role in ROLES if role in names]


def active_administrators() -> QuerySet[AbstractUser]:
    """Who can manage accounts now."""
    return get_user_model().objects.filter(is_active=True, groups__name=ADMINISTRATOR)


def make(name: str, email: str, roles: Iterable[str]) -> AbstractUser:
    """A new account that nobody can sign in to yet: its owner chooses a password with a start link."""
    with transaction.atomic():
        user = get_user_model().objects.create_user(name, email=email)
        user.groups.set(Group.objects.filter(name__in=list(roles)))
    return user


def set_roles(actor: AbstractUser, user: AbstractUser, roles: Iterable[str]) -> str:
    """Give somebody exactly these roles; returns what changed, in words, empty when nothing did.

    Raises:
        Refused: the actor's own administrator role, or that of the last active administrator, would go.
    """
    wanted = set(roles)
    with transaction.atomic():
        _lock_administrators()
        there = set(user.groups.values_list("name", flat=True)) & set(ROLES)
        if ADMINISTRATOR in there - wanted:
            if actor.pk == user.pk:
                raise Refused("Je kunt je eigen rol van beheerder niet weghalen. Vraag dat aan een andere beheerder.")
            _keep_one_besides(user)
        user.groups.set(Group.objects.filter(name__in=wanted))
    return ", ".join(
        [f"{role} erbij" for role in sorted(wanted - there)] + [f"{role} eraf" for role in sorted(there - wanted)]
    )


def switch(actor: AbstractUser, user: AbstractUser, on: bool) -> None:
    """Switch an account on or off. Off ends everything that was open in this name, at once.

    Raises:
        Refused: it is the actor's own account, or the last active administrator's.
    """
    with transaction.atomic():
        _lock_administrators()
        if not on:
            if actor.pk == user.pk:
                raise Refused("Je kunt je eigen account niet uitzetten. Vraag dat aan een andere beheerder.")
            _keep_one_besides(user)
        user.is_active = on
        user.save(update_fields=["is_active"])
        end_sessions(user)


def set_email(user: AbstractUser, email: str) -> bool:
    """Change the address; whether it changed. Who signed in through the organisation with the old one is untied."""
    if email == user.email:
        return False
    with transaction.atomic():
        user.email = email
        user.save(update_fields=["email"])
        SocialAccount.objects.filter(user=user).delete()
    return True


def forget_second_step(user: AbstractUser) -> int:
    """Take away a second step that was lost, with its recovery codes, and end all sessions; returns how many."""
    with transaction.atomic():
        count = Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES).count()
        Authenticator.objects.filter(user=user).delete()
        end_sessions(user)
    return count


def forget_password(user: AbstractUser) -> None:
    """Make the password useless and end all sessions; start links that were made before stop working too."""
    with transaction.atomic():
        user.set_unusable_password()
        user.save(update_fields=["password"])
        end_sessions(user)


def end_sessions(user: AbstractUser) -> int:
    """Sign somebody out everywhere, also where the second step was still asked; returns how many sessions that were."""
    ended = 0
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        data = session.get_decoded()
        waiting = (data.get(LOGIN_SESSION_KEY) or {}).get("user_pk")
        if data.get(SESSION_KEY) == str(user.pk) or waiting == user_pk_to_url_str(user):
            session.delete()
            ended += 1
    return ended


def _accounts() -> QuerySet[AbstractUser]:
    return get_user_model().objects.prefetch_related("groups", "authenticator_set")


def _person(user: AbstractUser) -> Person:
    kinds = {way.type for way in user.authenticator_set.all()} - {Authenticator.Type.RECOVERY_CODES}
    return Person(user, roles_of(user), sorted(kinds))


def _lock_administrators() -> None:
    # Two administrators who take each other's role away at the same moment must not both succeed.
    Group.objects.select_for_update().get(name=ADMINISTRATOR)


def _keep_one_besides(user: AbstractUser) -> None:
    if not active_administrators().exclude(pk=user.pk).exists():
        raise Refused("Dit is de laatste beheerder. Maak eerst iemand anders beheerder.")
