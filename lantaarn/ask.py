"""``lantaarn ask``: what a visitor would get, for one sentence or for a sentence a line, with one start."""

from __future__ import annotations

import asyncio
import json
import secrets
import sys
from collections.abc import Iterable
from typing import Any

from lantaarn.privacy.logs import set_up_logs
from lantaarn.privacy.network import close_network
from lantaarn.privacy.process import close_process
from lantaarn.settings import Settings


def ask(settings: Settings, words: list[str] | None, as_json: bool) -> int:
    """Answer the words of the command line as one sentence, or each line of standard input; returns the exit status."""
    set_up_logs()
    close_process()
    from lantaarn.assistant import Assistant
    from lantaarn.startup import load_agent

    assistant = Assistant(load_agent(settings), settings)
    set_up_logs()
    close_network()
    sentences = [" ".join(words)] if words else _lines(sys.stdin)
    return asyncio.run(_answer_all(assistant, sentences, as_json))


async def _answer_all(assistant: Any, sentences: Iterable[str], as_json: bool) -> int:
    for sentence in sentences:
        # Each sentence is a conversation of its own, and forgotten at once.
        conversation = secrets.token_hex(8)
        answer = await assistant.answer(conversation, sentence)
        await assistant.forget(conversation)
        print(_as_json(sentence, answer) if as_json else _as_text(sentence, answer), flush=True)
    return 0


def _lines(stream: Iterable[str]) -> Iterable[str]:
    for line in stream:
        if line.strip():
            yield line.rstrip("\r\n")


def _as_json(sentence: str, answer: Any) -> str:
    return json.dumps(
        {
            "text": sentence,
            "topic": answer.topic,
            "confidence": answer.confidence,
            "ranking": answer.ranking,
            "understood": answer.understood,
            "danger": answer.danger,
            "language": answer.language,
            "messages": answer.messages,
        },
        ensure_ascii=False,
    )


def _as_text(sentence: str, answer: Any) -> str:
    lines = [f"> {sentence}", f"  {answer.topic} ({answer.confidence:.2f})"]
    if answer.danger:
        lines[-1] += f", gevaar: {answer.danger}"
    for message in answer.messages:
        lines += [f"  {row}" for row in message["text"].splitlines()]
        lines += [f"  [{button['title']}]" for button in message["buttons"]]
    return "\n".join(lines)
