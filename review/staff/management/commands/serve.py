"""``serve``: bring the database up to date and serve until stopped."""

from __future__ import annotations

from typing import Any

import waitress
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from project.wsgi import application
from staff.management.commands.maak_beheerder import has_administrator
from staff.tidying import tidy
from turns.background import Digesting


class Command(BaseCommand):
    """Starts the review tool on ``NAKIJKEN_HOST`` and ``NAKIJKEN_PORT``."""

    help = "Zet de database klaar en start het nakijkgereedschap."

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        """Serve; comes back when the process is stopped.

        Raises:
            CommandError: the database cannot be reached or made, or the port is taken.
        """
        try:
            call_command("migrate", verbosity=0, interactive=False)
            call_command("createcachetable", verbosity=0)
            tidy()
            first_start = not has_administrator()
        except OperationalError:
            # The error itself would show where the database is, and as whom.
            raise CommandError(
                "De database van NAKIJKEN_DATABASE is niet te bereiken of niet te maken. Kijk die instelling na."
            ) from None
        here = settings.HERE
        address = f"https://{here.sites[0]}/" if here.sites else f"http://localhost:{here.port}/"
        self.stderr.write(f"Het nakijkgereedschap staat klaar op {address} (stoppen: Ctrl+C)")
        if first_start:
            self.stderr.write(
                "Er is nog geen beheerder. Maak er een, in een ander venster: make review-beheerder NAAM=je-naam"
            )
        Digesting().start()
        # Who is behind a proxy is for the proxy to say, once: waitress takes the last hop only.
        trust = {
            "trusted_proxy": "127.0.0.1",
            "trusted_proxy_headers": "x-forwarded-for x-forwarded-proto",
            "clear_untrusted_proxy_headers": True,
        }
        try:
            waitress.serve(
                application, host=here.host, port=here.port, threads=8, ident=None, **(trust if here.sites else {})
            )
        except OSError:
            raise CommandError(
                f"Op {here.host}:{here.port} kan niet worden geluisterd. Kies een andere NAKIJKEN_PORT."
            ) from None
