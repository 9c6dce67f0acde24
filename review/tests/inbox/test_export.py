"""The file for the bot: what goes in, what stays out, and that a held-out sentence never shows."""

import datetime as dt
import io
import zipfile

import pytest
import yaml

from flows.book import current_book
from inbox.export import AT_ONCE, archive, selection
from inbox.held_out import NEAR, bare, near_held_out
from inbox.models import Wish
from tests.inbox.conftest import delete_given

pytestmark = [pytest.mark.django_db(databases=["default", "turns"]), pytest.mark.usefixtures("book")]


@pytest.fixture
def ready(anna, judge, add_given):
    """Sentences on which enough people agree: ``ready(("wat mag er", "onderwerp:wet_inhoud"), ...)``."""
    Wish.objects.create(pk=1, needed=1)

    def go(*rows, **more):
        numbers = add_given(*(sentence for sentence, _choice in rows))
        for number, (_sentence, choice) in zip(numbers, rows):
            judge(anna, number, choice, **more)
        return numbers

    return go


def held_out_sentence():
    return next(each for each in current_book()["toetszinnen"] if len(each.split()) > 8 and each.isascii())


def opened(chosen):
    with zipfile.ZipFile(io.BytesIO(archive(chosen, current_book(), dt.date(2026, 12, 1)))) as file:
        assert {entry.date_time for entry in file.infolist()} == {(2026, 12, 1, 0, 0, 0)}
        return {name: file.read(name).decode("utf-8") for name in file.namelist()}


def test_a_file_per_group_and_per_kind_of_danger(ready):
    ready(
        ("mag ik nog klant zijn bij [naam]", "onderwerp:wet_inhoud"),
        ("een heel andere vraag, over [x](y)", "onderwerp:wet_doel"),
        ("hoe groet je hier", "onderwerp:gesprek_groet"),
        ("kletskoek en nog wat", "onderwerp:buiten_bereik"),
        ("er bonkt iemand op mijn deur en ik ben bang [naam]", "gevaar:112"),
        ("blablabla", "weg"),
    )
    files = opened(selection(current_book()).ready)
    assert set(files) == {"LEESMIJ.txt", "danger/112.tsv", "nlu/buiten_bereik.yml", "nlu/gesprek.yml", "nlu/wet.yml"}
    assert files["danger/112.tsv"] == "er bonkt iemand op mijn deur en ik ben bang X\tnl\n"
    wet = {entry["intent"]: entry["examples"] for entry in yaml.safe_load(files["nlu/wet.yml"])["nlu"]}
    assert wet == {
        "wet_inhoud": "- mag ik nog klant zijn bij X\n",
        "wet_doel": "- een heel andere vraag, over [[][]x](y)\n",
    }
    assert "blablabla" not in "".join(files.values())


def test_the_language_of_a_danger_goes_along(ready):
    ready(("nu pot sa plec de aici nu ma lasa", "gevaar:victim"), language="ro")
    assert opened(selection(current_book()).ready)["danger/victim.tsv"].endswith("\tro\n")


@pytest.mark.parametrize(
    "change", [lambda s: s, str.upper, lambda s: s + "!!", lambda s: s.replace("e", "é"), lambda s: s[:-2]]
)
def test_what_is_nearly_held_out_is_refused_and_not_shown(ready, change):
    ready(
        (change(held_out_sentence()), "onderwerp:wet_inhoud"), ("dit lijkt nergens op, kwibus", "onderwerp:wet_inhoud")
    )
    found = selection(current_book())
    assert len(found.refused) == 1
    assert [each.text for each in found.ready] == ["dit lijkt nergens op, kwibus"]
    assert held_out_sentence()[:10].casefold() not in str(found).casefold()


def test_every_held_out_sentence_itself_is_refused():
    sentences = current_book()["toetszinnen"]
    assert len(sentences) > 2500
    some = sentences[::40]
    assert all(near_held_out(some, current_book()))


def test_near_is_a_border_and_not_a_wall():
    assert NEAR == 88
    assert near_held_out(["kwibus zwabbert langs de vijfde trap", "xyzzy"], current_book()) == [False, False]


def test_the_same_sentence_twice_goes_once(ready):
    numbers = ready(
        ("Waarom is er een wet?!", "onderwerp:wet_doel"),
        ("waarom is er een wet", "onderwerp:wet_doel"),
        ("Wat doet de kwibus", "weg"),
    )
    found = selection(current_book())
    assert [set(each.numbers) for each in found.ready] == [set(numbers[:2])]
    assert found.doubles == 1


def test_the_same_sentence_with_two_meanings_stays_here(ready):
    ready(("waarom is er een kwibus", "onderwerp:wet_doel"), ("Waarom is er een kwibus?", "gevaar:112"))
    found = selection(current_book())
    assert found.ready == [] and len(found.clashing) == 1 and len(found.clashing[0]) == 2


def test_a_topic_that_the_book_no_longer_has_stays_here(ready, write_book):
    ready(("waarom is er een kwibus", "onderwerp:wet_doel"))
    write_book(lambda content: content["voorbeelden"].pop("wet_doel"))
    found = selection(current_book())
    assert found.ready == [] and [each.label for each in found.unknown] == [current_book().label("wet_doel")]


def test_a_sentence_without_anything_in_it_is_refused(ready):
    ready(("//", "onderwerp:wet_doel"))
    found = selection(current_book())
    assert found.ready == [] and len(found.refused) == 1


def test_signs_only_are_a_sentence_too(ready):
    ready(("?!", "onderwerp:buiten_bereik"), ("🙏", "onderwerp:buiten_bereik"))
    assert {each.text for each in selection(current_book()).ready} == {"?!", "🙏"}


def test_no_more_than_somebody_can_look_through(ready):
    ready(
        *((f"kwibus nummer {number} zwabbert {number * 7919}", "onderwerp:wet_doel") for number in range(AT_ONCE + 30))
    )
    found = selection(current_book())
    assert len(found.ready) == AT_ONCE and found.later == 30


def test_what_goes_while_the_list_is_made_is_left_out(ready, monkeypatch):
    first, second = ready(("kwibus een twee", "onderwerp:wet_doel"), ("zwabber drie vier", "onderwerp:wet_doel"))
    from inbox import export

    read = export.sentences
    monkeypatch.setattr(export, "sentences", lambda numbers: (delete_given(first), read(numbers))[1])
    assert [each.numbers for each in selection(current_book()).ready] == [(second,)]


def test_bare_folds_what_makes_no_other_sentence():
    assert bare("  Wát zegt, de_WET?! ") == "wat zegt de wet"
