"""What each figure counts, against numbers that were added up by hand."""

import datetime as dt

import pytest

from figures.catalogue import FIGURES, show
from figures.query import DAY
from figures.subjects.paths import ARROWS, usual_minimum
from tests.figures.conftest import MONDAY, SUNDAY

pytestmark = pytest.mark.django_db(databases=["default", "turns"])
# Everything but the hand-offs, which come from the bot's own database.
OURS = [name for name in FIGURES if name != "doorverwijzingen"]


def columns(shown):
    """The table by heading, without its first column."""
    return {heading: [row[place] for row in shown.table.rows] for place, heading in enumerate(shown.table.headings)}


def test_weeks_add_up_their_days_and_channels(year, weeks, names):
    assert columns(FIGURES["gesprekken"](weeks(4), names))["Gesprekken"] == [7 * 27] * 4
    assert columns(FIGURES["gesprekken"](weeks(4, channel="telegram"), names))["Gesprekken"] == [7 * 7] * 4


def test_a_week_that_still_runs_counts_nowhere(year, add_counts, weeks, names):
    before = {name: FIGURES[name](weeks(8), names).table for name in OURS}
    add_counts(
        SUNDAY + dt.timedelta(days=1), gesprekken=900, beurten=900, onderwerp={"nieuw": 900}, geraakt={"nieuw": 900},
        gevaar={"113": 900}, zekerheid={"1": 900}, niet_begrepen=900, einde={"a": 900}, overgang={("a", "b"): 900},
    )  # fmt: skip
    assert {name: FIGURES[name](weeks(8), names).table for name in OURS} == before


def test_small_numbers_count_in_a_week(year, weeks, names):
    """One or two a day are never shown by day, but are part of the sum of a week."""
    assert columns(FIGURES["gevaar"](weeks(2), names)) == {
        "Week vanaf": ["16-11-2026", "23-11-2026"],
        "minor": [28, 28],
        "112": [14, 14],
    }


def test_a_few_in_danger_are_hidden_in_a_week_too(add_counts, weeks, names):
    add_counts(MONDAY - dt.timedelta(days=7), gesprekken=90, gevaar={"112": 9, "113": 4})
    add_counts(MONDAY, gesprekken=90, gevaar={"112": 8})
    found = FIGURES["gevaar"](weeks(2), names)
    assert columns(found) == {"Week vanaf": ["16-11-2026", "23-11-2026"], "112": [9, 8], "113": [None, 0]}
    assert "4" not in found.alt.split("‘113’")[1]


def test_a_channel_less_than_all_tells_of_no_few_in_danger(add_counts, weeks, names):
    add_counts(MONDAY, gesprekken=90, gevaar={"112": 9, "113": 20})
    add_counts(MONDAY, "telegram", gesprekken=9, gevaar={"112": 2, "113": 5})
    add_counts(MONDAY, "signal", gesprekken=9)
    shown = {
        channel: columns(FIGURES["gevaar"](weeks(1, channel=channel), names)) for channel in ("", "web", "telegram", "signal")
    }
    assert {channel: found["112"] for channel, found in shown.items()} == {
        "": [11],
        "web": [None],
        "telegram": [None],
        "signal": [None],
    }
    assert {channel: found["113"] for channel, found in shown.items()} == {
        "": [25],
        "web": [20],
        "telegram": [5],
        "signal": [0],
    }


def test_only_few_in_danger_is_not_said_to_be_nothing(add_counts, weeks, names):
    add_counts(MONDAY, gesprekken=90, gevaar={"113": 2})
    for channel in ("", "web", "signal"):
        found = FIGURES["gevaar"](weeks(1, channel=channel), names)
        assert found.draw is None and "minder dan vijf" in found.empty and columns(found)["113"] == [None]


def test_danger_is_never_shown_by_day(year, weeks, names):
    assert FIGURES["gevaar"](weeks(2, per=DAY), names).table == FIGURES["gevaar"](weeks(2), names).table


def test_the_most_frequent_topics_are_shown_or_those_that_were_chosen(year, weeks, names):
    assert list(columns(FIGURES["onderwerpen"](weeks(1), names)))[1:] == [
        "wet_inhoud",
        "handelen_stappen",
        "nlu_fallback",
    ]
    assert list(columns(FIGURES["onderwerpen"](weeks(1, topics=("nlu_fallback",)), names)))[1:] == ["nlu_fallback"]


def test_by_day_a_topic_needs_five_conversations_not_five_turns(add_counts, weeks, names):
    for day in range(7):
        add_counts(
            MONDAY + dt.timedelta(days=day),
            gesprekken=30,
            onderwerp={"vaak": 9},
            geraakt={"vaak": 4 if day == 2 else 6},
        )
    assert columns(FIGURES["onderwerpen"](weeks(1, per=DAY), names))["vaak"] == [9, 9, None, None, 9, 9, 9]


def test_by_day_everything_of_a_quiet_day_is_hidden(add_counts, weeks, names):
    for day in range(7):
        many = 4 if day == 5 else 40
        add_counts(
            MONDAY + dt.timedelta(days=day),
            gesprekken=many,
            beurten=3 * many,
            niet_begrepen=7,
            geraakt={"nlu_fallback": min(many, 6)},
        )
    assert columns(FIGURES["gesprekken"](weeks(1, per=DAY), names))["Gesprekken"] == [40, 40, 40, 40, 40, None, None]
    missed = columns(FIGURES["niet-begrepen"](weeks(1, per=DAY), names))
    assert missed["Niet begrepen"] == [7, 7, 7, 7, 7, None, None] and missed["Beurten"][5:] == [None, None]
    assert missed["Aandeel (%)"][5:] == ["–", "–"]


