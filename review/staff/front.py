"""What this part puts on the front page."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from staff.adapters import UNREADABLE
from staff.audit import gap
from staff.notices import Notice
from staff.people import active_administrators
from staff.roles import May, rights_of
from staff.second_step import CODES, unreadable, with_secret

FEW_CODES = 3


def notices(request: HttpRequest) -> list[Notice]:
    """A log that cannot be written, an administrator who stands alone, and one's own second step."""
    found = []
    if May.MANAGE in rights_of(request.user):
        found = [*_gap(), *_lonely()]
    return found + _second_step(with_secret(request.user))


def _gap() -> list[Notice]:
    if not gap.count:
        return []
    since = f"{timezone.localtime(gap.since):%H:%M}" if gap.since else "kort"
    sentence = (
        f"Het logboek kan niet worden geschreven: sinds {since} uur ontbreken {gap.count} regels. "
        "Laat de server nakijken: is de schijf vol, werkt de database?"
    )
    return [Notice(sentence, reverse("staff:log"), "Naar het logboek", urgent=True, needs=May.MANAGE)]


def _lonely() -> list[Notice]:
    if active_administrators().count() > 1:
        return []
    sentence = "Er is maar één beheerder. Kan die er niet bij, dan kan niemand accounts helpen. Maak een tweede."
    return [Notice(sentence, reverse("staff:people"), "Naar Medewerkers", needs=May.MANAGE)]


def _second_step(ways: list[Authenticator]) -> list[Notice]:
    if unreadable(ways):
        return [Notice(UNREADABLE, reverse("mfa_index"), "Naar je account", urgent=True)]
    codes = next((way for way in ways if way.type == CODES), None)
    if codes is None or len(codes.wrap().get_unused_codes()) >= FEW_CODES:
        return []
    return [
        Notice(
            "Je herstelcodes raken op. Maak nieuwe, en bewaar ze op papier.", reverse("mfa_index"), "Naar je account"
        )
    ]
