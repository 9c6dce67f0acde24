"""What is particular to Messenger: its events, quick replies that go away, and the button to begin with."""

import asyncio
import json
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import pytest

from lantaarn.assistant import PAYLOAD, Answer
from lantaarn.channels.messenger import GET_STARTED, Messenger
from lantaarn.messaging import meta
from lantaarn.messaging.choices import arranged, choices_of, chosen
from lantaarn.messaging.outgoing import Choice, Outgoing
from lantaarn.messaging.update import Kind
from tests.messaging.meta_peer import TOKEN
from tests.messaging.peers import peer_of
from tests.messaging.peers.peer import SITE, soon
from tests.messaging.site import FakeBot, served
from tests.messaging.test_meta import FakeCaller, app_of

PAYLOADS = json.loads((Path(__file__).parent / "payloads" / "messenger.json").read_text(encoding="utf-8"))
NOW = 1796000200.123
PERSON = "7123456789012345"
IGNORED = (
    "echo delivery read reaction opt_in referral handover standby standby_postback comment group_thread "
    "like_without_anything of_whatsapp of_instagram"
).split()
PRIVATE = "Voornaam fbcdn fbsbx paspoort 52.07 369239263222822 campagne7 wit$sentiment".split()
HOW = "Typ het cijfer van je keuze:"


@pytest.fixture
def messenger():
    with peer_of("messenger") as started:
        yield started


def read(name):
    """The updates of a payload, a little after it was sent."""
    with mock.patch.object(meta, "time", SimpleNamespace(time=lambda: NOW)):
        return app_of("messenger").read(PAYLOADS[name])


def only(name):
    (update,) = read(name)
    return update


@pytest.mark.parametrize("name", ["text", "reply"])
def test_of_a_message_only_the_id_text_and_age_are_taken(name):
    update = only(name)
    assert update.age == pytest.approx(200.0)
    assert {key: value for key, value in vars(update).items() if key != "age"} == {
        "kind": Kind.MESSAGE, "update_id": PAYLOADS[name]["entry"][0]["messaging"][0]["message"]["mid"],
        "recipient": PERSON, "text": "wat zegt de wet", "choice": "", "receipt": "",
    }  # fmt: skip


def test_a_quick_reply_is_its_payload():
    assert (only("quick_reply").choice, only("quick_reply").text) == ("/wet_inhoud", "")


def test_the_button_to_begin_with_greets():
    assert only("get_started").choice == GET_STARTED == "/gesprek_groet"


def test_a_time_in_seconds_is_understood_too():
    update = only("postback_in_seconds")
    assert update.age == pytest.approx(200.123) and update.choice == "/wet_inhoud"


def test_an_edited_message_is_a_message_with_an_id_of_its_own():
    update = only("edited")
    assert (update.kind, update.text, update.update_id) == (Kind.MESSAGE, "wat zegt de wet nu", "m_EERST#2")


def test_a_message_taken_back_is_known_as_such_with_an_id_of_its_own():
    update = only("taken_back")
    assert update.kind is Kind.DELETED and update.update_id.endswith("#deleted")


def test_an_address_in_a_text_is_just_text():
    assert (only("address").kind, only("address").text) == (Kind.MESSAGE, "wat is https://voorbeeld.nl")


@pytest.mark.parametrize("name", ["image", "audio", "video", "file", "sticker", "shared_without_payload"])
def test_media_are_known_as_such_and_nothing_of_them_is_taken(name):
    assert (only(name).kind, only(name).text) == (Kind.MEDIA, "")


def test_what_was_typed_beside_a_picture_is_read():
    assert (only("image_with_text").kind, only("image_with_text").text) == (Kind.MEDIA, "is dit mensenhandel")


def test_a_place_is_known_as_such_and_nothing_of_it_is_taken():
    assert (only("location").kind, only("location").text) == (Kind.LOCATION, "")


@pytest.mark.parametrize("name", IGNORED)
def test_what_is_not_for_us_gives_nothing(name, caplog):
    assert read(name) == [] and caplog.text == ""


def test_of_several_messages_the_one_that_nobody_understands_takes_no_other_along(caplog):
    assert [(update.kind, update.text) for update in read("several")] == [
        (Kind.MESSAGE, "eerst"), (Kind.MEDIA, ""), (Kind.MESSAGE, "daarna"),
    ]  # fmt: skip
    assert (
        "messenger: part of a call not understood: AttributeError" in caplog.text and "geen bericht" not in caplog.text
    )


def test_no_update_holds_anything_of_a_profile():
    for name, payload in PAYLOADS.items():
        if name != "_bron":
            taken = str([vars(update) for update in app_of("messenger").read(payload)])
            assert not [part for part in PRIVATE if part in taken], name


def sent(message):
    caller = FakeCaller()
    asyncio.run(app_of("messenger", caller).send(PERSON, message))
    ((_, body, _),) = caller.calls
    return body


def test_text_goes_out_as_an_answer_and_shows_nothing_on_the_screen():
    assert sent(Outgoing("Een antwoord.")) == {
        "recipient": {"id": PERSON}, "messaging_type": "RESPONSE", "notification_type": "NO_PUSH",
        "message": {"text": "Een antwoord."},
    }  # fmt: skip


