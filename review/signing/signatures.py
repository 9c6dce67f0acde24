"""Signing, taking a signature back, and giving the signatures to the bot's build."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from flows.book import Book
from signing.kinds import needed
from signing.models import REMARK_LENGTH, Signature, Withdrawal
from signing.states import Signer, as_signer, distinct

# The bot refuses a file in a form that it does not know (lantaarn/flowbook/signed.py).
FORM = 1


class SigningError(RuntimeError):
    """Nothing was signed or withdrawn; the message says why, in Dutch, for on the page."""


def sign(user: AbstractBaseUser, name: str, item: Mapping[str, Any], shown: str, remark: str = "") -> Signature:
    """Write down that this user agrees with the item as it was shown.

    Args:
        name: the item's id, such as ``antwoord:utter_wet_inhoud``.
        item: the item as the flow book has it now.
        shown: the fingerprint of what stood on the user's screen.

    Raises:
        SigningError: it changed meanwhile, is signed already, or somebody else signed at the same moment.
    """
    if shown != item["vingerafdruk"]:
        raise SigningError("Dit onderdeel is veranderd terwijl je las. Er is niets ondertekend. Lees het opnieuw.")
    try:
        with transaction.atomic():
            earlier = Signature.objects.filter(item=name, fingerprint=shown).select_related("who", "withdrawal")
            rows = list(earlier.defer("content").order_by("number"))
            _refuse_when_signed(user, item, rows)
            return Signature.objects.create(
                who=user,
                name=user.get_username(),
                item=name,
                fingerprint=shown,
                number=len(rows) + 1,
                title=item["titel"][:200],
                content=item["inhoud"],
                remark=_kept(remark),
            )
    except IntegrityError:
        raise SigningError(
            "Iemand anders ondertekende dit op hetzelfde moment. Jouw handtekening is niet gezet. Kijk of die nog nodig is."
        ) from None


def withdraw(user: AbstractBaseUser, signature: Signature, reason: str) -> None:
    """Take a signature back; it stays in the history, with who took it back and why.

    Raises:
        SigningError: there is no reason given, or it was taken back already.
    """
    reason = _kept(reason)
    if not reason:
        raise SigningError("Schrijf op waarom je de handtekening intrekt. Er is nog niets ingetrokken.")
    try:
        with transaction.atomic():
            Withdrawal.objects.create(who=user, name=user.get_username(), signature=signature, reason=reason)
    except IntegrityError:
        raise SigningError("Deze handtekening was al ingetrokken.") from None


def history(name: str) -> QuerySet[Signature]:
    """Every signature on an item, newest first, with its withdrawal; without what was signed."""
    return Signature.objects.filter(item=name).select_related("who", "withdrawal", "withdrawal__who").defer("content")


def last_other(past: Sequence[Signature], item: Mapping[str, Any]) -> Signature | None:
    """The signature to compare an item with: the last one on the last other version that enough people signed.

    A version that only one of two people signed is passed over, or the second would miss what changed before it; it does
    when there is no better one.

    Args:
        past: the item's ``history``, newest first.
    """
    standing = [row for row in past if row.fingerprint != item["vingerafdruk"] and not hasattr(row, "withdrawal")]
    for row in standing:
        people = distinct(
            Signer(other.name, other.who_id) for other in standing if other.fingerprint == row.fingerprint
        )
        if len(people) >= needed(item):
            return row
    return standing[0] if standing else None


def retired(book: Book | None) -> QuerySet[Signature]:
    """The last signature on each item that the flow book does not have (any more); without a book, on every item."""
    rows = Signature.objects.exclude(item__in=book["onderdelen"]) if book else Signature.objects.all()
    last = rows.order_by().values("item").annotate(last=Max("pk")).values("last")
    return Signature.objects.filter(pk__in=last).defer("content").order_by("item")


def export(book: Book) -> dict[str, Any]:
    """The standing signatures on what Lantaarn says now, as ``lantaarn check --signed`` reads them; sorted, so that a
    repository shows only what changed."""
    items = book["onderdelen"]
    marks = {item["vingerafdruk"] for item in items.values()}
    rows = Signature.objects.filter(fingerprint__in=marks, withdrawal=None).order_by("item", "number")
    found: dict[str, dict[str, Any]] = {}
    for row in rows.defer("content").select_related("who"):
        if row.item not in items or row.fingerprint != items[row.item]["vingerafdruk"]:
            continue
        entry = found.setdefault(row.item, {"vingerafdruk": row.fingerprint, "door": [], "dag": ""})
        entry["door"] = sorted({*entry["door"], row.name})
        entry["dag"] = max(entry["dag"], timezone.localdate(row.when).isoformat())
    return {"vorm": FORM, "handtekeningen": found}


def _refuse_when_signed(user: AbstractBaseUser, item: Mapping[str, Any], rows: list[Signature]) -> None:
    people = distinct(Signer(row.name, row.who_id) for row in rows if not hasattr(row, "withdrawal"))
    mine = any(signer.is_same(as_signer(user)) for signer in people)
    if mine and len(people) < needed(item):
        raise SigningError("Jij hebt dit al ondertekend. De tweede handtekening moet van iemand anders zijn.")
    if mine or len(people) >= needed(item):
        raise SigningError("Dit onderdeel is al ondertekend. Er is niets bij gekomen.")


def _kept(text: str) -> str:
    # No key types a NUL, and PostgreSQL keeps none.
    return text.replace("\0", "").strip()[:REMARK_LENGTH]
