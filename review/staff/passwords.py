"""Rules for passwords that Django lacks, or says in English."""

from __future__ import annotations

import re

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError

# What people in the Netherlands make long with a year or a row of digits; Django's own list of common ones is English.
_OBVIOUS = frozenset(
    {
        "wachtwoord",
        "welkom",
        "geheim",
        "lantaarn",
        "nakijken",
        "beheerder",
        "hulplijn",
        "lente",
        "zomer",
        "herfst",
        "winter",
    }
)


class LongEnough(MinimumLengthValidator):
    """Django's rule, with a sentence that its translators have not made yet."""

    def get_error_message(self) -> str:
        """For next to the field."""
        return f"Dit wachtwoord is te kort. Gebruik minstens {self.min_length} tekens."


class NotObvious:
    """Refuses one obvious word with digits and signs around it."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raises ValidationError for such a password."""
        letters = re.sub(r"[\W\d_]+", "", password).lower()
        if not letters or any(letters == word * (len(letters) // len(word)) for word in _OBVIOUS):
            raise ValidationError(
                "Dit wachtwoord is te makkelijk te raden. Neem een paar woorden die niets met elkaar te maken hebben."
            )

    def get_help_text(self) -> str:
        """Said with the field itself."""
        return "Niet één bekend woord met cijfers."
