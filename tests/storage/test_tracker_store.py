import pickle

import pytest
from rasa.core.brokers.broker import EventBroker
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    AllSlotsReset,
    BotUttered,
    EntitiesAdded,
    Restarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from lantaarn.settings import Settings
from lantaarn.storage.tracker_store import EVENTS_PER_TURN, ForgettingTrackerStore, without_words

CANARY = "kanariepiet Lotte Zwolle"
DOMAIN = Domain.from_dict(
    {"slots": {"voorzichtig": {"type": "any", "influence_conversation": False, "mappings": [{"type": "custom"}]}}}
)
LIFETIME = 1800.0


@pytest.fixture
def store(clock):
    settings = Settings(max_conversations=3, max_turns=2, conversation_lifetime=LIFETIME)
    return ForgettingTrackerStore(DOMAIN, settings=settings, clock=clock)


def conversation(sender, *events):
    return DialogueStateTracker.from_events(sender, list(events), DOMAIN.slots)


def said(topic="wet_inhoud", words="", at=None):
    intent = {"name": topic, "confidence": 0.8765}
    parsed = {"text": words, "intent": intent, "metadata": {"said": words}, "intent_ranking": [{"name": words}]}
    return UserUttered(words, intent, [{"entity": "name", "value": words}], parsed, timestamp=at, metadata={"m": words})


def chatty(sender="somebody"):
    """A conversation as Rasa keeps it, with the words of the visitor in every place that has room for them."""
    return conversation(
        sender,
        said(words=CANARY),
        EntitiesAdded([{"entity": "name", "value": CANARY}]),
        SlotSet("voorzichtig", "victim"),
        ActionExecuted("utter_wet_inhoud", metadata={"seen": CANARY}),
        BotUttered(CANARY, {"buttons": [{"title": CANARY}]}, {"seen": CANARY}),
    )


@pytest.mark.asyncio
async def test_no_word_of_a_visitor_is_kept(store):
    await store.save(chatty())
    assert await store.retrieve("somebody")
    store._clock = None  # a fixture of this test; all the rest is pickled as it lies in memory
    held = pickle.dumps(store.__dict__)
    for word in CANARY.split():
        assert word.encode() not in held
    assert b"wet_inhoud" in held


@pytest.mark.asyncio
async def test_no_moment_in_time_is_kept(store):
    await store.save(conversation("somebody", said(at=1764547200.5), ActionExecuted("utter_a", timestamp=1764547201.5)))
    kept = await store.retrieve("somebody")
    assert max(event.timestamp for event in kept.events) < 86400  # 1 January 1970: no time at all


@pytest.mark.asyncio
async def test_topics_answers_and_slots_are_kept_in_order(store):
    await store.save(chatty())
    kept = await store.retrieve("somebody")
    names = [getattr(e, "intent_name", None) or getattr(e, "action_name", None) or e.key for e in kept.events]
    assert [name for name in names if name] == ["wet_inhoud", "voorzichtig", "utter_wet_inhoud"]
    assert kept.get_slot("voorzichtig") == "victim"


@pytest.mark.parametrize("event", [BotUttered("hoi"), EntitiesAdded([]), Restarted()])
def test_events_that_rules_do_not_need_are_dropped(event):
    assert without_words(event) is None


def test_confidence_is_kept_roughly():
    assert without_words(said()).intent == {"name": "wet_inhoud", "confidence": 0.9}


@pytest.mark.asyncio
async def test_who_never_spoke_has_no_conversation(store):
    assert await store.retrieve("nobody") is None


@pytest.mark.asyncio
async def test_after_half_an_hour_of_silence_a_conversation_is_forgotten(store, clock):
    await store.save(conversation("somebody", said()))
    clock.pass_seconds(LIFETIME - 1)
    assert await store.retrieve("somebody")
    clock.pass_seconds(1)
    assert await store.retrieve("somebody") is None
    assert store._conversations == {}


@pytest.mark.asyncio
async def test_a_new_message_makes_a_conversation_live_on(store, clock):
    await store.save(conversation("somebody", said()))
    clock.pass_seconds(LIFETIME - 1)
    await store.save(conversation("somebody", said(), said("wet_doel")))
    clock.pass_seconds(LIFETIME - 1)
    assert len((await store.retrieve("somebody")).events) == 2


@pytest.mark.asyncio
async def test_a_message_of_somebody_else_sweeps_what_has_expired(store, clock):
    await store.save(conversation("old", said()))
    clock.pass_seconds(LIFETIME)
    await store.save(conversation("new", said()))
    assert list(store._conversations) == ["new"]


@pytest.mark.asyncio
async def test_beyond_the_cap_the_one_that_was_silent_longest_goes(store, clock):
    for sender in ("a", "b", "c", "a", "d"):
        clock.pass_seconds(1)
        await store.save(conversation(sender, said()))
    assert list(await store.keys()) == ["c", "a", "d"]


@pytest.mark.asyncio
async def test_of_a_long_conversation_the_last_turns_are_kept(store):
    topics = [f"onderwerp_{n}" for n in range(50)]
    await store.save(conversation("somebody", *map(said, topics)))
    kept = [event.intent_name for event in (await store.retrieve("somebody")).events]
    assert kept == topics[-2 * EVENTS_PER_TURN :]


@pytest.mark.asyncio
async def test_a_conversation_can_be_forgotten_at_once(store):
    await store.save(conversation("somebody", said()))
    await store.delete("somebody")
    await store.delete("nobody")
    assert await store.retrieve("somebody") is None


@pytest.mark.asyncio
async def test_what_was_erased_does_not_come_back(store):
    erased = [SlotSet("voorzichtig", "minor"), said("persoonlijk_suicide"), AllSlotsReset(), Restarted()]
    await store.save(conversation("somebody", *erased))
    kept = await store.retrieve("somebody")
    assert list(kept.events) == []
    assert kept.get_slot("voorzichtig") is None


@pytest.mark.asyncio
async def test_what_is_said_after_erasing_is_kept(store):
    await store.save(conversation("somebody", said("persoonlijk_suicide"), Restarted(), said("wet_doel")))
    assert [event.intent_name for event in (await store.retrieve("somebody")).events] == ["wet_doel"]


@pytest.mark.asyncio
async def test_an_answer_that_has_words_for_a_name_means_that_nothing_is_kept(store):
    await store.save(conversation("somebody", said(), ActionExecuted(action_text=CANARY)))
    assert store._conversations == {}


class BrokenTracker:
    sender_id = "somebody"

    @property
    def events(self):
        raise RuntimeError(CANARY)


@pytest.mark.asyncio
async def test_an_error_while_saving_keeps_nothing_and_is_not_raised(store):
    await store.save(conversation("somebody", said()))
    await store.save(BrokenTracker())
    assert await store.retrieve("somebody") is None


class Broker(EventBroker):
    pass


def test_an_event_broker_is_refused():
    with pytest.raises(ValueError, match="event broker"):
        ForgettingTrackerStore(DOMAIN, event_broker=Broker())


@pytest.mark.asyncio
async def test_changing_what_was_retrieved_does_not_change_what_is_held(store):
    await store.save(conversation("somebody", said()))
    (await store.retrieve("somebody")).update(said("wet_doel"))
    assert len((await store.retrieve("somebody")).events) == 1
