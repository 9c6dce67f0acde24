from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from actions.forget import ActionForget
from tests.conftest import responses_of


def test_every_slot_and_event_goes_and_the_visitor_is_told(dispatcher, tracker, domain):
    events = ActionForget().run(dispatcher, tracker("gesprek_wissen", {"land": "BE"}), domain)
    assert [event["event"] for event in events] == ["reset_slots", "restart"]
    assert responses_of(dispatcher) == ["utter_gewist"]
    assert domain["responses"]["utter_gewist"][0]["text"]


def test_rasa_forgets_the_slots_when_it_carries_the_events_out(dispatcher, tracker, domain):
    rasa_domain = Domain.from_dict({k: domain[k] for k in ("version", "intents", "slots")})
    whole = DialogueStateTracker("somebody", rasa_domain.slots)
    whole.update(UserUttered("", intent={"name": "gesprek_wissen"}))
    whole.update(SlotSet("voorzichtig", "minor"))
    for event in ActionForget().run(dispatcher, tracker("gesprek_wissen"), domain):
        whole.update(Event.from_parameters(event))
    assert whole.get_slot("voorzichtig") is None
    assert not [e for e in whole.applied_events() if isinstance(e, UserUttered)]
