"""The tally of hand-offs: which lines an answer gave, and that nothing more than a month and a quarter of a day is
known."""

import asyncio
import datetime as dt
import threading
import time

import pytest
from sqlalchemy import inspect

from lantaarn.answers.danger_cards import danger_messages
from lantaarn.answers.emergency import fixed_messages
from lantaarn.assistant import Answer
from lantaarn.channels.reception import Reception
from lantaarn.channels.sessions import Session
from lantaarn.settings import Settings
from lantaarn.storage.database import HANDOFF_TALLY, TURNS, make_engine, make_tables, parse_url
from lantaarn.storage.handoff_tally import AMSTERDAM, HandoffTally, add_up, handed_over, known_lines
from lantaarn.storage.retention import delete_old
from lantaarn.storage.turn_log import TurnLog
from tests.channels.site import FakeAssistant
from tests.storage.test_turn_log import DAY, rows_of, turn, until, url  # noqa: F401

MORNING = dt.datetime(2026, 12, 1, 9, 30, tzinfo=AMSTERDAM)
MONTH = dt.date(2026, 12, 1)
LINES = known_lines(Settings().data / "facts")


class Calendar:
    """A clock that a test moves."""

    def __init__(self, now=MORNING):
        self.now = now

    def __call__(self):
        return self.now

    def day(self):
        return self.now.date()

    def pass_time(self, **time):
        self.now += dt.timedelta(**time)


@pytest.fixture
def calendar():
    return Calendar()


def started(url, calendar):  # noqa: F811
    """A log with its tables, counting by this clock."""
    log = TurnLog(url, day=calendar.day, rest=0.05, tally=HandoffTally(calendar))
    log.start()
    assert until(lambda: log._engine is not None)
    return log


@pytest.fixture
def log(url, calendar):  # noqa: F811
    made = started(url, calendar)
    yield made
    made.stop()


def row(line, count=1, band=1, channel="web", month=MONTH):
    return {"month": month, "band": band, "line": line, "channel": channel, "count": count}


def tallied(url):  # noqa: F811
    return rows_of(url, HANDOFF_TALLY)


def test_there_is_no_column_for_a_day_a_time_a_topic_or_a_conversation(url):  # noqa: F811
    engine = make_engine(url)
    make_tables(engine)
    columns = {c["name"]: str(c["type"]) for c in inspect(engine).get_columns("handoff_tally")}
    assert set(columns) == {"month", "band", "line", "channel", "count"}
    assert columns["month"] == "DATE"
    assert inspect(engine).get_pk_constraint("handoff_tally")["constrained_columns"] == [
        "month",
        "band",
        "line",
        "channel",
    ]


def test_the_sqlite_table_keeps_no_order_of_arrival(tmp_path):
    engine = make_engine(parse_url(f"sqlite:///{tmp_path}/beurten.db"))
    make_tables(engine)
    with engine.connect() as connection:
        made = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 'handoff_tally'").scalar()
    assert "WITHOUT ROWID" in made


@pytest.mark.parametrize(("hour", "band"), [(0, 0), (5, 0), (6, 1), (11, 1), (12, 2), (17, 2), (18, 3), (23, 3)])
def test_an_hour_becomes_a_quarter_of_a_day(calendar, hour, band):
    calendar.now = calendar.now.replace(hour=hour, minute=59)
    tally = HandoffTally(calendar)
    tally.count(["mma"], "web")
    assert tally.take() == [row("mma", band=band)]


