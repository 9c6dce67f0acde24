"""Proposals for another wording. They change nothing by themselves: an editor downloads the patch, the build does the rest."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Proposal(models.Model):
    """What one person wants an answer to say. One per person and answer; saving again replaces it."""

    answer = models.CharField(max_length=80, db_index=True)
    who = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(max_length=4000)
    titles = models.JSONField(default=list)
    # What it was written against: when the answer changed since, that is said.
    fingerprint = models.CharField(max_length=64)
    before = models.TextField(max_length=4000)
    remark = models.CharField(max_length=400, blank=True)
    when = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "who"], name="one_proposal")]
        ordering = ["-when"]
