"""A day to choose in a form: what a calendar can count on with, so that no page has to."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

FIRST, LAST = dt.date(2000, 1, 1), dt.date(2100, 12, 31)
OUTSIDE = f"Kies een dag in de jaren {FIRST.year} tot en met {LAST.year}, of laat het leeg."


class DayField(forms.DateField):
    """A day that may be left empty. Around the first and the last day that exist, no week can be counted."""

    def __init__(self, **named: Any) -> None:
        bounds = {"min": FIRST.isoformat(), "max": LAST.isoformat()}
        widget = forms.DateInput({"type": "date", **bounds}, format="%Y-%m-%d")
        within = [MinValueValidator(FIRST, OUTSIDE), MaxValueValidator(LAST, OUTSIDE)]
        super().__init__(required=False, widget=widget, validators=within, **named)
