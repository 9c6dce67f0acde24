import datetime as dt

import pytest
from django.test import RequestFactory

from flows.book import BROKEN, NONE_YET, current_book
from flows.front import notices

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 12, 1)


@pytest.fixture
def told(write_book, on_day):
    """What the front page says of a changed book on a day: (sentence, urgent, address)."""

    def tell(change=lambda content: None, day=DAY):
        on_day(day)
        write_book(lambda content: (quiet(content), change(content)))
        return said()

    return tell


def said():
    return [(notice.sentence, notice.urgent, notice.address) for notice in notices(RequestFactory().get("/"))]


def quiet(content):
    content["dag"] = "2026-11-30"
    for each in [*content["feiten"].values(), *content["kaarten"].values()]:
        each.update(verloopt="2029-01-01", status="bevestigd")


def test_a_book_that_is_in_order_says_nothing(told):
    assert told() == []


def test_expired_facts_and_cards_are_urgent(told):
    def change(content):
        content["feiten"]["wet_datum"]["verloopt"] = "2026-11-30"
        content["kaarten"]["pl"]["verloopt"] = "2026-11-30"
        content["kaarten"]["ro"]["verloopt"] = "2026-11-30"

    sentence = "1 feit en 2 kaarten in een andere taal zijn verlopen."
    assert told(change) == [(sentence, True, "/stroomboek/feiten/?toon=verlopen")]


def test_one_fact_reads_as_one(told):
    def change(content):
        content["feiten"]["wet_datum"]["verloopt"] = "2026-12-01"

    assert told(change) == [("1 feit verloopt binnen 30 dagen.", False, "/stroomboek/feiten/?toon=binnenkort")]


def test_what_expires_after_thirty_days_is_not_mentioned_yet(told):
    def change(content):
        content["feiten"]["wet_datum"]["verloopt"] = "2027-01-01"

    assert told(change) == []
    assert told(change, day=dt.date(2026, 12, 2))


def test_what_is_still_to_be_checked_is_one_notice_with_the_number(told):
    def change(content):
        for name in ("wet_datum", "wet_doel"):
            content["feiten"][name]["status"] = "te controleren"
        content["kaarten"]["pl"]["status"] = "te controleren"

    sentence = "2 feiten en 1 kaart in een andere taal zijn nog te controleren."
    assert told(change) == [(sentence, False, "/stroomboek/feiten/?toon=controleren")]


def test_an_old_book_asks_for_a_new_one(told):
    assert told(day=dt.date(2027, 2, 28)) == []
    [(sentence, urgent, _)] = told(day=dt.date(2027, 3, 1))
    assert sentence.startswith("Het stroomboek is 91 dagen oud.") and not urgent


def test_a_broken_book_is_urgent_and_the_last_good_one_still_warns(told, write_book):
    def change(content):
        content["feiten"]["wet_datum"]["verloopt"] = "2026-11-30"

    told(change)
    current_book()
    write_book().write_text("{")
    found = said()
    assert found[0][:2] == (BROKEN, True)
    assert found[1][0] == "1 feit is verlopen."


def test_without_a_book_it_says_what_to_do(write_book):
    write_book().unlink()
    assert said() == [(NONE_YET, True, "/stroomboek/")]


def test_a_book_without_a_date_is_not_called_old(told):
    assert told(lambda content: content.update(dag="onbekend")) == []
