"""What is particular to WhatsApp: its messages, buttons and lists, hidden numbers, and what is never asked or told."""

import asyncio
import json
import re
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import pytest

from lantaarn.answers.channel_texts import TEXTS, load_channel_texts
from lantaarn.answers.facts import load_facts
from lantaarn.answers.generator import fill_variation
from lantaarn.assistant import PAYLOAD, Answer
from lantaarn.channels.whatsapp import MEDIA, OPEN_LIST, Whatsapp
from lantaarn.check import load_responses
from lantaarn.messaging import meta
from lantaarn.messaging.choices import arranged
from lantaarn.messaging.outgoing import Choice, Outgoing
from lantaarn.messaging.update import Kind
from lantaarn.settings import PROJECT_ROOT, Settings
from tests.conftest import LAUNCH_DAY
from tests.messaging.peers import peer_of
from tests.messaging.peers.peer import SITE, soon
from tests.messaging.site import FakeBot, served
from tests.messaging.test_meta import FakeCaller, app_of

PAYLOADS = json.loads((Path(__file__).parent / "payloads" / "whatsapp.json").read_text(encoding="utf-8"))
NOW = 1796000200
NUMBER, HIDDEN = "31611223344", "NL.13491208655302741918"
IGNORED = (
    "flow_reply reaction new_number group group_picture unsupported_edit another_number another_field trouble "
    "of_a_page"
).split()
PICTURES = "video audio document sticker contacts unsupported unavailable".split()
# What stands in the payloads and may not stand in an update.
PRIVATE = (
    "Voornaam Achternaam gebruikersnaam identity 1003383421387256 paspoort 12345678 52.07 Straatweg Iemand fb.me Kop"
).split()
# *bold*, _slanted_, ~struck~ and `code`: a sign, text that begins and ends with no space, and the sign again.
FORMATTING = re.compile(r"(?<!\w)([*_~`])(?=\S)[^\n]*?(?<=\S)\1(?!\w)")


@pytest.fixture
def whatsapp():
    with peer_of("whatsapp") as started:
        yield started


def read(name):
    """The updates of a payload, a little after it was sent."""
    with mock.patch.object(meta, "time", SimpleNamespace(time=lambda: NOW)):
        return app_of("whatsapp").read(PAYLOADS[name])


def only(name):
    (update,) = read(name)
    return update


@pytest.mark.parametrize("name", ["text", "text_from_an_ad"])
def test_of_a_message_only_number_text_and_age_are_taken(name):
    update = only(name)
    (message,) = PAYLOADS[name]["entry"][0]["changes"][0]["value"]["messages"]
    assert vars(update) == {
        "kind": Kind.MESSAGE, "update_id": message["id"], "recipient": NUMBER, "text": "wat zegt de wet", "choice": "",
        "age": 200.0, "receipt": "",
    }  # fmt: skip


def test_who_hides_their_number_is_known_by_the_id_that_meta_gives_instead():
    assert only("hidden_number").recipient == HIDDEN


def test_what_meta_says_afterwards_never_arrived_is_told_with_its_code_only(caplog):
    update = only("status")
    assert (update.kind, update.recipient, update.text) == (Kind.UNDELIVERED, NUMBER, "")
    assert "whatsapp: not delivered, error 131047" in caplog.text and NUMBER not in caplog.text


@pytest.mark.parametrize("status", ["sent", "delivered", "read", "played", "deleted"])
def test_what_did_arrive_is_nothing(status):
    raw = json.loads(json.dumps(PAYLOADS["status"]).replace("failed", status))
    assert app_of("whatsapp").read(raw) == []


@pytest.mark.parametrize("name", ["button_reply", "list_reply"])
def test_a_pressed_choice_is_its_payload(name):
    update = only(name)
    assert (update.kind, update.choice, update.text) == (Kind.MESSAGE, "/wet_inhoud", "")


def test_a_button_of_a_template_is_its_label():
    assert (only("template_button").text, only("template_button").choice) == ("wat zegt de wet", "")


def test_what_was_typed_under_a_picture_is_read():
    assert (only("image").kind, only("image").text) == (Kind.MEDIA, "is dit mensenhandel")


@pytest.mark.parametrize("name", PICTURES)
def test_media_are_known_as_such_and_nothing_of_them_is_taken(name):
    assert (only(name).kind, only(name).text) == (Kind.MEDIA, "")


def test_every_sort_of_media_is_seen():
    (message,) = PAYLOADS["audio"]["entry"][0]["changes"][0]["value"]["messages"]
    for sort in MEDIA:
        (update,) = app_of("whatsapp").update({**message, "type": sort, sort: {}})
        assert update.kind is Kind.MEDIA


def test_a_place_is_known_as_such_and_nothing_of_it_is_taken():
    assert (only("location").kind, only("location").text) == (Kind.LOCATION, "")


