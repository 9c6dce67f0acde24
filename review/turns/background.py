"""Counts the bot's rows every few minutes, beside the pages and never in their way."""

from __future__ import annotations

import logging
import threading

from django.db import connections

from turns.digest import digest
from turns.store import StoreError

logger = logging.getLogger(__name__)

EVERY = 5 * 60.0


class Digesting(threading.Thread):
    """A thread that digests until it is stopped; whatever goes wrong, the pages go on with what was counted before."""

    def __init__(self, every: float = EVERY) -> None:
        super().__init__(name="digest", daemon=True)
        self._every = every
        self._stopped = threading.Event()

    def run(self) -> None:
        """Digest now, and then every few minutes."""
        while not self._stopped.is_set():
            try:
                digest()
            except StoreError:
                pass  # the reason stands on the pages
            except Exception as error:  # nothing here may end the server
                logger.error("digest failed", exc_info=error)
            finally:
                # An open connection would keep the bot's file or a place at the server for minutes on end.
                connections.close_all()
            self._stopped.wait(self._every)

    def stop(self, patience: float = 5.0) -> None:
        """Stop after the digest at hand."""
        self._stopped.set()
        self.join(patience)
