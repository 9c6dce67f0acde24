"""The conversation test that staff download is what Rasa's own reader makes of it: the same words, topics and
actions."""

import importlib.util
import random
import sys

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader

from lantaarn.nlu.text import clean
from lantaarn.settings import Settings
from tests.conversations.test_conversations import rasa_test

FILE = Settings().root / "review" / "trial" / "story_yaml.py"
# Signs that mean something to YAML, to Rasa or to a terminal, and some that mean nothing.
SIGNS = [
    *"abcdé 0129 \t\n\r'\"\\|>#&*!%@`?:,-~^$=;.<>/(){}[]_+¨€ßçø😀中文ابџ",
    *(
        "\x00",
        "\x07",
        "\x1b",
        "\x7f",
        "\x85",
        "\xa0",
        "\xad",
        "\u200b",
        "\u200d",
        "\u2028",
        "\u2029",
        "\u202e",
        "\ufeff",
        "\ufffe",
    ),
    *(
        "\ud83d",
        "](",
        "]{",
        "][",
        "[a](b)",
        '[a]{"entity": "x"}',
        "${HOME}",
        "---",
        "...",
        "- ",
        ": ",
        " #",
        "\\u0041",
        "\\x",
        "|-",
        "{{x}}",
    ),
    *(
        "/gesprek_menu",
        "*",
        "! ",
        "%YAML",
        "null",
        "true",
        "1e3",
        "0x1",
        "2026-12-01",
        "<<",
        "!!python/object:os.system",
    ),
]
NASTY = [
    "Hij zei: \"nee\", en toen 'ja'",
    "a | b | c",
    "- een\n- twee\n\n# geen kop\n--- \n...",
    '[klik](hier) of [ik]{x} of [lijst][{"entity": "a"}]',
    "{{x}} {% y %} ${HOME} $(rm)",
    r"C:\users\new\u0041\x41",
    "/gesprek_menu",
    "null",
    "true",
    "123",
    "2026-12-01",
    "'",
    '"',
    "*ster &anker !tag %YAML",
    "  voor en achter  ",
    "regel een\r\nregel twee\u2028regel drie",
    "zeg on\u200bzicht\u00adbaar niets\ufeff\x00\x1b[31m",
    "😀👍🏽 ок مرحبا 中文",
    "x" * 1000,
]


@pytest.fixture(scope="module")
def story_yaml():
    """The module of the review tool, which has an environment of its own, by its path."""
    spec = importlib.util.spec_from_file_location("story_yaml", FILE)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


@pytest.fixture(scope="module")
def rasa_domain():
    return Domain.load(str(Settings().root / "domain.yml"))


@pytest.fixture
def read_back(tmp_path, rasa_domain, recwarn):
    """Events that Rasa reads from a file, each as (text, intent) or (action,); a warning of Rasa is an error."""

    def read(content):
        path = tmp_path / "test_uitgeprobeerd.yml"
        path.write_text(content, encoding="utf-8")
        assert YAMLStoryReader.is_test_stories_file(path)
        recwarn.clear()
        (step,) = YAMLStoryReader(rasa_domain).read_from_file(path)
        assert [str(warning.message) for warning in recwarn if "Issue found" in str(warning.message)] == []
        events = []
        for event in step.events:
            if isinstance(event, UserUttered):
                assert event.entities == []
                events.append((event.text, event.intent_name))
            elif isinstance(event, ActionExecuted):
                events.append((event.action_name,))
        return step.block_name, events

    return read


def turn(story_yaml, said, **changes):
    return story_yaml.Turn(said, **{"intent": "wet_inhoud", "actions": ("utter_wet_inhoud",), **changes})


def test_words_topics_and_all_actions_come_back(story_yaml, read_back):
    turns = [
        turn(story_yaml, "Wat zegt de wet?"),
        turn(story_yaml, "en dan?", left_out="de bot begreep deze zin door de beurt ervoor"),
        turn(
            story_yaml,
            "waar meld ik dit?",
            intent="handelen_anoniem",
            actions=("utter_handelen_anoniem", "action_handoff"),
        ),
        turn(
            story_yaml,
            "/gesprek_menu",
            intent="gesprek_menu",
            actions=("action_leave_careful", "utter_gesprek_menu"),
            pressed=True,
        ),
    ]
    assert read_back(story_yaml.story('Uitgeprobeerd: "de wet", [daarna](x) \\ melden', turns)) == (
        'Uitgeprobeerd: "de wet", [daarna] (x) \\ melden',
        [
            ("Wat zegt de wet?", "wet_inhoud"),
            ("utter_wet_inhoud",),
            ("waar meld ik dit?", "handelen_anoniem"),
            ("utter_handelen_anoniem",),
            ("action_handoff",),
            ("/gesprek_menu", "gesprek_menu"),
            ("action_leave_careful",),
            ("utter_gesprek_menu",),
        ],
    )


@pytest.mark.parametrize("said", NASTY)
def test_whatever_was_typed_comes_back_as_it_stands_in_the_file(story_yaml, read_back, said):
    _, events = read_back(story_yaml.story("x", [turn(story_yaml, said), turn(story_yaml, "daarna")]))
    assert events == [
        (story_yaml.readable(said), "wet_inhoud"),
        ("utter_wet_inhoud",),
        ("daarna", "wet_inhoud"),
        ("utter_wet_inhoud",),
    ]


@pytest.mark.parametrize("said", NASTY)
def test_the_bot_sees_the_same_in_it(story_yaml, said):
    # A visitor's slash in front means nothing either; only the space against entities is new.
    assert clean(story_yaml.readable(said)) == clean(
        said.strip().lstrip("/").replace("](", "] (").replace("]{", "] {").replace("][", "] [")
    )


def test_two_thousand_made_up_sentences_come_back(story_yaml, read_back):
    chance = random.Random(20261201)
    sentences = ["".join(chance.choices(SIGNS, k=chance.randint(1, 40))) for _ in range(2000)]
    sentences = [sentence for sentence in sentences if story_yaml.readable(sentence)]
    assert len(sentences) > 1900
    for start in range(0, len(sentences), 100):
        part = sentences[start : start + 100]
        _, events = read_back(story_yaml.story("x", [turn(story_yaml, sentence) for sentence in part]))
        assert [event[0] for event in events[::2]] == [story_yaml.readable(sentence) for sentence in part]


def test_rasa_itself_runs_the_file(story_yaml, tmp_path):
    path = tmp_path / "test_uitgeprobeerd.yml"
    turns = [
        turn(story_yaml, "Wat zegt de wet over klanten van\ngedwongen sekswerkers?"),
        turn(story_yaml, "Help, hij slaat haar nu, dit is spoed!", intent="handelen_spoed", actions=("action_danger",)),
        turn(
            story_yaml,
            "/gesprek_menu",
            intent="gesprek_menu",
            actions=("action_leave_careful", "utter_gesprek_menu"),
            pressed=True,
        ),
    ]
    path.write_text(story_yaml.story("Uitgeprobeerd", turns), encoding="utf-8")
    done = rasa_test(path, tmp_path / "out")
    assert done.returncode == 0, done.stdout + done.stderr[-3000:]
