"""Who looked at and changed what."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

KEPT = dt.timedelta(days=365)


class Entry(models.Model):
    """One page opened or one thing changed by a member of staff. Never holds a word of a visitor."""

    when = models.DateTimeField(default=timezone.now, db_index=True)
    who = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    # The account may be gone later; what was done stays readable.
    name = models.CharField(max_length=150)
    page = models.CharField(max_length=80, db_index=True)
    subject = models.CharField(max_length=200, blank=True)
    changed = models.BooleanField(default=False)
    status = models.PositiveSmallIntegerField(default=200)

    class Meta:
        ordering = ["-when", "-pk"]

    @classmethod
    def write(cls, user: Any, page: str, subject: str | dict[str, Any], changed: bool, status: int) -> Entry:
        """Add an entry; use ``staff.audit.note``, which survives a database that fails.

        Args:
            user: None where nobody is known, such as a login with a name that does not exist.
            subject: words for the reader of the log, or what the address named, such as ``{"topic": "wet_inhoud"}``.
        """
        shown = subject if isinstance(subject, str) else ", ".join(str(value) for value in subject.values())
        name = user.get_username() if user is not None else ""
        # PostgreSQL takes no NUL, and an entry must not be lost for what somebody sent.
        shown = shown.replace("\0", "\ufffd")[:200]
        return cls.objects.create(who=user, name=name, page=page, subject=shown, changed=changed, status=status)

    @classmethod
    def forget_old(cls) -> int:
        """Delete what is older than a year; returns how many."""
        return cls.objects.filter(when__lt=timezone.now() - KEPT).delete()[0]