def test_the_quarter_is_that_of_the_netherlands():
    tally = HandoffTally()
    before = dt.datetime.now(AMSTERDAM)
    tally.count(["mma"], "web")
    after = dt.datetime.now(AMSTERDAM)
    assert tally.take()[0]["band"] in {before.hour // 6, after.hour // 6}


def test_every_day_of_a_month_counts_as_its_first(calendar):
    tally = HandoffTally(calendar)
    for day in (3, 17, 31):
        calendar.now = calendar.now.replace(day=day)
        tally.count([], "web")
        counted = tally.count(["mma"], "web") + tally.take()
        assert [each["month"] for each in counted] == [MONTH]


def test_counts_of_one_line_add_up_and_the_rest_stands_apart(calendar):
    tally = HandoffTally(calendar)
    tally.count(["mma", "politie"], "web")
    tally.count(["mma"], "web")
    tally.count(["mma"], "telegram")
    assert tally.take() == [row("mma", channel="telegram"), row("mma", 2), row("politie")]
    assert tally.take() == []


def test_the_rows_are_not_in_the_order_in_which_lines_were_given(calendar):
    there, back = HandoffTally(calendar), HandoffTally(calendar)
    for line in ("politie", "alarm", "mma"):
        there.count([line], "web")
    for line in ("mma", "politie", "alarm"):
        back.count([line], "web")
    assert there.take() == back.take()


def test_nothing_is_written_before_the_day_is_over(log, url, calendar):  # noqa: F811
    for hour in range(10):
        log.note(turn(hour), ["mma"])
        calendar.pass_time(hours=1)
    assert until(lambda: len(rows_of(url)) == 10)
    assert tallied(url) == []


def test_the_first_turn_of_a_new_day_writes_what_the_day_before_counted(log, url, calendar):  # noqa: F811
    log.note(turn(1), ["mma"])
    log.note(turn(2), ["mma", "politie"])
    calendar.pass_time(days=1)
    log.note(turn(3, conversation=78))
    assert until(lambda: len(tallied(url)) == 2)
    assert tallied(url) == [row("mma", 2), row("politie")]


def test_what_the_first_turn_of_a_day_gives_itself_waits_for_the_next(log, url, calendar):  # noqa: F811
    log.note(turn(1), ["mma"])
    calendar.pass_time(days=1)
    log.note(turn(2), ["politie"])
    assert until(lambda: tallied(url) == [row("mma")])


def test_a_clean_stop_writes_and_a_new_start_adds(url, calendar):  # noqa: F811
    for conversation in (77, 78):
        log = started(url, calendar)
        for number in (1, 2):
            log.note(turn(number, conversation), ["mma"])
        log.stop()
    assert tallied(url) == [row("mma", 4)]


def test_a_process_that_dies_writes_nothing(url, calendar):  # noqa: F811
    log = started(url, calendar)
    log.note(turn(), ["mma"])
    assert until(lambda: rows_of(url) != [])
    # As when it is killed: no stop, no turn of another day.
    assert tallied(url) == []
    log._tally.take()
    log.stop()


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_the_tally_is_never_in_the_transaction_of_a_conversation(url, calendar):  # noqa: F811
    log = TurnLog(url, day=calendar.day)
    log._write([(TURNS, {**vars(turn()), "day": DAY}), (HANDOFF_TALLY, row("mma"))])
    with make_engine(url).connect() as connection:
        ((of_turn,),) = connection.exec_driver_sql("SELECT xmin::text FROM turns")
        ((of_tally,),) = connection.exec_driver_sql("SELECT xmin::text FROM handoff_tally")
    assert of_turn != of_tally


def test_many_answers_at_once_lose_nothing(calendar):
    tally = HandoffTally(calendar)
    threads = [threading.Thread(target=lambda: [tally.count(["mma"], "web") for _ in range(500)]) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert tally.take() == [row("mma", 4000)]


def test_a_month_goes_after_four_hundred_days(url):  # noqa: F811
    engine = make_engine(url)
    make_tables(engine)
    today = dt.date(2027, 1, 5)
    months = [dt.date(2025, 11, 1), dt.date(2025, 12, 1), dt.date(2026, 1, 1), dt.date(2027, 1, 1), dt.date(2030, 1, 1)]
    add_up(engine, [row("mma", month=month) for month in months])
    # 1 December 2025 is exactly 400 days ago; a month in the future comes from a clock that was wrong.
    assert delete_old(engine, today) == 3
    assert [each["month"] for each in tallied(url)] == [dt.date(2026, 1, 1), dt.date(2027, 1, 1)]


def test_a_database_of_before_the_tally_gets_the_table(tmp_path):
    address = parse_url(f"sqlite:///{tmp_path}/beurten.db")
    engine = make_engine(address)
    TURNS.create(engine)
    log = TurnLog(address, day=lambda: DAY)
    log.start()
    log.note(turn(), ["mma"])
    log.stop()
    assert len(rows_of(address)) == 1 and len(tallied(address)) == 1


def test_the_file_does_not_tell_when_the_tally_was_written(tmp_path, calendar):
    log = TurnLog(parse_url(f"sqlite:///{tmp_path}/map/beurten.db"), day=calendar.day, tally=HandoffTally(calendar))
    log.start()
    log.note(turn(), ["mma"])
    log.stop()
    midnight = dt.datetime.combine(calendar.day(), dt.time()).timestamp()
    assert {path.stat().st_mtime for path in tmp_path.rglob("*")} == {midnight}


def test_counting_costs_a_visitor_nothing(calendar):
    log = TurnLog(parse_url("sqlite:////proc/no/such/place.db"), day=calendar.day, tally=HandoffTally(calendar))
    messages = fixed_messages("victim", "pl")
    started = time.perf_counter()
    for number in range(500):
        log.note(turn(number), handed_over(messages, LINES))
    assert (time.perf_counter() - started) / 500 < 0.002


def test_the_lines_of_an_answer_are_counted_under_its_channel():
    given = []

    class Log:
        def note(self, turn, lines=()):
            given.append((turn.channel, lines))

    class Handing(FakeAssistant):
        async def answer(self, conversation, text):
            buttons = [{"title": "Bel 0800-7000", "url": "tel:08007000"}]
            return Answer(
                [{"text": "Meld het.", "buttons": buttons}], "handelen_anoniem", 0.9, step="utter_handelen_anoniem"
            )

    reception = Reception(Handing(), Log(), Settings(), "telegram", "model1", lambda text: None)
    asyncio.run(reception.reply(Session("inside", 0.0, turns=1), "waar meld ik dit", None))
    assert given == [("telegram", frozenset({"mma"}))]


def test_a_button_that_dials_is_a_hand_off_and_another_button_is_not():
    buttons = [
        {"title": "Bel 0800-7000", "url": "tel:08007000"},
        {"title": "Menu", "payload": "/gesprek_menu"},
        {"title": "Site", "url": "https://voorbeeld.nl/08002000"},
        {"title": "Bel", "url": "tel:"},
        {"title": "Bel", "url": "tel:0123456789"},
    ]
    assert handed_over([{"text": "", "buttons": buttons}], LINES) == {"mma"}


def test_a_card_of_a_line_without_a_number_is_a_hand_off_too():
    assert handed_over([{"text": "Chat met Fier: fier.nl/chat\n\nVoor: iedereen.", "buttons": []}], LINES) == {"fier"}


def test_a_number_in_the_middle_of_a_sentence_is_not():
    text = "Bel bij gevaar meteen 112. Meld Misdaad Anoniem heeft nummer 0800-7000, en CoMensha ook een."
    assert handed_over([{"text": text, "buttons": []}], LINES) == frozenset()
    assert handed_over([{"text": None, "buttons": None}, {}], LINES) == frozenset()


def test_every_line_is_found_on_its_own_card(book, handoffs):
    for line in book.helplines.values():
        contact = line.get("nummer") or line.get("website") or line.get("plek")
        assert handed_over([{"text": f"{line.name}: {contact}\n\nVoor: x.", "buttons": []}], LINES) == {line.id}


def test_a_number_of_two_countries_counts_for_the_line_that_is_named():
    button = {"title": "Bel 112", "url": "tel:112"}
    belgian = {"text": "Noodnummer (ziekenwagen en brandweer): 112", "buttons": [button]}
    assert handed_over([{"text": "Alarmnummer: 112", "buttons": [button]}], LINES) == {"alarm"}
    assert handed_over([belgian], LINES) == {"be_alarm"}
    assert handed_over([{"text": "", "buttons": [button]}], LINES) == {"alarm"}


@pytest.mark.parametrize("kind", ["112", "113", "minor", "victim", "refuse"])
def test_the_first_line_of_every_danger_answer_is_counted(handoffs, kind):
    lines = handed_over(fixed_messages(kind, "nl"), LINES)
    assert handoffs.for_danger(kind, None)[0].id in lines


def test_the_list_below_a_danger_answer_is_counted_as_well(handoffs):
    messages = danger_messages(handoffs, "victim", None)
    more = {line.id for land in ("NL", "BE") for line in handoffs.for_topic("persoonlijk_slachtoffer", land)}
    assert more <= handed_over(fixed_messages("victim", "nl"), LINES)
    assert len(messages) > 2 and len(more) > 3
