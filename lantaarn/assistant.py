"""The road of one message: clean, gate, topic, rule, answer. Everything that talks to visitors goes through here.

The visitor's words are parsed first and then dropped: Rasa's tracker gets the findings with an empty text, so no store,
log or error of Rasa can hold a word. When anything behind the gate fails, the gate still gives its number.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.shared.core.constants import DEFAULT_INTENTS
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from lantaarn.answers.country import named_country
from lantaarn.answers.emergency import fixed_messages
from lantaarn.answers.topics import FALLBACK_TOPIC, load_topics
from lantaarn.answers.turns import last_answered
from lantaarn.nlu.danger_gate import findings
from lantaarn.nlu.danger_kinds import TOPIC_OF_KIND, in_order
from lantaarn.nlu.gate import Assessment, gate
from lantaarn.nlu.text import has_words
from lantaarn.settings import Settings

logger = logging.getLogger(__name__)

PAYLOAD = re.compile(r"/[a-z][a-z_]{1,60}")
EMPTY = "utter_leeg"
TOO_LONG = "utter_te_lang"
EMERGENCY = "noodantwoord"
# What Rasa does around every answer, and what goes before one without being one.
UNSEEN_ACTIONS = frozenset({"action_listen", "action_extract_slots", "action_session_start", "action_leave_careful"})


class PayloadError(ValueError):
    """A button was sent that this bot never offers."""


class NoAnswerError(RuntimeError):
    """Rasa came back without a word."""


@dataclass(frozen=True)
class Answer:
    """What a visitor gets, and what was found. ``messages`` have ``text`` and ``buttons``."""

    messages: list[dict[str, Any]]
    topic: str | None = None
    confidence: float = 0.0
    ranking: list[tuple[str, float]] = field(default_factory=list)
    understood: bool = True
    danger: str | None = None
    language: str = "nl"
    failed: bool = False
    step: str = ""  # name of the first response or action that answered


class _VisitorChannel(CollectingOutputChannel):
    """Collects text and buttons as visitors see them."""

    @classmethod
    def name(cls) -> str:
        return "web"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        shown = {"text": message.get("text") or "", "buttons": message.get("buttons") or []}
        if message.get("language"):
            shown["language"] = message["language"]
        self.messages.append(shown)


class Assistant:
    """Answers messages of many conversations with one loaded Rasa agent."""

    def __init__(self, agent: Agent, settings: Settings) -> None:
        self._agent = agent
        self._settings = settings
        self._topics = load_topics(settings.data / "topics.csv")
        self._payloads = frozenset(agent.domain.intents) - frozenset(DEFAULT_INTENTS) if agent.domain else frozenset()

    async def answer(self, conversation: str, text: str) -> Answer:
        """Answer what somebody typed. Never raises: a failure becomes an answer with the help lines."""
        text = text.strip().lstrip("/").strip()
        if not has_words(text):
            return Answer([self.fixed(EMPTY)], understood=False, step=EMPTY)
        found = Assessment((), "nl", {})
        try:
            if len(text) > self._settings.max_message_chars:
                return self._answer_long(text)
            found = gate().assess(text)
            tracker = await self._agent.tracker_store.retrieve(conversation)
            country = named_country(text)
            if country and not found.kinds and _was_asked_for_country(tracker):
                return await self.press(conversation, f"/{country}")
            known = {**findings(found), "last_topic": self._last_topic(tracker)}
            parsed = await self._agent.processor.parse_message(UserMessage(text, metadata=known))
            return await self._carry_out(conversation, parsed)
        except Exception as error:  # whatever fails behind the gate, the visitor gets a number
            logger.error("answer failed: %s", type(error).__name__)
            return self._emergency(found.kinds, found.language)
        finally:
            gate().forget()

    async def press(self, conversation: str, payload: str) -> Answer:
        """Answer a button that this bot offered.

        Raises:
            PayloadError: the payload is not one of this bot's.
        """
        if not PAYLOAD.fullmatch(payload) or payload[1:] not in self._payloads:
            raise PayloadError("Deze knop bestaat niet.")
        parsed = {
            "text": "",
            "intent": {"name": payload[1:], "confidence": 1.0},
            "entities": [],
            "intent_ranking": [{"name": payload[1:], "confidence": 1.0}],
        }
        try:
            return await self._carry_out(conversation, parsed)
        except Exception as error:
            logger.error("button failed: %s", type(error).__name__)
            return self._emergency((), "nl")

    def danger_in(self, text: str) -> Assessment:
        """What the gate finds in a message that gets no turn; nothing where it fails, or where there are no words."""
        try:
            return gate().assess(text[: self._settings.max_message_chars])
        except Exception as error:
            logger.error("gate failed: %s", type(error).__name__)
            return Assessment((), "nl", {})
        finally:
            gate().forget()

    async def forget(self, conversation: str) -> None:
        """Drop everything that is known of a conversation."""
        await self._store.delete(conversation)

    def forget_expired(self) -> None:
        """Drop conversations whose time is over, without waiting for somebody's next message."""
        self._store.expire()

    @property
    def _store(self) -> Any:
        # Rasa wraps every store in one that keeps what a failing store lets fall.
        store = self._agent.tracker_store
        return getattr(store, "_tracker_store", store)

    def fixed(self, response: str) -> dict[str, Any]:
        """A reviewed response by its name, facts filled in, as visitors get it."""
        filled = self._agent.nlg.responses[response][0]
        return {"text": filled["text"], "buttons": filled.get("buttons") or []}

    async def _carry_out(self, conversation: str, parsed: Mapping[str, Any]) -> Answer:
        wordless = {**parsed, "text": ""}
        channel = _VisitorChannel()
        await self._agent.handle_message(
            UserMessage("", channel, conversation, parse_data=wordless, input_channel="web")
        )
        messages = channel.messages
        if not messages:
            # Rasa swallows an error in an action and says nothing; silence is the worst answer here.
            raise NoAnswerError
        danger = next(iter(parsed.get("danger") or []), None)
        tracker = await self._agent.tracker_store.retrieve(conversation)
        careful = tracker.get_slot("voorzichtig") if tracker else None
        if careful and not danger:
            # In careful mode every further answer carries the line.
            messages.append(self.fixed(f"utter_voorzichtig_{careful}"))
        intent = parsed["intent"]
        ranking = [(e["name"], round(e["confidence"], 4)) for e in parsed.get("intent_ranking") or []]
        understood = intent["name"] != FALLBACK_TOPIC
        topic = intent["name"] if understood or not ranking else ranking[0][0]
        confidence = ranking[0][1] if ranking else 0.0
        language = parsed.get("language") or "nl"
        return Answer(messages, topic, confidence, ranking, understood, danger, language, step=_step(tracker))

    def _last_topic(self, tracker: DialogueStateTracker | None) -> str | None:
        return last_answered([event.as_dict() for event in tracker.events], self._topics) if tracker else None

    def _answer_long(self, text: str) -> Answer:
        """Too long to understand, but danger at its start or end is still seen."""
        # Both ends: a cry for help stands at the start, or after a long story. 100,000 characters would block others.
        limit = self._settings.max_message_chars
        kinds = in_order(kind for part in (text[:limit], text[-limit:]) for kind in gate().assess(part).kinds)
        if kinds:
            return self._emergency(kinds, "nl", failed=False)
        return Answer([self.fixed(TOO_LONG)], understood=False, step=TOO_LONG)

    def _emergency(self, kinds: Any, language: str, failed: bool = True) -> Answer:
        kind = next(iter(kinds), None)
        return Answer(
            fixed_messages(kind, language),
            topic=TOPIC_OF_KIND.get(kind),
            understood=kind is not None,
            danger=kind,
            language=language,
            failed=failed,
            step=EMERGENCY,
        )


def _step(tracker: DialogueStateTracker | None) -> str:
    """The first response or action after the visitor's last message; a wiped conversation has none left."""
    step = "action_forget"
    for event in reversed(tracker.events if tracker else ()):
        if isinstance(event, UserUttered):
            break
        if isinstance(event, ActionExecuted) and event.action_name not in UNSEEN_ACTIONS:
            step = event.action_name
    return step


def _was_asked_for_country(tracker: DialogueStateTracker | None) -> bool:
    return bool(tracker and tracker.get_slot("land_gevraagd") and not tracker.get_slot("land"))
