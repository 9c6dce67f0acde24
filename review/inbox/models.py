"""What staff think of given sentences. The sentences themselves are never copied here: they lie with the bot alone.

A visitor was promised that a sentence is gone after 60 days, or when it is exported. A copy would break that, so every
row names its sentence by the random number that the bot gave it, and the bot's table is read anew for each page. A
number without its sentence says nothing, but "a question about suicide, judged on 3 December" still tells something
about that day. Marks of a sentence that is gone are therefore counted in ``Agreement``, without number or day, and then
deleted (``inbox.leaving``).
"""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Verdict(models.TextChoices):
    """What a sentence is good for."""

    TOPIC = "onderwerp", "Onderwerp"
    DANGER = "gevaar", "Gevaar"
    AWAY = "weg", "Weggooien"


class Judgement(models.Model):
    """A verdict on one sentence of the bot's; ``label`` is a topic or a kind of danger, and empty for ``weg``."""

    verdict = models.CharField(max_length=10, choices=Verdict)
    label = models.CharField(max_length=60, blank=True)
    # Of the sentence, as data/danger wants it; asked for danger only.
    language = models.CharField(max_length=10, default="nl")
    when = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True

    @property
    def choice(self) -> str:
        """Such as ``onderwerp:wet_inhoud``, ``gevaar:112`` or ``weg``."""
        return f"{self.verdict}:{self.label}" if self.label else self.verdict


class Mark(Judgement):
    """What one reviewer thinks of one sentence; the same reviewer can change it.

    ``first`` is the choice as first given. Agreement is counted with it: who changes a mark after talking about it with
    a colleague agrees, but no longer judges alone. ``missing_since`` is the day on which the sentence was first not
    found.
    """

    sentence_id = models.BigIntegerField(db_index=True)
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    first = models.CharField(max_length=80)
    missing_since = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sentence_id", "reviewer"], name="one_mark_each")]


class TakenBack(models.Model):
    """What a reviewer chose first for a sentence that a colleague judged too, after taking that mark back.

    A colleague's choice may have been seen by then, so what is chosen next is no longer an independent judgement.
    Who took a mark back that nobody else could have met only mends a slip, and starts anew.
    """

    sentence_id = models.BigIntegerField()
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    first = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sentence_id", "reviewer"], name="one_taken_back_each")]


class Decision(Judgement):
    """How an approver settled a sentence on which reviewers differ."""

    sentence_id = models.BigIntegerField(primary_key=True)
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")


class ExportFile(models.Model):
    """A file that was made for the bot; forgotten after a day. Which sentences are in it, their own rows say.

    ``put_back`` tells who still has an old page open that there is nothing left to delete.
    """

    maker = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    put_back = models.BooleanField(default=False)


class Leaving(models.Model):
    """A sentence that nobody sees here any more and that the bot is asked to delete; gone when the bot has done so.

    ``confirmed`` is false only for what stands in a file of which nobody has said yet that it arrived. ``forgotten``
    means that the bot said it deleted the sentence; without that word, ``missing_since`` is the day on which it was
    first not found.
    """

    class Reason(models.TextChoices):
        """Why it leaves."""

        EXPORTED = "uitgevoerd"
        AWAY = "weggegooid"
        PERSONAL = "persoon"
        HELD_OUT = "toetszin"

    sentence_id = models.BigIntegerField(primary_key=True)
    reason = models.CharField(max_length=10, choices=Reason)
    confirmed = models.BooleanField(default=True)
    since = models.DateTimeField(auto_now_add=True)
    file = models.ForeignKey(ExportFile, null=True, on_delete=models.SET_NULL, related_name="sentences")
    forgotten = models.BooleanField(default=False)
    missing_since = models.DateField(null=True)


class Agreement(models.Model):
    """How often two reviewers made these two choices on one sentence, of sentences that are gone; so without number."""

    one = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    choice_of_one = models.CharField(max_length=80)
    choice_of_other = models.CharField(max_length=80)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["one", "other", "choice_of_one", "choice_of_other"], name="one_count_of_two_choices"
            )
        ]


class LeftCount(models.Model):
    """How many sentences have left, by reason. ``persoon`` counts what masking missed."""

    reason = models.CharField(max_length=10, primary_key=True)
    count = models.PositiveIntegerField(default=0)


class Wish(models.Model):
    """At most one row: how many reviewers must agree before a sentence is ready."""

    needed = models.PositiveSmallIntegerField(default=2)


class WithoutKeys(models.Model):
    """Who switched the shortcut keys off; kept with the account, so that it holds on every computer."""

    reviewer = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
