import csv
import datetime as dt
import io
import re

import pytest
from django.utils.html import strip_tags

from flows.fact_table import COLUMNS, FILTERS, chosen, write_csv

pytestmark = pytest.mark.django_db


def dated(**expiries):
    """Gives the named facts another last day, and no others a status that asks for attention."""

    def change(content):
        for fact in content["feiten"].values():
            fact.update(verloopt="2029-01-01", status="bevestigd")
        for name, day in expiries.items():
            content["feiten"][name]["verloopt"] = day

    return change


def test_the_first_to_expire_is_on_top(reader_of):
    facts = chosen(reader_of(dated(wet_doel="2027-02-01", wet_datum="2026-11-01")), "")
    assert [fact.name for fact in facts[:2]] == ["wet_datum", "wet_doel"]
    assert len(facts) == len(reader_of().book["feiten"])


@pytest.mark.parametrize(
    ("wanted", "names"), [("verlopen", ["wet_datum"]), ("binnenkort", ["wet_doel"]), ("controleren", ["wet_tekst"])]
)
def test_a_filter_leaves_only_what_it_says(reader_of, wanted, names):
    def change(content):
        dated(wet_datum="2026-11-30", wet_doel="2026-12-31")(content)
        content["feiten"]["wet_tekst"]["status"] = "te controleren"

    assert [fact.name for fact in chosen(reader_of(change), wanted)] == names


def test_an_unknown_filter_shows_everything(reader):
    assert chosen(reader, "onzin") == chosen(reader, "")


def test_the_file_has_a_row_a_fact_and_runs_nothing_in_a_spreadsheet(reader_of):
    def change(content):
        for name, value in zip(("wet_datum", "wet_doel", "wet_tekst"), ("=1+1", "+31 6", "@x"), strict=True):
            content["feiten"][name]["waarde"] = value
        content["feiten"]["wet_grens"]["bron"] = '-2;"komma", en\nregel'

    reader = reader_of(change)
    file = io.StringIO()
    write_csv(chosen(reader, ""), file)
    rows = {row[0]: row for row in csv.reader(io.StringIO(file.getvalue()))}
    assert len(rows) == len(reader.book["feiten"]) + 1 and tuple(rows["feit"]) == COLUMNS
    assert [rows[name][1] for name in ("wet_datum", "wet_doel", "wet_tekst")] == ["'=1+1", "'+31 6", "'@x"]
    assert rows["wet_grens"][2] == '\'-2;"komma", en\nregel'
    assert rows["alarm.nummer"][1] == "112" and dt.date.fromisoformat(rows["alarm.nummer"][5])


def test_the_page_and_its_file_show_the_same(sign_in, write_book, on_day):
    on_day(dt.date(2026, 12, 1))
    write_book(dated(wet_datum="2026-11-30"))
    reader = sign_in("lezer")
    page = reader.get("/stroomboek/feiten/?toon=verlopen").content.decode()
    file = reader.get("/stroomboek/feiten/feiten.csv?toon=verlopen")
    assert "1 januari 2022" in page and 'class="label ernstig">verlopen' in page
    assert file["Content-Type"] == "text/csv; charset=utf-8" and "feiten-2026-12-01.csv" in file["Content-Disposition"]
    assert [row.split(",")[0] for row in file.content.decode().splitlines()] == ["feit", "wet_datum"]


def test_a_value_says_whose_it_is(sign_in, book):
    rows = re.findall(
        r'<tr>(<th scope="row">.*?)</tr>', sign_in("lezer").get("/stroomboek/feiten/").content.decode(), re.DOTALL
    )
    shown = {tuple(strip_tags(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row)[:2]) for row in rows}
    assert {("113 Zelfmoordpreventie: nummer", "113"), ("Wet datum", "1 januari 2022")} <= shown


def test_a_line_that_the_book_does_not_have_keeps_its_own_name(reader_of):
    reader = reader_of(lambda content: content["feiten"].update({"oud.nummer": content["feiten"]["wet_datum"]}))
    assert reader.fact("oud.nummer").about == "oud: nummer"


@pytest.mark.parametrize("wanted", [name for name in FILTERS if name])
def test_an_empty_table_says_what_to_do(sign_in, write_book, on_day, wanted):
    on_day(dt.date(2026, 12, 1))
    write_book(dated())
    page = sign_in("lezer").get(f"/stroomboek/feiten/?toon={wanted}").content.decode()
    assert 'class="leeg"' in page and "Kijk" in page


def test_a_book_without_facts_says_what_to_do(sign_in, write_book):
    def change(content):
        for answer in content["antwoorden"].values():
            answer["feiten"] = []
        content["feiten"] = {}

    write_book(change)
    assert "make train" in sign_in("lezer").get("/stroomboek/feiten/").content.decode()


def test_an_expired_fact_says_so_on_its_own_page(sign_in, write_book, on_day):
    on_day(dt.date(2026, 12, 1))
    write_book(dated(wet_datum="2026-11-30", wet_doel="2026-12-02"))
    reader = sign_in("lezer")
    assert "Dit feit is verlopen" in reader.get("/stroomboek/feit/wet_datum/").content.decode()
    assert "verloopt over 1 dag." in reader.get("/stroomboek/feit/wet_doel/").content.decode()
