import pytest

from lantaarn.privacy.name_likeness import likeness
from lantaarn.privacy.doubt import doubtful
from lantaarn.privacy.names import names
from lantaarn.privacy.spans import View
from lantaarn.privacy.word_forms import looks_like_a_word
from lantaarn.privacy.word_lists import fold, word_lists


def found(text):
    return [text[span.start : span.end] for span in names(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ahmed slaat haar", ["ahmed"]),
        ("ik werk voor dragos", ["dragos"]),
        ("ik heet Andreea Popescu", ["Andreea Popescu"]),
        ("mevrouw van den Berg hielp me", ["van den Berg"]),
        ("mijn zus heet roos", ["roos"]),
        ("mijn vriendin Joy huilt", ["Joy"]),
        ("mijn collega an is bang", ["an"]),
        ("J. Koopmans is de huisbaas", ["J. Koopmans"]),
        ("ahmeds broer komt", ["ahmeds"]),
        ("mijn man Xhevdet slaat mij", ["Xhevdet"]),
        ("hij noemt zichzelf Zwartkop", ["Zwartkop"]),
        ("меня зовут Оксана", ["Оксана"]),
        ("IK HEET PATRICIA", ["PATRICIA"]),
        ("ik slaap bij roos", ["roos"]),
        ("will is de chauffeur", ["will"]),
        ("storm heeft me op de foto gezet", ["storm"]),
        ("ik ben iris en ik werk hier", ["iris"]),
        ("sam en mees hebben filmpjes", ["sam", "mees"]),
        ("rechercheur Van Leeuwen belt terug", ["Van Leeuwen"]),
        ("familie van der steen houdt haar binnen", ["van der steen"]),
        ("dikke freddie staat buiten", ["dikke freddie"]),
        ("bij de kowalczyks thuis", ["kowalczyks"]),
        ("qwaxoli, mijn nicht, is 14", ["qwaxoli"]),
        ("mirdolin heeft een pistool", ["mirdolin"]),
    ],
)
def test_a_name_is_found_with_and_without_a_capital(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "ik heb hoop", "een bos bloemen met een roos", "mijn vriend wil dat ik werk", "hoe heet die wet", "ik heet niet zo",
        "Amnesty is voor", "ik woon in Gent", "de bakker om de hoek", "In mei kwam ik hier", "bij de Albert Heijn", "ik ben bang",
        "faith is het enige wat ik nog heb", "frank en vrij wil ik leven", "jan en alleman komt hier", "will he go to jail", "hoop doet leven",
        "een mees in de tuin", "de storm heeft ons dak kapot gemaakt", "het was storm en hij liet me staan", "jan met de pet betaalt",
        "IK WIL WEG HIER", "mijn baas houdt mijn paspoort", "ze noemen me een hoer", "de bulgaarse meisjes", "hij slaagt mij",
    ],
)  # fmt: skip
def test_ordinary_words_stay(text):
    assert found(text) == []


def test_a_word_that_nothing_explains_is_doubtful():
    assert doubtful("ik zag Qwaxolin gisteren")
    assert not doubtful("ik wil naar huis")


@pytest.mark.parametrize("word", ["gedwogen", "klantn", "hotelkamers", "slachtoffertje"])
def test_a_mistyped_or_compound_word_is_a_word(word):
    assert looks_like_a_word(word)


def test_a_name_sounds_more_like_a_name_than_a_word_does():
    assert likeness("shaniqua") > likeness("bedankjes")


def test_cyrillic_names_are_known_in_latin_letters_too():
    assert {"stoyan", "олександр"} <= word_lists().first_names


def test_folding_takes_case_and_accents_away():
    assert fold("Zoë") == "zoe"


def test_a_masked_sentence_keeps_everything_else_as_typed():
    view = View("ﬁets van e\u0301\u200bva!")
    start = view.text.index("eva")
    from lantaarn.privacy.spans import Span

    view.blot([Span(start, start + 3, "naam")])
    assert view.masked().startswith("ﬁets van [naam]")
