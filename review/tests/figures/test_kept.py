"""What was made before is kept, for as long as there is room."""

import pytest

from figures.kept import Kept


def test_the_oldest_that_nobody_asked_for_goes():
    store = Kept(most=2)
    store.get("a", lambda: "a")
    store.get("b", lambda: "b")
    store.get("a", lambda: pytest.fail("was kept"))
    store.get("c", lambda: "c")
    assert store.get("b", lambda: "made again") == "made again"


def test_what_failed_is_not_kept():
    store = Kept()
    with pytest.raises(ZeroDivisionError):
        store.get("a", lambda: 1 / 0)
    assert store.get("a", lambda: 3) == 3