def test_choices_are_quick_replies():
    message = sent(Outgoing("Kies.", (Choice(1, "De wet", "/wet_inhoud"), Choice(2, "Hulp", "/hulp"))))["message"]
    assert message["quick_replies"] == [
        {"content_type": "text", "title": "De wet", "payload": "/wet_inhoud"},
        {"content_type": "text", "title": "Hulp", "payload": "/hulp"},
    ]


def test_every_payload_of_the_bot_fits_in_a_quick_reply():
    assert not PAYLOAD.fullmatch("/" + "a" * 1000)


def test_choices_that_would_go_away_are_numbers_in_the_text():
    menu = [{"title": "Ja", "payload": "/ja"}, {"title": "Nee", "payload": "/nee"}]
    messages = [
        {"text": "Kun je praten?", "buttons": menu},
        {"text": "En nu?", "buttons": [{"title": "Hulp", "payload": "/hulp"}]},
    ]
    first, last = arranged(messages, Messenger.limits, HOW)
    assert (first.text, first.choices) == (f"Kun je praten?\n\n{HOW}\n1. Ja\n2. Nee", ())
    assert (last.text, last.choices) == ("En nu?", (Choice(3, "Hulp", "/hulp"),))
    # Typed numbers count over the whole answer.
    assert [chosen(each, sum(choices_of(messages), ())) for each in "123"] == ["/ja", "/nee", "/hulp"]


@pytest.mark.parametrize("number", [13, 14])
def test_more_choices_than_messenger_shows_are_numbers_in_the_text(number):
    menu = [{"title": f"Keuze {each}", "payload": f"/keuze_{each}"} for each in range(number)]
    (message,) = arranged([{"text": "Kies.", "buttons": menu}], Messenger.limits, HOW)
    assert (len(message.choices), HOW in message.text) == ((13, False) if number == 13 else (0, True))


@pytest.mark.asyncio
async def test_with_danger_the_choices_can_still_be_seen_after_the_notice(messenger, fast):
    async with served(messenger) as (_, bot, _log):
        messenger.write(1, "help hij heeft een mes")
        await soon(lambda: len(messenger.heard(1)) == 3)
        assert messenger.heard(1)[1].startswith("Kun je praten?") and "1. Nee" in messenger.heard(1)[1]
        messenger.write(1, "1")
        await soon(lambda: len(messenger.heard(1)) == 4)
    assert bot.heard[-1][1] == "/wet_inhoud" and messenger.complaints == []


@pytest.mark.asyncio
async def test_the_page_gets_its_button_to_begin_with(messenger, fast):
    async with served(messenger):
        await soon(lambda: messenger.profile)
        event = messenger.event(1) | {
            "postback": {"mid": messenger.mid(), "title": "Aan de slag", "payload": GET_STARTED}
        }
        messenger.deliver(messenger.call_of(event))
        await soon(lambda: len(messenger.heard(1)) == 2)
    assert messenger.profile == {"get_started": {"payload": GET_STARTED}}
    assert "Knop /gesprek_groet" in messenger.heard(1)[1] and set(messenger.pushes) == {"NO_PUSH"}


@pytest.mark.asyncio
async def test_an_edit_is_answered_and_the_same_edit_again_is_not(messenger, fast):
    async with served(messenger) as (_, bot, _log):
        messenger.write(1, "hallo")
        await soon(lambda: len(messenger.heard(1)) == 2)
        edit = messenger.call_of(
            messenger.event(1) | {"message_edit": {"mid": "m_1", "text": "wat zegt de wet", "num_edit": 1}}
        )
        for _ in range(3):
            messenger.deliver(edit)
        await soon(lambda: messenger.deliveries.count(200) == 4)
        await soon(lambda: len(messenger.heard(1)) == 3)
    assert [said for _, said in bot.heard] == ["hallo", "wat zegt de wet"]


@pytest.mark.asyncio
async def test_a_long_answer_comes_in_parts_that_messenger_takes(messenger, fast):
    bot = FakeBot()

    async def long(*_):
        return Answer(
            [{"text": "Een zin van zes woorden 😀. " * 200, "buttons": [{"title": "De wet", "payload": "/wet"}]}],
            "wet",
            0.9,
        )

    bot.answer = long
    async with served(messenger, bot=bot):
        messenger.write(1, "vertel")
        await soon(lambda: messenger.sent and messenger.sent[-1][2])
    assert messenger.complaints == [] and len(messenger.sent) == 4
    assert [bool(labels) for _, _, labels in messenger.sent] == [False, False, False, True]


@pytest.mark.asyncio
async def test_without_the_button_to_begin_with_messages_are_answered_all_the_same(
    messenger, fast, monkeypatch, caplog
):
    async def refused(*_):
        raise RuntimeError(TOKEN)

    monkeypatch.setattr(Messenger, "listen", refused)
    async with served(messenger):
        messenger.write(1, "hallo")
        await soon(lambda: len(messenger.heard(1)) == 2)
    assert SITE in messenger.heard(1)[0] and "cannot listen: RuntimeError" in caplog.text and TOKEN not in caplog.text


def test_the_pace_stays_under_what_messenger_allows():
    # From 40 a second on the inbox of the page stops.
    assert Messenger.rate.a_second + Messenger.rate.burst < 40 and Messenger.rate.a_second_each <= 1
