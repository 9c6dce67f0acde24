import pytest

from lantaarn.answers.channel_texts import load_channel_texts
from lantaarn.answers.emergency import fixed_messages
from lantaarn.assistant import Answer
from lantaarn.messaging.composing import NOTICE, SAFER, composed
from lantaarn.settings import Settings

KINDS = ("112", "113", "minor", "victim", "refuse")


@pytest.fixture
def texts(book):
    return load_channel_texts(Settings().data / "kanalen", "telegram", "https://chat.voorbeeld.nl", book)


def said(answer, texts, due=(NOTICE, SAFER), late=False):
    return [message["text"] for message in composed(answer, texts, lambda what: what in due, late)]


def answer(*words, **more):
    return Answer([{"text": word, "buttons": []} for word in words], "wet_inhoud", **more)


def test_a_first_answer_comes_after_the_notice_and_a_later_one_alone(texts):
    assert said(answer("a", "b"), texts) == [texts.notice, "a", "b"]
    assert said(answer("a", "b"), texts, due=()) == ["a", "b"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["nl", "ro"])
def test_whatever_the_danger_the_number_stands_first_and_the_notice_last(texts, kind, language):
    fixed = Answer(fixed_messages(kind, language), danger=kind)
    shown = said(fixed, texts)
    assert any(character.isdigit() for character in shown[0]) and "\n" not in shown[0]
    assert shown[0] == fixed.messages[0]["text"] and shown[-1] == texts.short_notice


@pytest.mark.parametrize(("kind", "watched"), [(kind, kind in ("minor", "victim")) for kind in KINDS])
def test_the_safer_way_is_for_those_whose_telephone_may_be_watched(texts, kind, watched):
    shown = said(Answer(fixed_messages(kind, "nl"), danger=kind), texts)
    assert (shown[1] == texts.safer) is watched and (texts.safer in shown) is watched


def test_who_chose_the_topic_themselves_hears_of_the_safer_way_too(texts):
    shown = said(
        Answer([{"text": "Je bent niet alleen.", "buttons": []}], "persoonlijk_slachtoffer"), texts, due=(SAFER,)
    )
    assert shown == ["Je bent niet alleen.", texts.safer]


def test_what_is_not_due_is_not_said_again_with_danger_either(texts):
    fixed = Answer(fixed_messages("victim", "nl"), danger="victim")
    assert said(fixed, texts, due=()) == [texts.worded(message["text"]) for message in fixed.messages]


def test_only_what_is_said_is_asked_for(texts):
    asked = []
    composed(answer("a"), texts, lambda what: asked.append(what), False)
    assert asked == [NOTICE]


def test_a_late_answer_says_so_first_and_after_danger_only_the_number_goes_out(texts):
    assert said(answer("a", "b"), texts, due=(), late=True) == [texts.late, "a", "b"]
    fixed = Answer(fixed_messages("victim", "nl"), danger="victim")
    by_button = Answer(fixed.messages, "persoonlijk_slachtoffer")
    assert said(by_button, texts, late=True) == said(fixed, texts, late=True)
    assert said(fixed, texts, late=True) == [
        fixed.messages[0]["text"],
        texts.safer,
        texts.late_danger,
        texts.short_notice,
    ]


def test_a_failed_answer_has_the_numbers_before_the_notice(texts):
    shown = said(Answer(fixed_messages(None, "nl"), failed=True), texts)
    assert "112" in shown[0] and shown[1:] == [texts.short_notice]


def test_answers_are_worded_for_the_app_and_the_original_stays_as_it_is(texts):
    message = {"text": "Sluit deze pagina dan.", "buttons": []}
    assert said(Answer([message]), texts, due=()) == ["Sluit Telegram dan."]
    assert message["text"] == "Sluit deze pagina dan."