def test_an_edited_message_is_a_message_and_one_taken_back_is_known_as_such():
    assert (only("edited").kind, only("edited").text) == (Kind.MESSAGE, "wat zegt de wet nu")
    assert (only("edited_picture").kind, only("edited_picture").text) == (Kind.MEDIA, "is dit mensenhandel")
    assert only("taken_back").kind is Kind.DELETED


@pytest.mark.parametrize("name", IGNORED)
def test_what_is_not_for_us_gives_nothing(name, caplog):
    assert read(name) == [] and caplog.text == ""


def test_of_several_messages_the_one_that_nobody_understands_takes_no_other_along(caplog):
    updates = read("several")
    assert [(update.kind, update.text) for update in updates] == [
        (Kind.MESSAGE, "eerst"), (Kind.MEDIA, ""), (Kind.MESSAGE, "daarna"),
    ]  # fmt: skip
    assert "whatsapp: part of a call not understood: TypeError" in caplog.text and "geen tekst" not in caplog.text


def test_no_update_holds_anything_of_a_profile():
    for name, payload in PAYLOADS.items():
        if name != "_bron":
            taken = str([vars(update) for update in app_of("whatsapp").read(payload)])
            assert not [part for part in PRIVATE if part in taken], name


@pytest.mark.parametrize(
    "sender", ["", "abc", "NL", "nl.123", "31611223344@s", "٣١٦١١٢٢٣٣٤٤", "N" * 200, 31611223344, None]
)
def test_what_is_no_number_or_id_of_a_person_is_left(sender):
    (message,) = PAYLOADS["text"]["entry"][0]["changes"][0]["value"]["messages"]
    call = json.loads(json.dumps(PAYLOADS["text"]))
    call["entry"][0]["changes"][0]["value"]["messages"] = [{**message, "from": sender, "from_user_id": sender}]
    assert app_of("whatsapp").read(call) == []


def sent(message, recipient=NUMBER):
    caller = FakeCaller()
    asyncio.run(app_of("whatsapp", caller).send(recipient, message))
    ((_, body, _),) = caller.calls
    return body


def test_text_goes_out_without_a_preview():
    assert sent(Outgoing(f"Kijk op {SITE}")) == {
        "messaging_product": "whatsapp", "recipient_type": "individual", "to": NUMBER, "type": "text",
        "text": {"preview_url": False, "body": f"Kijk op {SITE}"},
    }  # fmt: skip


def test_who_hides_their_number_is_answered_by_that_id():
    body = sent(Outgoing("a"), HIDDEN)
    assert body["recipient"] == HIDDEN and "to" not in body


def choices(number, label="De wet {}"):
    return tuple(Choice(each, label.format(each), f"/wet_{each}") for each in range(1, number + 1))


@pytest.mark.parametrize("number", [1, 2, 3])
def test_few_and_short_choices_are_buttons(number):
    interactive = sent(Outgoing("Kies.", choices(number)))["interactive"]
    assert interactive["type"] == "button" and interactive["body"] == {"text": "Kies."}
    assert interactive["action"]["buttons"] == [
        {"type": "reply", "reply": {"id": f"/wet_{each}", "title": f"De wet {each}"}} for each in range(1, number + 1)
    ]


@pytest.mark.parametrize(
    ("number", "label"), [(4, "De wet {}"), (10, "De wet {}"), (3, "Een titel van 21 tek{}"), (1, "😀" * 10 + "{}")]
)
def test_more_or_longer_choices_are_a_list(number, label):
    interactive = sent(Outgoing("Kies.", choices(number, label)))["interactive"]
    assert interactive["type"] == "list" and interactive["action"]["button"] == OPEN_LIST and len(OPEN_LIST) <= 20
    (section,) = interactive["action"]["sections"]
    assert section["rows"] == [{"id": f"/wet_{each}", "title": label.format(each)} for each in range(1, number + 1)]


@pytest.mark.parametrize(("number", "label"), [(11, "De wet {}"), (2, "Een titel van 25 tekens: {}")])
def test_too_many_or_too_long_choices_are_numbers_in_the_text(number, label):
    buttons = [{"title": choice.label, "payload": choice.payload} for choice in choices(number, label)]
    (message,) = arranged([{"text": "Kies.", "buttons": buttons}], Whatsapp.limits, "Typ het cijfer van je keuze:")
    assert message.choices == () and message.text.startswith("Kies.\n\nTyp het cijfer van je keuze:\n1. ")
    assert message.text.endswith(f"{number}. {label.format(number)}")


def test_every_payload_of_the_bot_fits_in_a_row():
    assert not PAYLOAD.fullmatch("/" + "a" * 199)


def test_no_choices_of_an_answer_are_the_same_twice():
    for name, variations in load_responses(Settings().data / "responses").items():
        for variation in variations:
            buttons = [button for button in variation.get("buttons") or [] if button.get("payload")]
            for part in ("title", "payload"):
                assert len({button[part] for button in buttons}) == len(buttons), name


