"""Writing, judging, keeping and downloading a proposal."""

import pytest
import yaml

from wording.models import Proposal
from wording.places import places_of

ANSWER = "utter_wet_strafmaat"
ADDRESS = f"/tekst/{ANSWER}/"


@pytest.fixture
def entry(built_book):
    return built_book["antwoorden"][ANSWER]


@pytest.fixture
def form(entry):
    return {"tekst": entry["tekst"], "knop": [button["titel"] for button in entry["knoppen"]], "wens": "bewaar"}


def without(form, place):
    return {**form, "tekst": form["tekst"].replace(place, "iets")}


def test_a_reader_does_not_write(sign_in, book):
    assert sign_in("lezer").get("/tekst/").status_code == 403


def test_the_list_shows_every_answer_and_finds_one(sign_in, book, built_book):
    editor = sign_in("redacteur")
    assert editor.get("/tekst/").content.decode().count('<li><a href="/tekst/utter') == len(built_book["antwoorden"])
    found = editor.get("/tekst/?zoek=vierde categorie").content.decode()
    assert ADDRESS in found and "/tekst/utter_gesprek_groet/" not in found
    assert "Probeer een ander woord" in editor.get("/tekst/?zoek=qqqq").content.decode()


def test_a_proposal_is_kept_and_can_be_taken_back(sign_in, book, form):
    editor = sign_in("redacteur")
    form["tekst"] = form["tekst"].replace("De hoogste straf is", "De zwaarste straf is")
    assert editor.post(ADDRESS, form).status_code == 302
    assert Proposal.objects.get().text == form["tekst"]
    shown = editor.get(ADDRESS).content.decode()
    assert "<ins>zwaarste </ins>" in shown and "<del>hoogste </del>" in shown
    editor.post(f"{ADDRESS}weg/")
    assert not Proposal.objects.exists()


def test_a_lost_fact_is_refused_and_what_was_typed_stays(sign_in, book, form):
    editor = sign_in("redacteur")
    damaged = without(form, "{wet_straf_cel}")
    reply = editor.post(ADDRESS, damaged).content.decode()
    assert "De vaste plek {wet_straf_cel} is weg" in reply and "iets of een boete" in reply
    assert not Proposal.objects.exists()


