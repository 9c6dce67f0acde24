import datetime as dt

import pytest

from lantaarn.answers.facts import FactError, dutch_date, load_facts, source_line
from lantaarn.settings import Settings

TODAY = dt.date(2026, 12, 1)
LAW = """
standaard: {gecontroleerd: 2026-11-22, verloopt: 2027-05-22, status: bevestigd}
bronnen:
  wet: {naam: wetten.overheid.nl, adres: "https://wetten.overheid.nl/"}
  krant: {naam: de krant, adres: "https://krant.example/"}
feiten:
  wet_straf: {waarde: "4", eenheid: jaar cel, bron: wet}
  oud_feit: {waarde: "12", bron: krant, gecontroleerd: 2026-03-01, status: te controleren}
"""
LINES = """
bronnen:
  lijn: {naam: de lijn zelf, adres: "https://lijn.example/"}
lijnen:
  hulp:
    naam: De Hulplijn
    ook: ["hulp lijn"]
    land: NL
    voor: vragen
    gecontroleerd: 2026-11-22
    verloopt: 2027-05-22
    status: bevestigd
    bron: lijn
    open: {dagen: [1, 2], van: "09:00", tot: "24:00", feestdagen: dicht}
    feiten:
      nummer: {waarde: 0800-1234}
      kosten: {waarde: Gratis., status: te controleren}
"""


@pytest.fixture
def load(tmp_path):
    """Loads facts after one piece of either file was replaced by another."""

    def with_change(old="", new="", today=TODAY):
        assert old in LAW + LINES
        (tmp_path / "law.yml").write_text(LAW.replace(old, new) if old else LAW, encoding="utf-8")
        (tmp_path / "helplines.yml").write_text(LINES.replace(old, new) if old else LINES, encoding="utf-8")
        return load_facts(tmp_path, today)

    return with_change


def test_a_fact_reads_as_value_and_unit(load):
    assert str(load().get("wet_straf")) == "4 jaar cel"


def test_a_fact_without_unit_reads_as_its_value(load):
    assert str(load().get("oud_feit")) == "12"


def test_a_missing_fact_is_named(load):
    with pytest.raises(FactError, match="wet_niets ontbreekt"):
        load().get("wet_niets")


def test_an_expired_fact_stops_loading_and_is_named(load):
    with pytest.raises(FactError, match=r"Verlopen feiten.*: wet_straf\.$"):
        load("{waarde: \"4\", ", "{waarde: \"4\", verloopt: 2026-11-30, ")


def test_a_fact_still_holds_on_its_last_day(load):
    assert load(today=dt.date(2027, 5, 22)).get("wet_straf").value == "4"


def test_the_day_after_every_fact_is_named(load):
    with pytest.raises(FactError) as caught:
        load(today=dt.date(2027, 5, 23))
    for name in ("wet_straf", "oud_feit", "hulp.nummer", "hulp.kosten", "hulp.naam", "hulp.voor"):
        assert name in str(caught.value)


@pytest.mark.parametrize("field", ["gecontroleerd: 2026-11-22", "verloopt: 2027-05-22", "status: bevestigd"])
def test_an_incomplete_fact_is_named_with_what_it_lacks(load, field):
    with pytest.raises(FactError, match=f"wet_straf mist: {field.split(':')[0]}"):
        load(f"{field}, " if f"{field}, " in LAW else f", {field}", "")


@pytest.mark.parametrize("part", ["waarde: \"4\", ", ", bron: wet"])
def test_a_fact_without_value_or_source_is_named(load, part):
    with pytest.raises(FactError, match="wet_straf mist: (waarde|bron)"):
        load(part, "")


def test_a_fact_with_an_empty_value_is_named(load):
    with pytest.raises(FactError, match="wet_straf"):
        load("waarde: \"4\", eenheid", "waarde: , eenheid")


def test_a_date_that_is_no_date_is_named(load):
    with pytest.raises(FactError, match="wet_straf"):
        load("eenheid: jaar cel", "eenheid: jaar cel, verloopt: volgend jaar")


def test_an_unknown_status_is_named(load):
    with pytest.raises(FactError, match="wet_straf heeft een onbekende status"):
        load("eenheid: jaar cel", "eenheid: jaar cel, status: vast wel")


def test_a_source_that_does_not_exist_is_named_by_its_fact(load):
    with pytest.raises(FactError, match="wet_straf noemt een bron"):
        load("bron: wet}", "bron: nergens}")


@pytest.mark.parametrize("field", ["status: bevestigd", "bron: lijn", "verloopt: 2027-05-22"])
def test_a_help_line_that_lacks_a_field_is_named(load, field):
    with pytest.raises(FactError, match="hulp"):
        load(f"    {field}\n", "")


def test_fields_of_a_line_are_facts_too(load):
    book = load()
    assert str(book.get("hulp.nummer")) == "0800-1234"
    assert str(book.get("hulp.naam")) == "De Hulplijn"
    assert str(book.get("hulp.voor")) == "vragen"


def test_a_field_takes_over_from_its_line_what_it_does_not_say_itself(load):
    line = load().helplines["hulp"]
    assert line.facts["nummer"].status == "bevestigd"
    assert line.facts["kosten"].status == "te controleren"
    assert line.facts["kosten"].source.name == "de lijn zelf"


def test_a_field_that_a_line_does_not_have_is_empty(load):
    assert load().helplines["hulp"].get("website") == ""


def test_opening_hours_are_read(load):
    opening = load().helplines["hulp"].opening
    assert (opening.days, opening.opens, opening.closes) == ({1, 2}, dt.time(9), None)
    assert opening.closed_on_holidays


def test_a_line_without_hours_has_no_opening(load):
    text = '    open: {dagen: [1, 2], van: "09:00", tot: "24:00", feestdagen: dicht}\n'
    assert load(text, "").helplines["hulp"].opening is None


def test_facts_that_a_person_must_check_are_listed(load):
    assert [fact.id for fact in load().to_check()] == ["oud_feit", "hulp.kosten"]


def test_the_source_line_has_every_source_once_and_the_oldest_date(load):
    book = load()
    facts = [book.get("wet_straf"), book.get("oud_feit"), book.get("wet_straf")]
    assert source_line(facts) == "Bron: wetten.overheid.nl; de krant, gecontroleerd 1 maart 2026."


def test_without_facts_there_is_no_source_line():
    assert source_line([]) == ""


@pytest.mark.parametrize(
    ("day", "text"),
    [(dt.date(2026, 11, 22), "22 november 2026"), (dt.date(2027, 1, 1), "1 januari 2027"), (dt.date(2027, 3, 31), "31 maart 2027")],
)
def test_dates_are_dutch(day, text):
    assert dutch_date(day) == text


def test_every_source_of_this_checkout_has_a_name_and_an_address():
    for fact in load_facts(Settings().data / "facts", TODAY).facts.values():
        assert fact.source.name, fact.id
        assert fact.source.address.startswith(("https://", "http://", "/")), fact.id
