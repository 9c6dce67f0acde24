import xml.etree.ElementTree as ET

import pytest

from flows.addresses import Pages
from flows.overall import ALL, Overall, group_label, group_names
from flows.picture import drawn

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def overall(reader):
    return lambda group="", least=1: Overall(reader.book, group, least, Pages())


def shown(overall):
    svg = ET.fromstring(drawn(overall.source))
    return [
        " ".join((text.text or "") for text in g.iter(f"{SVG}text"))
        for g in svg.iter(f"{SVG}g")
        if g.get("class") == "node"
    ]


def test_groups_together_count_their_buttons(overall, built_book):
    found = overall()
    assert [stop.name for stop in found.stops] == group_names(
        type("B", (), {"__getitem__": lambda s, k: built_book[k]})()
    )
    arrows = {(arrow.start, arrow.end): arrow.count for arrow in found.arrows}
    by_hand = sum(
        built_book["onderwerpen"][button["doel"]]["groep"] == "handelen"
        for name, answer in built_book["antwoorden"].items()
        if built_book["onderwerpen"].get(name.removeprefix("utter_"), {}).get("groep") == "wet"
        for button in answer["knoppen"]
    )
    assert arrows["wet", "handelen"] == by_hand > 1
    assert len(shown(found)) == len(found.stops)


def test_one_group_shows_its_own_topics_and_those_around_it(overall, built_book):
    found = overall("wet")
    inside = {stop.name for stop in found.stops if stop.inside}
    assert inside == {name for name, topic in built_book["onderwerpen"].items() if topic["groep"] == "wet"}
    for arrow in found.arrows:
        assert arrow.start in inside or arrow.end in inside
    outside = {arrow.end for arrow in found.arrows} - inside
    assert any(built_book["onderwerpen"][name]["naam"] in " ".join(shown(found)) for name in outside)


def test_all_topics_are_in_the_large_picture(overall, built_book):
    assert len(shown(overall(ALL))) == len(built_book["onderwerpen"])


def test_a_minimum_leaves_only_what_many_buttons_lead_to(overall):
    few, many = overall(ALL, 8), overall(ALL, 1)
    assert 0 < len(few.arrows) < len(many.arrows)
    into = [sum(arrow.count for arrow in many.arrows if arrow.end == each.end) for each in few.arrows]
    assert min(into) >= 8
    assert all(arrow.count >= 5 for arrow in overall("", 5).arrows)


def test_nothing_is_left_of_too_high_a_minimum(overall):
    assert overall("wet", 999).arrows == []


def test_a_serious_topic_is_named_so(overall):
    assert "Wat zegt de wet? (ernstig)" in shown(overall("wet"))


def test_a_group_without_a_label_keeps_its_name():
    assert group_label("iets_nieuws") == "Iets nieuws"


def test_a_button_that_leads_nowhere_draws_no_arrow(reader_of):
    def change(content):
        content["antwoorden"]["utter_wet_doel"]["knoppen"] = [{"titel": "Weg", "doel": "bestaat_niet"}]

    found = Overall(reader_of(change).book, "wet", 1, Pages())
    assert not any(arrow.start == "wet_doel" for arrow in found.arrows)
    assert any(stop.name == "wet_doel" and stop.arrows == () for stop in found.stops)
