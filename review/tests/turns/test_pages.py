"""The pages on conversations, as staff see them."""

import datetime as dt
import re
import sqlite3

import pytest
from django.urls import reverse

from staff.models import Entry
from staff.notices import notices
from staff.roles import May
from tests.conftest import TODAY
from turns.counting import code_of
from turns.digest import digest
from turns.front import unusual_rise
from turns.models import Conversation, DayCount
from turns.replay import steps
from turns.words import Words, sure

pytestmark = pytest.mark.django_db(databases=["default", "turns"])
DAY = dt.timedelta(days=1)
THEN = TODAY - 6 * DAY
LIST = "/gesprekken/"


@pytest.fixture
def reader(sign_in, book):
    return sign_in("lezer")


def text_of(response):
    """What stands on the page, without marks and double spaces."""
    assert response.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def address_of(number):
    return reverse("turns:conversation", args=[Conversation.objects.get(number=number).code])


def test_before_anything_is_counted_the_page_says_what_to_do(reader):
    shown = text_of(reader.get(LIST))
    assert "Er zijn nog geen gesprekken geteld." in shown and "binnen vijf minuten" in shown
    assert "nog geen gesprekken geteld" in text_of(reader.get("/gesprekken/afhakers/"))


def test_conversations_stand_under_their_day_by_label_and_not_by_number(reader, add_talks):
    numbers = add_talks(6, ["wet_inhoud", "wet_doel"], day=THEN)
    response = reader.get(LIST)
    shown = text_of(response)
    assert "Woensdag 25 november" in shown and "6 gesprekken" in shown
    assert shown.count("Wat zegt de wet? →") == 6 and "Webpagina" in shown
    content = response.content.decode()
    assert not any(str(number) in content for number in numbers)


def test_few_are_not_shown_and_not_counted_out_loud(reader, add_talks):
    """Four look the same as none."""
    add_talks(4, ["wet_inhoud"], day=THEN)
    four, none = (reader.get(f"{LIST}?einde={topic}").content.decode() for topic in ("wet_inhoud", "wet_doel"))
    assert "geen gesprekken die bij je keuze passen, of minder dan vijf. Dat is te weinig om te tonen." in four
    day = reader.get(f"{LIST}?dag={THEN.isoformat()}").content.decode()
    assert "Op deze dag waren er geen gesprekken die bij je keuze passen, of minder dan vijf." in day
    assert "tonen per dag" not in day
    assert four.split("</form>")[-1] == none.split("</form>")[-1]


def test_those_without_a_day_stand_together_with_their_weeks(reader, add_talks):
    for back in range(5):
        add_talks(1, ["wet_inhoud"], day=THEN - back % 3 * DAY, digested=False)
    digest()
    shown = text_of(reader.get(LIST))
    assert "Andere dagen in deze periode" in shown
    assert "5 gesprekken, 23 november tot en met 29 november, zonder dag" in shown
    assert "Woensdag 25" not in shown


@pytest.mark.parametrize(
    "chosen",
    [
        "kanaal=web",
        "onderwerp=wet_doel",
        "gevaar=geen",
        "gevaar=victim",
        "niet_begrepen=on",
        "einde=wet_doel",
        "periode=4",
        "dag=2026-11-25",
    ],
)
def test_a_choice_goes_along_to_the_conversation_and_back(reader, add_talks, chosen):
    same = {"danger": "victim"} if chosen == "gevaar=victim" else {}
    talk = ["nlu_fallback", "wet_doel"] if chosen == "niet_begrepen=on" else ["wet_doel"]
    add_talks(6, talk, day=THEN, **same)
    content = reader.get(f"{LIST}?{chosen}").content.decode()
    links = re.findall(rf'href="(/gesprekken/[\w-]{{22}}/\?{chosen})"', content)
    assert len(links) == 6
    replay = reader.get(links[0]).content.decode()
    assert f'href="{LIST}?{chosen}"' in replay
    assert re.search(rf'rel="next" href="{re.escape(links[1])}"', replay)


def test_a_choice_that_does_not_exist_is_left_out_and_said(reader, add_talks):
    add_talks(6, ["wet_inhoud"], day=THEN)
    shown = text_of(reader.get(LIST + "?periode=99&kanaal=duif&dag=gisteren&onderwerp=x&na=rommel&voor=.&gevaar=x"))
    assert shown.count("Deze keuze is er niet, of niet meer.") == 4 and "Dit is geen datum." in shown
    assert "duif" not in shown
    assert "6 gesprekken" in text_of(reader.get(LIST + "?periode=99&na=rommel"))


