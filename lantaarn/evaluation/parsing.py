"""Runs the NLU of the trained model, gate and decision included, over many sentences."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from lantaarn.answers.topics import FALLBACK_TOPIC
from lantaarn.nlu.gate import gate
from lantaarn.nlu.progress import progress_line


@dataclass(frozen=True)
class Understanding:
    """What the bot made of one sentence."""

    topic: str
    confidence: float
    ranking: tuple[tuple[str, float], ...]
    understood: bool
    danger: tuple[str, ...]


def understand_all(agent: Agent, sentences: Sequence[str]) -> list[Understanding]:
    """Parse every sentence as one that a visitor typed."""
    return asyncio.run(_parse(agent, sentences))


async def _parse(agent: Agent, sentences: Sequence[str]) -> list[Understanding]:
    show = progress_line("Meten")
    results = []
    for number, sentence in enumerate(sentences, start=1):
        parsed = await agent.processor.parse_message(UserMessage(sentence.lstrip("/")))
        ranking = tuple((e["name"], e["confidence"]) for e in parsed.get("intent_ranking") or [])
        intent = parsed["intent"]["name"]
        understood = intent != FALLBACK_TOPIC
        topic = intent if understood or not ranking else ranking[0][0]
        confidence = ranking[0][1] if ranking else 0.0
        results.append(
            Understanding(topic, confidence, ranking, understood, tuple(parsed.get("danger") or ()))
        )
        show(number, len(sentences))
    gate().forget()
    sys.stderr.flush()
    return results
