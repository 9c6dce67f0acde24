"""The page: a sentence, what the bot does and why, the conversation that goes on, and the test to download."""

import html
import json
import logging
import re

import pytest
import yaml
from django.db import connection

from staff.models import Entry
from tests.trial.desk import DANGER, KEY, report
from trial import bot, views
from trial.turns import LONGEST, MOST_TURNS, NEEDS_TURN_BEFORE, from_page

pytestmark = pytest.mark.django_db(databases=["default", "turns"])
ADDRESS, TEST = "/uitproberen/", "/uitproberen/test/"
CANARY = "kanarie6614"
MISSED = report(
    begrepen=False,
    intent="nlu_fallback",
    onderwerp="wet_doel",
    zekerheid=0.31,
    rangorde=[["wet_doel", 0.31], ["wet_inhoud", 0.29]],
    marge=0.02,
    stap="action_suggest",
)


@pytest.fixture
def editor(sign_in, book):
    return sign_in("redacteur")


def hidden(response):
    """What the page would send along with the next sentence."""
    text = response.content.decode()
    return {
        name: html.unescape(re.search(rf'name="{name}" value="([^"]*)"', text).group(1))
        for name in ("gesprek", "eerder")
    }


def said(response):
    return response.content.decode()


def box(response):
    return html.unescape(re.search(r"<textarea[^>]*>\n(.*?)</textarea>", said(response), re.DOTALL).group(1))


def problem(response):
    return [str(message) for message in response.context["messages"]]


def tried(client, *sentences, page=None):
    """The page after these sentences, one after the other in one conversation."""
    for sentence in sentences:
        page = client.post(ADDRESS, {"zin": sentence, **(hidden(page) if page else {})})
        assert page.status_code == 200
    return page


@pytest.mark.parametrize(
    ("role", "status"), [("lezer", 403), ("beheerder", 403), ("redacteur", 200), ("beoordelaar", 200)]
)
def test_it_is_for_who_may_edit(sign_in, book, desk, role, status):
    client = sign_in(role)
    assert client.get(ADDRESS).status_code == status
    assert client.post(ADDRESS, {"zin": "hallo"}).status_code == status
    assert bool(desk.asked) == (status == 200)


def test_the_empty_page_says_what_to_do(editor, desk):
    page = editor.get(ADDRESS)
    assert "Nog niets uitgeprobeerd" in said(page) and "Download" not in said(page)
    assert desk.asked == []


def test_an_answer_is_shown_as_a_visitor_sees_it(editor, desk):
    page = tried(editor, "wat zegt de wet")
    assert '<div class="antwoord">Sinds 1 januari 2022 kan het strafbaar zijn.</div>' in said(page)
    assert '<button class="licht" name="knop" value="/wet_strafmaat">Welke straf staat erop?</button>' in said(page)
    # Nobody dials a help line by accident from here.
    assert '<span class="label">Bel 0800-7000</span>' in said(page) and "tel:" not in said(page)


def test_and_why(editor, desk):
    page = said(tried(editor, "wat zegt de wet"))
    assert "Begrepen als: Wat zegt de wet?" in page
    assert '<a href="/stroomboek/onderwerp/wet_inhoud/">Wat zegt de wet?</a>' in page
    assert '<td class="getal">97,1</td>' in page and '<meter min="0" max="1" value="0.9712"' in page
    assert "Het verschil is groot: ‘Wat zegt de wet?’ ligt 95 punten voor" in page
    assert "De poort zag geen gevaar." in page and "3,40 onder de grens" in page
    assert "Nederlands" in page and "De chat geeft het antwoord ‘Wat zegt de wet?’." in page


def test_danger_is_explained_by_its_signals(editor, desk):
    desk.answers = [DANGER]
    page = said(tried(editor, "help hij slaat me"))
    assert "Gevaar gezien:" in page and "De poort zag: Acuut gevaar, Gedachten aan zelfdoding." in page
    assert "<code>hij/ze/zij slaat/schopt me</code>" in page
    assert '<a href="/stroomboek/gevaar/112/">Acuut gevaar</a>' in page
    assert (
        "net 0,04 onder de grens" in page and "0,05 boven de grens, maar een ander gevaar is veel duidelijker" in page
    )


def test_with_danger_no_list_of_topics_asks_to_be_added_up(editor, desk):
    desk.answers = [DANGER]
    page = said(tried(editor, "help hij slaat me"))
    assert "Hoe zeker de chat is van elk onderwerp" not in page and "<meter" not in page
    assert "het gevaar gaat voor" in page
    desk.answers = [report()]
    assert "Hoe zeker de chat is van elk onderwerp" in said(tried(editor, "wat zegt de wet"))


