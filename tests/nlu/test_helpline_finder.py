import pytest
from rasa.shared.nlu.training_data.message import Message

from lantaarn.nlu.helpline_finder import HelplineFinder


@pytest.fixture(scope="module")
def finder(book):
    return HelplineFinder(book.helplines.values())


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("wat is het nummer van comensha", ["comensha"]),
        ("COMENSHA?", ["comensha"]),
        ("hoe laat is Meld Misdaad Anoniem open", ["mma"]),
        ("bel ik dan meldpunt m of de politie", ["politie", "mma"]),
        ("wat kost slachtofferhulp", ["slachtofferhulp"]),
        ("is de kindertelefoon gratis", ["kindertelefoon"]),
        ("wat doet payoke", ["be_payoke"]),
        ("sürya in luik", ["be_surya"]),
        ("wat is 1712 voor nummer", ["be_1712"]),
        ("wat gebeurt er als ik 113 bel", ["lijn113"]),
    ],
)
def test_a_line_is_found_by_a_name_that_people_use(finder, text, lines):
    assert finder.find(text) == lines


@pytest.mark.parametrize("text", ["wat zegt de wet", "csgo is een spel", "112345", "fierheid", "", "politiek debat"])
def test_what_only_looks_like_a_name_is_none(finder, text):
    assert finder.find(text) == []


@pytest.mark.parametrize("text", ["dat is o.m. verboden", "iets e.d.m. zo"])
def test_an_abbreviation_is_no_name_of_a_line(finder, text):
    assert finder.find(text) == []


@pytest.mark.parametrize("text", ["0900-8844", "09008844", "0900 88 44", "wie is 0900/8844?"])
def test_a_number_is_found_however_it_is_written(finder, text):
    assert finder.find(text) == ["politie"]


def test_every_line_is_found_by_its_own_number_as_we_show_it(finder, book):
    lines = [line for line in book.helplines.values() if line.get("nummer")]
    lost = [line.id for line in lines if line.id not in finder.find(f"wat is {line.get('nummer')}")]
    assert lost == []


def test_every_line_is_found_by_each_of_its_names(finder, book):
    for line in book.helplines.values():
        lost = [name for name in line.aliases if line.id not in finder.find(f"wat is {name} precies")]
        assert lost == [], line.id


def test_the_message_gets_the_ids_and_not_the_words(finder):
    found = Message({"text": "wat kost comensha"})
    nothing = Message({"text": "wat zegt de wet"})
    finder.process([found, nothing, Message({})])
    assert found.get("helplines") == ["comensha"]
    assert nothing.get("helplines") is None
