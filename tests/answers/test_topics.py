import pytest

from lantaarn.answers.topics import FALLBACK_TOPIC, Topic, load_topics
from lantaarn.nlu.danger_kinds import KIND_OF_TOPIC
from lantaarn.settings import Settings

HEADER = "topic,label,group,serious\n"


@pytest.fixture(scope="module")
def topics():
    return load_topics(Settings().data / "topics.csv")


@pytest.fixture
def table(tmp_path):
    def write(rows):
        path = tmp_path / "topics.csv"
        path.write_text(HEADER + rows, encoding="utf-8")
        return path

    return write


def test_a_row_becomes_a_topic(table):
    path = table('wet_inhoud,"Wat, precies?",wet,ja\n')
    assert load_topics(path) == {"wet_inhoud": Topic("wet_inhoud", "Wat, precies?", "wet", True)}


def test_only_ja_means_serious(table):
    path = table("a,A,g,ja\nb,B,g,nee\n")
    assert [topic.serious for topic in load_topics(path).values()] == [True, False]


def test_the_order_of_the_file_is_kept(table):
    assert list(load_topics(table("z,Z,g,nee\na,A,g,nee\nm,M,g,nee\n"))) == ["z", "a", "m"]


def test_a_topic_that_stands_there_twice_is_named(table):
    with pytest.raises(ValueError, match="wet_doel staat twee keer in topics.csv"):
        load_topics(table("wet_doel,A,wet,nee\nwet_doel,B,wet,nee\n"))


def test_a_topic_of_danger_is_serious_except_where_help_is_refused(topics):
    mild = {name for name in KIND_OF_TOPIC if not topics[name].serious}
    assert mild == {"persoonlijk_schadelijk"}


def test_labels_are_unique_so_that_visitors_can_choose(topics):
    labels = [topic.label for topic in topics.values()]
    assert len(set(labels)) == len(labels)


def test_labels_fit_on_a_button(topics):
    assert [topic.label for topic in topics.values() if len(topic.label) > 40] == []


def test_a_topic_is_named_after_its_group(topics):
    assert [t.name for t in topics.values() if not t.name.startswith(t.group)] == []


def test_the_fallback_is_no_topic(topics):
    assert FALLBACK_TOPIC not in topics
