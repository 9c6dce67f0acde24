"""The table of a figure, for a spreadsheet and on the page."""

import csv
import io

from figures.shown import Table

TABLE = Table(
    "Onderwerpen",
    ("Onderwerp", "Beurten", "Aandeel (%)"),
    (("Wat zegt de wet?", 12345, 8.0666), ("Ik ben jonger", None, "–")),
)


def read_back(table):
    text = table.as_csv().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def test_a_spreadsheet_reads_the_same_table():
    assert read_back(TABLE) == [
        ["Onderwerp", "Beurten", "Aandeel (%)"],
        ["Wat zegt de wet?", "12345", "8,1"],
        ["Ik ben jonger", "< 5", "–"],
    ]


def test_excel_is_told_that_it_is_utf_8():
    assert TABLE.as_csv().startswith(b"\xef\xbb\xbf")


def test_nothing_is_taken_for_a_formula():
    risky = ["=1+1", "+31", "-2", "@SUM(A1)", "\t=1", "\r=1"]
    rows = read_back(Table("x", ("=kop", "n"), tuple((text, 1) for text in risky)))
    assert all(row[0].startswith("'") for row in rows)


def test_separators_quotes_and_lines_stay_in_their_cell():
    odd = 'een; twee "drie"\nvier'
    assert read_back(Table("x", ("a", "b"), ((odd, 1),)))[1] == [odd, "1"]


def test_the_page_shows_dots_between_thousands_and_what_is_hidden():
    assert TABLE.body() == [
        [("Wat zegt de wet?", False), ("12.345", True), ("8,1", True)],
        [("Ik ben jonger", False), ("< 5", True), ("–", True)],
    ]
