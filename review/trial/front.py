"""What this part puts on the front page."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from staff.notices import Notice
from staff.roles import May
from trial.bot import for_staff, trouble


def notices(request: HttpRequest) -> list[Notice]:
    """The bot, when this tool should be able to ask it something and cannot."""
    sentence = trouble()
    if not sentence:
        return []
    sentence = for_staff(sentence, request.user)
    return [Notice(sentence, reverse("trial:index"), "Naar uitproberen", needs=May.EDIT)]
