import json
import logging

import pytest

from lantaarn.answers.emergency import fixed_messages
from lantaarn.channels.flood import starts_with_zeros
from lantaarn.channels.headers import UNWANTED, security_headers
from lantaarn.channels.padding import SMALLEST
from tests.channels.site import FakeAssistant, FakeTurnLog, at_site, responses

SECURITY_HEADERS = security_headers()
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
    assert (response.status, response.json) == (status, {"klaar": status == 200, "opslag": "goed"})


def test_ready_tells_that_nothing_is_written_and_the_chat_stays_open():
    turn_log = FakeTurnLog()
    turn_log.healthy = False
    (response,) = responses({"path": "/ready", "method": "GET"}, turn_log=turn_log)
    assert (response.status, response.json) == (200, {"klaar": True, "opslag": "hapert"})


@pytest.mark.parametrize("request_", [{"path": "/", "method": "GET"}, {"path": "/niets", "method": "GET"},
    {"path": "/privacy", "method": "GET"}, {"path": "/lantaarn.js", "method": "GET"}, {"path": "/pagina.css", "method": "GET"},
    {"path": "/ready", "method": "GET"}, {"tekst": "a"}, {"data": "{"}, {"tekst": "a" * 20_000},
    {"path": "/api/wis"}, {"path": "/api/bericht", "method": "GET"}], ids=lambda r: str(r)[:40])  # fmt: skip
def test_every_response_carries_the_security_headers(request_):
    (response,) = responses(request_)
    assert {name: response.headers.get(name) for name in SECURITY_HEADERS} == SECURITY_HEADERS
    assert not set(UNWANTED) & set(response.headers)


def test_the_policy_names_no_unsafe_source_and_no_other_site():
    policy = SECURITY_HEADERS["Content-Security-Policy"]
    assert "unsafe" not in policy and "http" not in policy and "*" not in policy
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy


def test_only_the_sites_of_the_settings_may_show_the_chat_in_a_frame():
    (response,) = responses({"path": "/", "method": "GET"}, embedders=("https://www.voorbeeld.nl",))
    assert "frame-ancestors https://www.voorbeeld.nl" in response.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in response.headers


def test_answers_and_errors_have_one_of_few_sizes():
    got = responses({"tekst": "a"}, {"tekst": "b" * 900}, {"data": "{"}, {"knop": "/restart"}, {"path": "/api/wis"},
                    {"path": "/ready", "method": "GET"}, {"path": "/niets", "method": "GET"})  # fmt: skip
    assert {len(response.raw.encode()) for response in got} == {SMALLEST}
    assert "no-transform" in got[0].headers["Cache-Control"]


def test_erasing_tells_the_browser_to_clear_what_it_has():
    (response,) = responses({"path": "/api/wis"})
    assert "storage" in response.headers["Clear-Site-Data"]


def test_the_privacy_page_is_served():
    (response,) = responses({"path": "/privacy", "method": "GET"})
    assert response.status == 200
    assert "<h1>" in response.raw and "<script" not in response.raw


def test_a_turn_is_counted_without_its_words():
    turn_log = FakeTurnLog()

    async def talk(send, assistant):
        session = (await send(tekst=CANARY)).headers["X-Sessie"]
        await send(knop="/gesprek_menu", session=session)
        first, second = turn_log.turns
        assert (first.turn, second.turn) == (1, 2)
        assert first.conversation == second.conversation
        assert (first.topic, first.confidence, first.channel, first.model) == ("wet_inhoud", 9, "web", "model1")
        kept = str(vars(first)) + str(vars(second))
        assert CANARY not in kept and session not in kept and assistant.heard[0][0] not in kept

    at_site(talk, turn_log=turn_log)


def test_two_conversations_are_counted_under_numbers_that_have_nothing_in_common():
    turn_log = FakeTurnLog()
    responses({"tekst": "a"}, {"tekst": "b"}, turn_log=turn_log)
    first, second = (turn.conversation for turn in turn_log.turns)
    assert first != second


def test_under_load_a_newcomer_solves_a_sum_first_and_others_do_not():
    async def talk(send, _):
        session = (await send(tekst="een")).headers["X-Sessie"]
        asked = await send(tekst="twee")
        assert (asked.status, sorted(asked.json)) == (428, ["fout", "som"])
        assert (await send(tekst="drie", session=session)).status == 200
        salt = asked.json["som"]["zout"]
        answer = next(str(n) for n in range(1 << 20) if starts_with_zeros(salt, str(n), asked.json["som"]["nullen"]))
        assert (await send(tekst="twee", som=salt, uitkomst="niet goed")).status == 428
        assert (await send(tekst="twee", som=salt, uitkomst=answer)).status == 200
        assert (await send(tekst="nog eens", som=salt, uitkomst=answer)).status == 428

    at_site(talk, new_conversations_per_minute=1)


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
