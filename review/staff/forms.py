"""Forms about accounts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from staff.roles import ROLE_SENTENCES

# Names stand in the log: no letters that look like others, and no difference between capitals and small letters.
_name = RegexValidator(
    r"^[a-z0-9][a-z0-9._-]{1,39}\Z",
    "Gebruik 2 tot 40 kleine letters, cijfers, punten of streepjes. Begin met een letter of cijfer.",
)


def clean_name(name: str) -> str:
    """A name for a new account, in small letters.

    Raises:
        ValidationError: it cannot be a name, or somebody has it.
    """
    name = name.strip().lower()
    _name(name)
    if get_user_model().objects.filter(username__iexact=name).exists():
        raise ValidationError(f"Er is al een account met de naam {name}.")
    return name


class Email(forms.Form):
    """The address under which the organisation knows somebody."""

    email = forms.EmailField(
        label="E-mailadres (mag leeg)",
        required=False,
        max_length=254,
        help_text="Alleen nodig om in te loggen via je organisatie. Er gaat geen mail naartoe.",
    )

    def __init__(self, *arguments: Any, user: AbstractUser | None = None, **named: Any) -> None:
        self._user = user
        super().__init__(*arguments, **named)

    def clean_email(self) -> str:
        """In small letters; one account each, else signing in with it would be a guess."""
        email = self.cleaned_data["email"].lower()
        others = get_user_model().objects.exclude(pk=self._user.pk if self._user else None)
        if email and others.filter(email__iexact=email).exists():
            raise ValidationError("Een ander account heeft dit e-mailadres al.")
        return email


class Roles(forms.Form):
    """Which roles somebody has; with the sentence that says what each may do."""

    roles = forms.MultipleChoiceField(
        label="Rollen",
        required=False,
        choices=list(ROLE_SENTENCES.items()),
        widget=forms.CheckboxSelectMultiple,
    )


class NewPerson(Roles, Email):
    """A new account."""

    name = forms.CharField(
        label="Naam om mee in te loggen", help_text="Bijvoorbeeld een voornaam. Deze naam staat straks in het logboek."
    )
    field_order = ["name", "email", "roles"]

    def clean_name(self) -> str:
        """As ``clean_name`` of this module."""
        return clean_name(self.cleaned_data["name"])

    def clean_roles(self) -> list[str]:
        """At least one: who has none can sign in, but opens nothing."""
        if not self.cleaned_data["roles"]:
            raise ValidationError("Kies minstens één rol. Zonder rol kan je collega geen enkele pagina openen.")
        return self.cleaned_data["roles"]


class Sure(forms.Form):
    """The tick that says who was checked."""

    sure = forms.BooleanField(error_messages={"required": "Zet eerst het vinkje: heb je dit nagegaan?"})


class ChoosePassword(forms.Form):
    """A password of one's own, twice."""

    first = forms.CharField(
        label="Kies een wachtwoord", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    second = forms.CharField(
        label="Nog een keer hetzelfde", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *arguments: Any, user: AbstractUser | None, **named: Any) -> None:
        self._user = user
        super().__init__(*arguments, **named)

    def clean_first(self) -> str:
        """Refuses what is too short, too common, or too much like the name."""
        validate_password(self.cleaned_data["first"], self._user)
        return self.cleaned_data["first"]

    def clean(self) -> dict[str, Any]:
        """Both must be the same."""
        if "first" in self.cleaned_data and self.cleaned_data["first"] != self.cleaned_data.get("second"):
            self.add_error("second", "De twee wachtwoorden zijn niet hetzelfde.")
        return self.cleaned_data
