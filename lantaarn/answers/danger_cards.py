"""The fixed answer to a danger kind, without Rasa: it must come out even when everything else is broken."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from lantaarn.answers.facts import source_line
from lantaarn.answers.handoffs import BELGIUM, NETHERLANDS, Handoffs, phone_button
from lantaarn.answers.yaml_file import read_yaml
from lantaarn.nlu.danger_kinds import TOPIC_OF_KIND
from lantaarn.settings import Settings

DUTCH = "nl"
WITH_MORE_LINES = frozenset({"minor", "victim"})
COUNTRY_NAMES = {NETHERLANDS: "Nederland", BELGIUM: "België"}


@lru_cache(maxsize=2)
def load_cards(path: Path) -> Mapping[str, Mapping[str, Any]]:
    """The cards in other languages: ``data/danger/kaarten.yml``, by language code."""
    return read_yaml(path)["kaarten"]


def danger_messages(
    handoffs: Handoffs, kind: str, country: str | None, language: str = DUTCH
) -> list[dict[str, Any]]:
    """The messages for a danger kind, number first.

    Returns:
        Messages with ``text`` and ``buttons``, or with ``response`` (a reviewed text of ``data/responses/gevaar.yml``) and
        what to fill in there.
    """
    lines = handoffs.for_danger(kind, country)[:1]
    if country is None:
        # Where the visitor is, is not known yet; both countries' lines stand there at once, since asking costs time.
        lines += handoffs.for_danger(kind, BELGIUM)[:1]
    buttons = []
    for line in lines:
        label = f"Bel {line.get('nummer')}" if len(lines) == 1 else f"Bel {line.get('nummer')} ({line.name})"
        button = phone_button(line, label)
        if button and button["url"] not in {b["url"] for b in buttons}:
            buttons.append(button)
    if len(buttons) == 1:
        buttons[0]["title"] = f"Bel {lines[0].get('nummer')}"
    first = {"text": f"{lines[0].name}: {lines[0].get('nummer')}", "buttons": buttons}
    messages: list[dict[str, Any]] = [first]
    card = foreign_card(handoffs, kind, language)
    if card:
        messages.append(card)
    messages.append({"response": f"utter_gevaar_{kind}"})
    if kind in WITH_MORE_LINES:
        messages.append({"response": "utter_gevaar_lijnen", "lijnen": more_lines(handoffs, kind, country)})
    return messages


def more_lines(handoffs: Handoffs, kind: str, country: str | None) -> str:
    """The other lines for a kind, one a row: somebody who can look at the page only once has them all."""
    topic = TOPIC_OF_KIND[kind]
    countries = [country] if country else [NETHERLANDS, BELGIUM]
    rows = []
    for land in countries:
        for line in handoffs.for_topic(topic, land):
            where = f" ({COUNTRY_NAMES[land]})" if len(countries) > 1 else ""
            rows.append(f"{line.name}{where}: {line.get('nummer') or line.get('website')}")
    return "\n".join(rows)


def foreign_card(handoffs: Handoffs, kind: str, language: str) -> dict[str, Any] | None:
    """The short card in the visitor's own language, or None in Dutch or where there is no card."""
    card = load_cards(Settings().data / "danger" / "kaarten.yml").get(language)
    if language == DUTCH or card is None:
        return None
    book = handoffs.book
    alarm, comensha, belgium = (book.helplines[line] for line in ("alarm", "comensha", "be_meldpunt"))
    text = card["tekst"].format(
        alarm=alarm.get("nummer"), comensha=comensha.get("nummer"), belgie=belgium.get("nummer")
    )
    if kind == "113":
        text += "\n" + card["zelfdoding"].format(
            lijn=book.helplines["lijn113"].get("nummer"), belgie=book.helplines["be_1813"].get("nummer")
        )
    source = source_line(line.facts["nummer"] for line in (alarm, comensha, belgium))
    buttons = [b for line in (alarm, comensha, belgium) if (b := phone_button(line))]
    return {"text": f"{text}\n\n{source}", "buttons": buttons, "language": language}
