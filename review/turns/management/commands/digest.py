"""``digest``: count the bot's rows now."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from turns.digest import digest
from turns.store import StoreError


class Command(BaseCommand):
    """Does what ``serve`` does by itself every few minutes, and shows how far it is."""

    help = "Tel de gesprekken van de chat. Het nakijkgereedschap doet dit zelf ook, elke vijf minuten."

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        """Count.

        Raises:
            CommandError: the bot's rows cannot be read.
        """
        try:
            counted = digest(self._progress)
        except StoreError as error:
            raise CommandError(str(error)) from None
        self.stdout.write("Alles was al geteld." if not counted else f"Klaar. Aantal dagen dat is geteld: {counted}.")

    def _progress(self, done: int, days: int, day: dt.date) -> None:
        self.stderr.write(f"{done} van {days} dagen: {day:%d-%m-%Y}")
