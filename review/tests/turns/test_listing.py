"""Lists of conversations, and what nobody may find with them."""

import datetime as dt
from itertools import product

import pytest

from tests.conftest import TODAY
from turns.digest import digest
from turns.filters import NO_DANGER, Choice
from turns.groups import SMALLEST, period
from turns.listing import Listing, Place
from turns.models import Conversation, Topics

pytestmark = pytest.mark.django_db(databases=["default", "turns"])
DAY = dt.timedelta(days=1)
# A Wednesday in the last whole week.
THEN = TODAY - 6 * DAY


def walk(choice, number=7):
    """All (day, code) of a list, page by page."""
    listing, place, found = Listing(choice), None, []
    while rows := listing.after(place, number):
        assert len(rows) == number or not listing.after(Place(rows[-1][0].day, rows[-1][1].code))
        found += [(group.day, talk.code) for group, talk in rows]
        place = Place(*found[-1])
    return found


def codes(numbers):
    return set(Conversation.objects.filter(number__in=numbers).values_list("code", flat=True))


def traits(talk):
    """Everything of a conversation that can be filtered on, besides its channel."""
    topics = Topics.objects.filter(conversation=talk.number).values_list("topic", flat=True)
    ended = talk.last_topic or talk.last_step
    return {
        *(("topic", topic) for topic in topics),
        ("danger", talk.danger),
        ("missed", talk.missed > 0),
        ("ended", ended),
    }


CHOICES = [
    Choice(weeks, channel=channel, topic=topic, danger=danger, missed=missed, ended=ended)
    for weeks, channel, (topic, danger, missed, ended) in product(
        (1, 12),
        ("", "web", "telegram"),
        [
            ("", "", False, ""), ("wet_inhoud", "", False, ""), ("nieuw_onderwerp", "", False, ""),
            ("", "victim", False, ""), ("", NO_DANGER, False, ""), ("", "", True, ""),
            ("", "", False, "wet_doel"), ("", "", False, "utter_leeg"), ("wet_inhoud", NO_DANGER, True, ""),
        ],
    )
]  # fmt: skip


def test_five_that_are_alike_stand_under_their_day_and_four_do_not(add_talks):
    five = add_talks(5, ["wet_inhoud"], day=THEN)
    four = add_talks(4, ["wet_doel"], day=THEN + DAY)
    assert walk(Choice(), 50) == [(THEN, code) for code in sorted(codes(five))]
    add_talks(1, ["wet_doel"], day=THEN - DAY)
    listed = walk(Choice(), 50)
    assert [day for day, _ in listed] == [THEN] * 5 + [None] * 5
    assert codes(four) < {code for day, code in listed if day is None}


def test_four_altogether_are_not_shown_at_all(add_talks):
    for back in range(4):
        add_talks(1, ["wet_inhoud"], day=THEN - back * DAY, digested=False)
    digest()
    assert Listing(Choice(12)).without_day() is None
    assert walk(Choice(12)) == []


@pytest.mark.parametrize(
    "rare",
    [
        {"topics": ["wet_inhoud", "handelen_spoed", "wet_inhoud"]},
        {"topics": ["wet_inhoud"], "danger": "victim"},
        {"topics": ["wet_inhoud"], "channel": "telegram"},
        {"topics": ["nlu_fallback", "wet_inhoud"]},
        {"topics": ["wet_inhoud", "wet_doel"]},
    ],
)
def test_what_is_rare_on_its_day_never_stands_under_it_whatever_the_filter(add_talks, rare):
    """Else the filter that isolates it could be undone: the same conversation would stand under its day without a
    filter.
    """
    add_talks(20, ["wet_inhoud"], day=THEN, digested=False)
    [odd] = add_talks(1, rare.pop("topics"), day=THEN, digested=False, **rare)
    add_talks(6, ["wet_doel"], day=THEN - DAY)
    code = Conversation.objects.get(number=odd).code
    days = {day for choice in CHOICES for day, found in walk(choice, 50) if found == code}
    assert days <= {None}


