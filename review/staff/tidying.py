"""Forgetting what is past its time. Done at the start and at every sign-in: a server may run for months."""

from __future__ import annotations

import logging

from django.contrib.sessions.models import Session
from django.db import Error, transaction
from django.utils import timezone

from staff.models import Entry

logger = logging.getLogger(__name__)


def tidy() -> None:
    """Delete entries of the log of over a year ago, and sessions that ended. A failure is logged, and stops nobody."""
    try:
        with transaction.atomic():
            Entry.forget_old()
            Session.objects.filter(expire_date__lt=timezone.now()).delete()
    except Error as error:
        logger.error("tidying failed", exc_info=error)