@pytest.mark.parametrize("setting", [{"bot": "", "bot_key": ""}, {"bot_key": "y" * 40}, {"bot": "http://127.0.0.1:9"}])
def test_only_an_administrator_reads_the_names_of_settings(sign_in, book, desk, here, setting):
    here(**setting)
    if "bot_key" in setting and "bot" not in setting:
        desk.status = 403
    page = said(tried(sign_in("redacteur", name="els"), "wat zegt de wet"))
    assert "je beheerder" in page and "NAKIJKEN_BOT" not in page and "LANTAARN_" not in page and "loket" not in page
    assert "NAKIJKEN_BOT" in said(tried(sign_in("redacteur", "beheerder", name="bea"), "wat zegt de wet"))


def test_what_was_not_understood_is_said(editor, desk):
    desk.answers = [MISSED]
    page = said(tried(editor, "huh"))
    assert "Niet zeker begrepen" in page and "Het verschil is klein" in page
    assert "niet zeker genoeg" in page


def test_a_card_in_another_language_is_marked_as_such(editor, desk):
    desk.answers = [report(taal="pl", berichten=[{"text": "Zadzwoń", "buttons": [], "language": "pl"}])]
    page = said(tried(editor, "pomocy"))
    assert '<div class="antwoord" lang="pl">Zadzwoń</div>' in page and "Pools" in page


def test_a_conversation_goes_on_and_shows_what_was_said(editor, desk):
    page = tried(editor, "een eerste zin", "en een tweede")
    assert [body["gesprek"] for _, body in desk.asked] == ["", "gesprek1"]
    assert said(page).index("een eerste zin") < said(page).index("en een tweede")
    assert box(page) == ""


def test_a_button_goes_on_with_the_conversation(editor, desk):
    page = tried(editor, "een")
    desk.answers = [report(onderwerp="wet_strafmaat", intent="wet_strafmaat", stap="utter_wet_strafmaat", signalen=[])]
    page = editor.post(ADDRESS, {"knop": "/wet_strafmaat", **hidden(page)})
    assert desk.asked[-1] == ("/proef", {"knop": "/wet_strafmaat", "gesprek": "gesprek1"})
    assert "Hier viel niets na te kijken" in said(page)
    assert from_page(hidden(page)["eerder"])[1].pressed


def test_starting_over_forgets_here_and_there(editor, desk):
    page = editor.post(ADDRESS, {"opnieuw": "ja", "zin": "x", **hidden(tried(editor, "een"))})
    assert desk.asked[-1] == ("/proef/wissen", {"gesprek": "gesprek1"})
    assert "een</span>" not in said(page) and hidden(page) == {"gesprek": "", "eerder": "[]"}


def test_starting_over_works_without_the_bot(editor, desk):
    page = tried(editor, "een")
    desk.status, desk.raw = 500, b""
    assert "Nog niets uitgeprobeerd" in said(editor.post(ADDRESS, {"opnieuw": "ja", **hidden(page)}))


def test_a_conversation_that_the_bot_has_forgotten_begins_anew_and_says_so(editor, desk):
    page = tried(editor, "een", "twee")
    desk.answers = [report(gesprek="gesprek9", nieuw=True)]
    page = tried(editor, "drie", page=page)
    assert problem(page) == [views.FORGOTTEN]
    assert [turn.said for turn in from_page(hidden(page)["eerder"])] == ["drie"]


def test_after_erasing_the_next_sentence_begins_a_conversation_without_a_word_about_it(editor, desk):
    desk.answers = [report(onderwerp="gesprek_wissen", intent="gesprek_wissen", stap="action_forget", gesprek="")]
    page = tried(editor, "wis dit gesprek")
    assert "Het gesprek is gewist" in said(page)
    page = tried(editor, "hallo", page=page)
    assert problem(page) == [] and [turn.said for turn in from_page(hidden(page)["eerder"])] == ["hallo"]


@pytest.mark.parametrize("sentence", ["", "   ", "\n"])
def test_an_empty_sentence_is_not_sent(editor, desk, sentence):
    page = tried(editor, sentence)
    assert problem(page) == [views.EMPTY] and desk.asked == []


def test_a_sentence_that_is_too_long_stays_in_the_box(editor, desk):
    sentence = "x" * (LONGEST + 1)
    page = tried(editor, sentence)
    assert problem(page) == [views.TOO_LONG] and desk.asked == []
    assert box(page) == sentence