def test_a_channel_and_a_topic_of_another_version_keep_their_own_name(reader, add_talks):
    add_talks(6, ["iets_nieuws"], day=THEN, channel="signal")
    shown = text_of(reader.get(LIST))
    assert "iets_nieuws" in shown and "Signal" in shown
    assert (
        text_of(reader.get(LIST + "?kanaal=signal&onderwerp=iets_nieuws&einde=iets_nieuws")).count("6 gesprekken") == 1
    )


def test_names_in_the_form_come_up_in_five_conversations_or_more(reader, add_talks):
    add_talks(5, ["vijf_keer"], day=THEN, channel="vijfkanaal", digested=False)
    add_talks(4, ["vier_keer"], day=THEN, channel="vierkanaal")
    content = reader.get(LIST).content.decode()
    assert 'value="vijf_keer"' in content and 'value="vijfkanaal"' in content
    assert "vier_keer" not in content and "vierkanaal" not in content


def test_pages_of_fifty_go_on_and_back(reader, add_talks):
    add_talks(120, ["wet_inhoud"], day=THEN)
    seen, address = [], LIST
    while address:
        content = reader.get(address).content.decode()
        seen.append(re.findall(r'href="/gesprekken/([\w-]{22})/', content))
        later = re.search(r'rel="next" href="([^"]+)"', content)
        address = LIST + later[1] if later else ""
    assert [len(page) for page in seen] == [50, 50, 20]
    assert len({code for page in seen for code in page}) == 120
    back = re.search(r'rel="prev" href="([^"]+)"', content)[1]
    assert re.findall(r'href="/gesprekken/([\w-]{22})/', reader.get(LIST + back).content.decode()) == seen[1]


def test_a_conversation_is_told_step_by_step(reader, add_turns, add_talks):
    add_talks(5, ["wet_inhoud", "nlu_fallback"], day=THEN, danger="victim", digested=False)
    add_turns((77, 1, "wet_inhoud", "utter_wet_inhoud"), day=THEN, confidence=10)
    add_turns((77, 4, "wet_doel", "action_suggest"), day=THEN, confidence=3)
    add_turns((77, 5, "persoonlijk_slachtoffer", "action_danger"), day=THEN, confidence=7, danger="victim")
    add_turns((77, 6, None, "noodantwoord"), (77, 7, "oud_onderwerp", "utter_oud"), day=THEN)
    digest()
    shown = text_of(reader.get(address_of(77)))
    for part in (
        "Beurt 1: Wat zegt de wet?",
        "heel zeker (10 van 10)",
        "De chat gaf het antwoord ‘Wat zegt de wet?’",
        "Hier missen 2 beurten",
        "Beurt 4: Niet zeker begrepen",
        f"De chat dacht aan ‘{Words.of_today().topic('wet_doel')}’",
        "vooral een gok (3 van 10)",
        "Gevaar: Gedwongen of uitgebuit",
        "redelijk zeker (7 van 10)",
        "Beurt 6: geen onderwerp",
        "het vaste antwoord met de noodnummers",
        "Beurt 7: oud_onderwerp",
        "utter_oud",
        "Hier stopte het gesprek, na ‘oud_onderwerp’",
        "dag wordt niet getoond",
    ):
        assert part in shown, part
    assert "november" not in shown.split("Uitleg bij deze pagina")[0].replace("Laatst bijgewerkt", "")


def test_a_conversation_shows_its_day_only_where_its_list_does(reader, add_talks):
    numbers = add_talks(6, ["wet_inhoud"], day=THEN, digested=False)
    add_talks(5, ["wet_doel"], day=THEN, digested=True)
    address = address_of(numbers[0])
    assert "woensdag 25 november 2026" in text_of(reader.get(address))
    assert "dag wordt niet getoond" in text_of(reader.get(address + "?einde=wet_doel&dag=2026-11-24"))


