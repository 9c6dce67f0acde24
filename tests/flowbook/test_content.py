import datetime as dt
import json

import pytest

from lantaarn.answers.facts import FactError
from lantaarn.answers.topics import load_topics
from lantaarn.flowbook.content import flow_book
from lantaarn.nlu.danger_kinds import KINDS
from lantaarn.settings import Settings


def test_every_topic_of_the_table_is_in_it_with_its_label_and_weight(built):
    for name, topic in load_topics(Settings().data / "topics.csv").items():
        assert built["onderwerpen"][name] == {"naam": topic.label, "groep": topic.group, "ernstig": topic.serious}


def test_every_rule_belongs_to_a_topic_and_every_step_is_an_answer_or_an_explained_action(built):
    for rule in built["regels"]:
        assert rule["onderwerp"] in built["onderwerpen"]
        assert rule["stappen"], rule["naam"]
        for step in rule["stappen"]:
            assert step in (built["antwoorden"] if step.startswith("utter_") else built["stappen"]), step


def test_every_topic_has_exactly_one_rule(built):
    ruled = [rule["onderwerp"] for rule in built["regels"]]
    assert sorted(ruled) == sorted(built["onderwerpen"])


def test_everything_that_is_named_is_there(built):
    for answer in built["antwoorden"].values():
        assert set(answer["feiten"]) <= set(built["feiten"])
        assert answer["aanbod"] is None or answer["aanbod"] in built["onderwerpen"]
    for line in built["lijnen"].values():
        assert set(line["feiten"].values()) <= set(built["feiten"])
    for named in [built["doorverwijzing"]["standaard"], *built["doorverwijzing"]["onderwerpen"].values()]:
        assert all(line in built["lijnen"] for lines in named.values() for line in lines)
    for follow_up in built["vervolg"]:
        assert {follow_up["na"], follow_up["onderwerp"]} <= set(built["onderwerpen"])
        assert 1 <= len(follow_up["voorbeelden"]) <= min(3, follow_up["aantal"])


def test_the_kinds_stand_in_the_order_in_which_they_go(built):
    assert tuple(built["gevaar"]) == tuple(built["gevaarpaden"]) == KINDS


def test_held_out_sentences_are_whole_and_of_every_script(built):
    sentences = set(built["toetszinnen"])
    # Of one word, and in a script that puts no spaces between words.
    assert {"dertien", "zorgtoeslag", "昨天那部电影无聊死了"} <= sentences
    assert not sentences & set(built["onderwerpen"])
    files = [*Settings().root.glob("tests/nlu/*.tsv"), *Settings().root.glob("tests/danger/*.tsv")]
    rows = {line for path in files for line in path.read_text(encoding="utf-8").splitlines() if line.strip()}
    assert len(sentences) <= len(rows)
    assert all(any(sentence in row for row in rows) for sentence in list(sentences)[::50])


def test_it_can_be_written_and_read_as_json(built):
    assert json.loads(json.dumps(built)) == built


def test_an_expired_fact_stops_it_by_name():
    with pytest.raises(FactError, match="Verlopen feiten"):
        flow_book(Settings(), dt.date(2040, 1, 1))
