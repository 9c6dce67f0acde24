"""Sentences on their way out: hidden here, deleted by the bot, and their marks counted and forgotten.

This tool may only read the bot's table, so it asks the bot. Where the bot cannot be reached the sentences stay hidden,
and it is asked again later; whatever happens, the bot deletes them after 60 days, and ``lantaarn export`` empties the
table too.

Two things happen by themselves an hour after somebody did them, so that a slip of the finger can be undone until then:
what reviewers threw away leaves, and so does what stands in a file of which nobody said that it arrived.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from inbox.agreement import pairs
from inbox.given import days
from inbox.models import Agreement, Decision, ExportFile, Leaving, LeftCount, Mark, TakenBack, Verdict
from inbox.standing import needed, standings

UNDO = dt.timedelta(hours=1)
# After this no page of that day is still open that could ask about a file.
FILES_KEPT = dt.timedelta(days=1)
# The bot may be slow to say that it is not there; no page waits for that more often than this, in seconds.
ASK_AGAIN = 600
NOT_HERE = "De chat is nu niet te bereiken vanuit dit gereedschap."
_asked_at: float | None = None


def let_go(numbers: Iterable[int], reason: str, file: ExportFile | None = None) -> None:
    """Hide these sentences from now on; ones that are on their way already stay as they are.

    Args:
        file: the file that they stand in or leave with; they are not confirmed until somebody says that it arrived.
    """
    Leaving.objects.bulk_create(
        [Leaving(sentence_id=number, reason=reason, file=file, confirmed=file is None) for number in numbers],
        ignore_conflicts=True,
    )


def tidy() -> None:
    """Let go what waited for an hour, and clear away what is gone from the bot's table.

    Raises:
        StoreError: the bot's table cannot be read; nothing was cleared, since everything would seem to be gone.
    """
    present = days()
    hour_ago = timezone.now() - UNDO
    Leaving.objects.filter(confirmed=False, since__lt=hour_ago).update(confirmed=True)
    let_go_thrown_away(hour_ago)
    ExportFile.objects.filter(made__lt=timezone.now() - FILES_KEPT).delete()
    with transaction.atomic():
        left = _left(present, timezone.localdate())
        for row in left:
            LeftCount.objects.get_or_create(reason=row.reason)
            LeftCount.objects.filter(reason=row.reason).update(count=F("count") + 1)
        count_and_forget([row.sentence_id for row in left])
        Leaving.objects.filter(pk__in=[row.pk for row in left]).delete()
        _forget_missing(present, timezone.localdate())


def let_go_thrown_away(before: dt.datetime | None = None) -> int:
    """Let go the sentences that are ready to be thrown away, judged last before this moment; gives their number."""
    candidates = set(Mark.objects.filter(verdict=Verdict.AWAY).values_list("sentence_id", flat=True))
    candidates |= set(Decision.objects.filter(verdict=Verdict.AWAY).values_list("pk", flat=True))
    if not candidates:
        return 0
    enough = needed()
    thrown = [
        standing.number
        for standing in standings(candidates)
        if (judged := standing.settled(enough))
        and judged.verdict == Verdict.AWAY
        and (before is None or judged.when < before)
    ]
    let_go(thrown, Leaving.Reason.AWAY)
    return len(thrown)


def ask_bot(again: bool = False) -> str:
    """Ask the bot to delete what is on its way out; gives an empty string, or why it did not happen, in Dutch.

    Args:
        again: ask even when it was asked just now.
    """
    global _asked_at
    numbers = list(Leaving.objects.filter(confirmed=True).values_list("pk", flat=True))
    just_now = _asked_at is not None and time.monotonic() - _asked_at < ASK_AGAIN
    if not numbers or (just_now and not again):
        return ""
    _asked_at = time.monotonic()
    try:
        from trial.bot import BotError, forget_sentences
    except ImportError:
        return NOT_HERE
    try:
        forget_sentences(numbers)
    except BotError as error:
        return str(error)
    Leaving.objects.filter(pk__in=numbers).update(forgotten=True)
    return ""


def count_and_forget(numbers: Iterable[int]) -> None:
    """Add the marks of these sentences to the counts of agreement, and delete them with what was settled."""
    gone = list(numbers)
    with transaction.atomic():
        marks = list(Mark.objects.filter(sentence_id__in=gone).select_for_update())
        for (one, other), (choice, choice_of_other) in pairs(
            (each.sentence_id, each.reviewer_id, each.first) for each in marks
        ):
            both = {"one_id": one, "other_id": other, "choice_of_one": choice, "choice_of_other": choice_of_other}
            row, _ = Agreement.objects.get_or_create(**both)
            Agreement.objects.filter(pk=row.pk).update(count=F("count") + 1)
        Mark.objects.filter(pk__in=[each.pk for each in marks]).delete()
        Decision.objects.filter(pk__in=gone).delete()
        TakenBack.objects.filter(sentence_id__in=gone).delete()


def _left(present: Mapping[int, dt.date], today: dt.date) -> list[Leaving]:
    """What is gone for good: the bot said so, or it was missing on an earlier day too.

    Not sooner: with a wrong address of the bot's database everything is missing for a while, and what was thrown away
    would be back, for everybody to read, as soon as the address is mended.
    """
    leaving = list(Leaving.objects.filter(confirmed=True))
    missing = [row for row in leaving if row.sentence_id not in present]
    there = [row.pk for row in leaving if row.sentence_id in present and row.missing_since]
    Leaving.objects.filter(pk__in=there).update(missing_since=None)
    unseen = [row.pk for row in missing if row.missing_since is None]
    Leaving.objects.filter(pk__in=unseen).update(missing_since=today)
    return [row for row in missing if row.forgotten or (row.missing_since and row.missing_since < today)]


def _forget_missing(present: Iterable[int], today: dt.date) -> None:
    """Forget marks of sentences that were missing on an earlier day too.

    Not at once: with a wrong address of the bot's database, or a new empty one, every sentence is missing for a while,
    and nobody's marks may be lost by that.
    """
    marked = set(Mark.objects.values_list("sentence_id", flat=True))
    missing = marked - set(present)
    Mark.objects.exclude(missing_since=None).exclude(sentence_id__in=missing).update(missing_since=None)
    Mark.objects.filter(sentence_id__in=missing, missing_since=None).update(missing_since=today)
    long_gone = Mark.objects.filter(sentence_id__in=missing, missing_since__lt=today)
    count_and_forget(long_gone.values_list("sentence_id", flat=True).distinct())
    # Those of a sentence with marks go along with these.
    TakenBack.objects.exclude(sentence_id__in=marked | set(present)).delete()
