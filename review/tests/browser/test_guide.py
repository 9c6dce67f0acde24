"""The guide in a real browser."""

import pytest

from guide.pages import PAGES


@pytest.mark.parametrize("name", ["", *PAGES])
def test_the_guide_is_accessible(page_as, accessible, book, name):
    accessible(page_as("lezer", f"/uitleg/{name}/" if name else "/uitleg/"))
