"""The log: what gets into it, who reads it, and that a failure to write is never silent."""

import csv
import datetime as dt
import io
import re

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from staff import audit
from staff.access import OPEN, OWN_ACCOUNT
from staff.days import FIRST, LAST, OUTSIDE
from staff.entries import PER_PAGE
from staff.models import Entry
from staff.roles import May
from staff.titles import EVENTS, PAGES, outcome, title
from tests.staff.conftest import code_now
from tests.test_access import patterns

pytestmark = pytest.mark.django_db(databases=["default", "turns"])


def rows(answer):
    """The cells of the table on a page of the log, without the head."""
    found = re.findall(r"<tr>(.*?)</tr>", answer.content.decode(), re.DOTALL)
    return [
        [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<td.*?>(.*?)</td>", row, re.DOTALL)]
        for row in found[1:]
    ]


# What gets in.


def test_signing_in_and_out_and_failing(client, make_user, post_login, log_of):
    make_user("lea", "lezer")
    post_login(Client(), "lea", "verkeerd")
    post_login(client, "lea")
    client.post("/account/twee-stappen/authenticate/", {"code": "000000"})
    client.post("/account/twee-stappen/authenticate/", {"code": code_now()})
    client.post("/account/logout/")
    assert [page for page, _, _ in log_of("lea")] == [
        "event:sign_in_failed",
        "event:code_failed",
        "event:signed_in",
        "event:signed_out",
    ]


def test_of_a_name_that_does_not_exist_nothing_is_kept(client, post_login):
    post_login(client, "mijn-wachtwoord-per-ongeluk", "x")
    entry = Entry.objects.get()
    assert (entry.page, entry.name, entry.subject, entry.who) == ("event:sign_in_failed", "", "", None)


def test_looking_changing_and_being_refused(administrator, sign_in, make_user, log_of):
    bram = make_user("bram", "lezer")
    administrator.get("/medewerkers/")
    administrator.post(f"/medewerkers/{bram.pk}/", {"wat": "uit"})
    sign_in("lezer", name="lea").get("/logboek/")
    assert ("staff:people", "", False) in log_of("anna")
    assert ("staff:person", "bram: account uitgezet", True) in log_of("anna")
    assert Entry.objects.get(name="lea", page="staff:log").status == 403


def test_changes_to_ones_own_account(sign_in, confirm, log_of, django_capture_on_commit_callbacks):
    client = confirm(sign_in("lezer", name="lea"))
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/account/twee-stappen/recovery-codes/generate/")
    client.post(
        "/account/password/change/",
        {"oldpassword": "een lang wachtwoord", "password1": "drie blauwe fietsen", "password2": "drie blauwe fietsen"},
    )
    assert [entry for entry in log_of("lea") if entry[2]] == [
        ("event:codes_renewed", "", True),
        ("event:password_changed", "", True),
    ]


def test_parts_of_pages_and_the_watchman_are_left_out(sign_in, client):
    client.get("/leeft/")
    client.get("/account/login/")
    assert not Entry.objects.exists()


def test_every_page_and_event_has_words():
    ours = {
        name
        for name, pattern in patterns()
        if ":" in name and name not in OPEN and isinstance(getattr(pattern.callback, "needs", None), May)
    }
    logged = {name for name, pattern in patterns() if name in ours and pattern.callback.logged}
    assert sorted(logged - set(PAGES)) == []
    assert sorted(set(PAGES) - ours) == []
    assert all(title(name) != "Je account" for name in ours)
    assert {title(name) for name in OWN_ACCOUNT} == {"Je account"}


def test_every_event_that_the_code_writes_has_words():
    from pathlib import Path

    import staff

    source = "".join(path.read_text(encoding="utf-8") for path in Path(staff.__file__).parent.rglob("*.py"))
    assert set(re.findall(r'"(event:\w+)"', source)) == set(EVENTS)


def test_an_outcome_is_named_only_where_something_went_differently():
    assert [outcome(status) for status in (200, 302, 403, 404, 405, 429, 500)] == [
        "",
        "",
        "geweigerd",
        "niet gevonden",
        "kon niet",
        "te vaak geprobeerd",
        "ging mis",
    ]


# Reading.


@pytest.fixture
def filled(administrator, make_user):
    """A log of two people over two days: (anna's browser, bram)."""
    Entry.objects.all().delete()
    bram = make_user("bram", "lezer")
    day = timezone.make_aware(dt.datetime(2026, 11, 3, 23, 59))
    for number in range(60):
        entry = Entry.write(bram, "turns:index", f"gesprek {number}", number % 20 == 0, 200)
        Entry.objects.filter(pk=entry.pk).update(when=day)
    entry = Entry.write(bram, "staff:front", "", False, 200)
    Entry.objects.filter(pk=entry.pk).update(when=day + dt.timedelta(minutes=2))
    Entry.write(None, "event:sign_in_failed", "", False, 403)
    return administrator


def test_the_newest_fifty_first_and_then_the_rest(filled):
    first = filled.get("/logboek/")
    assert len(rows(first)) == PER_PAGE
    assert rows(first)[0][1:] == ["onbekend", EVENTS["event:sign_in_failed"], "", "geweigerd"]
    older = re.search(r'href="\?(voor=\d+)">Oudere', first.content.decode()).group(1)
    second = filled.get(f"/logboek/?{older}")
    shown = [row[3] for row in rows(first) + rows(second) if row[3].startswith("gesprek")]
    assert shown == [f"gesprek {number}" for number in reversed(range(60))]
    assert "Oudere regels</a>" not in second.content.decode() and "Naar de nieuwste" in second.content.decode()


def test_filters_by_person_day_and_change_keep_while_turning_pages(filled):
    assert {row[1] for row in rows(filled.get("/logboek/?wie=bram"))} == {"bram"}
    assert [row[2] for row in rows(filled.get("/logboek/?dag=2026-11-04"))] == ["Beginpagina"]
    assert len(rows(filled.get("/logboek/?wie=bram&dag=2026-11-03&veranderd=on"))) == 3
    page = filled.get("/logboek/?wie=bram&dag=2026-11-03").content.decode()
    assert re.search(r'href="\?wie=bram&amp;dag=2026-11-03&amp;voor=\d+"', page)
    assert '<option value="bram" selected>' in page and 'value="2026-11-03"' in page


@pytest.mark.parametrize(
    "query", ["wie=niemand", "dag=gisteren", "voor=-1", "voor=99999999999999999999999", "dag=2026-13-01"]
)
def test_a_wrong_filter_is_said(filled, query):
    answer = filled.get(f"/logboek/?{query}")
    assert answer.status_code == 200 and "klopt niet en telt niet mee" in answer.content.decode()


def test_an_empty_choice_says_what_to_do(filled):
    assert "Kies een andere dag" in filled.get("/logboek/?dag=2020-01-01").content.decode()


def test_the_file_has_the_same_choice_and_is_itself_in_the_log(filled):
    answer = filled.get("/logboek/regels.csv?wie=bram&veranderd=on")
    assert answer["Content-Type"] == "text/csv; charset=utf-8" and "logboek-" in answer["Content-Disposition"]
    lines = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig")), delimiter=";"))
    assert [line["waarover"] for line in lines] == ["gesprek 40", "gesprek 20", "gesprek 0"]
    assert lines[0] == {
        "tijdstip": "2026-11-03 23:59:00",
        "wie": "bram",
        "wat": title("turns:index"),
        "waarover": "gesprek 40",
        "soort": "veranderd",
        "uitkomst": "",
    }
    assert Entry.objects.filter(name="anna", page="staff:log_download").exists()


def test_no_cell_of_the_file_is_a_formula(filled, user_named):
    Entry.write(user_named("bram"), "turns:index", '=HYPERLINK("https://elders.nl")', False, 200)
    content = b"".join(filled.get("/logboek/regels.csv?wie=bram").streaming_content).decode("utf-8-sig")
    assert "\"'=HYPERLINK(" in content


def test_words_in_the_log_are_text_and_no_page(filled, user_named):
    Entry.write(user_named("bram"), "turns:index", "<script>x</script>", False, 200)
    assert "<script>x" not in filled.get("/logboek/").content.decode()


def test_everybody_sees_their_own_lines_and_nobody_elses(filled, user_named):
    client = Client()
    client.force_login(user_named("bram"))
    page = client.get("/wat-deed-ik/?wie=anna")
    assert len(rows(page)) == PER_PAGE and "anna" not in page.content.decode()
    assert rows(page)[0][1] == "Ingelogd"
    assert len(rows(client.get("/wat-deed-ik/?dag=2026-11-04"))) == 1


def test_a_page_of_the_log_takes_few_queries(filled, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        filled.get("/logboek/?wie=bram")


def test_after_a_year_an_entry_goes_when_somebody_signs_in(filled, sign_in):
    Entry.objects.filter(page="staff:front").update(when=timezone.now() - dt.timedelta(days=366))
    Entry.objects.filter(page="event:sign_in_failed").update(when=timezone.now() - dt.timedelta(days=364))
    Session.objects.create(session_key="x", session_data="", expire_date=timezone.now() - dt.timedelta(minutes=1))
    sign_in("lezer", name="lea")
    assert not Entry.objects.filter(page="staff:front").exists()
    assert Entry.objects.filter(page="event:sign_in_failed").exists()
    assert not Session.objects.filter(pk="x").exists() and filled.get("/").status_code == 200


def test_a_failure_to_tidy_keeps_nobody_out(monkeypatch, client, make_user, post_login, caplog):
    def fail():
        raise OperationalError("geheim-woord")

    monkeypatch.setattr(Entry, "forget_old", fail)
    make_user("lea", "lezer")
    post_login(client, "lea", code=code_now())
    assert client.get("/").status_code == 200 and "tidying failed" in caplog.text


def test_what_somebody_did_stays_when_the_account_goes(filled, user_named):
    user_named("bram").delete()
    assert rows(filled.get("/logboek/?dag=2026-11-04"))[0][1] == "bram"


# A log that cannot be written.


@pytest.fixture
def broken(monkeypatch):
    """Makes writing fail, or work again: ``broken(True)``."""
    real = Entry.write.__func__
    state = {"broken": False}

    def write(cls, *arguments):
        if state["broken"]:
            raise OperationalError("disk full: geheim-woord")
        return real(cls, *arguments)

    monkeypatch.setattr(Entry, "write", classmethod(write))
    monkeypatch.setattr(audit.gap, "count", 0)
    monkeypatch.setattr(audit.gap, "since", None)
    return lambda value: state.update(broken=value)


def test_a_page_is_shown_and_the_failure_is_said(administrator, broken, caplog, make_user):
    broken(True)
    bram = make_user("bram", "lezer")
    assert administrator.get("/medewerkers/").status_code == 200
    assert administrator.post(f"/medewerkers/{bram.pk}/", {"wat": "uit"}).status_code == 302
    assert caplog.text.count("log entry not written") == 2
    assert "ontbreken 2 regels" in administrator.get("/").content.decode()
    reader = Client()
    reader.force_login(make_user("carla", "lezer"))
    assert "ontbreken" not in reader.get("/").content.decode()


def test_the_log_itself_names_the_gap_once_it_works_again(administrator, broken, log_of):
    broken(True)
    for _ in range(3):
        administrator.get("/medewerkers/")
    assert audit.gap.count == 3
    broken(False)
    administrator.get("/medewerkers/")
    gap = Entry.objects.get(page="event:gap")
    assert gap.subject.startswith("3 regels, vanaf ") and gap.changed
    assert log_of("anna")[-1] == ("staff:people", "", False) and audit.gap.count == 0
    assert "ontbreken" not in administrator.get("/").content.decode()
    administrator.get("/medewerkers/")
    assert Entry.objects.filter(page="event:gap").count() == 1


def test_signing_in_works_while_the_log_fails(broken, make_user, client, post_login):
    broken(True)
    make_user("lea", "lezer")
    post_login(client, "lea", code=code_now())
    assert client.get("/").status_code == 200


# Days and signs that no page can do anything with.


@pytest.mark.parametrize("day", ["0001-01-01", "1999-12-31", "2101-01-01", "9999-12-31"])
@pytest.mark.parametrize("address", ["/logboek/", "/wat-deed-ik/", "/logboek/regels.csv"])
def test_a_day_around_which_nothing_can_be_counted_is_refused(administrator, address, day):
    answer = administrator.get(f"{address}?dag={day}")
    assert answer.status_code == 200
    if not answer.streaming:
        assert OUTSIDE in answer.content.decode() and "telt niet mee" in answer.content.decode()


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_list_of_conversations_has_the_same_days(sign_in, book, day):
    answer = sign_in("lezer").get(f"/gesprekken/?dag={day}")
    assert answer.status_code == 200 and OUTSIDE in answer.content.decode()


@pytest.mark.parametrize("day", [FIRST, LAST])
def test_the_first_and_last_day_can_be_counted_with(administrator, book, day):
    for address in ("/logboek/", "/wat-deed-ik/", "/gesprekken/"):
        answer = administrator.get(f"{address}?dag={day.isoformat()}")
        assert answer.status_code == 200 and OUTSIDE not in answer.content.decode(), address


@pytest.mark.parametrize(
    "address",
    [
        "/gesprekken/a%00/",
        "/ondertekenen/antwoord/%00/",
        "/stroomboek/onderwerp/%00/",
        "/tekst/?zoek=a%00",
        "/gesprekken/?na=2026-01-01.%00",
        "/start/1/x-%00/",
        "/%00",
    ],
)
def test_an_address_with_a_nul_is_refused_before_any_page(administrator, book, address, monkeypatch):
    monkeypatch.setattr(audit.gap, "count", 0)
    Entry.objects.all().delete()
    answer = administrator.get(address)
    assert answer.status_code == 400 and "<h1>Dit klopt niet</h1>" in answer.content.decode()
    assert "Content-Security-Policy" in answer.headers and answer["Cache-Control"] == "no-store"
    assert audit.gap.count == 0 and not Entry.objects.exists()
    # Twice encoded it is three ordinary signs.
    assert administrator.get("/tekst/?zoek=%2500").status_code == 403


def test_an_entry_is_not_lost_for_a_nul(administrator, user_named, monkeypatch):
    monkeypatch.setattr(audit.gap, "count", 0)
    audit.note(user_named("anna"), "flows:topic", "wet\0inhoud")
    audit.note(user_named("anna"), "flows:topic", {"topic": "\0"})
    assert audit.gap.count == 0
    assert list(Entry.objects.order_by("-pk").values_list("subject", flat=True)[:2]) == ["\ufffd", "wet\ufffdinhoud"]
