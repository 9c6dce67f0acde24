"""``maak_beheerder``: the first administrator, or one more; there is no default password."""

from __future__ import annotations

import getpass
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from staff.audit import note
from staff.forms import clean_name
from staff.people import active_administrators, make
from staff.roles import ADMINISTRATOR


def has_administrator() -> bool:
    """Whether anybody can manage accounts."""
    return active_administrators().exists()


class Command(BaseCommand):
    """Asks for a password twice; it never stands in a command line or an environment."""

    help = "Maak een beheerder. Je kiest het wachtwoord zelf."

    def add_arguments(self, parser: CommandParser) -> None:
        """The name of the account."""
        parser.add_argument("naam", help="de naam om mee in te loggen, bijvoorbeeld anna")

    def handle(self, *_arguments: Any, naam: str, **_options: Any) -> None:
        """Make the account.

        Raises:
            CommandError: the name will not do, the password is too easy or not twice the same, or nothing was typed.
        """
        try:
            name = clean_name(naam)
            first, second = (
                getpass.getpass(prompt) for prompt in ("Wachtwoord (minstens 12 tekens): ", "Nog een keer: ")
            )
            if first != second:
                raise CommandError("De twee wachtwoorden zijn niet hetzelfde. Er is niets gemaakt.")
            validate_password(first, get_user_model()(username=name))
        except ValidationError as error:
            raise CommandError(" ".join([*error.messages, "Er is niets gemaakt."])) from None
        except EOFError:
            raise CommandError("Er is geen wachtwoord getypt. Er is niets gemaakt.") from None
        with transaction.atomic():
            user = make(name, "", [ADMINISTRATOR])
            user.set_password(first)
            user.save(update_fields=["password"])
        note(user, "event:administrator_made", changed=True)
        self.stdout.write(f"De beheerder {name} is gemaakt. Log in en stel daarna de tweede stap in.")
