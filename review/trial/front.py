"""What this part puts on the front page."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from staff.notices import Notice
from staff.roles import May
from trial.bot import trouble


def notices(_request: HttpRequest) -> list[Notice]:
    """The bot, when this tool should be able to ask it something and cannot."""
    sentence = trouble()
    return [Notice(sentence, reverse("trial:index"), "Naar uitproberen", needs=May.EDIT)] if sentence else []
