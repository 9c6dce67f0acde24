"""How far two reviewers agree: a percentage, and Cohen's kappa, which takes off what chance alone would give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from figures import interval
from inbox.models import Agreement, Mark

Pair = tuple[int, int]
Choices = tuple[str, str]


@dataclass(frozen=True)
class Agreed:
    """Of ``count`` sentences that both judged, ``same`` alike. Shares from 0 to 1, with 95 % intervals.

    ``kappa`` runs from -1 to 1, with 0 for chance; it is None when both always chose the same one thing, since chance
    then explains everything. Its interval is that of the share, with the part that chance gives taken as known.
    """

    count: int
    same: int
    share: tuple[float, float, float]
    kappa: tuple[float, float, float] | None


def agreed(choices: Mapping[Choices, int]) -> Agreed:
    """Agreement in a table of (choice of one, choice of the other) to how often; at least one sentence."""
    count = sum(choices.values())
    same = sum(number for (one, other), number in choices.items() if one == other)
    ones: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for (one, other), number in choices.items():
        ones[one] += number
        others[other] += number
    chance = sum(ones[choice] * others[choice] for choice in ones) / count**2
    share = (same / count, *wilson(same, count))
    kappa = None if chance == 1 else tuple(max(-1.0, (part - chance) / (1 - chance)) for part in share)
    return Agreed(count, same, share, kappa)  # type: ignore[arg-type]


def wilson(hits: int, count: int) -> tuple[float, float]:
    """Ends of the 95 % interval of a share, by Wilson: it stays honest with few sentences and at 100 %."""
    spread = interval.share(hits, count)
    return (spread.low / 100, spread.high / 100) if spread else (0.0, 1.0)


def tables() -> dict[Pair, Counter[Choices]]:
    """For every two reviewers (the lowest number first) their choices, of sentences here and of those that are gone."""
    found: dict[Pair, Counter[Choices]] = {}
    for row in Agreement.objects.all():
        table = found.setdefault((row.one_id, row.other_id), Counter())
        table[row.choice_of_one, row.choice_of_other] += row.count
    marks = Mark.objects.values_list("sentence_id", "reviewer", "first")
    for pair, choices in pairs(marks):
        found.setdefault(pair, Counter())[choices] += 1
    return found


def pairs(marks: Iterable[tuple[int, int | None, str]]) -> list[tuple[Pair, Choices]]:
    """Each two reviewers who judged the same sentence, with what each chose first.

    Args:
        marks: number of the sentence, number of the reviewer (None for an account that is gone), first choice.
    """
    by_sentence: dict[int, list[tuple[int, str]]] = {}
    for number, reviewer, first in marks:
        if reviewer is not None:
            by_sentence.setdefault(number, []).append((reviewer, first))
    return [
        ((one, other), (first, first_of_other))
        for same in by_sentence.values()
        for (one, first), (other, first_of_other) in combinations(sorted(same), 2)
    ]