def test_opening_a_conversation_is_written_down_without_its_number(reader, add_talks):
    number = add_talks(6, ["wet_inhoud"], day=THEN)[0]
    reader.get(address_of(number))
    entry = Entry.objects.get(page="turns:conversation")
    assert entry.subject == Conversation.objects.get(number=number).code and str(number) not in entry.subject


def test_a_code_says_nothing_without_the_secret(settings, add_talks):
    number = add_talks(1, ["wet_inhoud"])[0]
    code = Conversation.objects.get().code
    assert code == code_of(number) and re.fullmatch(r"[\w-]{22}", code)
    settings.SECRET_KEY = "een heel andere sleutel van een ander"
    assert code_of(number) != code


@pytest.mark.parametrize("code", ["x" * 22, "7000000000000000001", "kort"])
def test_a_conversation_that_is_not_there_is_not_found(reader, add_talks, code):
    add_talks(1, ["wet_inhoud"])
    assert reader.get(f"/gesprekken/{code}/").status_code == 404


def test_where_people_leave(reader, add_talks):
    add_talks(20, ["wet_inhoud", "wet_doel"], day=THEN, digested=False)
    add_talks(10, ["wet_inhoud"], day=THEN - 2 * DAY, digested=False)
    add_talks(4, ["handelen_spoed"], day=THEN, digested=False)
    add_talks(50, ["wet_inhoud"], day=TODAY)
    content = reader.get("/gesprekken/afhakers/").content.decode()
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in re.findall(r"<tr><th scope=.row.*?</tr>", content)]
    shown = [[re.sub(r"<[^>]+>", "", cell) for cell in row][1:5] for row in rows]
    # Wilson's interval of 20 of 20 and of 10 of 30; the running week does not count, and four are not shown.
    assert shown == [["20", "20", "100 %", "84 en 100 %"], ["30", "10", "33 %", "19 en 51 %"]]
    assert "?einde=wet_doel" in content
    assert len(rows) == reader.get("/gesprekken/afhakers/?kanaal=web&periode=4").content.decode().count(
        '<tr><th scope="row"'
    )


def test_of_fewer_than_five_endings_there_is_no_link_to_an_empty_list(reader, add_talks):
    add_talks(4, ["wet_inhoud"], day=THEN, digested=False)
    add_talks(6, ["wet_inhoud", "wet_doel"], day=THEN - 2 * DAY, digested=False)
    add_talks(1, ["wet_doel"], day=TODAY)
    content = reader.get("/gesprekken/afhakers/").content.decode()
    assert "?einde=wet_doel" in content and "?einde=wet_inhoud" not in content and "<td>te weinig</td>" in content
    for address in re.findall(r'href="(/gesprekken/\?einde=[^"]+)"', content):
        assert 'scope="row"' in reader.get(address.replace("&amp;", "&")).content.decode()


@pytest.mark.parametrize(
    "broken, sentence",
    [
        ("gone", "is er niet of is niet bereikbaar"),
        ("older", "oudere versie dan dit gereedschap"),
        ("locked", "nu te druk om te lezen"),
    ],
)
def test_without_the_bots_rows_the_pages_show_what_was_counted_before(reader, add_talks, bot_file, broken, sentence):
    numbers = add_talks(6, ["wet_inhoud"], day=THEN)
    path = bot_file(*(["ALTER TABLE turns RENAME COLUMN danger TO gevaar"] if broken == "older" else []))
    writer = sqlite3.connect(path, isolation_level=None)
    if broken == "locked":
        writer.execute("BEGIN EXCLUSIVE")
    elif broken == "gone":
        path.unlink()
    for address in (LIST, "/gesprekken/afhakers/"):
        shown = text_of(reader.get(address))
        assert sentence in shown and "6" in shown and "Wat zegt de wet?" in shown
    replay = text_of(reader.get(address_of(numbers[0])))
    assert sentence in replay and "De beurten van dit gesprek zijn nu niet te lezen" in replay
    writer.close()


def test_without_a_flow_book_the_bots_own_names_are_shown(sign_in, here, add_talks, tmp_path):
    here(flow_book=tmp_path / "is-er-niet.json")
    numbers = add_talks(6, ["wet_inhoud"], day=THEN, danger="victim")
    client = sign_in("lezer")
    shown = text_of(client.get(LIST))
    assert "Er is nog geen stroomboek" in shown and "wet_inhoud" in shown and "victim" in shown
    assert "utter_wet_inhoud" in text_of(client.get(address_of(numbers[0])))