@pytest.mark.parametrize("app", ["whatsapp", "messenger"])
def test_nothing_in_a_text_is_taken_for_formatting(app):
    # Neither app has a way to send these signs as they are.
    assert FORMATTING.search("dit is *dik*.") and not FORMATTING.search("https://a.nl/een_twee_drie 2 * 3 * 4")
    book = load_facts(Settings().data / "facts", LAUNCH_DAY)
    texts = load_channel_texts(Settings().data / "kanalen", app, SITE, book)
    said = [getattr(texts, name) for name in TEXTS]
    for variations in load_responses(Settings().data / "responses").values():
        said += [
            texts.worded(fill_variation(variation, book)["text"]) for variation in variations if "text" in variation
        ]
    assert len(said) > 100 and [text for text in said if FORMATTING.search(text)] == []


@pytest.mark.asyncio
async def test_a_conversation_with_hidden_number_is_answered(whatsapp, fast):
    async with served(whatsapp) as (_, bot, _log):
        call = whatsapp.text_update(1, "hallo")
        del call["entry"][0]["changes"][0]["value"]["messages"][0]["from"]
        whatsapp.deliver(call)
        await soon(lambda: len(whatsapp.heard(1)) == 2)
    assert whatsapp.complaints == [] and whatsapp.raw(1) not in str(bot.heard)


@pytest.mark.asyncio
async def test_in_a_group_nothing_is_said(whatsapp, fast):
    async with served(whatsapp) as (_, bot, _log):
        whatsapp.deliver(
            whatsapp.call_of(whatsapp.message(1) | {"type": "text", "text": {"body": "hallo"}, "group_id": "Y2Fw"})
        )
        whatsapp.write(2, "hallo")
        await soon(lambda: len(whatsapp.heard(2)) == 2)
    assert whatsapp.heard(1) == [] and len(bot.heard) == 1 and len(whatsapp.attempts) == 2


@pytest.mark.asyncio
async def test_media_and_places_get_a_kind_answer_and_what_was_typed_beside_them_too(whatsapp, fast):
    image = {"type": "image", "image": {"id": "1", "mime_type": "image/jpeg"}}
    async with served(whatsapp) as (_, bot, _log):
        whatsapp.deliver(whatsapp.call_of(whatsapp.message(1) | image))
        whatsapp.deliver(
            whatsapp.call_of(whatsapp.message(2) | {"type": "image", "image": image["image"] | {"caption": "een mes"}})
        )
        whatsapp.deliver(
            whatsapp.call_of(
                whatsapp.message(3) | {"type": "location", "location": {"latitude": 52.1, "longitude": 4.3}}
            )
        )
        await soon(lambda: [len(whatsapp.heard(person)) for person in (1, 2, 3)] == [2, 4, 2])
    assert whatsapp.heard(1)[0].startswith("Ik kan alleen tekst lezen") and SITE in whatsapp.heard(1)[1]
    assert whatsapp.heard(2)[0].startswith("Alarmnummer: 112")
    assert whatsapp.heard(3)[0].startswith("Ik heb je plek niet bekeken")
    assert [said for _, said in bot.heard] == ["een mes"]


@pytest.mark.asyncio
async def test_who_takes_a_message_back_is_forgotten(whatsapp, fast):
    async with served(whatsapp) as (_, bot, _log):
        whatsapp.write(1, "hallo")
        await soon(lambda: len(whatsapp.heard(1)) == 2)
        revoke = {"type": "revoke", "revoke": {"original_message_id": "wamid.1"}}
        whatsapp.deliver(whatsapp.call_of(whatsapp.message(1) | revoke))
        await soon(lambda: bot.forgotten)
    assert len(whatsapp.heard(1)) == 2


@pytest.mark.asyncio
async def test_a_long_answer_comes_in_parts_that_whatsapp_takes(whatsapp, fast):
    bot = FakeBot()
    menu = [{"title": f"Onderwerp {each}", "payload": f"/onderwerp_{each}"} for each in range(8)]

    async def long(*_):
        return Answer([{"text": "Een zin van zes woorden 😀. " * 400, "buttons": menu}], "wet_inhoud", 0.9)

    bot.answer = long
    async with served(whatsapp, bot=bot):
        whatsapp.write(1, "vertel")
        await soon(lambda: whatsapp.sent and whatsapp.sent[-1][2])
    assert whatsapp.complaints == [] and len(whatsapp.sent[-1][2]) == 8


def test_nothing_is_told_of_reading_or_writing():
    # Read receipts and the sign that somebody is typing are calls of their own, with a status or an action.
    for file in ("lantaarn/channels/whatsapp.py", "lantaarn/channels/messenger.py", "lantaarn/messaging/meta.py"):
        code = (PROJECT_ROOT / file).read_text(encoding="utf-8")
        assert not re.search(r"\"status\":|typing_|mark_seen|sender_action|\"read\"", code), file


def test_the_pace_stays_under_what_whatsapp_allows():
    # The messages that come in count for the 80 a second as well.
    assert Whatsapp.rate.a_second + Whatsapp.rate.burst <= 40
    assert Whatsapp.rate.a_second_each <= 1 / 6 and Whatsapp.rate.burst_each <= 45
