import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantaarn.channels.sessions import Sessions
from lantaarn.settings import Settings

LIFETIME = 1800.0


@pytest.fixture
def sessions(clock):
    return Sessions(Settings(max_conversations=3, messages_per_minute=5, conversation_lifetime=LIFETIME), clock)


def test_an_id_has_at_least_128_random_bits(sessions):
    session_id, _ = sessions.open()
    raw = base64.urlsafe_b64decode(session_id + "=" * (-len(session_id) % 4))
    assert len(raw) * 8 >= 128


def test_the_id_inside_the_bot_has_at_least_128_bits_and_is_another_one(sessions):
    session_id, session = sessions.open()
    assert len(bytes.fromhex(session.conversation)) * 8 >= 128
    assert session.conversation not in session_id


def test_no_two_sessions_share_an_id():
    sessions = Sessions(Settings())
    opened = [sessions.open() for _ in range(500)]
    assert len({session_id for session_id, _ in opened}) == 500
    assert len({session.conversation for _, session in opened}) == 500


def test_the_holder_of_an_id_finds_the_session_back(sessions):
    session_id, session = sessions.open()
    assert sessions.find(session_id) is session


def test_a_session_can_be_opened_and_found_again_under_a_name_of_an_app(sessions):
    name, session = sessions.open("naam van vandaag")
    assert name == "naam van vandaag" and sessions.find(name) is session
    sessions.rename(name, "naam van morgen")
    assert sessions.find("naam van morgen") is session and sessions.find(name) is None
    sessions.rename("onbekend", "ook onbekend")
    assert sessions.find("ook onbekend") is None


@given(st.one_of(st.none(), st.text(max_size=300)))
def test_a_forged_id_gives_none(forged):
    sessions = Sessions(Settings())
    sessions.open()
    assert sessions.find(forged) is None


def test_an_id_that_differs_in_one_sign_gives_none(sessions):
    session_id, _ = sessions.open()
    other = ("a" if session_id[0] != "a" else "b") + session_id[1:]
    assert sessions.find(other) is None
    assert sessions.find(session_id + "=") is None
    assert sessions.find(session_id.swapcase()) is None


def test_the_conversation_id_opens_nothing(sessions):
    _, session = sessions.open()
    assert sessions.find(session.conversation) is None


def test_the_id_of_the_client_is_not_kept(sessions):
    session_id, _ = sessions.open()
    assert session_id not in repr(vars(sessions))


def test_a_forged_id_does_not_open_a_session(sessions):
    sessions.find("forged")
    assert len(sessions._sessions) == 0


def test_after_half_an_hour_of_silence_a_session_is_gone(sessions, clock):
    session_id, _ = sessions.open()
    clock.pass_seconds(LIFETIME)
    assert sessions.find(session_id) is None
    assert len(sessions._sessions) == 0


def test_a_session_that_is_used_lives_on(sessions, clock):
    session_id, session = sessions.open()
    for _ in range(3):
        clock.pass_seconds(LIFETIME - 1)
        assert sessions.find(session_id) is session


def test_beyond_the_cap_the_one_that_was_silent_longest_goes(sessions, clock):
    ids = []
    for _ in range(3):
        clock.pass_seconds(1)
        ids.append(sessions.open()[0])
    clock.pass_seconds(1)
    ids.append(sessions.open()[0])
    assert sessions.find(ids[0]) is None
    assert sessions.find(ids[3]) is not None


def test_as_many_sessions_as_allowed_live_side_by_side(sessions):
    ids = [sessions.open()[0] for _ in range(3)]
    assert [sessions.find(session_id) is not None for session_id in ids] == [True, True, True]


def test_a_closed_session_is_gone_and_given_back_once(sessions):
    session_id, session = sessions.open()
    assert sessions.close(session_id) is session
    assert sessions.find(session_id) is None
    assert sessions.close(session_id) is None


@pytest.mark.parametrize("forged", [None, "", "forged"])
def test_closing_what_does_not_exist_does_nothing(sessions, forged):
    session_id, session = sessions.open()
    assert sessions.close(forged) is None
    assert sessions.find(session_id) is session


def test_within_the_pace_everybody_may_speak_and_every_message_counts(sessions):
    _, session = sessions.open()
    assert [sessions.may_speak(session) for _ in range(5)] == [True] * 5
    assert session.turns == 5


def test_who_goes_too_fast_waits_and_that_message_does_not_count(sessions):
    _, session = sessions.open()
    for _ in range(5):
        sessions.may_speak(session)
    assert sessions.may_speak(session) is False
    assert session.turns == 5


def test_a_minute_later_one_may_speak_again(sessions, clock):
    _, session = sessions.open()
    for _ in range(5):
        sessions.may_speak(session)
    clock.pass_seconds(59)
    assert sessions.may_speak(session) is False
    clock.pass_seconds(2)
    assert sessions.may_speak(session) is True


def test_the_pace_of_one_visitor_does_not_slow_another(sessions):
    _, fast = sessions.open()
    _, other = sessions.open()
    for _ in range(6):
        sessions.may_speak(fast)
    assert sessions.may_speak(other) is True


def test_the_pace_remembers_no_more_moments_than_it_needs(sessions, clock):
    _, session = sessions.open()
    for _ in range(100):
        clock.pass_seconds(1)
        sessions.may_speak(session)
    assert len(session.recent) <= 5
