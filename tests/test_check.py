import shutil

import pytest
import yaml

from lantaarn import check
from lantaarn.answers.topics import Topic
from lantaarn.check import check_response, findings, load_responses
from lantaarn.settings import PROJECT_ROOT, Settings
from tests.conftest import LAUNCH_DAY_ONLY

TOPICS = {
    name: Topic(name, name, name.split("_")[0], False) for name in ("wet_doel", "wet_inhoud", "gesprek_groet")
}
SOURCED = {"text": "De wet geldt sinds {wet_datum}."}


@pytest.fixture(autouse=True)
def launch_day(monkeypatch):
    monkeypatch.setattr(check, "dt", LAUNCH_DAY_ONLY)


@pytest.fixture
def found(book):
    """The findings on one answer, each as one text."""

    def on(name="utter_wet_doel", **variation):
        return list(check_response(name, {**SOURCED, **variation}, TOPICS, book))

    return on


def test_a_good_answer_has_no_findings(found):
    button = {"title": "Wat zegt de wet?", "payload": "/wet_inhoud"}
    assert found(buttons=[button]) == []


def test_a_digit_in_a_text_is_found(found):
    assert found(text="Sinds {wet_datum} staat er 4 jaar op.") == [
        "utter_wet_doel: er staat een cijfer in de tekst; cijfers komen uit data/facts."
    ]


def test_a_missing_fact_is_named(found):
    assert "Het feit wet_weg ontbreekt" in found(text="Sinds {wet_weg}.")[0]


def test_an_answer_on_the_law_without_fact_is_found(found):
    assert found(text="Daarom.") == ["utter_wet_doel: het antwoord noemt geen feit, dus er staat geen bron onder."]


@pytest.mark.parametrize("name", ["utter_wet_doel_eenvoudig", "utter_wet_inhoud"])
def test_a_simpler_answer_needs_a_source_as_well(found, name):
    assert "geen bron" in found(name, text="Daarom.")[0]


@pytest.mark.parametrize("name", ["utter_gesprek_groet", "utter_iets_anders"])
def test_small_talk_needs_no_source(found, name):
    assert found(name, text="Hallo.") == []


def test_too_many_words_are_counted(found):
    (finding,) = found(text="Sinds {wet_datum}. " + "Ja nee. " * 50)
    assert finding == "utter_wet_doel: 102 woorden; hoogstens 95."


@pytest.mark.parametrize(("words", "long"), [(22, False), (23, True)])
def test_a_long_sentence_is_found(found, words, long):
    assert bool(found(text="{wet_datum}. " + "woord " * (words - 1) + "woord.")) is long


def test_a_button_to_nowhere_is_found(found):
    assert "knop gaat naar wet_weg" in found(buttons=[{"title": "A", "payload": "/wet_weg"}])[0]
    assert "knop gaat naar niets" in found(buttons=[{"title": "A"}])[0]


def test_a_button_that_is_too_long_is_found(found):
    title = "x" * 31
    assert "langer dan 30 tekens" in found(buttons=[{"title": title, "payload": "/wet_doel"}])[0]
    assert found(buttons=[{"title": title[:30], "payload": "/wet_doel"}]) == []


def test_a_missing_fact_in_a_button_is_found(found):
    assert any("mma.weg" in f for f in found(buttons=[{"title": "Bel {mma.weg}", "payload": "/wet_doel"}]))


def test_an_offer_to_nowhere_is_found(found):
    text = "Sinds {wet_datum}. Wil je meer weten?"
    assert "aanbod wet_weg bestaat niet" in found(text=text, metadata={"aanbod": "wet_weg"})[0]


def test_an_offer_without_question_at_the_end_is_found(found):
    assert "eindigt niet met een vraag" in found(metadata={"aanbod": "wet_inhoud"})[0]


def test_an_offer_with_a_question_is_fine(found):
    assert found(text="Sinds {wet_datum}. Wil je meer weten?", metadata={"aanbod": "wet_inhoud"}) == []


def test_an_unknown_place_of_a_help_line_is_found(found):
    assert any("lijn_nummmer" in finding for finding in found(text="{wet_datum} {lijn_nummmer}"))


