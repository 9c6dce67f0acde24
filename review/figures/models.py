"""The bot's tally of hand-offs, as it lies in its own database."""

from __future__ import annotations

from django.db import models


class HandoffTally(models.Model):
    """How often a line was handed over in a month (its first day) and a quarter of a day (``band``, from midnight)."""

    of_the_bot = True
    pk = models.CompositePrimaryKey("month", "band", "line", "channel")
    month = models.DateField()
    band = models.SmallIntegerField()
    line = models.CharField(max_length=40)
    channel = models.CharField(max_length=20)
    count = models.IntegerField()

    class Meta:
        managed = False
        db_table = "handoff_tally"
