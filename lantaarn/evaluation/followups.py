"""``lantaarn evaluate-followups``: are short follow-ups understood with the topic before them as context?

Columns: topic answered first, what the visitor then types, the topic wanted (or ``topic|topic``). Each row is a
conversation of two turns on the whole road of a message.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lantaarn.assistant import Answer, Assistant
from lantaarn.evaluation.intervals import Share
from lantaarn.nlu.labelled import labelled_rows
from lantaarn.settings import Settings


@dataclass(frozen=True)
class FollowUp:
    """One held-out conversation of two turns, with what came."""

    before: str
    sentence: str
    wanted: frozenset[str]
    got: Answer

    @property
    def right(self) -> bool:
        """Whether the first guess was right."""
        return self.got.topic in self.wanted


def evaluate_followups(settings: Settings, path: Path) -> int:
    """Measure, and print the share with every mistake."""
    from lantaarn.startup import load_agent

    assistant = Assistant(load_agent(settings), settings)
    cases = asyncio.run(answer_all(assistant, labelled_rows(path)))
    alone = asyncio.run(answer_all(assistant, labelled_rows(path), with_context=False))
    print(f"met het vorige onderwerp     {share(cases)}")
    print(f"zonder het vorige onderwerp  {share(alone)}")
    print("\nfout")
    for case in cases:
        if not case.right:
            sure = "zeker  " if case.got.understood else "navraag"
            print(f"  {sure} na {case.before}: {case.sentence} -> {case.got.topic} ({'|'.join(sorted(case.wanted))})")
    return 0


async def answer_all(
    assistant: Assistant, rows: Sequence[Sequence[str]], with_context: bool = True
) -> list[FollowUp]:
    """Hold each conversation; without context the follow-up comes as a first message."""
    cases = []
    for before, sentence, wanted in rows:
        conversation = secrets.token_hex(8)
        if with_context:
            await assistant.press(conversation, f"/{before}")
        answer = await assistant.answer(conversation, sentence)
        await assistant.forget(conversation)
        cases.append(FollowUp(before, sentence, frozenset(wanted.split("|")), answer))
    return cases


def share(cases: Sequence[FollowUp]) -> Share:
    """How many were right at the first guess."""
    return Share(sum(case.right for case in cases), len(cases))
