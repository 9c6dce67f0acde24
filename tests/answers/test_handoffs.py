import pytest
import yaml

from lantaarn.answers.facts import FactError, Helpline
from lantaarn.answers.handoffs import load_handoffs, phone_button
from lantaarn.nlu.danger_kinds import KINDS, TOPIC_OF_KIND
from lantaarn.settings import Settings

TABLE = {
    "standaard": {"NL": ["politie"], "BE": ["be_politie"]},
    "onderwerpen": {"handelen_spoed": {"NL": ["alarm"], "BE": ["be_alarm"]}},
    "gevaar": {"112": {"NL": ["alarm"], "BE": ["be_alarm"]}},
}


def names(lines):
    return [line.id for line in lines]


@pytest.fixture
def load(tmp_path, book):
    def from_table(table):
        (tmp_path / "doorverwijzing.yml").write_text(yaml.safe_dump(table), encoding="utf-8")
        return load_handoffs(tmp_path, book)

    return from_table


def test_a_topic_has_its_own_lines(load):
    assert names(load(TABLE).for_topic("handelen_spoed", "NL")) == ["alarm"]


@pytest.mark.parametrize("topic", ["wet_inhoud", "bestaat_niet", None])
def test_a_topic_without_lines_gets_the_default_ones(load, topic):
    assert names(load(TABLE).for_topic(topic, "BE")) == ["be_politie"]


def test_an_unknown_country_means_the_netherlands(load):
    assert names(load(TABLE).for_topic("handelen_spoed", None)) == ["alarm"]
    assert names(load(TABLE).for_danger("112", None)) == ["alarm"]


def test_an_unknown_danger_is_an_error_and_not_silence(load):
    with pytest.raises(KeyError):
        load(TABLE).for_danger("114", "NL")


@pytest.mark.parametrize("kind_of_list", ["standaard", "onderwerpen", "gevaar"])
def test_a_missing_country_is_named(load, kind_of_list):
    table = yaml.safe_load(yaml.safe_dump(TABLE))
    owner = "standaard" if kind_of_list == "standaard" else next(iter(table[kind_of_list]))
    (table if owner == "standaard" else table[kind_of_list])[owner].pop("BE")
    with pytest.raises(FactError, match=f"mist {owner} lijnen voor BE"):
        load(table)


def test_an_unknown_line_is_named_with_its_owner(load):
    table = {**TABLE, "gevaar": {"112": {"NL": ["alarm"], "BE": ["be_alaarm"]}}}
    with pytest.raises(FactError, match="112 de onbekende lijn be_alaarm"):
        load(table)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("country", ["NL", "BE"])
def test_every_danger_has_a_line_with_a_number_in_both_countries(handoffs, kind, country):
    first = handoffs.for_danger(kind, country)[0]
    assert first.country == country
    assert first.get("nummer")


@pytest.mark.parametrize("kind", KINDS)
def test_every_topic_that_is_a_danger_has_lines_of_its_own(handoffs, kind):
    assert TOPIC_OF_KIND[kind] in handoffs.topics


def test_the_table_names_existing_topics_only(handoffs):
    topics = (Settings().data / "topics.csv").read_text(encoding="utf-8")
    assert [t for t in handoffs.topics if f"\n{t}," not in topics] == []


@pytest.mark.parametrize("country", ["NL", "BE"])
def test_lines_are_in_the_country_that_they_are_given_for(handoffs, country):
    for table in (handoffs.topics, handoffs.dangers, {"standaard": handoffs.default}):
        for owner, lines in table.items():
            countries = {handoffs.book.helplines[line].country for line in lines[country]}
            assert countries == {country}, owner


@pytest.mark.parametrize(
    ("line", "number", "address"),
    [
        ("politie", "0900-8844", "tel:09008844"),
        ("mma", "0800-7000", "tel:08007000"),
        ("alarm", "112", "tel:112"),
        ("lijn113", "113", "tel:113"),
        ("comensha", "033-448 11 86", "tel:0334481186"),
        ("be_childfocus", "116 000", "tel:116000"),
        ("be_politie", "101", "tel:101"),
        ("be_1712", "1712", "tel:1712"),
        ("be_1813", "1813", "tel:1813"),
    ],
)
def test_a_button_dials_the_number_of_the_line(book, line, number, address):
    assert phone_button(book.helplines[line]) == {"title": f"Bel {number}", "url": address}


def test_a_button_may_have_a_label_of_its_own(book):
    assert phone_button(book.helplines["alarm"], "Bel nu")["title"] == "Bel nu"


def test_a_line_without_number_has_no_button():
    assert phone_button(Helpline("x", "X", "NL", "vragen", {})) is None


def test_every_line_says_cost_what_it_sees_and_its_limits(book):
    for line in book.helplines.values():
        missing = [field for field in ("kosten", "ziet", "grenzen") if not line.get(field)]
        assert missing == [], line.id


def test_every_line_can_be_reached_somehow(book):
    for line in book.helplines.values():
        assert line.get("nummer") or line.get("website") or line.get("plek"), line.id
