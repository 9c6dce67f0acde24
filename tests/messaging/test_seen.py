from lantaarn.messaging.seen import KEPT, Seen


def test_an_update_is_known_for_a_day(clock):
    seen = Seen(clock)
    assert not seen.knows("telegram", "1")
    seen.note("telegram", "1")
    clock.pass_seconds(KEPT - 1)
    assert seen.knows("telegram", "1")
    clock.pass_seconds(1)
    assert not seen.knows("telegram", "1") and len(seen._times) == 0
    assert KEPT == 24 * 3600


def test_another_update_or_another_app_is_new():
    seen = Seen()
    seen.note("telegram", "11")
    assert not seen.knows("telegram", "10") and not seen.knows("telegram", "12") and not seen.knows("signal", "11")


def test_the_ids_themselves_are_not_kept():
    seen = Seen()
    seen.note("telegram", "4455667788")
    assert "4455667788" not in repr(vars(seen))
    other = Seen()
    other.note("telegram", "4455667788")
    assert set(seen._times) != set(other._times)


def test_no_more_are_remembered_than_a_cap():
    seen = Seen(most=3)
    for number in range(5):
        seen.note("telegram", str(number))
    assert [seen.knows("telegram", str(number)) for number in range(5)] == [False, False, True, True, True]
