"""``lantaarn check --signed``: a release waits for the people who must have read what it says."""

import json
import shutil

import pytest

from lantaarn import cli
from lantaarn.flowbook.content import flow_book
from lantaarn.flowbook.signed import FORM, SignedError, read_signed, unsigned
from lantaarn.settings import PROJECT_ROOT, Settings
from tests.conftest import LAUNCH_DAY

NUMBER = "033-448 11 86"


@pytest.fixture
def checkout(tmp_path):
    """A copy of the content of this checkout, in which a test may change something; nothing is signed in it."""
    shutil.copytree(PROJECT_ROOT / "data", tmp_path / "data")
    (tmp_path / "data" / "handtekeningen.json").unlink(missing_ok=True)
    (tmp_path / "actions").mkdir()
    shutil.copy(PROJECT_ROOT / "actions" / "stappen.yml", tmp_path / "actions")
    return Settings(root=tmp_path)


@pytest.fixture
def sign_all(checkout, built):
    """Writes the file as if everybody had signed everything; ``change`` may alter the entries first."""

    def sign(change=lambda entries: None, form=1):
        entries = {
            name: {"vingerafdruk": item["vingerafdruk"], "door": ["anna", "bert"], "dag": "2026-12-01"}
            for name, item in built["onderdelen"].items()
        }
        change(entries)
        write(checkout, json.dumps({"vorm": form, "handtekeningen": entries}))
        return checkout

    return sign


def write(settings, text):
    (settings.data / "handtekeningen.json").write_text(text, encoding="utf-8")


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def dropped(settings):
    """Ids of the items that may not go out, all because they changed."""
    found = list(unsigned(settings, LAUNCH_DAY))
    assert all(finding.endswith("is veranderd nadat het is ondertekend.") for finding in found)
    return {finding.split()[0] for finding in found}


def test_the_copy_says_the_same_as_this_checkout(checkout, built):
    """Otherwise the tests below would look at something else."""
    assert flow_book(checkout, LAUNCH_DAY)["onderdelen"] == built["onderdelen"]


def test_nothing_is_found_when_all_is_signed(sign_all):
    assert list(unsigned(sign_all(), LAUNCH_DAY)) == []


def test_every_serious_item_is_named_once_when_nothing_is_signed(sign_all, built):
    found = list(unsigned(sign_all(dict.clear), LAUNCH_DAY))
    serious = [name for name, item in built["onderdelen"].items() if item["ernstig"]]
    assert [finding.split()[0] for finding in found] == serious
    assert "antwoord:utter_wet_inhoud (‘Wat zegt de wet?’) is niet ondertekend." in found


def test_a_number_that_changes_drops_exactly_what_rests_on_it(sign_all, built):
    settings = sign_all()
    edit(settings.data / "facts" / "helplines.yml", NUMBER, "088-000 00 00")
    resting = {
        name
        for name, item in built["onderdelen"].items()
        if item["ernstig"] and any(fact["waarde"] == NUMBER for fact in item["inhoud"].get("feiten", {}).values())
    }
    assert {"lijn:comensha", "gevaar:victim", "kaart:pl"} <= resting
    assert dropped(settings) == resting


def test_one_other_word_in_an_answer_drops_that_answer(sign_all):
    settings = sign_all()
    edit(
        settings.data / "responses" / "wet.yml",
        "De rechter beslist.\n\n      Betaalde",
        "De rechter oordeelt.\n\n      Betaalde",
    )
    assert dropped(settings) == {"antwoord:utter_wet_inhoud"}


def test_another_rule_drops_the_flow_but_not_the_answer(sign_all):
    settings = sign_all()
    edit(
        settings.data / "rules" / "wet.yml",
        "  - action: utter_wet_inhoud\n",
        "  - action: utter_wet_inhoud\n  - action: action_handoff\n",
    )
    assert dropped(settings) == {"stroom:wet_inhoud"}


def test_looking_facts_up_again_drops_nothing(sign_all):
    settings = sign_all()
    for name in ("helplines.yml", "law.yml"):
        edit(settings.data / "facts" / name, "gecontroleerd: 2026-11-22", "gecontroleerd: 2026-11-30")
    assert dropped(settings) == set()


@pytest.mark.parametrize("names", [["anna"], ["anna", "anna"], ["Anna ", "anna"], ["anna", " "]])
def test_danger_needs_two_different_people(sign_all, names):
    def one(entries):
        for item in ("gevaar:112", "antwoord:utter_wet_inhoud"):
            entries[item]["door"] = names

    assert list(unsigned(sign_all(one), LAUNCH_DAY)) == [
        "gevaar:112 (‘Acuut gevaar’) is door één persoon ondertekend; er zijn er twee nodig."
    ]


