import pytest

from lantaarn.answers import emergency
from lantaarn.answers.danger_cards import load_cards
from lantaarn.answers.emergency import fixed_messages, load_reserve
from lantaarn.answers.facts import FactError
from lantaarn.nlu.danger_kinds import KINDS
from lantaarn.settings import Settings
from tests.conftest import LAUNCH_DAY_ONLY

NUMBERS = {"112": "112", "113": "113", "minor": "0800-0432", "victim": "033-448 11 86", "refuse": "0800-266 64 36"}


@pytest.fixture(autouse=True)
def reserve_of_launch_day(monkeypatch):
    monkeypatch.setattr(emergency, "dt", LAUNCH_DAY_ONLY)
    emergency._reserve.cache_clear()
    yield
    emergency._reserve.cache_clear()


def addresses(messages):
    return [b["url"] for m in messages for b in m["buttons"] if "url" in b]


@pytest.mark.parametrize("kind", KINDS)
def test_the_number_comes_first_for_every_danger(kind):
    first = fixed_messages(kind, "nl")[0]
    assert first["text"].endswith(f": {NUMBERS[kind]}")
    assert first["buttons"][0]["url"].startswith("tel:")


@pytest.mark.parametrize("kind", [*KINDS, None])
def test_every_message_is_whole(kind):
    for message in fixed_messages(kind, "nl"):
        assert message["text"].strip()
        assert "{" not in message["text"]


@pytest.mark.parametrize("language", sorted(load_cards(Settings().data / "danger" / "kaarten.yml")))
def test_a_card_in_the_language_of_the_visitor_is_there_too(language):
    texts = [m["text"] for m in fixed_messages("112", language)]
    assert len(texts) == 3
    assert "078 05 58 00" in texts[1]


def test_without_danger_there_is_an_apology_with_the_help_lines():
    (message,) = fixed_messages(None, "nl")
    assert message["text"].startswith("Er ging hier iets mis")
    assert addresses([message]) == ["tel:09008844", "tel:08007000", "tel:112"]


@pytest.mark.parametrize("kind", ["minor", "victim"])
def test_the_other_lines_are_listed(kind):
    last = fixed_messages(kind, "nl")[-1]["text"]
    assert "Hier kun je ook terecht" in last
    assert "(België)" in last


def test_after_the_start_nothing_is_read_from_the_disk(monkeypatch):
    load_reserve()
    monkeypatch.setattr("pathlib.Path.read_text", _broken)
    monkeypatch.setattr("pathlib.Path.open", _broken)
    assert [bool(fixed_messages(kind, "nl")) for kind in KINDS] == [True] * len(KINDS)


def test_after_the_start_the_card_in_another_language_needs_no_disk_either(monkeypatch):
    load_cards.cache_clear()
    load_reserve()
    monkeypatch.setattr("pathlib.Path.read_text", _broken)
    assert len(fixed_messages("112", "pl")) == 3


def test_bad_facts_stop_the_start(monkeypatch):
    def expired(_folder, _today):
        raise FactError("Verlopen feiten in data/facts: alarm.nummer.")

    monkeypatch.setattr(emergency, "load_facts", expired)
    with pytest.raises(FactError, match="alarm.nummer"):
        load_reserve()


def _broken(*_args, **_kwargs):
    raise OSError("the disk is gone")