def test_a_line_end_counts_as_one_sign(editor, desk):
    tried(editor, "x\r\n" * (LONGEST // 2))
    assert desk.asked[0][1]["zin"] == "x\n" * (LONGEST // 2)


def test_a_conversation_has_an_end(editor, desk):
    page = tried(editor, *["zin"] * MOST_TURNS)
    page = tried(editor, "nog een", page=page)
    assert problem(page) == [views.TOO_MANY] and len(desk.asked) == MOST_TURNS
    assert box(page) == "nog een"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"bot": "", "bot_key": ""}, bot.NOT_SET),
        ({"bot": "http://127.0.0.1:1"}, bot.NOT_THERE),
        ({"bot_key": "x" * 40}, bot.WRONG_KEY),
    ],
)
def test_without_the_bot_the_page_says_why_and_keeps_what_was_typed(editor, desk, here, changes, sentence):
    page = tried(editor, "een zin")
    here(**changes)
    page = tried(editor, f"nog een <b> & zin\n met {CANARY}", page=page)
    assert problem(page) == [sentence]
    assert box(page) == f"nog een <b> & zin\n met {CANARY}"
    assert hidden(page)["gesprek"] == "gesprek1" and len(from_page(hidden(page)["eerder"])) == 1


def test_a_slow_bot_is_told(editor, desk, monkeypatch):
    monkeypatch.setattr(bot, "PATIENCE", 0.1)
    desk.wait = 0.5
    page = tried(editor, "zin")
    assert problem(page) == [bot.TOO_SLOW] and box(page) == "zin"


def test_broken_json_is_told(editor, desk):
    desk.raw = b"{"
    assert problem(tried(editor, "zin")) == [bot.UNREADABLE]


def test_without_a_flow_book_the_page_says_so_and_keeps_what_was_typed(sign_in, here, desk, tmp_path):
    here(flow_book=tmp_path / "weg.json", bot=desk.address, bot_key=KEY)
    client = sign_in("redacteur")
    assert client.get(ADDRESS).status_code == 200
    page = tried(client, "een zin")
    assert "stroomboek" in problem(page)[0] and box(page) == "een zin"
    assert desk.asked == []


def test_topics_and_dangers_that_the_flow_book_does_not_know_are_shown_by_name(editor, desk):
    odd = {"soort": "nieuw", "patronen": [], "score": 0, "drempel": 1, "telt": False}
    desk.answers = [
        report(
            onderwerp="heel_nieuw",
            intent="heel_nieuw",
            rangorde=[["heel_nieuw", 1.0]],
            stap="utter_heel_nieuw",
            signalen=[odd],
            taal="xx",
        )
    ]
    page = said(tried(editor, "hallo"))
    assert "Begrepen als: heel_nieuw" in page and "/stroomboek/onderwerp/heel_nieuw/" not in page
    assert "onbekend (xx)" in page and '<th scope="row">nieuw</th>' in page


def test_what_was_typed_is_text_and_never_html(editor, desk):
    desk.answers = [report(berichten=[{"text": "<b>vet</b>", "buttons": [{"title": "<i>", "payload": '/x"onclick'}]}])]
    page = said(tried(editor, '<script>alert(1)</script>"><img>'))
    assert "<script>alert" not in page and "<b>vet" not in page and "<img>" not in page and '"onclick' not in page


def test_nothing_that_was_typed_is_kept_or_logged(editor, desk, here, caplog, capfd):
    page = tried(editor, f"eerste {CANARY}", f"tweede {CANARY}")
    editor.post(TEST, hidden(page))
    editor.post(TEST, {"eerder": CANARY})
    editor.post(ADDRESS, {"knop": f"/{CANARY}", **hidden(page)})
    here(bot="http://127.0.0.1:1")
    with caplog.at_level(logging.DEBUG):
        tried(editor, f"derde {CANARY}", page=page)
    assert "no-store" in page["Cache-Control"]
    assert CANARY in said(page) and CANARY not in str(page.headers) + str(editor.cookies)
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            assert CANARY not in str(cursor.fetchall()), table
    assert CANARY not in caplog.text + "".join(capfd.readouterr())
    assert Entry.objects.filter(page="trial:index").exists()


def test_a_sentence_in_an_address_is_not_looked_at(editor, desk):
    assert box(editor.get(ADDRESS, {"zin": "uit het adres"})) == ""
    assert desk.asked == []


def download(client, page):
    response = client.post(TEST, hidden(page))
    assert response.status_code == 200
    return response


