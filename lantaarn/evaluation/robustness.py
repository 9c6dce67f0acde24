"""The same meaning must get the same answer: how often a harmless change of a sentence changes what the bot does."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from rasa.core.agent import Agent

from lantaarn.evaluation.intervals import Share
from lantaarn.evaluation.parsing import Understanding, understand_all
from lantaarn.nlu.text import bare

MIN_LETTERS = 5
_WORDS = re.compile(r"[^\W\d_]{%d,}" % MIN_LETTERS)


def with_typing_error(sentence: str) -> str:
    """One typing error inside one longer word: two letters swapped, one left out, or one typed twice.

    The same sentence always gets the same error. Sentences without a longer word stay as they are.
    """
    words = list(_WORDS.finditer(sentence))
    if not words:
        return sentence
    lot = random.Random(sentence)
    word = lot.choice(words)
    place = word.start() + lot.randrange(1, len(word.group()) - 2)
    here, following = sentence[place], sentence[place + 1]
    instead = lot.choice([following + here, following, here + here + following])
    return sentence[:place] + instead + sentence[place + 2 :]


CHANGES: dict[str, Callable[[str], str]] = {
    "zonder hoofdletters en leestekens": bare,
    "met één tikfout": with_typing_error,
    "met 'hoi, ' ervoor": lambda sentence: f"hoi, {sentence}",
    "met een emoji erachter": lambda sentence: f"{sentence} 😕",
}


def flips(agent: Agent, sentences: Sequence[str]) -> dict[str, Share]:
    """For each change, on how many sentences it led to another step of the bot: another topic, or asking back instead."""
    plain = [step(u) for u in understand_all(agent, sentences)]
    shares = {}
    for name, change in CHANGES.items():
        changed = [step(u) for u in understand_all(agent, [change(sentence) for sentence in sentences])]
        shares[name] = Share(sum(a != b for a, b in zip(plain, changed, strict=True)), len(sentences))
    return shares


def step(understanding: Understanding) -> str:
    """What the bot does: the topic that it answers, or asking back."""
    return understanding.topic if understanding.understood else "navraag"