def test_every_step_of_the_flow_book_has_words(book, add_turns):
    words = Words.of_today()
    names = [step for rule in words.book["regels"] for step in rule["stappen"]] + list(words.book["antwoorden"])
    for name in names:
        assert (
            words.step(name).endswith((".", "’."))
            and "utter_" not in words.step(name)
            and "action_" not in words.step(name)
        )
    assert all(words.ending(name) != name for name in words.book["onderwerpen"])


@pytest.mark.parametrize(
    "tenths, said",
    [
        (0, "gok"),
        (3, "gok"),
        (4, "twijfel"),
        (6, "redelijk"),
        (8, "zeker (8"),
        (10, "heel"),
        (44, "(10 van"),
        (-1, "(0 van"),
    ],
)
def test_how_sure_is_said_in_words_and_tenths(tenths, said):
    assert said in sure(tenths)


def test_a_conversation_without_end_is_cut(add_turns, book):
    add_turns(*((5, turn, "wet_inhoud", "utter_wet_inhoud") for turn in range(1, 260)))
    digest()
    assert len(steps(Conversation.objects.get(), Words.of_today())) == 200


def sentences():
    return [notice.sentence for notice in notices(None, frozenset({May.READ})) if notice.address.startswith(LIST)]


def test_the_front_page_says_when_the_rows_cannot_be_read(book, bot_file):
    digest()
    assert sentences() == []
    bot_file().unlink()
    assert "is er niet of is niet bereikbaar" in sentences()[0]


def test_the_front_page_says_when_nothing_was_counted_for_a_day(book, clock):
    assert "nog niet geteld" in sentences()[0]
    digest()
    clock(TODAY + 2 * DAY, 7)
    assert sentences() == []
    clock(TODAY + 2 * DAY, 9)
    assert "al meer dan een dag niet geteld" in sentences()[0]


def test_the_front_page_says_that_days_are_yet_to_come(book, add_turns):
    add_turns((1, 1, "wet_inhoud", "a"), day=TODAY + 9 * DAY)
    digest()
    assert "een dag die nog moet komen" in sentences()[0]


@pytest.mark.parametrize(
    "before, recent, rises",
    [
        ((400, 1000, 100), (200, 500, 90), True),
        ((400, 1000, 100), (200, 500, 60), False),  # within chance
        ((4000, 100_000, 10_000), (2000, 50_000, 6000), False),  # sure, but too small to matter
        ((400, 1000, 100), (99, 500, 200), False),  # too few conversations
        ((99, 1000, 10), (200, 500, 200), False),
        ((400, 1000, 300), (200, 500, 20), False),  # fewer is no alarm
        ((0, 0, 0), (0, 0, 0), False),
    ],
)
def test_an_unusual_rise_of_what_is_not_understood_is_told(book, before, recent, rises):
    digest()
    for day, numbers in ((TODAY - 20 * DAY, before), (TODAY - 3 * DAY, recent)):
        for measure, number in zip(("gesprekken", "beurten", "niet_begrepen"), numbers, strict=True):
            DayCount.objects.create(day=day, channel="web", measure=measure, count=number)
    assert bool(unusual_rise()) is rises
    assert [("18 %" in sentence, "10 %" in sentence) for sentence in sentences()] == ([(True, True)] if rises else [])


def test_the_page_says_when_it_was_last_brought_up_to_date(reader, add_talks):
    add_talks(1, ["wet_inhoud"])
    assert "Laatst bijgewerkt: 2 december 2026, 08:00 uur." in text_of(reader.get(LIST))


def test_a_thousand_conversations_ask_no_more_of_the_database_than_six(
    reader, add_talks, django_assert_max_num_queries
):
    add_talks(6, ["wet_inhoud"], day=THEN)
    with django_assert_max_num_queries(40) as few:
        reader.get(LIST)
    add_talks(200, ["wet_inhoud"], day=THEN)
    with django_assert_max_num_queries(len(few) + 3):
        reader.get(LIST)


def test_nobody_who_is_not_signed_in_sees_a_conversation(client, add_talks):
    number = add_talks(6, ["wet_inhoud"], day=THEN)[0]
    for address in (LIST, "/gesprekken/afhakers/", address_of(number)):
        assert client.get(address).status_code == 302