def test_no_list_of_a_quiet_chat_shows_a_day_with_fewer_than_five_that_are_alike(some_turns):
    some_turns(500)
    digest()
    talks = {talk.code: (talk, traits(talk)) for talk in Conversation.objects.all()}
    seen = {code: day for choice in CHOICES for day, code in walk(choice, 50) if day}
    assert seen, "anders toetst dit niets"
    for code, day in seen.items():
        talk, own = talks[code]
        assert talk.day == day
        beside = [other for one, other in talks.values() if (one.day, one.channel) == (talk.day, talk.channel)]
        assert all(sum(trait in other for other in beside) >= SMALLEST for trait in own)


def test_every_list_holds_what_it_should_and_nothing_twice(some_turns):
    some_turns(300)
    digest()
    for choice in CHOICES:
        check_list(choice)


def check_list(choice):
    days = period(choice.weeks)
    fits = []
    for talk in Conversation.objects.filter(day__range=(days.start, days.last)):
        wanted = {"": talk.danger, NO_DANGER: ""}.get(choice.danger, choice.danger)
        if (
            choice.channel in ("", talk.channel)
            and (not choice.topic or ("topic", choice.topic) in traits(talk))
            and talk.danger == wanted
            and (not choice.missed or talk.missed)
            and choice.ended in ("", talk.last_topic or talk.last_step)
        ):
            fits.append(talk)
    per_day = {talk.day: [t.code for t in fits if t.day == talk.day and t.dated] for talk in fits}
    shown = {day: sorted(found) for day, found in per_day.items() if len(found) >= SMALLEST}
    dated = {code for found in shown.values() for code in found}
    others = sorted(talk.code for talk in fits if talk.day <= days.sunday and talk.code not in dated)
    expected = [(day, code) for day in sorted(shown, reverse=True) for code in shown[day]]
    expected += [(None, code) for code in others] if len(others) >= SMALLEST else []
    assert walk(choice) == expected
    if expected:
        listing = Listing(choice)
        back = listing.before(Place(*expected[-1]), len(expected))
        assert [(group.day, talk.code) for group, talk in back] == expected[:-1]
        assert {group.number for group, _ in back if group.day is None} <= {len(others)}


def test_the_running_week_adds_nothing_to_those_without_a_day(add_talks):
    add_talks(6, ["wet_inhoud"], day=THEN, channel="web", danger="victim", digested=False)
    add_talks(1, ["wet_doel"], day=TODAY)
    assert {day for day, _ in walk(Choice())} == {THEN}


def test_one_day_shows_that_day_or_nothing(add_talks):
    five = add_talks(5, ["wet_inhoud"], day=THEN, digested=False)
    add_talks(9, ["wet_inhoud", "wet_doel"], day=THEN - 30 * DAY, digested=False)
    add_talks(4, ["wet_doel"], day=THEN - DAY)
    assert walk(Choice(day=THEN)) == [(THEN, code) for code in sorted(codes(five))]
    assert len(walk(Choice(day=THEN - 30 * DAY))) == 9
    assert walk(Choice(day=THEN - DAY)) == []
    assert walk(Choice(day=TODAY + 400 * DAY)) == [] == walk(Choice(day=dt.date(1, 1, 1)))


def test_the_order_tells_nothing_of_the_order_of_arrival_or_of_numbers(add_talks):
    numbers = add_talks(40, ["wet_inhoud"], day=THEN)
    listed = [Conversation.objects.get(code=code).number for _, code in walk(Choice(), 50)]
    assert sorted(listed) == sorted(numbers) and listed != sorted(numbers)


def test_a_day_that_is_counted_anew_is_seen_at_once(add_talks):
    add_talks(5, ["wet_inhoud"], day=THEN)
    assert len(walk(Choice())) == 5
    add_talks(2, ["wet_inhoud"], day=THEN)
    assert len(walk(Choice())) == 7


@pytest.mark.parametrize("text", ["", "x", "2026-13-01.abc", "abc.def", "2026-11-25"])
def test_what_is_no_place_is_left_out(text):
    assert Place.read(text) is None


def test_a_place_is_read_as_it_was_written():
    for place in (Place(TODAY, "abc-_1"), Place(None, "abc")):
        assert Place.read(str(place)) == place
