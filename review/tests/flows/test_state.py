from types import SimpleNamespace

import pytest

from flows.state import signed_state, together


@pytest.fixture
def signing(monkeypatch):
    """Makes the signing part say of each item what it is told to say."""

    def make(**texts):
        known = {
            name.replace("__", ":"): SimpleNamespace(text=text, good=text == "ondertekend")
            for name, text in texts.items()
        }
        monkeypatch.setattr("signing.states.states", lambda ids: {name: known[name] for name in ids if name in known})

    return make


def test_states_come_from_the_signing_part(signing):
    signing(stroom__wet_doel="ondertekend", lijn__mma="niet ondertekend")
    found = signed_state(name for name in ("stroom:wet_doel", "lijn:mma", "kaart:pl"))
    assert {name: (state.text, state.good) for name, state in found.items()} == {
        "stroom:wet_doel": ("ondertekend", True),
        "lijn:mma": ("niet ondertekend", False),
    }


@pytest.mark.django_db
def test_the_signing_part_knows_every_item_of_the_book(book, built_book):
    assert set(signed_state([*built_book["onderdelen"], "antwoord:weg"])) == set(built_book["onderdelen"])


def test_several_states_read_as_one():
    good, bad = SimpleNamespace(text="ja", good=True), SimpleNamespace(text="nee", good=False)
    assert together({}, ["a"]) is None
    assert together({"a": good, "b": good}, ["a", "b", "c"]).text == "ondertekend"
    assert together({"a": good, "b": bad}, ["a", "b"]).text == "1 van 2 ondertekend"
    assert not together({"a": good, "b": bad}, ["a", "b"]).good
    assert together({"a": bad}, ["a"]).text == "nog niet ondertekend"


@pytest.mark.django_db
def test_pages_show_what_was_signed(signing, sign_in, book):
    signing(
        stroom__wet_doel="ondertekend",
        antwoord__utter_wet_doel="gewijzigd sinds ondertekening",
        kaart__pl="ondertekend",
    )
    reader = sign_in("lezer")
    assert "1 van 2 ondertekend" in reader.get("/stroomboek/").content.decode()
    topic = reader.get("/stroomboek/onderwerp/wet_doel/").content.decode()
    assert "gewijzigd sinds ondertekening" in topic and 'class="label goed">ondertekend' in topic
    assert 'class="label goed">ondertekend' in reader.get("/stroomboek/kaart/pl/").content.decode()


@pytest.mark.django_db
def test_the_one_page_is_written_anew_when_a_signature_changes(signing, sign_in, book):
    reader = sign_in("lezer")
    signing(stroom__wet_doel="niet ondertekend")
    assert "nog niet ondertekend" in reader.get("/stroomboek/alles/").content.decode()
    signing(stroom__wet_doel="ondertekend")
    page = reader.get("/stroomboek/alles/").content.decode()
    assert "nog niet ondertekend" not in page and 'class="label goed">ondertekend' in page
