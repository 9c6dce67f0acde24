import hashlib

from hypothesis import given, strategies as st

from lantaarn.messaging.identity import DAY, Identity
from lantaarn.messaging.told import Told

RAW = "31612345678"


def test_the_same_person_keeps_the_same_name_within_a_day(clock):
    identity = Identity(clock)
    before = identity.names("telegram", RAW)
    clock.pass_seconds(DAY - 1)
    assert identity.names("telegram", RAW) == before and len(before) == 1


def test_a_name_has_256_bits_and_nothing_of_the_raw_id_in_it():
    (name,) = Identity().names("telegram", RAW)
    assert len(bytes.fromhex(name)) == 32
    assert RAW not in name and name != hashlib.sha256(RAW.encode()).hexdigest()


def test_after_a_restart_everybody_has_another_name():
    assert Identity().names("telegram", RAW) != Identity().names("telegram", RAW)


def test_two_people_and_two_apps_have_different_names():
    identity = Identity()
    named = {identity.names(app, raw) for app in ("telegram", "signal") for raw in ("1", "2")}
    assert len(named) == 4


def test_app_and_id_cannot_be_mixed_up():
    identity = Identity()
    assert identity.names("a", "b1") != identity.names("ab", "1")


def test_a_day_later_the_new_name_comes_first_and_yesterdays_still_finds(clock):
    identity = Identity(clock)
    (first,) = identity.names("telegram", RAW)
    clock.pass_seconds(DAY)
    second = identity.names("telegram", RAW)
    assert second[1] == first != second[0]


def test_two_days_later_nothing_of_the_first_key_is_left(clock):
    identity = Identity(clock)
    (first,) = identity.names("telegram", RAW)
    for _ in range(2):
        clock.pass_seconds(DAY)
        identity.change_keys()
    assert first not in identity.names("telegram", RAW) and len(identity._keys) == 2


def test_after_two_days_of_silence_no_old_key_is_left_either(clock):
    identity = Identity(clock)
    (first,) = identity.names("telegram", RAW)
    clock.pass_seconds(2 * DAY)
    assert first not in identity.names("telegram", RAW) and len(identity._keys) == 1


@given(st.text(max_size=50), st.text(max_size=50))
def test_whatever_an_id_holds_it_gets_a_name(app, raw):
    assert len(Identity().names(app, raw)[0]) == 64


def test_something_is_told_once_a_day(clock):
    told = Told(clock)
    assert told.due(["a"], "notice") and not told.due(["a"], "notice")
    assert told.due(["b"], "notice") and told.due(["a"], "safer")
    clock.pass_seconds(DAY - 1)
    assert not told.due(["a"], "notice")
    clock.pass_seconds(1)
    assert told.due(["a"], "notice")


def test_what_was_told_under_yesterdays_name_counts(clock):
    told = Told(clock)
    told.due(["old"], "notice")
    assert not told.due(["new", "old"], "notice")


def test_what_is_forgotten_is_told_again():
    told = Told()
    told.due(["a"], "notice")
    told.forget(["new", "a"], "notice")
    assert told.due(["a"], "notice")


def test_no_more_is_remembered_than_a_day_and_a_cap(clock):
    told = Told(clock, most=3)
    for name in "abcde":
        told.due([name], "notice")
    assert len(told._times) == 3 and told.due(["a"], "notice")
    clock.pass_seconds(DAY)
    told.expire()
    assert len(told._times) == 0
