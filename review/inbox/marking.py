"""Marks a sentence, takes the last mark back, settles a difference, and throws away what should not be there."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from inbox.choices import DUTCH, Choice
from inbox.given import sentences
from inbox.leaving import count_and_forget, let_go
from inbox.models import Decision, Leaving, Mark
from turns.store import StoreError


class GoneError(LookupError):
    """The sentence is no longer there: too old, exported, or thrown away by a colleague."""


def mark(reviewer: Any, number: int, choice: Choice, language: str = DUTCH) -> None:
    """Keep what a reviewer thinks of a sentence; the same twice changes nothing.

    When the bot's table cannot be read now the mark is kept all the same: work that was done is never lost, and a mark
    of a sentence that turns out to be gone is cleared away later.

    Raises:
        GoneError: the sentence is gone; nothing was kept.
    """
    if not _may_be_there(number):
        raise GoneError
    with transaction.atomic():
        if Leaving.objects.filter(pk=number).exists():
            raise GoneError
        values = {"verdict": choice.verdict, "label": choice.label, "language": language, "missing_since": None}
        Mark.objects.update_or_create(
            sentence_id=number, reviewer=reviewer, defaults=values, create_defaults={**values, "first": str(choice)}
        )


def take_back(reviewer: Any) -> int | None:
    """Delete this reviewer's last mark; gives the number of its sentence, or None when there is nothing to take back.

    What an approver settled stays settled, and what is on its way out cannot be brought back.
    """
    with transaction.atomic():
        settled = Decision.objects.values("pk")
        open_marks = Mark.objects.filter(reviewer=reviewer, missing_since=None).exclude(sentence_id__in=settled)
        last = open_marks.exclude(sentence_id__in=Leaving.objects.values("pk")).order_by("-when", "-pk").first()
        if last is None:
            return None
        last.delete()
    return last.sentence_id


def throw_personal(number: int) -> None:
    """Take a sentence in which something of a person is left out of sight at once, whatever others thought of it.

    Raises:
        GoneError: the sentence was gone already.
    """
    if not _may_be_there(number):
        raise GoneError
    with transaction.atomic():
        count_and_forget([number])
        let_go([number], Leaving.Reason.PERSONAL)


def settle(approver: Any, number: int, choice: Choice) -> None:
    """Keep an approver's choice for a sentence on which reviewers differ; the last choice counts.

    Raises:
        GoneError: the sentence is gone, or nobody judged it.
    """
    marks = Mark.objects.filter(sentence_id=number)
    if not marks.exists() or not _may_be_there(number):
        raise GoneError
    alike = marks.filter(verdict=choice.verdict, label=choice.label).order_by("-when").first()
    values = {"verdict": choice.verdict, "label": choice.label, "approver": approver}
    with transaction.atomic():
        if Leaving.objects.filter(pk=number).exists():
            raise GoneError
        Decision.objects.update_or_create(
            pk=number, defaults={**values, "language": alike.language if alike else DUTCH}
        )


def _may_be_there(number: int) -> bool:
    try:
        return number in sentences([number])
    except StoreError:
        return True
