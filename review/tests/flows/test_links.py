from flows.addresses import OnePage, Pages, of_item
from flows.links import kinds_in_order, links


def test_everything_that_rests_on_a_fact_is_found(reader):
    found = links(reader.book)
    assert "utter_voorzichtig_113" in found.answers_of_fact["lijn113.nummer"]
    assert found.lines_of_fact["lijn113.nummer"] == ["lijn113"]
    assert "pl" in found.cards_of_fact["lijn113.nummer"]
    fallen = found.signatures_on("lijn113.nummer", reader.book)
    assert {"lijn:lijn113", "gevaar:113", "kaart:pl", "antwoord:utter_voorzichtig_113"} <= set(fallen)


def test_everything_that_leads_to_a_topic_is_found(reader):
    found = links(reader.book)
    assert {way.start for way in found.buttons_to["wet_strafmaat"]} >= {
        "utter_wet_inhoud",
        "utter_wet_inhoud_eenvoudig",
    }
    assert "utter_wet_inhoud" in {way.start for way in found.offers_to["wet_ernstig_vermoeden"]}
    assert all(each["onderwerp"] == "wet_strafmaat" for each in found.follow_ups_to["wet_strafmaat"])


def test_answers_that_nobody_gets_are_named(reader, reader_of):
    assert "utter_buiten_bereik_arbeid" in links(reader.book).unused
    assert "utter_wet_inhoud" not in links(reader.book).unused
    assert "utter_wet_inhoud_eenvoudig" not in links(reader.book).unused

    def change(content):
        content["regels"] = [rule for rule in content["regels"] if rule["onderwerp"] != "wet_doel"]

    assert "utter_wet_doel" in links(reader_of(change).book).unused


def test_connections_are_made_once_per_book(reader):
    assert links(reader.book) is links(reader.book)


def test_the_order_of_danger_does_not_hang_on_the_order_of_the_file(reader_of):
    def change(content):
        content["gevaar"] = dict(sorted(content["gevaar"].items(), reverse=True))

    assert kinds_in_order(reader_of(change).book) == ["112", "113", "minor", "victim", "refuse"]


def test_everything_that_can_be_signed_has_a_page(reader):
    for item in reader.book["onderdelen"]:
        assert of_item(item).startswith("/stroomboek/")


def test_on_one_page_an_answer_stands_where_it_is_said(reader):
    page = OnePage(reader.book)
    assert page.answer("utter_wet_inhoud_eenvoudig") == "#onderwerp-wet_inhoud"
    assert page.answer("utter_gevaar_113") == "#gevaar-113"
    assert page.answer("utter_leeg") == "#algemeen-leeg"
    assert page.answer("utter_handelen_hulplijn_welke") == "#antwoord-utter_handelen_hulplijn_welke"
    assert page.elsewhere("utter_handelen_hulplijn_welke") and not page.elsewhere("utter_leeg")


def test_both_kinds_of_addresses_know_the_same_things():
    public = {name for name in dir(Pages) if not name.startswith("_")}
    assert public == {name for name in dir(OnePage) if not name.startswith("_")} - {"elsewhere"}
