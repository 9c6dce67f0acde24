"""Marks a sentence, takes the last mark back, settles a difference, and throws away what should not be there."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from inbox.choices import DUTCH, Choice
from inbox.given import is_there
from inbox.leaving import count_and_forget, let_go
from inbox.models import Decision, Leaving, Mark, TakenBack
from turns.store import StoreError


class GoneError(LookupError):
    """The sentence is no longer there: too old, exported, or thrown away by a colleague."""


def mark(reviewer: Any, number: int, choice: Choice, language: str = DUTCH) -> bool:
    """Keep what a reviewer thinks of a sentence; False when this was their choice already.

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
        both = {"sentence_id": number, "reviewer": reviewer}
        values = {"verdict": choice.verdict, "label": choice.label, "language": language}
        changed = not Mark.objects.filter(**both, **values).exists()
        before = TakenBack.objects.filter(**both)
        values["missing_since"] = None
        first = before.values_list("first", flat=True).first() or str(choice)
        Mark.objects.update_or_create(**both, defaults=values, create_defaults={**values, "first": first})
        before.delete()
    return changed


def take_back(reviewer: Any) -> int | None:
    """Delete this reviewer's last mark; gives the number of its sentence, or None when there is nothing to take back.

    What an approver settled stays settled, and what is on its way out cannot be brought back. Where a colleague judged
    the sentence too, the choice that was given first stays known: agreement is counted with it (``TakenBack``).
    """
    with transaction.atomic():
        settled = Decision.objects.values("pk")
        open_marks = Mark.objects.filter(reviewer=reviewer, missing_since=None).exclude(sentence_id__in=settled)
        last = open_marks.exclude(sentence_id__in=Leaving.objects.values("pk")).order_by("-when", "-pk").first()
        if last is None:
            return None
        of_others = [table.objects.filter(sentence_id=last.sentence_id) for table in (Mark, TakenBack)]
        if any(rows.exclude(reviewer=reviewer).exists() for rows in of_others):
            both = {"sentence_id": last.sentence_id, "reviewer": reviewer}
            TakenBack.objects.get_or_create(**both, defaults={"first": last.first})
        last.delete()
    return last.sentence_id


def throw_personal(number: int) -> None:
    """Take a sentence in which something of a person is left out of sight at once, whatever others thought of it.

    One that stands in a file which may still be put back does not come back with it.

    Raises:
        GoneError: the sentence was gone already.
    """
    if not _may_be_there(number):
        raise GoneError
    with transaction.atomic():
        count_and_forget([number])
        let_go([number], Leaving.Reason.PERSONAL)
        waiting = Leaving.objects.filter(pk=number, confirmed=False)
        waiting.update(reason=Leaving.Reason.PERSONAL, confirmed=True, file=None)


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
        return is_there(number)
    except StoreError:
        return True
