import json
import logging

import pytest

from lantaarn.answers.emergency import fixed_messages
from lantaarn.channels.headers import SECURITY_HEADERS
from tests.channels.site import FakeAssistant, at_site, responses

CANARY = "kanarie7731"
FORGED = "A" * 43


def assert_one_error(response, status):
    assert response.status == status
    assert list(response.json) == ["fout"]
    assert response.json["fout"]


def test_a_text_gets_an_answer_with_buttons():
    (response,) = responses({"tekst": "hallo é 你"})
    assert response.status == 200
    buttons = [{"title": "Menu", "payload": "/gesprek_menu"}]
    assert response.json == {"berichten": [{"text": "Je zei: hallo é 你", "buttons": buttons}], "nieuw": True, "gevaar": None}


def test_a_button_gets_an_answer():
    (response,) = responses({"knop": "/gesprek_menu"})
    assert response.json["berichten"] == [{"text": "Het menu", "buttons": []}]


def test_the_server_makes_the_session_id_and_finds_the_conversation_again():
    async def talk(send, assistant):
        first = await send(tekst="een")
        session = first.headers["X-Sessie"]
        second = await send(tekst="twee", session=session)
        assert (first.json["nieuw"], second.json["nieuw"]) == (True, False)
        assert second.headers["X-Sessie"] == session
        assert len(session) >= 43
        (a, _), (b, _) = assistant.heard
        assert a == b
        assert session not in a

    at_site(talk)


@pytest.mark.parametrize("forged", [FORGED, "", "ready", "x" * 5000, "' OR 1=1 --", "../../etc"])
def test_a_forged_session_id_gets_a_fresh_one(forged):
    async def talk(send, assistant):
        own = await send(tekst="een")
        other = await send(tekst="twee", session=forged)
        assert other.json["nieuw"] is True
        assert other.headers["X-Sessie"] not in ("", forged, own.headers["X-Sessie"])
        assert len({conversation for conversation, _ in assistant.heard}) == 2

    at_site(talk)


def test_the_conversation_inside_is_not_a_key_to_it():
    async def talk(send, assistant):
        await send(tekst="een")
        inside = assistant.heard[0][0]
        stolen = await send(tekst="twee", session=inside)
        assert stolen.json["nieuw"] is True
        assert assistant.heard[1][0] != inside

    at_site(talk)


@pytest.mark.parametrize("data", ["{", "tekst", "[]", '"tekst"', "1", b"\xff\xfe\x00", '{"tekst": }'])
def test_a_body_that_is_no_json_object_is_refused_with_one_error(data):
    assert_one_error(responses({"data": data})[0], 400)


@pytest.mark.parametrize("body", [{}, {"tekst": None}, {"tekst": 5}, {"tekst": ["a"]}, {"knop": {}}, {"anders": "x"}])
def test_without_text_and_button_the_request_is_refused(body):
    assert_one_error(responses({"data": json.dumps(body)})[0], 400)


def test_an_unknown_button_is_refused():
    assert_one_error(responses({"knop": "/restart"})[0], 400)


def test_a_body_over_the_limit_is_refused():
    (response,) = responses({"tekst": "a" * 20_000})
    assert_one_error(response, 413)


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/niets", 404), ("POST", "/webhooks/rest/webhook", 404)])
@pytest.mark.parametrize("extra", ["", "/conversations/x/tracker"])
def test_what_does_not_exist_is_a_json_404(method, path, status, extra):
    assert_one_error(responses({"method": method, "path": path + extra})[0], status)


def test_another_method_is_a_json_405():
    assert_one_error(responses({"method": "GET", "path": "/api/bericht"})[0], 405)


def test_a_session_that_hurries_is_slowed_down_and_another_is_not():
    async def talk(send, _):
        session = (await send(tekst="een")).headers["X-Sessie"]
        assert (await send(tekst="twee", session=session)).status == 200
        assert_one_error(await send(tekst="drie", session=session), 429)
        assert (await send(tekst="een")).status == 200

    at_site(talk, messages_per_minute=2)


def test_erasing_drops_conversation_and_session():
    async def talk(send, assistant):
        session = (await send(tekst="een")).headers["X-Sessie"]
        erased = await send("/api/wis", session=session)
        assert (erased.status, erased.json) == (200, {"gewist": True})
        assert assistant.forgotten == [assistant.heard[0][0]]
        assert (await send(tekst="twee", session=session)).json["nieuw"] is True

    at_site(talk)


def test_erasing_with_a_forged_id_erases_nobody():
    async def talk(send, assistant):
        await send(tekst="een")
        assert (await send("/api/wis", session=FORGED)).status == 200
        assert assistant.forgotten == []

    at_site(talk)


def test_asking_to_erase_ends_the_session():
    async def talk(send, assistant):
        assistant.topic = "gesprek_wissen"
        assert (await send(tekst="wis dit")).headers["X-Sessie"] == ""
        assert assistant.forgotten == [assistant.heard[0][0]]

    at_site(talk)


@pytest.mark.parametrize(
    ("change", "status"), [({}, 200), ({"failed": True}, 503), ({"topic": "wet_doel"}, 503)], ids=str
)
def test_ready_asks_a_real_question(change, status):
    assistant = FakeAssistant()
    vars(assistant).update(change)
    (response,) = responses({"path": "/ready", "method": "GET"}, assistant=assistant)
    assert (response.status, response.json) == (status, {"klaar": status == 200})


@pytest.mark.parametrize("request_", [{"path": "/", "method": "GET"}, {"path": "/niets", "method": "GET"},
    {"path": "/ready", "method": "GET"}, {"tekst": "a"}, {"data": "{"}, {"tekst": "a" * 20_000},
    {"path": "/api/wis"}, {"path": "/api/bericht", "method": "GET"}], ids=lambda r: str(r)[:40])  # fmt: skip
def test_every_response_carries_the_security_headers(request_):
    (response,) = responses(request_)
    assert {name: response.headers.get(name) for name in SECURITY_HEADERS} == SECURITY_HEADERS
    assert not {"Server", "Set-Cookie"} & set(response.headers)


def test_a_failure_is_a_json_500_without_words(caplog, capfd):
    assistant = FakeAssistant()
    assistant.error = RuntimeError(CANARY)
    with caplog.at_level(logging.DEBUG):
        (response,) = responses({"tekst": CANARY}, assistant=assistant)
    assert_one_error(response, 500)
    assert set(SECURITY_HEADERS) <= set(response.headers)
    ours = "".join(r.getMessage() for r in caplog.records if r.name.startswith("lantaarn"))
    assert CANARY not in response.raw + ours + "".join(capfd.readouterr())


def test_a_slow_assistant_gives_the_fixed_apology_with_lines_to_ring():
    assistant = FakeAssistant()
    assistant.delay = 30
    (response,) = responses({"tekst": "hallo"}, assistant=assistant, answer_timeout=0.1)
    assert response.status == 200
    assert response.json["berichten"] == fixed_messages(None, "nl")
    assert all(button["url"].startswith("tel:") for button in response.json["berichten"][0]["buttons"])
    assert response.json["berichten"][0]["buttons"]