def test_the_share_that_was_not_understood(year, weeks, names):
    found = columns(FIGURES["niet-begrepen"](weeks(1), names))
    assert (found["Beurten"], found["Niet begrepen"]) == ([7 * 81], [7 * 12])
    assert found["Aandeel (%)"][0] == pytest.approx(100 * 12 / 81)
    assert found["Laagst (%)"][0] < found["Aandeel (%)"][0] < found["Hoogst (%)"][0]


def test_the_spread_of_confidence(year, weeks, names):
    found = columns(FIGURES["zekerheid"](weeks(1), names))
    assert found["Beurten"] == [0, 0, 0, 7 * 12, 0, 0, 0, 0, 7 * 27, 0, 7 * 25]
    assert sum(found["Aandeel (%)"]) == pytest.approx(100)


def test_the_median_of_each_week(year, weeks, names):
    found = columns(FIGURES["zekerheid-in-de-tijd"](weeks(2, per=DAY), names))
    # 84 of 448 are three, 189 eight: the 224th lies 140/189 into eight.
    assert found["Mediaan"] == pytest.approx([7.5 + 140 / 189] * 2)
    assert found["Beurten"] == [448, 448]


def test_all_topics_as_a_share_of_turns(year, weeks, names):
    found = FIGURES["alle-onderwerpen"](weeks(1), names).table.rows
    assert [row[:2] for row in found] == [("wet_inhoud", 189), ("handelen_stappen", 175), ("nlu_fallback", 84)]
    assert found[0][2] == pytest.approx(100 * 27 / 81)


def test_endings_as_a_share_of_conversations(year, weeks, names):
    found = FIGURES["einde"](weeks(1), names).table.rows
    assert [row[:2] for row in found] == [("wet_inhoud", 7 * 17), ("handelen_stappen", 56), ("action_forget", 14)]
    assert found[0][2] == pytest.approx(100 * 17 / 27)


def test_paths_from_a_minimum(year, weeks, names):
    found = FIGURES["paden"](weeks(1), names).table.rows
    assert [row[:3] for row in found] == [
        ("Begin van het gesprek", "wet_inhoud", 189),
        ("handelen_stappen", "Einde van het gesprek", 189),
        ("wet_inhoud", "handelen_stappen", 175),
    ]
    assert len(FIGURES["paden"](weeks(1, minimum=180), names).table.rows) == 2
    assert FIGURES["paden"](weeks(1, minimum=5000), names).table is None


def test_paths_of_chosen_topics_keep_their_share_of_all(year, weeks, names):
    (row,) = FIGURES["paden"](weeks(1, topics=("wet_inhoud",), minimum=180), names).table.rows
    assert row[1:4] == ("wet_inhoud", 189, 100)


def test_without_a_minimum_few_arrows_are_left_and_never_rare_ones():
    many = [("a", f"t{number}", 100 - number) for number in range(60)]
    assert len([arrow for arrow in many if arrow[2] >= usual_minimum(many)]) == ARROWS
    assert usual_minimum(many[:3]) == 5
    assert usual_minimum([("a", f"t{number}", 1) for number in range(60)]) == 5
    same = [("a", f"t{number}", 9) for number in range(60)]
    assert usual_minimum(same) == 9


def test_a_chat_that_began_later_has_no_weeks_of_nothing_before(add_counts, weeks, names):
    add_counts(MONDAY - dt.timedelta(days=5), gesprekken=8)
    add_counts(MONDAY, gesprekken=9)
    assert columns(FIGURES["gesprekken"](weeks(13), names)) == {
        "Week vanaf": ["16-11-2026", "23-11-2026"],
        "Gesprekken": [8, 9],
    }


@pytest.mark.parametrize("name", OURS)
def test_nothing_counted_says_what_to_do(add_counts, weeks, names, name):
    add_counts(SUNDAY - dt.timedelta(weeks=40), gesprekken=8)
    found = FIGURES[name](weeks(2), names)
    assert "Kies een" in found.empty and found.table is None and found.draw is None


def test_odd_keys_break_nothing(add_counts, weeks, names):
    add_counts(
        SUNDAY,
        gesprekken=6,
        zekerheid={"": 3, "elf": 2, "11": 1, "7": 4, "²": 1},
        beurten=6,
        onderwerp={"x" * 80: 6},
        overgang={("", ""): 9},
    )
    assert columns(FIGURES["zekerheid"](weeks(1), names))["Beurten"][7] == 4
    assert all(FIGURES[name](weeks(1), names) for name in OURS)


@pytest.mark.parametrize("name", OURS)
def test_each_picture_has_a_sentence_that_says_what_is_seen(year, weeks, names, name):
    found = FIGURES[name](weeks(4), names)
    assert found.alt.endswith(".") and len(found.alt) > 60 and any(letter.isdigit() for letter in found.alt)


def test_a_figure_is_made_again_only_when_a_day_of_it_was_counted_anew(
    year, add_counts, weeks, names, django_assert_num_queries
):
    first = show("gesprekken", weeks(4), names)
    with django_assert_num_queries(1):
        assert show("gesprekken", weeks(4), names) is first
    add_counts(SUNDAY + dt.timedelta(days=1), gesprekken=9)
    assert show("gesprekken", weeks(4), names) is first
    add_counts(SUNDAY, "whatsapp", gesprekken=1)
    assert show("gesprekken", weeks(4), names).table.rows[-1][1] == 7 * 27 + 1
