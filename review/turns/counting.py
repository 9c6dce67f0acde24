"""What one day's turns come to: conversations in short, their topics, and counts. No database is touched here."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.utils.crypto import salted_hmac
from django.utils.http import urlsafe_base64_encode

from turns.groups import SMALLEST

# The same names as in lantaarn/channels/reception.py and lantaarn/answers/topics.py; the tool never imports the bot.
SUGGESTED = "action_suggest"
NOT_SURE = "nlu_fallback"
BEGIN, END = "begin", "einde"
MEASURES = (
    "gesprekken", "beurten", "onderwerp", "gevaar", "zekerheid", "niet_begrepen", "stap", "einde", "overgang", "geraakt"
)  # fmt: skip
# Most urgent first, as in lantaarn/nlu/danger_kinds.py; a kind that is not here comes last.
URGENCY = {kind: place for place, kind in enumerate(("112", "113", "minor", "victim", "refuse"))}


class Row(NamedTuple):
    """One turn as it is read; the order of the fields is the order of the columns in the query."""

    conversation: int
    turn: int
    topic: str | None
    confidence: int
    danger: str | None
    step: str
    day: dt.date
    channel: str


class Talk(NamedTuple):
    """One conversation in short: the fields of ``turns.models.Conversation``."""

    number: int
    code: str
    day: dt.date
    dated: bool
    channel: str
    turns: int
    first_topic: str
    last_topic: str
    last_step: str
    danger: str
    missed: int


class Touched(NamedTuple):
    """The fields of ``turns.models.Topics``."""

    conversation_id: int
    topic: str
    day: dt.date


class Tally(NamedTuple):
    """The fields of ``turns.models.DayCount``."""

    day: dt.date
    channel: str
    measure: str
    key: str
    second: str
    count: int


class Counted(NamedTuple):
    """Rows that are ready to be written. Plain tuples: a million turns come to a million rows here."""

    talks: list[Talk]
    topics: list[Touched]
    counts: list[Tally]


def missed(topic: str | None, step: str) -> bool:
    """Whether the bot did not understand this turn."""
    return step == SUGGESTED or topic == NOT_SURE


def topic_of(topic: str | None, step: str) -> str:
    """What a turn is counted under: a guess that the bot did not trust is no topic. Empty where there is none."""
    return NOT_SURE if missed(topic, step) else (topic or "")[:60]


def code_of(number: int) -> str:
    """The name of a conversation in addresses: 22 characters that only the tool's secret can make from the number."""
    return urlsafe_base64_encode(salted_hmac("turns.code", str(number), algorithm="sha256").digest()[:16])


def count(day: dt.date, conversations: Iterable[list[Row]]) -> Counted:
    """Everything that is kept of a day.

    Args:
        conversations: the turns of each conversation that began on this day, in order; none is empty.
    """
    tally: Counter[tuple[str, str, str, str]] = Counter()
    cells: Counter[tuple[str, ...]] = Counter()
    made = []
    for rows in conversations:
        topics = [topic_of(row.topic, row.step) for row in rows]
        # The name of every turn: its topic, or its step where there is none.
        own = [topic or row.step[:80] for topic, row in zip(topics, rows, strict=True)]
        talk = _in_short(day, rows, topics)
        tally.update(_happened(talk.channel, rows, topics, own))
        mine = list(_cells(talk, own))
        cells.update(mine)
        made.append((talk, set(topics) - {""}, mine))
    return Counted(
        [talk._replace(dated=all(cells[cell] >= SMALLEST for cell in mine)) for talk, _topics, mine in made],
        [Touched(talk.number, topic, day) for talk, topics, _mine in made for topic in sorted(topics)],
        [Tally(day, channel, measure, *keys, times) for (measure, channel, *keys), times in tally.items()],
    )


def _in_short(day: dt.date, rows: list[Row], topics: list[str]) -> Talk:
    kinds = {row.danger[:10] for row in rows if row.danger}
    return Talk(
        number=rows[0].conversation,
        code=code_of(rows[0].conversation),
        day=day,
        dated=False,
        channel=rows[0].channel[:20],
        turns=len(rows),
        first_topic=topics[0],
        last_topic=topics[-1],
        last_step=rows[-1].step[:80],
        danger=min(kinds, key=lambda kind: (URGENCY.get(kind, len(URGENCY)), kind), default=""),
        missed=topics.count(NOT_SURE),
    )


def _happened(channel: str, rows: list[Row], topics: list[str], own: list[str]) -> Iterator[tuple[str, str, str, str]]:
    """What is counted of one conversation: measure, channel, key and second key."""
    yield "gesprekken", channel, "", ""
    for row, topic in zip(rows, topics, strict=True):
        yield "beurten", channel, "", ""
        yield "stap", channel, row.step[:80], ""
        if topic:
            yield "onderwerp", channel, topic, ""
            yield "zekerheid", channel, str(min(max(row.confidence, 0), 10)), ""
        if topic == NOT_SURE:
            yield "niet_begrepen", channel, "", ""
        if row.danger:
            yield "gevaar", channel, row.danger[:10], ""
    for before, after in zip([BEGIN, *own], [*own, END], strict=True):
        yield "overgang", channel, before, after
    for name in set(own):
        yield "geraakt", channel, name, ""
    yield "einde", channel, own[-1], ""


def _cells(talk: Talk, own: list[str]) -> Iterator[tuple[str, ...]]:
    """The groups that a conversation is in: one for each thing that can be filtered on, within its channel."""
    yield talk.channel, "gevaar", talk.danger
    yield talk.channel, "niet_begrepen", "ja" if talk.missed else "nee"
    yield talk.channel, "einde", own[-1]
    for name in set(own):
        yield talk.channel, "geraakt", name