def test_the_patch_holds_the_change_and_nothing_else(sign_in, book, form, built_book, entry):
    form |= {"tekst": form["tekst"].replace("De rechter beslist", "Een rechter beslist"), "wens": "download"}
    reply = sign_in("redacteur").post(ADDRESS, form)
    assert reply["Content-Disposition"] == 'attachment; filename="wet_strafmaat.patch"'
    changed = [line for line in reply.content.decode().splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    assert len(changed) == 2
    assert entry["bestand"] in reply.content.decode()
    assert not Proposal.objects.exists()


def test_nothing_changed_means_nothing_to_download(sign_in, book, form):
    assert "er is niets te downloaden" in sign_in("redacteur").post(ADDRESS, {**form, "wens": "download"}).content.decode()


def test_a_colleague_sees_the_proposal_but_writes_an_own(sign_in, book, form):
    sign_in("redacteur", name="anna").post(ADDRESS, {**form, "toelichting": "Korter kan ook"})
    other = sign_in("redacteur", name="bram")
    assert "Voorstel van anna" in other.get(ADDRESS).content.decode()
    other.post(ADDRESS, form)
    assert Proposal.objects.count() == 2
    other.post(f"{ADDRESS}weg/")
    assert [proposal.who.username for proposal in Proposal.objects.all()] == ["anna"]


def test_an_answer_that_changed_since_is_said(sign_in, write_book, form):
    write_book()
    editor = sign_in("redacteur")
    editor.post(ADDRESS, form)

    def change(content):
        content["antwoorden"][ANSWER]["tekst"] += " Nieuw."
        content["onderdelen"][f"antwoord:{ANSWER}"]["vingerafdruk"] = "anders"

    write_book(change)
    assert "veranderd nadat jij" in editor.get(ADDRESS).content.decode()


def test_the_preview_fills_the_facts_and_keeps_the_source(sign_in, book, form, built_book):
    reply = sign_in("redacteur").post(f"{ADDRESS}voorbeeld/", form).content.decode()
    assert built_book["feiten"]["wet_straf_cel"]["waarde"] in reply and "Bron: " in reply
    assert "{wet_straf_cel}" not in reply


def test_without_a_built_chat_page_the_preview_still_shows(sign_in, book, form, here, tmp_path):
    here(widget=tmp_path)
    editor = sign_in("redacteur")
    assert "nog niet gebouwd" in editor.post(f"{ADDRESS}voorbeeld/", form).content.decode()
    assert editor.get("/tekst/chat.js").status_code == 404


def test_an_unknown_answer_and_a_missing_book_are_said(sign_in, book, here, tmp_path):
    editor = sign_in("redacteur")
    assert editor.get("/tekst/utter_bestaat_niet/").status_code == 404


@pytest.mark.django_db
def test_without_any_book_the_page_says_what_to_do(sign_in, here, tmp_path):
    here(flow_book=tmp_path / "weg.json")
    assert "make train" in sign_in("redacteur").get("/tekst/").content.decode()


def test_scripts_in_a_text_stay_text(sign_in, book, form):
    form["tekst"] = "<script>alert(1)</script> {wet_straf_cel} {wet_straf_boete}"
    reply = sign_in("redacteur").post(f"{ADDRESS}voorbeeld/", form).content.decode()
    assert "<script>alert" not in reply


def test_the_change_builds(sign_in, book, form, built_book, entry):
    """What the patch makes reads as YAML with the new text."""
    from wording.source import changed_source

    source = built_book["bronbestanden"][entry["bestand"]]
    changed = changed_source(source, ANSWER, entry["tekst"] + "\n\nWil je meer weten?", form["knop"])
    assert yaml.safe_load(changed)["responses"][ANSWER][0]["text"].endswith("Wil je meer weten?")


def test_judging_while_typing_is_not_in_the_log_and_keeping_is(sign_in, book, form):
    from staff.models import Entry

    editor = sign_in("redacteur")
    editor.post(f"{ADDRESS}oordeel/", form)
    editor.post(f"{ADDRESS}voorbeeld/", form)
    assert not Entry.objects.filter(page__startswith="wording").exists()
    editor.post(ADDRESS, {**form, "wens": "kijk"})
    assert not Entry.objects.filter(changed=True).exists()
    editor.post(ADDRESS, form)
    assert Entry.objects.filter(changed=True, page="wording:edit").count() == 1


def test_a_nul_that_was_sent_is_left_out(sign_in, book, form):
    sent = {**form, "tekst": form["tekst"].replace("De hoogste", "De\0 hoogste"), "toelichting": "Kor\0ter"}
    assert sign_in("redacteur").post(ADDRESS, sent).status_code == 302
    kept = Proposal.objects.get()
    assert kept.text == form["tekst"] and kept.remark == "Korter"


def test_the_page_says_how_often_a_fact_stands_in_the_answer_and_when_it_was_checked(sign_in, write_book):
    def change(content):
        content["feiten"]["alarm.nummer"]["gecontroleerd"] = "2026-11-02"

    write_book(change)
    page = sign_in("redacteur").get("/tekst/utter_gesprek_andere_taal/").content.decode()
    assert 'data-naam="alarm.nummer" data-tekst="112" data-keer="2"' in page
    assert "gecontroleerd op 2 november 2026)" in page and "2026-11-02" not in page


def test_a_day_that_is_no_date_stays_as_it_was_written():
    fact = {"waarde": "112", "bron": "een bron", "gecontroleerd": "onbekend"}
    assert places_of("Bel {alarm.nummer}.", {"alarm.nummer": fact})[0].source == "een bron, gecontroleerd op onbekend"