def test_an_entry_without_names_is_not_signed(sign_all):
    found = list(unsigned(sign_all(lambda entries: entries["gevaar:112"].update(door=[])), LAUNCH_DAY))
    assert found == ["gevaar:112 (‘Acuut gevaar’) is niet ondertekend."]


def test_what_is_not_serious_or_gone_is_not_asked_for(sign_all):
    def change(entries):
        del entries["antwoord:utter_beleid_tunesie"]
        entries["antwoord:utter_van_vroeger"] = {"vingerafdruk": "0", "door": ["anna"], "dag": "2026-01-01"}

    assert list(unsigned(sign_all(change), LAUNCH_DAY)) == []


def test_a_missing_file_is_one_finding(checkout):
    (finding,) = unsigned(checkout, LAUNCH_DAY)
    assert finding.startswith("data/handtekeningen.json is er niet")


BROKEN = [
    "",
    "{",
    "[]",
    "null",
    "[" * 100_000,
    '{"handtekeningen": {}}',
    '{"vorm": true, "handtekeningen": {}}',
    '{"vorm": "1", "handtekeningen": {}}',
    '{"vorm": 1}',
    '{"vorm": 1, "handtekeningen": []}',
    '{"vorm": 1, "handtekeningen": {"gevaar:112": null}}',
    '{"vorm": 1, "handtekeningen": {"gevaar:112": {"door": ["anna"]}}}',
    '{"vorm": 1, "handtekeningen": {"gevaar:112": {"vingerafdruk": 1, "door": []}}}',
    '{"vorm": 1, "handtekeningen": {"gevaar:112": {"vingerafdruk": "a", "door": "anna"}}}',
    '{"vorm": 1, "handtekeningen": {"gevaar:112": {"vingerafdruk": "a", "door": [1]}}}',
]


@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_file_is_one_finding(checkout, text):
    write(checkout, text)
    (finding,) = unsigned(checkout, LAUNCH_DAY)
    assert "beschadigd of half geschreven" in finding


def test_a_file_in_another_alphabet_of_bytes_is_one_finding(checkout):
    (checkout.data / "handtekeningen.json").write_bytes(b"\xff\xfe{")
    (finding,) = unsigned(checkout, LAUNCH_DAY)
    assert "beschadigd" in finding


def test_a_newer_file_is_one_finding(sign_all):
    (finding,) = unsigned(sign_all(form=2), LAUNCH_DAY)
    assert "een andere versie" in finding


def test_the_review_tool_writes_the_form_that_is_read_here():
    """It never imports the bot, so the two numbers stand apart."""
    source = (PROJECT_ROOT / "review" / "signing" / "signatures.py").read_text(encoding="utf-8")
    assert f"\nFORM = {FORM}\n" in source


def test_a_missing_fact_is_left_to_the_other_checks(sign_all):
    settings = sign_all()
    edit(settings.data / "responses" / "wet.yml", "{wet_datum}", "{wet_nergens}")
    (finding,) = unsigned(settings, LAUNCH_DAY)
    assert finding.startswith("De handtekeningen zijn niet nagekeken")


def test_the_errors_never_show_what_stands_in_the_file(checkout):
    write(checkout, '{"vorm": 1, "handtekeningen": {"een geheim": 3}}')
    with pytest.raises(SignedError) as caught:
        read_signed(checkout.data / "handtekeningen.json")
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize(("signed", "status"), [(True, 1), (False, 0)])
def test_the_command_refuses_only_when_asked(checkout, capsys, signed, status):
    for name in ("domain.yml", "endpoints.yml", "credentials.yml"):
        shutil.copy(PROJECT_ROOT / name, checkout.root)
    options = cli._parser().parse_args(["check", "--signed"] if signed else ["check"])
    assert options.run(options, checkout) == status
    assert ("handtekeningen.json" in capsys.readouterr().out) is signed


def test_the_command_is_content_when_all_is_signed(sign_all, capsys):
    settings = sign_all()
    for name in ("domain.yml", "endpoints.yml", "credentials.yml"):
        shutil.copy(PROJECT_ROOT / name, settings.root)
    options = cli._parser().parse_args(["check", "--signed"])
    assert options.run(options, settings) == 0
    assert capsys.readouterr().out == ""
