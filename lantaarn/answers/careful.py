"""Careful mode: after a danger answer every further answer carries the line of that kind."""

from __future__ import annotations

from typing import Any

from lantaarn.answers.generator import FactResponseGenerator


def careful_message(generator: FactResponseGenerator, kind: str) -> dict[str, Any]:
    """The short message that goes under each answer in careful mode."""
    filled = generator.responses[f"utter_voorzichtig_{kind}"][0]
    return {"text": filled["text"], "buttons": filled.get("buttons") or []}
