"""What the front page says needs attention. Each part of the tool brings its own, in a module ``front.py``."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from importlib import import_module

from django.http import HttpRequest

from staff.roles import May

logger = logging.getLogger(__name__)

PARTS = ("staff", "signing", "flows", "turns", "inbox", "trial")


@dataclass(frozen=True)
class Notice:
    """One thing to do. ``needs`` is the right of the people it is for; urgent ones come first."""

    sentence: str
    address: str
    action: str
    urgent: bool = False
    needs: May = May.READ


def notices(request: HttpRequest, rights: frozenset[May]) -> list[Notice]:
    """Everything that asks for attention of somebody with these rights. A part that fails hides no other."""
    found: list[Notice] = []
    for part in PARTS:
        try:
            found += import_module(f"{part}.front").notices(request)
        except Exception as error:
            logger.error("notices failed", exc_info=error)
            found.append(Notice("Een deel van dit overzicht kon niet worden opgehaald.", "/", "Probeer opnieuw", True))
    return sorted((notice for notice in found if notice.needs in rights), key=lambda notice: not notice.urgent)
