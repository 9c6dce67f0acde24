"""The live conversation: topics and categories in memory, never text, forgotten after half an hour of silence.

Rasa keeps the whole conversation with every word. Here ``save`` rewrites it first: of a visitor's message only the
intent stays, of the bot's answer only its name. The number of turns and of conversations is capped. ``save`` never
raises: Rasa's ``FailSafeTrackerStore`` would keep the raw conversation for good after an error, so on doubt nothing is kept.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, Restarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from lantaarn.settings import Settings

EVENTS_PER_TURN = 8
# Rasa takes 0 for "now"; one second after 1970 says nothing of anybody.
NO_TIME = 1.0


class ForgettingTrackerStore(TrackerStore):
    """Keeps the events that rules need, in memory, for ``lifetime`` seconds after the last message."""

    def __init__(
        self,
        domain: Domain | None,
        event_broker: EventBroker | None = None,
        settings: Settings | None = None,
        clock: Callable[[], float] = time.monotonic,
        **kwargs: Any,
    ) -> None:
        """Make an empty store.

        Raises:
            ValueError: an event broker is configured; it would send every word elsewhere.
        """
        if event_broker is not None:
            raise ValueError("Lantaarn draait niet met een event broker: die zou elk bericht doorsturen.")
        limits = settings or Settings()
        self._lifetime = limits.conversation_lifetime
        self._max_conversations = limits.max_conversations
        self._max_events = limits.max_turns * EVENTS_PER_TURN
        self._clock = clock
        self._conversations: OrderedDict[str, tuple[float, list[Event]]] = OrderedDict()
        super().__init__(domain, None)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the conversation without its words; on any doubt keep nothing."""
        try:
            kept = [e for event in since_forgotten(tracker.events) if (e := without_words(event)) is not None]
            self._conversations[tracker.sender_id] = (self._clock(), kept[-self._max_events :])
            self._conversations.move_to_end(tracker.sender_id)
            self.expire()
        except Exception:  # see the module's docstring: raising here would keep the raw conversation
            self._conversations.pop(tracker.sender_id, None)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation, or None when there is none or it has expired."""
        self.expire()
        held = self._conversations.get(sender_id)
        if held is None or self.domain is None:
            return None
        return DialogueStateTracker.from_events(sender_id, list(held[1]), self.domain.slots)

    async def delete(self, sender_id: str) -> None:
        """Forget a conversation; nothing happens when there is none."""
        self._conversations.pop(sender_id, None)

    async def keys(self) -> Iterable[str]:
        """Ids of the conversations that are alive."""
        self.expire()
        return list(self._conversations)

    def expire(self) -> None:
        """Forget conversations that are over, and the oldest where there are too many."""
        now = self._clock()
        while self._conversations:
            oldest = next(iter(self._conversations))
            last_seen, _ = self._conversations[oldest]
            too_many = len(self._conversations) > self._max_conversations
            if not too_many and now - last_seen < self._lifetime:
                return
            del self._conversations[oldest]


def since_forgotten(events: Iterable[Event]) -> list[Event]:
    """The events after the last time that the visitor had the conversation erased."""
    kept: list[Event] = []
    for event in events:
        if isinstance(event, Restarted):
            kept.clear()
        else:
            kept.append(event)
    return kept


def without_words(event: Event) -> Event | None:
    """A copy of the event that holds topics and categories only, or None where nothing needs to stay.

    Times are dropped too: an exact time can identify somebody.
    """
    if isinstance(event, UserUttered):
        intent = {"name": event.intent_name, "confidence": round(event.intent.get("confidence") or 0.0, 1)}
        return UserUttered(text=None, intent=intent, entities=[], parse_data=None, timestamp=NO_TIME)
    if isinstance(event, ActionExecuted):
        return ActionExecuted(event.action_name, timestamp=NO_TIME)
    if isinstance(event, SlotSet):
        return SlotSet(event.key, event.value, timestamp=NO_TIME)
    return None
