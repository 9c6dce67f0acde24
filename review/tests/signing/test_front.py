"""What the front page says about signing, and to whom."""

import pytest
from django.test import RequestFactory

from signing import front
from staff.roles import May
from tests.signing.conftest import ANSWER, DANGER

pytestmark = pytest.mark.django_db


@pytest.fixture
def noticed():
    def ask(user):
        request = RequestFactory().get("/")
        request.user = user
        return front.notices(request)

    return ask


def test_unsigned_danger_and_serious_items_are_urgent_for_everybody(book, noticed, anna, built_book):
    items = built_book["onderdelen"].values()
    danger = sum(item["vier_ogen"] for item in items)
    serious = sum(item["ernstig"] and not item["vier_ogen"] for item in items)
    found = noticed(anna)
    assert [(n.sentence, n.urgent, n.needs) for n in found] == [
        (f"{danger} onderdelen over gevaar zijn nog niet door twee mensen ondertekend.", True, May.READ),
        (f"{serious} andere ernstige onderdelen zijn nog niet ondertekend.", True, May.READ),
    ]
    assert [n.address for n in found] == [
        "/ondertekenen/?stand=open&ernst=gevaar",
        "/ondertekenen/?stand=open&ernst=ernstig",
    ]


def test_half_signed_items_wait_for_the_other_one_only(signs, noticed, anna, bert):
    signs(DANGER, anna)
    (notice,) = [n for n in noticed(bert) if "tweede handtekening" in n.sentence]
    assert notice.sentence == "1 onderdeel wacht op een tweede handtekening. Jij kunt die zetten."
    assert notice.needs is May.SIGN
    assert not any("tweede handtekening" in n.sentence for n in noticed(anna))


def test_items_that_changed_are_told_to_who_signs(signs, noticed, anna, change_item):
    signs(ANSWER, anna)
    change_item(ANSWER, tekst="Anders.")
    (notice,) = [n for n in noticed(anna) if "veranderd" in n.sentence]
    assert notice.sentence == "1 onderdeel is veranderd nadat iemand tekende. Lees wat er anders is."
    assert (notice.needs, notice.address) == (May.SIGN, "/ondertekenen/?stand=gewijzigd")


def test_nothing_is_said_when_all_is_signed(signs, noticed, anna, bert, built_book):
    for name, item in built_book["onderdelen"].items():
        if item["ernstig"]:
            signs(name, *([anna, bert] if item["vier_ogen"] else [anna]))
    assert noticed(anna) == []


def test_without_a_flow_book_this_part_says_nothing(here, tmp_path, noticed, anna):
    here(flow_book=tmp_path / "nergens.json")
    assert noticed(anna) == []
