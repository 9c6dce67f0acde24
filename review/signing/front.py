"""What signing puts on the front page."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from flows.book import BookError, current_book
from signing.states import Stand
from signing.worklist import OPEN, Choice, rows
from staff.notices import Notice
from staff.roles import May


def notices(request: HttpRequest) -> list[Notice]:
    """Danger and serious items without a signature, items that changed since, and those that wait for a second person.

    Nothing when there is no flow book: the flow book says that itself.
    """
    try:
        every = rows(current_book(), request.user)
    except BookError:
        return []
    danger = sum(not row.state.good for row in every if row.urgency == 0)
    serious = sum(not row.state.good for row in every if row.urgency == 1)
    changed = sum(row.state.stand is Stand.CHANGED for row in every)
    half = sum(row.state.stand is Stand.HALF and not row.mine for row in every)
    found = []
    if danger:
        sentence = f"{_number(danger)} over gevaar {_is(danger)} nog niet door twee mensen ondertekend."
        found.append(_notice(sentence, Choice(stand=OPEN, weight="gevaar"), urgent=True))
    if serious:
        sentence = f"{_number(serious, 'ander ernstig onderdeel', 'andere ernstige onderdelen')} {_is(serious)} nog niet ondertekend."
        found.append(_notice(sentence, Choice(stand=OPEN, weight="ernstig"), urgent=True))
    if changed:
        sentence = f"{_number(changed)} {_is(changed)} veranderd nadat iemand tekende. Lees wat er anders is."
        found.append(_notice(sentence, Choice(stand=Stand.CHANGED.value), needs=May.SIGN))
    if half:
        sentence = (
            f"{_number(half)} {'wacht' if half == 1 else 'wachten'} op een tweede handtekening. Jij kunt die zetten."
        )
        found.append(_notice(sentence, Choice(stand=Stand.HALF.value), needs=May.SIGN))
    return found


def _notice(sentence: str, choice: Choice, urgent: bool = False, needs: May = May.READ) -> Notice:
    return Notice(sentence, reverse("signing:index") + choice.query, "Bekijk ze", urgent, needs)


def _number(count: int, one: str = "onderdeel", more: str = "onderdelen") -> str:
    return f"{count} {one if count == 1 else more}"


def _is(count: int) -> str:
    return "is" if count == 1 else "zijn"
