"""How each item stands: signed, by one of two, changed since, or never signed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Max
from django.utils import formats, timezone

from flows.book import Book, current_book
from signing.kinds import needed
from signing.models import Signature


class Stand(Enum):
    """The value is what stands in an address."""

    SIGNED = "ondertekend"
    HALF = "half"
    CHANGED = "gewijzigd"
    NEVER = "nooit"


LABELS = {
    Stand.SIGNED: "ondertekend",
    Stand.HALF: "half ondertekend",
    Stand.CHANGED: "gewijzigd",
    Stand.NEVER: "niet ondertekend",
}


@dataclass(frozen=True)
class Signer:
    """Who signed. ``here`` is False when the account was switched off or is gone; the signature stands all the same."""

    name: str
    account: int | None
    here: bool = True

    def is_same(self, other: Signer) -> bool:
        """Whether both are one person; a name that was given out again or changed counts as the same person."""
        return self.name.casefold() == other.name.casefold() or (
            self.account is not None and self.account == other.account
        )


@dataclass(frozen=True)
class State:
    """How one item stands. ``signers`` signed it as it is now; ``before`` is when it was last signed as it was."""

    stand: Stand
    signers: tuple[Signer, ...] = ()
    before: dt.datetime | None = None

    @property
    def good(self) -> bool:
        """Whether enough people signed it as it is now."""
        return self.stand is Stand.SIGNED

    @property
    def label(self) -> str:
        """The state in one or two words."""
        return LABELS[self.stand]

    @cached_property
    def detail(self) -> str:
        """Who signed, or when it was signed before; empty when nobody ever did."""
        names = " en ".join(signer.name for signer in self.signers)
        if self.stand is Stand.CHANGED:
            return f"na het ondertekenen op {formats.date_format(timezone.localtime(self.before), 'j F Y')}"
        return f"door {names}, een tweede persoon moet nog" if self.stand is Stand.HALF else names and f"door {names}"

    @property
    def text(self) -> str:
        """The state in Dutch, such as ‘ondertekend door anna en bert’."""
        return f"{self.label} {self.detail}".strip()

    def signed_by(self, user: AbstractBaseUser) -> bool:
        """Whether this user is one of those who signed it as it is now."""
        return any(signer.is_same(as_signer(user)) for signer in self.signers)


def as_signer(user: AbstractBaseUser) -> Signer:
    """The user as one who signs."""
    return Signer(user.get_username(), user.pk)


def states(item_ids: Iterable[str], book: Book | None = None) -> dict[str, State]:
    """The state of these items, by id; an id that the flow book does not have is left out. Two queries.

    Raises:
        BookError: there is no flow book, so nobody can say what Lantaarn says now.
    """
    items = (book or current_book())["onderdelen"]
    wanted = {name: items[name] for name in item_ids if name in items}
    signers = _signers({item["vingerafdruk"] for item in wanted.values()})
    before = _last_signed()
    found = {}
    for name, item in wanted.items():
        people = distinct(signers.get((name, item["vingerafdruk"]), []))
        found[name] = State(_stand(len(people), needed(item), name in before), tuple(people), before.get(name))
    return found


def distinct(signers: Iterable[Signer]) -> list[Signer]:
    """Each person once, in the order in which they signed."""
    people: list[Signer] = []
    for signer in signers:
        if not any(signer.is_same(other) for other in people):
            people.append(signer)
    return people


def _stand(people: int, wanted: int, signed_before: bool) -> Stand:
    if people >= wanted:
        return Stand.SIGNED
    if people:
        return Stand.HALF
    return Stand.CHANGED if signed_before else Stand.NEVER


def _signers(fingerprints: set[str]) -> dict[tuple[str, str], list[Signer]]:
    rows = Signature.objects.filter(fingerprint__in=fingerprints, withdrawal=None).order_by("number")
    found: dict[tuple[str, str], list[Signer]] = {}
    for item, mark, name, account, active in rows.values_list("item", "fingerprint", "name", "who", "who__is_active"):
        found.setdefault((item, mark), []).append(Signer(name, account, bool(active)))
    return found


def _last_signed() -> dict[str, dt.datetime]:
    rows = Signature.objects.filter(withdrawal=None).order_by().values_list("item").annotate(last=Max("when"))
    return dict(rows)
