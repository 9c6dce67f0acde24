"""The paths are written by hand, so they are held against the code that walks them."""

import ast
import re

from lantaarn.answers.danger_cards import danger_messages
from lantaarn.flowbook.paths import STEP_ANSWERS, danger_path, general_paths
from lantaarn.nlu.danger_kinds import KINDS, TOPIC_OF_KIND
from lantaarn.settings import Settings

# Named after what the code fills in at run time: a kind, a topic or a country.
FILLED_IN = re.compile(r"utter_(gevaar|voorzichtig|persoonlijk_veilig_ja)_$|utter_$")
# Written, but no rule, button or line of code leads there: whoever connects them takes them off this list.
NOBODY_GETS = {
    "utter_buiten_bereik_thuisgeweld",
    "utter_buiten_bereik_arbeid",
    "utter_handelen_spoed",
}


def names_in(path):
    """Every answer that a source file names."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return {name for text in texts for name in re.findall(r"\butter_[a-z0-9_]*", text) if not FILLED_IN.fullmatch(name)}


def told():
    """Every answer that some path or step names."""
    steps = {answer for given in STEP_ANSWERS.values() for _, answer in given}
    dangers = {step["antwoord"] for kind in KINDS for step in danger_path(kind)}
    general = {step["antwoord"] for path in general_paths(1000).values() for step in path["stappen"]}
    return (steps | dangers | general) - {None}


def test_every_action_is_explained_and_has_its_answers(built):
    assert set(STEP_ANSWERS) == set(built["stappen"]) == set(built["stapantwoorden"])


def test_every_answer_that_the_code_names_is_told(built):
    root = Settings().root
    folders = ("actions", "lantaarn/channels", "lantaarn/messaging")
    sources = [path for folder in folders for path in root.glob(f"{folder}/*.py")]
    sources.append(root / "lantaarn" / "assistant.py")
    named = set().union(*(names_in(path) for path in sources))
    assert len(named) > 10
    assert named - told() == set()


def test_every_answer_that_is_told_exists(built):
    assert told() - set(built["antwoorden"]) == set()


def test_every_answer_is_reached_by_a_rule_a_path_or_a_step(built):
    ruled = {step for rule in built["regels"] for step in rule["stappen"]}
    answers = set(built["antwoorden"])
    reached = told() | ruled
    simpler = {name for name in answers if name.endswith("_eenvoudig")}
    assert answers - reached - simpler == NOBODY_GETS
    assert {name.removesuffix("_eenvoudig").removeprefix("utter_") for name in simpler} <= set(built["onderwerpen"])


def test_a_danger_path_follows_what_the_bot_sends(handoffs):
    for kind in KINDS:
        sent = [message["response"] for message in danger_messages(handoffs, kind, None) if "response" in message]
        steps = danger_path(kind)
        assert steps[0]["toont"] == "nummers" and steps[1]["toont"] == "kaarten"
        assert [step["antwoord"] for step in steps if step["antwoord"]][: len(sent)] == sent
        assert steps[-1]["antwoord"] == f"utter_voorzichtig_{kind}"


def test_only_the_danger_of_now_has_no_longer_answer():
    longer = {kind for kind in KINDS if f"utter_{TOPIC_OF_KIND[kind]}" in {s["antwoord"] for s in danger_path(kind)}}
    assert longer == set(KINDS) - {"112"}


def test_the_longest_message_is_the_one_of_the_settings(built):
    assert str(Settings().max_message_chars) in built["algemeen"]["te_lang"]["als"]


def test_every_path_says_when_it_is_walked_and_every_step_what_happens(built):
    for path in built["algemeen"].values():
        assert path["als"].endswith(".") and path["naam"] and path["stappen"]
        assert all(step["zin"].endswith(".") for step in path["stappen"])
    for steps in built["gevaarpaden"].values():
        assert all(step["zin"].endswith(".") for step in steps)
