"""What the review tool writes for ``data/`` is read by Rasa's own reader, and by the bot's, exactly as it was meant."""

import importlib
import importlib.util
import pkgutil
import random

import lantaarn.privacy
import pytest
from lantaarn.nlu.danger_data import nlu_examples
from lantaarn.nlu.labelled import labelled_rows
from lantaarn.nlu.text import clean
from lantaarn.privacy.pattern import Pattern
from lantaarn.privacy.redaction import DOUBT
from lantaarn.settings import PROJECT_ROOT
from rasa.shared.importers.utils import training_data_from_paths
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT

MANY = 2000
PIECES = [
    *"[](){}|<>#:-–,&*!%@`'\"\\/?~^$=+.;",
    *"aeiou xyz\t\n\r\x0b\x0c\x1c\x85\u00a0\u2028\u2029\x00\x07\x7f\x9f",
    *(
        "\ufeff",
        "\ufffe",
        "\uffff",
        "\ud800",
        "\ue000",
        "\u200d",
        "\u00ad",
        "\u202e",
        "\U0001f600",
        "👩\u200d👧",
        "é",
        "ğ",
        "中",
        "ش",
    ),
    *(
        "[naam]",
        "[telefoon]",
        "[link]",
        "[twijfel]",
        "[iets]",
        "[x](y)",
        '[x]{"entity": "y"}',
        '[x][{"entity": "y"}]',
        "[][]",
    ),
    *(
        "](",
        "[[",
        "]]",
        "[[][]",
        "- ",
        "--- ",
        "... ",
        "# ",
        "${HOME}",
        "$HOME",
        "{{x}}",
        "\\n",
        "\\u0041",
        "\\U0001F600",
        "\\x41",
    ),
    *(
        "intent: ",
        "version: ",
        "examples: |",
        "!!python/name:os ",
        "&a ",
        "*a ",
        "? ",
        "| ",
        "> ",
        "%YAML ",
        "null",
        "~",
        "true",
        "1e3",
        "/groet",
    ),
    *(
        "mag ik",
        " iemand bellen",
        "ze is ",
        "bang",
        " hulp",
        "'t",
        "zo'n",
        "3.1",
        "€ 50",
        "06",
        "?!",
        "...",
    ),
]


@pytest.fixture(scope="module")
def written():
    """The module of the review tool that writes the files; it needs nothing of Django."""
    path = PROJECT_ROOT / "review" / "inbox" / "nlu_yaml.py"
    specification = importlib.util.spec_from_file_location("nlu_yaml", path)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.fixture
def read(written, tmp_path):
    """Writes sentences of one topic, and gives what Rasa reads: pairs of text and what it took for marked text."""

    def go(sentences):
        path = tmp_path / "wet.yml"
        path.write_text(written.nlu_file({"wet_inhoud": sentences}), encoding="utf-8")
        messages = training_data_from_paths([str(path)], "nl").training_examples
        assert {message.get(INTENT) for message in messages} <= {"wet_inhoud"}
        return [(message.get(TEXT), message.get(ENTITIES)) for message in messages]

    return go


def nasty_sentences():
    dice = random.Random(7)
    for _ in range(MANY):
        pieces = dice.choices(PIECES, k=dice.randint(1, 14))
        pieces += [chr(dice.randrange(0x110000)) for _ in range(dice.randint(0, 3))]
        dice.shuffle(pieces)
        yield "".join(pieces)


def test_nasty_sentences_come_back_unchanged(written, read):
    sentences = list(
        dict.fromkeys(filter(None, map(written.training_form, nasty_sentences())))
    )
    assert len(sentences) > MANY * 0.9
    assert read(sentences) == [(sentence, None) for sentence in sentences]


@pytest.mark.parametrize(
    "sentence",
    [
        "[x](y)",
        '[x]{"entity": "y"}',
        '[x][{"entity": "y"}]',
        "kijk [hier](nu) en [daar]",
        "[[a]](b) [c][d][]",
        "- # 'wat' \"nu\" | > & * ! %",
        "alleen \\u0041 en \\n gewone letters",
        "${HOME} {{naam}} $PATH",
        "😀 zó'n zin…",
        "nul: null ~ true 1e3",
    ],
)
def test_what_rasa_could_misread_stays_as_it_was_typed(written, read, sentence):
    assert written.training_form(sentence) == sentence
    assert read([sentence]) == [(sentence, None)]


def test_without_escaping_rasa_would_change_them(written, read, monkeypatch):
    """That the test above can fail."""
    monkeypatch.setattr(written, "escaped", lambda sentence: sentence)
    assert read(["[x](y)"]) != [("[x](y)", None)]
    assert read(["[x][y]"]) != [("[x][y]", None)]
    monkeypatch.setattr(written, "HEADING", "# plain letters only\n")
    assert read(["a \\u0041"]) == [("a A", None)]


def test_the_training_form_is_what_the_bot_sees_when_somebody_types(written):
    for sentence in nasty_sentences():
        # Masks are meant to differ, and so are two signs that no file may hold.
        if not {"[", "\ufffe", "\uffff"} & set(sentence):
            assert clean(written.training_form(sentence)).lstrip("/ ") == clean(
                sentence
            ).lstrip("/ ")


@pytest.mark.parametrize(
    ("masked", "learned"),
    [
        ("mag ik bellen met [naam]?", "mag ik bellen met X?"),
        ("[naam][telefoon]", "X nummer"),
        ("/ zie [link]", "zie link"),
        ("[iets] anders\nen verder", "[iets] anders en verder"),
        (" \t\n", ""),
    ],
)
def test_masks_become_neutral_words(written, masked, learned):
    assert written.training_form(masked) == learned


def test_every_kind_of_mask_has_a_word_that_takes_its_place(written):
    kinds = {
        DOUBT,
        "naam",
        "plek",
        "iban",
        "telefoon",
        "bsn",
        "rijksregisternummer",
        "e-mail",
    }
    for found in pkgutil.iter_modules(lantaarn.privacy.__path__):
        module = importlib.import_module(f"lantaarn.privacy.{found.name}")
        for value in vars(module).values():
            group = value if isinstance(value, list | tuple) else [value]
            kinds |= {pattern.kind for pattern in group if isinstance(pattern, Pattern)}
    assert kinds == set(written.STAND_INS)


def test_the_bots_own_readers_read_it_too(written, tmp_path):
    nlu, danger = tmp_path / "wet.yml", tmp_path / "112.tsv"
    sentences = ["wat mag er nu", "- # 'en' dit: \"ook\"", "[iets] tussen haakjes"]
    nlu.write_text(
        written.nlu_file({"wet_inhoud": sentences, "wet_doel": ["waarom"]}),
        encoding="utf-8",
    )
    assert list(nlu_examples(nlu)) == [
        *(("wet_inhoud", each) for each in sentences),
        ("wet_doel", "waarom"),
    ]
    rows = [
        (written.training_form("hij staat\tvoor de deur \u2028 [naam]"), "nl"),
        ("ajutor", "ro"),
    ]
    danger.write_text(written.danger_file(rows), encoding="utf-8")
    assert labelled_rows(danger) == [
        ["hij staat voor de deur X", "nl"],
        ["ajutor", "ro"],
    ]


def test_the_form_is_that_of_the_training_files(written):
    ours = (
        (PROJECT_ROOT / "data" / "nlu" / "wet.yml")
        .read_text(encoding="utf-8")
        .splitlines()[:5]
    )
    made = written.nlu_file(
        {"wet_inhoud": [ours[4].removeprefix("    - ")]}
    ).splitlines()
    assert made == [written.HEADING.strip(), *ours]