def test_a_response_in_two_files_is_named(tmp_path):
    for name in ("a.yml", "b.yml"):
        (tmp_path / name).write_text("responses: {utter_a: [{text: hoi}]}", encoding="utf-8")
    with pytest.raises(ValueError, match="utter_a staat twee keer"):
        load_responses(tmp_path)


@pytest.fixture
def checkout(tmp_path):
    """A copy of the content of this checkout, in which a test may break something."""
    shutil.copytree(PROJECT_ROOT / "data", tmp_path / "data")
    for name in ("domain.yml", "endpoints.yml", "credentials.yml"):
        shutil.copy(PROJECT_ROOT / name, tmp_path)
    return Settings(root=tmp_path)


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def all_findings(settings):
    return "\n".join(findings(settings))


def test_this_checkout_has_no_findings():
    assert list(findings(Settings())) == []


def test_an_expired_fact_is_found_and_nothing_else_is_looked_at(checkout):
    edit(checkout.data / "facts" / "helplines.yml", "verloopt: 2027-11-22", "verloopt: 2026-11-30")
    (finding,) = findings(checkout)
    assert finding.startswith("Verlopen feiten in data/facts: alarm.nummer")


def test_an_unknown_line_in_the_hand_offs_is_found(checkout):
    edit(checkout.data / "facts" / "doorverwijzing.yml", "[politie, mma, alarm]", "[politie, mna, alarm]")
    assert list(findings(checkout)) == ["In doorverwijzing.yml noemt standaard de onbekende lijn mna."]


def test_a_topic_in_the_table_only_is_found(checkout):
    with (checkout.data / "topics.csv").open("a", encoding="utf-8") as table:
        table.write("wet_nieuw,Nieuw,wet,nee\n")
    text = all_findings(checkout)
    assert "wet_nieuw staat niet zowel in topics.csv als in domain.yml." in text
    assert "wet_nieuw heeft geen regel in data/rules." in text
    assert "wet_nieuw heeft geen antwoord in data/responses." in text
    assert "wet_nieuw heeft 0 voorbeeldzinnen; minstens 100." in text


def test_an_example_with_two_topics_is_found_by_topic_and_not_shown(checkout):
    path = checkout.data / "nlu" / "wet.yml"
    first, second = yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"][:2]
    line = first["examples"].splitlines()[0]
    edit(path, second["examples"].splitlines()[0], line)
    text = all_findings(checkout)
    assert f"een zin van {second['intent']} staat ook bij {first['intent']}." in text
    assert line.removeprefix("- ") not in text


def test_examples_of_an_unknown_topic_are_found(checkout):
    edit(checkout.data / "nlu" / "wet.yml", "intent: wet_doel\n", "intent: wet_dol\n")
    assert "wet.yml: het onderwerp wet_dol bestaat niet." in all_findings(checkout)


@pytest.mark.parametrize(
    ("row", "finding"),
    [
        ("wet_weg\ten dan?\twet_doel", "het onderwerp wet_weg bestaat niet"),
        ("wet_doel\ten dan?\twet_weg", "het onderwerp wet_weg bestaat niet"),
        ("wet_doel\ten dan?", "drie kolommen"),
    ],
)
def test_a_follow_up_of_an_unknown_topic_is_found_and_not_shown(checkout, row, finding):
    (checkout.data / "followups.tsv").write_text(row + "\n", encoding="utf-8")
    found = [line for line in all_findings(checkout).splitlines() if "followups.tsv, regel 1" in line]
    assert len(found) == 1
    assert finding in found[0]
    assert "en dan?" not in found[0]


@pytest.mark.parametrize("line", ["event_broker: {type: kafka}", "lock_store: {type: redis}", "nlu: {url: http://x}"])
def test_an_open_seam_is_found(checkout, line):
    with (checkout.root / "endpoints.yml").open("a", encoding="utf-8") as endpoints:
        endpoints.write(f"\n{line}\n")
    assert f"endpoints.yml: {line.split(':')[0]} mag niet aan staan" in all_findings(checkout)


def test_a_channel_of_rasa_is_found(checkout):
    (checkout.root / "credentials.yml").write_text("rest:\n", encoding="utf-8")
    assert "credentials.yml: het kanaal rest is niet van Lantaarn." in all_findings(checkout)
