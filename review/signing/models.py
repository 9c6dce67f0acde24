"""Signatures and their withdrawals. Both are only ever added: what somebody once signed stays readable as it was."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

REMARK_LENGTH = 400


class OnlyAdded(models.QuerySet):
    """Rows that cannot be changed or deleted."""

    def update(self, **_changes: Any) -> NoReturn:
        """Raises TypeError: whoever tries has made a mistake in the code."""
        raise TypeError(f"{self.model.__name__} is only ever added")

    def delete(self) -> NoReturn:
        """Raises TypeError, as ``update`` does."""
        raise TypeError(f"{self.model.__name__} is only ever added")


class Added(models.Model):
    """Something that one person did at one moment. ``name`` stays when the account goes."""

    who = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=150)
    when = models.DateTimeField(default=timezone.now)

    objects = OnlyAdded.as_manager()

    class Meta:
        abstract = True

    def save(self, *arguments: Any, **named: Any) -> None:
        """Raises TypeError when the row is there already."""
        if not self._state.adding:
            raise TypeError(f"{type(self).__name__} is only ever added")
        super().save(*arguments, **named)

    def delete(self, *_arguments: Any, **_named: Any) -> NoReturn:
        """Raises TypeError: a signature is withdrawn, never deleted."""
        raise TypeError(f"{type(self).__name__} is only ever added")


class Signature(Added):
    """One person agreed with one item as it was: ``fingerprint`` is the SHA-256 of ``content``.

    ``number`` counts the signatures on the same item and fingerprint from 1, withdrawn ones included. Two people who sign at
    the same moment ask for the same number, and the database refuses one of them.
    """

    item = models.CharField(max_length=120)
    fingerprint = models.CharField(max_length=64, db_index=True)
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    # What was signed, so that a later change can be shown in words.
    content = models.JSONField()
    remark = models.CharField(max_length=REMARK_LENGTH, blank=True)

    class Meta:
        ordering = ["-when", "-pk"]
        constraints = [models.UniqueConstraint(fields=["item", "fingerprint", "number"], name="one_signature")]

    @property
    def address(self) -> str:
        """The page of the item."""
        return reverse("signing:item", args=self.item.split(":", 1))


class Withdrawal(Added):
    """Somebody took a signature back: their own, or that of a colleague who is gone or was mistaken."""

    signature = models.OneToOneField(Signature, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.CharField(max_length=REMARK_LENGTH)
