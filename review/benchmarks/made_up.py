"""Made-up turns that look like those of a busy helpline: few topics are asked often, most talks are short."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

DAYS = 89
CHANNELS, CHANNEL_SHARES = ("web", "whatsapp", "telegram"), (0.8, 0.13, 0.07)
WEEKDAYS = (1.0, 1.05, 1.1, 1.1, 1.0, 0.7, 0.65)
DANGERS, DANGER_SHARES = ("112", "113", "minor", "victim", "refuse"), (0.1, 0.2, 0.15, 0.35, 0.2)
MISSED, DANGEROUS, GOES_ON, OVER_MIDNIGHT = 0.14, 0.02, 0.72, 0.012
MOST_TURNS = 100

COLUMNS = ("conversation", "turn", "topic", "confidence", "danger", "step", "day", "channel", "model")


def made_up_turns(number: int, today: dt.date, topics: Sequence[str], seed: int = 7) -> Iterator[tuple[Any, ...]]:
    """At least ``number`` rows in the order of ``COLUMNS``, over the 89 days before ``today``; the same seed gives the
    same rows.
    """
    chance = random.Random(seed)
    days = [today - dt.timedelta(days=back) for back in range(DAYS, 0, -1)]
    day_weights = list(accumulate(WEEKDAYS[day.weekday()] for day in days))
    # The second topic is asked half as often as the first, the third a third as often, and so on.
    topic_weights = list(accumulate(1 / (place + 1) for place in range(len(topics))))
    made = 0
    while made < number:
        conversation, channel = chance.getrandbits(63), chance.choices(CHANNELS, CHANNEL_SHARES)[0]
        day = chance.choices(days, cum_weights=day_weights)[0]
        midnight = chance.random() < OVER_MIDNIGHT and day != days[-1]
        for turn in range(1, MOST_TURNS + 1):
            if midnight and turn == 2:
                day += dt.timedelta(days=1)
            topic, confidence, danger, step = _said(chance, topics, topic_weights)
            yield conversation, turn, topic, confidence, danger, step, day, channel, "a1b2c3d4e5f60718"
            made += 1
            if chance.random() > GOES_ON:
                break


def made_up_sentences(number: int, today: dt.date, seed: int = 7) -> Iterator[tuple[int, str, dt.date]]:
    """Rows for ``given_sentences``: id, masked sentence, day."""
    chance = random.Random(seed)
    for place in range(number):
        asked = chance.choice(("mag ik", "waarom moet ik", "hoe kan ik", "wat als ik", "is het erg als ik"))
        then = chance.choice(("bellen", "iets zeggen", "naar de politie", "wachten", "iemand meenemen"))
        day = today - dt.timedelta(days=chance.randint(1, 59))
        yield chance.getrandbits(63), f"{asked} nummer {place} {then} bij [naam]", day


def made_up_tally(today: dt.date, lines: Sequence[str], seed: int = 7) -> Iterator[tuple[Any, ...]]:
    """Rows for ``handoff_tally`` over two months: month, band, line, channel, count."""
    chance = random.Random(seed)
    this = today.replace(day=1)
    for month in (this, (this - dt.timedelta(days=1)).replace(day=1)):
        for band in range(4):
            for line in lines:
                for channel in CHANNELS:
                    yield month, band, line, channel, chance.randint(1, 400)


def _said(
    chance: random.Random, topics: Sequence[str], weights: list[float]
) -> tuple[str | None, int, str | None, str]:
    if chance.random() < 0.015:
        return None, 0, None, chance.choice(("utter_leeg", "utter_te_lang", "action_forget"))
    topic = chance.choices(topics, cum_weights=weights)[0]
    if chance.random() < MISSED:
        return topic, chance.choice((1, 2, 3, 3, 4)), None, "action_suggest"
    danger = chance.choices(DANGERS, DANGER_SHARES)[0] if chance.random() < DANGEROUS else None
    step = "action_danger" if danger else "action_handoff" if topic.startswith("handelen") else f"utter_{topic}"
    # Half of the turns are buttons, of which the bot is always sure.
    return topic, 10 if chance.random() < 0.5 else chance.choice((5, 6, 6, 7, 7, 8, 8, 9)), danger, step
