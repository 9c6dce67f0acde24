import re
import shutil

import pytest

from lantaarn.answers.channel_texts import PAGE_WORDS, TEXTS, load_channel_texts
from lantaarn.answers.emergency import fixed_messages
from lantaarn.answers.facts import FactError
from lantaarn.answers.yaml_file import read_yaml
from lantaarn.check import load_responses
from lantaarn.check_channels import channel_findings
from lantaarn.settings import Settings

FOLDER = Settings().data / "kanalen"
SITE = "https://chat.voorbeeld.nl"
APPS = sorted(path.stem for path in FOLDER.glob("*.yml") if path.stem != "gedeeld")


@pytest.fixture
def copy(tmp_path):
    """A copy of the texts, in which a test may break something."""
    return shutil.copytree(FOLDER, tmp_path / "kanalen")


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def found(folder, book):
    return list(channel_findings(folder, load_responses(Settings().data / "responses"), book))


@pytest.mark.parametrize("app", APPS)
def test_every_text_is_filled(app, book):
    texts = load_channel_texts(FOLDER, app, SITE, book)
    for name in TEXTS:
        assert getattr(texts, name) and "{" not in getattr(texts, name), name


@pytest.mark.parametrize("app", APPS)
def test_the_notice_says_who_sees_it_how_to_erase_it_and_where_else_to_go(app, book):
    texts, own = load_channel_texts(FOLDER, app, SITE, book), read_yaml(FOLDER / f"{app}.yml")
    for notice in (texts.notice, texts.short_notice):
        for part in (
            own["ziet"],
            own["wissen"],
            own["naam"],
            SITE,
            book.get("mma.nummer"),
            book.get("alarm.nummer"),
            "computer",
        ):
            assert str(part) in notice
    assert len(texts.short_notice) < len(texts.notice)


@pytest.mark.parametrize("app", APPS)
def test_no_answer_speaks_of_a_page_or_a_browser_in_an_app(app, book):
    texts = load_channel_texts(FOLDER, app, SITE, book)
    responses = load_responses(Settings().data / "responses")
    assert [name for name, each in responses.items() if PAGE_WORDS.search(each[0].get("text", ""))]  # there are such
    assert [name for name, each in responses.items() if PAGE_WORDS.search(texts.worded(each[0].get("text", "")))] == []
    for kind in (None, "112", "113", "minor", "victim", "refuse"):
        for message in fixed_messages(kind, "nl"):
            assert not PAGE_WORDS.search(texts.worded(message["text"]))


@pytest.mark.parametrize("app", APPS)
def test_erasing_says_that_the_app_still_has_it(app, book):
    texts = load_channel_texts(FOLDER, app, SITE, book)
    erased = load_responses(Settings().data / "responses")["utter_gewist"][0]["text"]
    own = read_yaml(FOLDER / f"{app}.yml")
    assert own["naam"] in texts.worded(erased) and own["wissen"] in texts.worded(erased)


def test_a_sentence_that_needs_no_change_stays_as_it_is(book):
    texts = load_channel_texts(FOLDER, "telegram", SITE, book)
    assert texts.worded("De wet geldt sinds 2022.") == "De wet geldt sinds 2022."


def test_a_text_that_names_an_unknown_fact_is_refused_by_its_name(copy, book):
    edit(copy / "gedeeld.yml", "{mma.nummer}", "{mma.numer}")
    with pytest.raises(FactError, match="mma.numer"):
        load_channel_texts(copy, "telegram", SITE, book)


def test_this_checkout_has_no_findings(book):
    assert found(FOLDER, book) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "finding"),
    [
        ("gedeeld.yml", "{mma.nummer}", "{mma.numer}", "gedeeld.yml, melding: de plaats mma.numer bestaat niet."),
        ("gedeeld.yml", "  laat: |-", "  laatst: |-", "gedeeld.yml: laat ontbreekt."),
        (
            "gedeeld.yml",
            "- van: Sluit deze pagina dan.",
            "- van: Sluit deze bladzijde dan.",
            "deze zin staat in geen enkel antwoord",
        ),
        ("gedeeld.yml", "naar: Sluit {app} dan.", "naar: Sluit {app} voor 18 uur.", "er staat een cijfer in de tekst"),
        ("telegram.yml", "ziet: Telegram", "ziet2: Telegram", "telegram.yml: ziet ontbreekt."),
        ("telegram.yml", "en bewaart dat zelf.", "en " + "bewaart " * 22 + "dat.", "een zin van"),
    ],
)
def test_what_an_editor_gets_wrong_is_found(copy, book, file, old, new, finding):
    edit(copy / file, old, new)
    assert any(finding in sentence for sentence in found(copy, book))


def test_a_new_answer_about_the_page_is_found(copy, book):
    responses = {**load_responses(Settings().data / "responses"), "utter_nieuw": [{"text": "Sluit dit tabblad."}]}
    findings = list(channel_findings(copy, responses, book))
    assert len(findings) == len(APPS)
    for app, finding in zip(APPS, findings, strict=True):
        assert finding.startswith(f"utter_nieuw: in {app} klopt ‘tabblad’ niet")


def test_nothing_learns_from_these_texts(monkeypatch, tmp_path):
    from lantaarn.training import inputs_fingerprint

    settings = Settings(root=tmp_path)
    (tmp_path / "data" / "kanalen").mkdir(parents=True)
    (tmp_path / "data" / "wet.yml").write_text("a: 1", encoding="utf-8")
    for name in ("domain.yml", "config.yml"):
        (tmp_path / name).write_text("", encoding="utf-8")
    before = inputs_fingerprint(settings)
    (tmp_path / "data" / "kanalen" / "gedeeld.yml").write_text("b: 2", encoding="utf-8")
    assert inputs_fingerprint(settings) == before
    (tmp_path / "data" / "wet.yml").write_text("a: 2", encoding="utf-8")
    assert inputs_fingerprint(settings) != before
    assert re.fullmatch("[0-9a-f]{128}", before)