def test_one_click_makes_a_test_with_all_actions_of_the_rule(editor, desk):
    page = tried(editor, 'wat zegt de "wet"?\n- en nu?')
    desk.answers = [
        report(
            onderwerp="handelen_anoniem",
            intent="handelen_anoniem",
            stap="utter_handelen_anoniem",
            intent_los="handelen_anoniem",
        )
    ]
    page = tried(editor, "waar meld ik dit", page=page)
    response = download(editor, page)
    assert response["Content-Disposition"] == 'attachment; filename="test_wet_inhoud.yml"'
    assert response["Content-Type"].startswith("application/yaml") and "no-store" in response["Cache-Control"]
    (story,) = yaml.safe_load(response.content)["stories"]
    assert story["story"] == "Uitgeprobeerd: Wat zegt de wet?, daarna Anoniem melden"
    assert story["steps"] == [
        {"user": 'wat zegt de "wet"?\n- en nu?', "intent": "wet_inhoud"},
        {"action": "utter_wet_inhoud"},
        {"user": "waar meld ik dit", "intent": "handelen_anoniem"},
        {"action": "utter_handelen_anoniem"},
        {"action": "action_handoff"},
    ]


def test_the_menu_has_both_its_actions(editor, desk):
    desk.answers = [report(onderwerp="gesprek_menu", intent="gesprek_menu", stap="utter_gesprek_menu")]
    steps = yaml.safe_load(download(editor, tried(editor, "menu")).content)["stories"][0]["steps"]
    assert [step.get("action") for step in steps[1:]] == ["action_leave_careful", "utter_gesprek_menu"]


def test_not_understood_and_danger_can_be_tested_too(editor, desk):
    desk.answers = [MISSED, {**DANGER, "intent_los": "handelen_spoed"}]
    steps = yaml.safe_load(download(editor, tried(editor, "huh", "help")).content)["stories"][0]["steps"]
    assert [step.get("intent") or step["action"] for step in steps] == [
        "nlu_fallback",
        "action_suggest",
        "handelen_spoed",
        "action_danger",
    ]


def test_a_sentence_that_leans_on_the_turn_before_is_left_out_and_that_is_said(editor, desk):
    page = tried(editor, "wat zegt de wet")
    desk.answers = [report(intent_los="nlu_fallback")]
    page = tried(editor, "en dan?", page=page)
    assert "Zonder de beurt ervoor had de chat deze zin anders begrepen." in said(page)
    content = download(editor, page).content.decode()
    assert f"# Beurt 2 staat er niet in: {NEEDS_TURN_BEFORE}" in content and "en dan?" not in content


@pytest.mark.parametrize(
    "changes",
    [
        {"stap": "noodantwoord", "mislukt": True},
        {"stap": "utter_te_lang", "intent": "nlu_fallback"},
        {"stap": "utter_iets_anders"},
    ],
)
def test_what_is_outside_the_rules_gives_no_test(editor, desk, changes):
    desk.answers = [report(**changes)]
    page = tried(editor, "zin")
    assert "Van deze beurten is geen test te maken" in said(page) and "Download" not in said(page)
    assert problem(download(editor, page)) == [views.NO_TEST]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "geen json",
        "[]",
        "{}",
        "7",
        "null",
        "[7]",
        '[{"said": 1}]',
        "[" * 5000,
        json.dumps([{"said": "x" * 2000, "intent": "a", "actions": ["b"], "pressed": False, "left_out": ""}]),
    ],
)
def test_a_hidden_field_that_was_changed_gives_no_test_and_no_error(editor, desk, text):
    response = editor.post(TEST, {"eerder": text})
    assert response.status_code == 200 and problem(response) == [views.NO_TEST]
    assert tried(editor, "zin").status_code == 200


def test_names_that_are_no_names_give_no_test(editor, desk):
    bad = [{"said": "x", "intent": "a\n- b", "actions": ["c"], "pressed": False, "left_out": ""}]
    assert problem(editor.post(TEST, {"eerder": json.dumps(bad)})) == [views.NO_TEST]


def test_a_test_is_not_given_by_an_address_alone(editor, desk):
    assert editor.get(TEST).status_code == 405


def test_without_a_token_nothing_is_asked(sign_in, book, desk):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.cookies = sign_in("redacteur").cookies
    assert client.post(ADDRESS, {"zin": "hallo"}).status_code == 403
    assert desk.asked == []


def test_the_front_page_says_it_when_the_bot_cannot_be_reached(sign_in, book, here):
    here(bot="http://127.0.0.1:1", bot_key=KEY)
    assert bot.NOT_THERE in html.unescape(said(sign_in("redacteur").get("/")))
    assert bot.NOT_THERE not in html.unescape(said(sign_in("lezer").get("/")))


def test_the_front_page_says_nothing_when_the_bot_answers_or_is_not_set(sign_in, book, desk, here):
    from trial.front import notices

    assert notices(None) == []
    here(bot="", bot_key="")
    assert notices(None) == []
