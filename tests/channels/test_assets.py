"""The built page: what is in it, and what happens when it is not built."""

import json
import re

import pytest

from lantaarn.answers.numbers import help_numbers
from lantaarn.channels.assets import FILES, NotBuiltError, built_files
from lantaarn.settings import Settings
from tests.channels.site import responses

PAGE = Settings().page


def test_the_numbers_that_are_built_in_are_those_of_the_facts(book):
    numbers = help_numbers(book)
    built = json.loads((PAGE / "content.json").read_text(encoding="utf-8"))
    assert {each["land"]: [tuple(line) for line in each["lijnen"]] for each in built["nummers"]} == {
        country: [tuple(line) for line in lines] for country, lines in numbers.items()
    }
    dialled = {line.dialled for lines in numbers.values() for line in lines}
    assert {"112", "08007000", "113", "116000"} <= dialled
    assert set(re.findall(r'href="tel:(\d+)"', (PAGE / "index.html").read_text(encoding="utf-8"))) == dialled
    assert all(line.number in (PAGE / "lantaarn.js").read_text(encoding="utf-8") for lines in numbers.values() for line in lines)


def test_a_page_that_is_not_built_stops_the_start_with_what_to_do(tmp_path):
    with pytest.raises(NotBuiltError, match="make web"):
        built_files(Settings(root=tmp_path))


def test_every_address_of_the_page_answers():
    for address, got in zip(FILES, responses(*({"path": path, "method": "GET"} for path in FILES)), strict=True):
        assert got.status == 200, address
        assert "{{" not in got.raw


def test_the_way_out_is_the_one_of_the_settings():
    index, form, privacy = responses(
        *({"path": path, "method": "GET"} for path in ("/", "/zonder-script", "/privacy")), exit_site="https://www.voorbeeld.nl/weer"
    )
    assert 'uitgang="https://www.voorbeeld.nl/weer"' in index.raw
    assert all('href="https://www.voorbeeld.nl/weer"' in page.raw for page in (index, form, privacy))


def test_who_takes_no_gzip_gets_the_page_as_it_is():
    (got,) = responses({"path": "/lantaarn.js", "method": "GET", "headers": {"Accept-Encoding": "identity"}})
    assert "Content-Encoding" not in got.headers and "lantaarn-chat" in got.raw


def test_nothing_in_the_page_runs_or_styles_outside_the_policy():
    for name in FILES.values():
        if name.endswith(".html"):
            text = (PAGE / name).read_text(encoding="utf-8")
            assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:", text)
    assert not re.search(r"\binnerHTML\b|\bouterHTML\b|insertAdjacentHTML|document\.write|\beval\(", (PAGE / "lantaarn.js").read_text(encoding="utf-8"))
