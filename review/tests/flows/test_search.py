import pytest

from flows.addresses import Pages
from flows.search import MOST, Index
from flows.words import around, marked, plain, words


@pytest.fixture
def search(reader):
    index = Index(reader.book, reader)
    return lambda question: {each.kind: each for each in index.search(question, Pages())}


def titles(results, kind):
    return ["".join(text for text, _ in found.title) for found in results[kind].found] if kind in results else []


def test_a_topic_is_found_by_its_label(search):
    assert titles(search("strafmaat"), "Onderwerpen") == ["Welke straf staat erop?"]
    assert "Wat is decriminaliseren?" in titles(search("decriminaliseren"), "Onderwerpen")


@pytest.mark.parametrize("question", ["belgie", "België", "BELGIË", "belgië?"])
def test_capitals_and_accents_do_not_matter(search, question):
    assert "Hoe is het in België?" in titles(search(question), "Onderwerpen")


@pytest.mark.parametrize("question", ["meldpnut", "medlpunt", "meldpunnt"])
def test_a_typo_is_forgiven(search, question):
    assert "Meldpunt mensenhandel" in titles(search(question), "Hulplijnen")


def test_two_typos_in_a_long_word_are_forgiven(search):
    assert "Wat is decriminaliseren?" in titles(search("decriminalizeran"), "Onderwerpen")


def test_a_short_word_and_a_number_must_be_right(search):
    assert "113" not in str(search("114"))
    assert search("xqz") == {}


@pytest.mark.parametrize("question", ["0800-7000", "08007000", "0800 7000"])
def test_a_number_is_found_however_it_is_written(search, question):
    assert titles(search(question), "Hulplijnen") == ["Meld Misdaad Anoniem"]


@pytest.mark.parametrize("question", ["078 05 58 00", "078055800"])
def test_a_number_with_spaces_is_found_without_them(search, question):
    assert "Meldpunt mensenhandel" in titles(search(question), "Hulplijnen")


def test_all_words_must_stand_in_it(search):
    both = titles(search("tunesië toestemming"), "Antwoorden")
    assert both == ["Het voorbeeld van Tunesië"]
    assert search("tunesië kindertelefoon") == {}


def test_small_words_are_not_asked_for_unless_alone(search):
    assert titles(search("de strafmaat"), "Onderwerpen") == ["Welke straf staat erop?"]
    assert search("de het een")


def test_facts_rules_answers_cards_and_danger_are_found(search):
    results = search("zelfdoding")
    assert {"Gevaarpaden", "Antwoorden", "Hulplijnen", "Feiten", "Regels"} <= set(results)
    assert titles(search("niebezpieczenstwa"), "Kaarten") == ["Polski"]
    assert "artikel 273g van het Wetboek van Strafrecht" in titles(search("273g"), "Feiten")


def test_filled_in_facts_are_searched_not_the_names_of_their_places(search):
    answers = search("1 januari 2022")["Antwoorden"].found
    assert any("onderwerp" not in found.address and "wet" in found.address for found in answers)


def test_the_hit_is_marked_and_nothing_is_lost(search):
    found = search("meldpunt")["Hulplijnen"].found[0]
    assert found.title[0] == ("Meldpunt", True)
    assert "".join(text for text, _ in found.title) == "Meldpunt mensenhandel"


def test_a_title_goes_before_a_text(search):
    assert titles(search("meldpunt"), "Hulplijnen")[0] == "Meldpunt mensenhandel"


def test_many_results_are_cut_and_counted(search):
    answers = search("bel")["Antwoorden"]
    assert len(answers.found) == MOST and answers.more > 0


@pytest.mark.parametrize("question", ["", "   ", "?!", "\x00", "-", "’", "_", "\\", "%", "[a-z]+", "(" * 50])
def test_what_is_no_word_finds_nothing(search, question):
    assert search(question) == {} or question == "[a-z]+"


def test_a_very_long_question_is_cut(search):
    assert search("meldpunt " * 10_000)


def test_letters_stay_where_they_were():
    for text in ("Één ﬁets İstanbul ß", "e\u0301", "한국 العربية", ""):
        assert len(plain(text)) == len(text)


def test_a_word_with_a_dash_is_found_whole_and_in_parts():
    assert list(words("E-mail naar 113.nl")) == ["e", "mail", "email", "naar", "113", "nl", "113nl"]


def test_the_text_around_a_hit_is_cut_between_words():
    text = "woord " * 60 + "meldpunt " + "daarna " * 60
    shown = around(text, {"meldpunt"})
    assert shown.startswith("… woord") and shown.endswith("daarna …") and "meldpunt" in shown
    assert around("kort meldpunt", {"meldpunt"}) == "kort meldpunt"
    assert around("geen treffer hier", set()) == "geen treffer hier"
    assert around("x" * 500, {"y"}).startswith("x")


def test_marks_cover_whole_words():
    assert marked("bel het Meldpunt!", {"meldpunt"}) == (("bel het ", False), ("Meldpunt", True), ("!", False))
    assert marked("", {"a"}) == ()
