"""The bot's two tables as they lie in its own database (docs/privacy.md), and what the digest makes of them."""

from __future__ import annotations

import datetime as dt

from django.db import models


class Turn(models.Model):
    """One turn of a conversation, without words. ``confidence`` in tenths; ``day`` without an hour."""

    of_the_bot = True
    pk = models.CompositePrimaryKey("conversation", "turn")
    conversation = models.BigIntegerField()
    turn = models.IntegerField()
    topic = models.CharField(max_length=60, null=True)
    confidence = models.SmallIntegerField()
    danger = models.CharField(max_length=10, null=True)
    step = models.CharField(max_length=80)
    day = models.DateField()
    channel = models.CharField(max_length=20)
    model = models.CharField(max_length=16)

    class Meta:
        managed = False
        db_table = "turns"


class GivenSentence(models.Model):
    """A masked sentence that a visitor gave with a yes. The bot deletes it after 60 days, or when it is exported."""

    of_the_bot = True
    id = models.BigIntegerField(primary_key=True)
    sentence = models.CharField(max_length=1200)
    day = models.DateField()

    class Meta:
        managed = False
        db_table = "given_sentences"


class Conversation(models.Model):
    """One conversation in short, made from its turns by ``turns.digest``; goes when the bot's rows go.

    ``last_step`` and ``last_topic`` are what it ended after; ``danger`` is the most urgent kind that was found;
    ``missed`` counts turns that were not understood. A turn that was not understood has the topic ``nlu_fallback``,
    whatever the bot guessed. A topic is empty where a turn had none.

    ``code`` stands in addresses in place of ``number``: without the tool's secret nobody finds the row of a code in
    a copy of the bot's database. ``dated`` says whether it may stand under its day (``turns.groups``).
    """

    number = models.BigIntegerField(primary_key=True)
    code = models.CharField(max_length=22, unique=True)
    day = models.DateField()
    dated = models.BooleanField()
    channel = models.CharField(max_length=20)
    turns = models.PositiveSmallIntegerField()
    first_topic = models.CharField(max_length=60, blank=True)
    last_topic = models.CharField(max_length=60, blank=True)
    last_step = models.CharField(max_length=80)
    danger = models.CharField(max_length=10, blank=True)
    missed = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["dated", "day", "code"], name="talk_by_day"),
            models.Index(fields=["channel", "dated", "day", "code"], name="talk_by_channel"),
            models.Index(fields=["danger", "dated", "day", "code"], name="talk_by_danger"),
            models.Index(fields=["last_topic", "dated", "day", "code"], name="talk_by_last_topic"),
        ]


class Topics(models.Model):
    """Which topics a conversation touched, for filtering."""

    # Nothing cascades: a day's rows are deleted at once. Looking up every conversation first would take seconds.
    conversation = models.ForeignKey(
        Conversation, on_delete=models.DO_NOTHING, related_name="topics", db_constraint=False
    )
    topic = models.CharField(max_length=60)
    day = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["topic", "day", "conversation"], name="talk_by_topic")]


class DayCount(models.Model):
    """How often something happened on a day, over all conversations of a channel.

    ``measure`` is one of: ``gesprekken`` and ``beurten`` (no key), ``onderwerp`` (topic), ``gevaar`` (kind),
    ``zekerheid`` (tenths "0" to "10"), ``niet_begrepen`` (no key), ``stap`` (step), ``einde`` (last topic, or step
    where there is none), ``overgang`` (topic, next topic; "begin" before the first and "einde" after the last),
    ``geraakt`` (topic, or step where there is none: in how many conversations it came).

    ``gesprekken``, ``einde`` and ``geraakt`` count conversations; ``overgang`` counts steps from one turn to the
    next; all others count turns. Every turn counts on the day on which its conversation began. ``zekerheid`` leaves
    out turns without a topic, such as an empty message: there the bot had nothing to be sure of. ``overgang`` has
    the step of a turn without a topic.
    """

    day = models.DateField()
    channel = models.CharField(max_length=20)
    measure = models.CharField(max_length=20)
    key = models.CharField(max_length=80, blank=True)
    second = models.CharField(max_length=80, blank=True)
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["measure", "day", "channel", "key", "second"], name="one_count")]


class DigestedDay(models.Model):
    """A day that was counted: with how many of the bot's rows, so that a day that changed is counted anew.

    ``mark`` is a hash of those rows and of what belongs to them on the days around.
    """

    day = models.DateField(primary_key=True)
    rows = models.PositiveIntegerField()
    mark = models.CharField(max_length=32)
    when = models.DateTimeField(auto_now=True)


class LastDigest(models.Model):
    """At most one row: when the bot's rows were last looked at, and what was wrong then, in Dutch."""

    when = models.DateTimeField(null=True)
    problem = models.CharField(max_length=400, blank=True)


def counted_at() -> tuple[dt.datetime | None, int]:
    """When a day was last counted anew, and how many days there are: what is remembered of the counts holds until this
    changes.
    """
    days = DigestedDay.objects.aggregate(last=models.Max("when"), days=models.Count("day"))
    return days["last"], days["days"]
