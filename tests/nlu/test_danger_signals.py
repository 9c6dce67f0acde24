import pytest
import yaml

from lantaarn.nlu.danger_kinds import KINDS
from lantaarn.nlu.danger_signals import DangerSignals, compile_pattern
from lantaarn.settings import Settings

FILE = Settings().data / "danger" / "signalen.yml"
TABLE = yaml.safe_load(FILE.read_text(encoding="utf-8"))
PATTERNS = [
    pytest.param(str(kind), entry, id=f"{kind}: {entry['patroon']}")
    for kind, entries in TABLE["signalen"].items()
    for entry in entries
]


@pytest.fixture(scope="module")
def signals():
    return DangerSignals(FILE)


@pytest.fixture
def only(tmp_path):
    """Signals with one pattern alone, so that no other pattern can hit in its place."""

    def of(pattern, kind="112", harmless=None):
        table = {"signalen": {kind: [{"patroon": pattern}]}}
        if harmless:
            table["onschuldig"] = [{"patroon": harmless}]
        path = tmp_path / "signalen.yml"
        path.write_text(yaml.safe_dump(table), encoding="utf-8")
        return DangerSignals(path)

    return of


@pytest.mark.parametrize(("kind", "entry"), PATTERNS)
def test_every_pattern_hits_its_own_sentence(only, signals, kind, entry):
    assert only(entry["patroon"], kind).find(entry["raakt"]) == [kind]
    assert kind in signals.find(entry["raakt"])


@pytest.mark.parametrize(("kind", "entry"), PATTERNS)
def test_every_pattern_misses_the_harmless_sentence_next_to_it(signals, kind, entry):
    assert signals.find(entry["raakt_niet"]) == []


def test_every_kind_has_patterns():
    assert {str(kind) for kind in TABLE["signalen"]} == set(KINDS)


@pytest.mark.parametrize(
    "text",
    [
        "we lachen me echt dood hier",
        "ik schaam me dood",
        "ik wil hem niet dood gooien met vragen, ik wil het dood weten",
        "ik ben 17 jaar getrouwd",
        "ik ben 12 jaar ouder dan zij",
        "laat me met rust",
        "wat zegt de wet over klanten",
        "",
    ],
)
def test_harmless_turns_of_phrase_raise_no_alarm(signals, text):
    assert signals.find(text) == []


def test_more_kinds_come_most_urgent_first(signals):
    assert signals.find("ik ben 15 en ik wil dood en hij slaat me") == ["112", "113", "minor"]


def test_case_accents_and_repeats_do_not_matter(signals):
    assert signals.find("HIJ SLAAT ME") == ["112"]
    assert signals.find("hïj slaaaat me") == ["112"]


@pytest.mark.parametrize("text", ["hij verkracht", "hij verkrcht", "hij verkrachtt", "hij verkrucht"])
def test_a_long_word_may_have_one_typing_error(only, text):
    assert only("hij verkracht").find(text) == ["112"]


@pytest.mark.parametrize("text", ["hij verkrt", "hij", "verkracht hij"])
def test_two_typing_errors_or_another_order_are_too_many(only, text):
    assert only("hij verkracht").find(text) == []


@pytest.mark.parametrize(("text", "kinds"), [("een mes", ["112"]), ("een les", []), ("een mess", [])])
def test_a_short_word_must_be_right(only, text, kinds):
    assert only("een mes").find(text) == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [("ik dood", ["112"]), ("ik wil nu heel dood", ["112"]), ("ik wil nu heel graag dood", [])],
)
def test_a_star_is_at_most_three_words(only, text, kinds):
    assert only("ik * dood").find(text) == kinds


@pytest.mark.parametrize(("text", "kinds"), [("hij slaat", ["112"]), ("zij slaat", ["112"]), ("wij slaat", [])])
def test_a_slash_means_either(only, text, kinds):
    assert only("hij/zij slaat").find(text) == kinds


def test_a_harmless_phrase_takes_away_only_the_match_that_it_covers(only):
    signals = only("ik wil dood", harmless="dood weten")
    assert signals.find("ik wil dood weten wie het was") == []
    assert signals.find("ik wil dood weten wie het was maar echt ik wil dood") == ["112"]


def test_a_file_without_harmless_phrases_is_fine(only):
    assert only("mes").find("mes") == ["112"]


def test_words_of_five_letters_or_more_are_fuzzy_and_shorter_ones_are_not():
    (tokens,) = compile_pattern("slaat/schopt hij/zij")
    assert tokens == [{"TEXT": {"FUZZY1": {"IN": ["slaat", "schopt"]}}}, {"TEXT": {"IN": ["hij", "zij"]}}]


def test_a_choice_with_a_short_word_in_it_must_be_right():
    (tokens,) = compile_pattern("meisjes/kind")
    assert tokens == [{"TEXT": {"IN": ["meisjes", "kind"]}}]


def test_no_word_of_a_visitor_stays_in_spacy(signals):
    before = set(signals._vocabulary.strings)
    signals.find("mijn naam is Kanariepietje en hij slaat me in de Dorpsstraat, ik heb een mes gezien, verkrachtt")
    assert set(signals._vocabulary.strings) - before <= signals._words | {"…"}
    assert not any("kanarie" in word or "dorps" in word for word in signals._vocabulary.strings)
    held = len(signals._vocabulary.strings)
    signals.find("een heel andere zin met nieuwe woorden zoals kwispelstaart en hij slaat me")
    assert len(signals._vocabulary.strings) - held <= len(signals._words)
