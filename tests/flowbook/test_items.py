import pytest

from lantaarn.flowbook.items import ANSWER, LANGUAGES, TITLES, fingerprint, items


def changed(content, change):
    """Ids of the items whose fingerprint a change of the content alters."""
    before = items(content)
    change(content)
    after = items(content)
    assert list(before) == list(after)
    return {name for name in before if before[name]["vingerafdruk"] != after[name]["vingerafdruk"]}


def test_everything_that_can_be_signed_is_there_once(built):
    expected = {f"antwoord:{name}" for name in built["antwoorden"]} | {
        f"stroom:{name}" for name in built["onderwerpen"]
    }
    expected |= {f"gevaar:{kind}" for kind in built["gevaar"]} | {f"lijn:{name}" for name in built["lijnen"]}
    expected |= {f"kaart:{language}" for language in built["kaarten"]}
    assert set(built["onderdelen"]) == expected


def test_the_fingerprint_is_that_of_the_content_whatever_the_order_of_its_keys():
    assert fingerprint({"a": 1, "b": [2]}) == fingerprint({"b": [2], "a": 1})
    assert fingerprint({"a": 1}) != fingerprint({"a": 2})


def test_a_fact_that_changes_drops_everything_that_rests_on_it(content):
    def change(content):
        content["feiten"]["comensha.nummer"]["waarde"] = "088 000 00 00"

    dropped = changed(content, change)
    assert {"lijn:comensha", "gevaar:victim", "antwoord:utter_voorzichtig_victim"} <= dropped
    assert {name for name in dropped if name.startswith("kaart:")} == {
        f"kaart:{language}" for language in content["kaarten"]
    }
    assert "antwoord:utter_wet_inhoud" not in dropped and "gevaar:113" not in dropped


def test_looking_a_number_up_again_drops_nothing(content):
    def change(content):
        for fact in content["feiten"].values():
            fact.update(gecontroleerd="2027-01-01", verloopt="2028-01-01", status="bevestigd")

    assert changed(content, change) == set()


@pytest.mark.parametrize(
    ("change", "dropped"),
    [
        (
            lambda content: content["antwoorden"]["utter_wet_doel"].update(tekst="Anders."),
            {"antwoord:utter_wet_doel"},
        ),
        (
            lambda content: content["antwoorden"]["utter_wet_doel"].update(knoppen=[]),
            {"antwoord:utter_wet_doel", "stroom:wet_doel"},
        ),
        (
            lambda content: content["antwoorden"]["utter_wet_doel"].update(aanbod=None),
            {"stroom:wet_doel"},
        ),
        (
            lambda content: content["doorverwijzing"]["onderwerpen"]["handelen_anoniem"].update(NL=["politie"]),
            {"stroom:handelen_anoniem"},
        ),
        (
            lambda content: content["gevaar"]["113"]["lijnen"].update(NL=["alarm"]),
            {"gevaar:113"},
        ),
        (
            lambda content: content["kaarten"]["pl"].update(tekst="Inaczej {alarm}"),
            {"kaart:pl"},
        ),
    ],
)
def test_a_change_drops_what_it_is_about_and_nothing_else(content, change, dropped):
    assert changed(content, change) == dropped


def test_the_order_of_the_kinds_is_signed_as_well(content):
    def change(content):
        content["gevaar"] = dict(reversed(content["gevaar"].items()))

    before = items(content)
    change(content)
    after = items(content)
    assert {n for n in before if before[n]["vingerafdruk"] != after[n]["vingerafdruk"]} == {
        "gevaar:112",
        "gevaar:113",
        "gevaar:victim",
        "gevaar:refuse",
    }


def test_danger_needs_four_eyes_and_a_signature(built):
    for name in (
        "gevaar:112",
        "kaart:ar",
        "antwoord:utter_gevaar_113",
        "antwoord:utter_persoonlijk_veilig_ja_minor",
        "antwoord:utter_persoonlijk_slachtoffer_eenvoudig",
        "stroom:persoonlijk_suicide",
        "stroom:persoonlijk_veilig_nee",
        "lijn:lijn113",
        "lijn:fier",  # below the number, in the same answer
        "lijn:be_payoke",
    ):
        item = built["onderdelen"][name]
        assert item["vier_ogen"] and item["ernstig"], name


def test_what_is_serious_needs_a_signature_but_not_four_eyes(built):
    for name in ("antwoord:utter_wet_inhoud", "antwoord:utter_wet_inhoud_eenvoudig", "stroom:wet_inhoud"):
        assert built["onderdelen"][name]["ernstig"] and not built["onderdelen"][name]["vier_ogen"], name


def test_what_is_not_serious_needs_neither(built):
    for name in ("antwoord:utter_beleid_tunesie", "stroom:beleid_tunesie", "lijn:acs"):
        assert not built["onderdelen"][name]["ernstig"] and not built["onderdelen"][name]["vier_ogen"], name


def test_titles_are_for_people(built):
    titles = {name: item["titel"] for name, item in built["onderdelen"].items()}
    assert titles["antwoord:utter_wet_inhoud_eenvoudig"] == "Wat zegt de wet? (eenvoudiger)"
    assert titles["antwoord:utter_niet_begrepen"] == "Niet begrepen"
    assert titles["antwoord:utter_gevaar_113"] == "Gedachten aan zelfdoding: de vaste tekst"
    assert titles["antwoord:utter_voorzichtig_minor"] == "Jonger dan 18: de regel onder elk antwoord"
    assert titles["antwoord:utter_persoonlijk_veilig_ja_victim"] == "Gedwongen of uitgebuit: praten is veilig"
    assert titles["kaart:pl"] == "Kaart in het Pools" and titles["kaart:zh"] == "Kaart in het Chinees"
    assert titles["antwoord:utter_lijnkaart"] == "De kaart van een hulplijn"
    assert titles["antwoord:utter_gevaar_lijnen"] == "Andere hulplijnen bij gevaar"
    assert all(title.strip() for title in titles.values())


def test_no_title_is_the_name_in_the_code_or_a_name_in_another_language(built):
    """A new answer or card gets words of its own in ``items``."""
    for name, item in built["onderdelen"].items():
        kind, _, own = name.partition(":")
        if kind == ANSWER and item["titel"] != TITLES.get(own.removeprefix("utter_")):
            assert item["titel"] != own.removeprefix("utter_").replace("_", " ").capitalize(), name
    assert set(LANGUAGES) == set(built["kaarten"])
    assert {f"utter_{name}" for name in TITLES} <= set(built["antwoorden"])
