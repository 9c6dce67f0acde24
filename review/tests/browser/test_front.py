"""The front page in a real browser."""

import pytest


@pytest.mark.parametrize("role", ["lezer", "beheerder"])
def test_the_front_page_is_accessible_and_calls_nobody(page_as, accessible, book, role):
    page = page_as(role)
    page.get_by_role("heading", level=1).wait_for()
    accessible(page)
