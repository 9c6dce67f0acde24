import io
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantaarn.evaluation.redaction import RedactionSetError, evaluate_redaction, is_gone, measure, read_set
from lantaarn.privacy.redaction import redact
from lantaarn.redact import help_numbers, redact_lines
from lantaarn.settings import Settings

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def numbers(book):
    return help_numbers(book)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("ahmed slaat haar", "[naam] slaat haar"),
        ("bel me op 06 12 34 56 78", "bel me op [telefoon]"),
        ("mail jan punt de vries apenstaartje gmail punt com", "mail [e-mail]"),
        ("mijn bsn is 111222333", "mijn bsn is [bsn]"),
        ("rijksregisternummer 85.07.30-033.28", "rijksregisternummer [rijksregisternummer]"),
        ("stort op NL91 ABNA 0417 1643 00", "stort op [iban]"),
        ("kenteken 12-abc-3", "kenteken [kenteken]"),
        ("ik woon op kerkstraat 12, 1012 AB", "ik woon op [adres], [postcode]"),
        ("mijn snap is lisaxx04", "mijn snap is [account]"),
        ("kom op https://t.me/+AbC", "kom op [link]"),
        ("geboren op 12 maart 1998", "geboren op [geboortedatum]"),
        ("we werken in hotel Neptunus in breda", "we werken in [plek]"),
    ],
)
def test_each_kind_is_named(numbers, text, masked):
    assert redact(text, numbers) == type(redact(""))(masked, True)


@pytest.mark.parametrize(
    "text",
    [
        "bel 112, 113, 0800-0113, 0900-8844, 0800-7000, 1712, 1813 of 101", "artikel 273g sinds 1 januari 2022", "ik ben 17",
        "hij vraagt 25.000 euro", "van 20.00 tot 04.00 in den haag", "kijk op 113.nl", "", "   ", "😕", "[naam]",
    ],
)  # fmt: skip
def test_what_is_not_personal_stays_as_typed(numbers, text):
    assert redact(text, numbers).text == text


def test_doubt_is_told():
    assert redact("ik wil naar huis").sure
    assert not redact("mijn code is 48213").sure
    assert not redact("ik zag de Qwaxolin gisteren").sure


@given(st.text())
def test_masking_never_fails(text):
    assert isinstance(redact(text).text, str)


def test_every_line_in_is_a_line_out():
    out = io.StringIO()
    assert redact_lines(Settings(), ["ahmed slaat haar\n", "\n", "bel 112\r\n", "laatste"], out) == 0
    assert out.getvalue() == "[naam] slaat haar\n\nbel 112\nlaatste\n"


def test_bytes_that_are_no_text_and_strange_line_ends_keep_the_lines():
    source = io.TextIOWrapper(io.BytesIO(b"ahmed \xff slaat\rhaar\nbel 112\xe2\x80\xa8nu\n\xff\n"), encoding="utf-8")
    printed = io.BytesIO()
    out = io.TextIOWrapper(printed, encoding="ascii")
    assert redact_lines(Settings(), source, out) == 0
    assert printed.getvalue().decode("utf-8").split("\n") == ["[naam] \ufffd slaat\rhaar", "bel 112\u2028nu", "\ufffd", ""]
    assert redact_lines(Settings(), ["half \ud800 teken\n"], io.TextIOWrapper(io.BytesIO(), encoding="utf-8")) == 0


def test_nothing_is_loaded_until_the_first_sentence():
    code = "import sys, lantaarn.privacy.redaction; print([m for m in ('phonenumbers', 'stdnum', 'faker', 'deduce') if m in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.strip() == "[]"


def test_the_packages_with_lists_are_read_but_never_imported():
    code = (
        "import sys; from lantaarn.privacy.redaction import redact; redact('ahmed belt 0612345678');"
        "print([m for m in ('faker', 'deduce', 'spacy', 'rasa') if m in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.strip() == "[]"


def test_the_development_set_stays_good(numbers):
    result = measure(HERE / "redaction_dev.tsv", numbers)
    assert result.gone.value >= 0.985, result.missed
    assert result.touched.value <= 0.03, result.harmless_touched
    assert result.memory_mb < 100


def test_the_former_held_out_set_stays_good(numbers):
    """These sets were held out and measured once each; since then their misses are looked at, so it says nothing of new sentences."""
    result = measure(HERE / "redaction.tsv", numbers)
    assert result.gone.value >= 0.99, result.missed
    assert result.touched.value <= 0.02, result.harmless_touched


def test_the_held_out_set_stays_good(numbers):
    """No sentence of this set may be looked at; so a failure shows counts only. Measured once: 96.5 % gone, 3.1 % touched."""
    result = measure(HERE / "redaction_release.tsv", numbers)
    gone, touched = result.gone.value, result.touched.value
    assert gone >= 0.955
    assert touched <= 0.0413


@pytest.mark.parametrize("name", ["redaction_dev.tsv", "redaction.tsv"])
def test_what_may_be_kept_holds_almost_nothing_personal(numbers, name):
    kept = [(text, items, masked.text) for text, items in read_set(HERE / name) if (masked := redact(text, numbers)).sure]
    leaks = [printed for text, items, printed in kept if any(not is_gone(item, text, printed) for item in items)]
    assert len(leaks) < 0.006 * len(kept), leaks


def test_a_part_that_stays_is_not_gone():
    assert not is_gone("Jan Jansen", "ik ken Jan Jansen", "ik ken [naam] Jansen")
    assert is_gone("Jan", "ik ken Jan", "ik ken [naam]")


def test_figures_and_misses_are_shown(numbers, tmp_path, capsys):
    path = tmp_path / "set.tsv"
    path.write_text("# verzonnen\nahmed slaat haar\tahmed\nhet is laat\tlaat\nik wil weg\t\n", encoding="utf-8")
    assert evaluate_redaction(path, numbers) == 0
    shown = capsys.readouterr().out
    assert "weg:" in shown and "95 %" in shown and "gemist: laat" in shown
    evaluate_redaction(path, numbers, show_misses=False)
    assert "gemist" not in capsys.readouterr().out


@pytest.mark.parametrize("line", ["geen tab", "ik wil weg\tahmed"])
def test_a_wrong_line_is_named_without_its_words(line, tmp_path):
    path = tmp_path / "set.tsv"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(RedactionSetError, match="set.tsv, regel 1") as error:
        list(read_set(path))
    assert "weg" not in str(error.value)
