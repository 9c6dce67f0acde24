"""The plain form: the same answers as the page, with the code of the conversation in the body only."""

import re
from html import unescape
from urllib.parse import urlencode

import pytest

from lantaarn.channels.flood import SHARE_WITHOUT_SUM
from lantaarn.channels.form import ADDRESS, BUSY, ERASED, RESTARTED, TOO_FAST
from lantaarn.channels.pages import SMALLEST_PAGE, message_body
from tests.channels.site import FakeAssistant, at_site

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def hidden(page):
    """The hidden fields of the form on a page."""
    return {name: unescape(value) for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.raw)}


async def press(send, page=None, **fields):
    """Send the form of the page with these fields filled in."""
    return await send(ADDRESS, data=urlencode({**(hidden(page) if page else {}), **fields}), headers=FORM)


def test_the_form_opens_with_the_greeting_and_starts_no_conversation():
    async def talk(send, assistant):
        page = await send(ADDRESS, "GET")
        assert page.status == 200 and "utter_gesprek_groet" in page.raw
        assert page.headers["Content-Type"].startswith("text/html")
        assert "sessie" not in hidden(page)
        assert assistant.heard == []

    at_site(talk)


def test_a_conversation_goes_on_by_the_hidden_field_alone():
    async def talk(send, assistant):
        first = await press(send, await send(ADDRESS, "GET"), tekst="een")
        second = await press(send, first, tekst="twee")
        third = await press(send, second, knop="/gesprek_menu", tekst="half getypt")
        assert "Je zei: een" in first.raw and "Je zei: twee" in second.raw and "Het menu" in third.raw
        assert hidden(first)["sessie"] == hidden(third)["sessie"]
        assert len({conversation for conversation, _ in assistant.heard}) == 1
        assert [what for _, what in assistant.heard] == ["een", "twee", "/gesprek_menu"]
        # What was half typed beside a button is not lost, and not sent.
        assert ">half getypt</textarea>" in third.raw
        assert "X-Sessie" not in first.headers and "Set-Cookie" not in first.headers

    at_site(talk)


def test_the_same_page_sent_twice_is_one_message():
    async def talk(send, assistant):
        first = await press(send, await send(ADDRESS, "GET"), tekst="een")
        second = await press(send, first, tekst="twee")
        again = await press(send, first, tekst="twee")
        assert hidden(second)["sessie"] == hidden(again)["sessie"]
        assert [what for _, what in assistant.heard] == ["een", "twee"]
        assert "Je zei: twee" in again.raw

    at_site(talk)


def test_every_page_shows_the_numbers_the_notice_and_the_way_out():
    async def talk(send, _):
        start = await send(ADDRESS, "GET")
        for page in (start, await press(send, start, tekst="een"), await press(send, start, knop="/bestaat_niet")):
            for part in ('href="tel:112"', 'href="tel:08007000"', "Je praat met een computer", 'href="https://www.buienradar.nl/"'):
                assert part in page.raw
            assert "<script" not in page.raw and 'style="' not in page.raw

    at_site(talk)


def test_pages_have_a_fixed_size():
    async def talk(send, _):
        start = await send(ADDRESS, "GET")
        pages = [start, await press(send, start, tekst="een"), await press(send, start, tekst="x" * 900), await send("/privacy", "GET")]
        assert {len(page.raw.encode()) for page in pages} == {SMALLEST_PAGE}

    at_site(talk)


@pytest.mark.parametrize("fields", [{"knop": "/gesprek_wissen"}])
def test_erasing_drops_the_conversation_and_starts_anew(fields):
    async def talk(send, assistant):
        first = await press(send, tekst="een")
        page = await press(send, first, **fields)
        assert ERASED in page.raw and "sessie" not in hidden(page) and "Je zei" not in page.raw
        assert assistant.forgotten == [assistant.heard[0][0]]

    at_site(talk)


def test_a_forgotten_conversation_is_said_to_be_new():
    async def talk(send, _):
        page = await press(send, tekst="een", sessie="A" * 43)
        assert RESTARTED in page.raw

    at_site(talk)


def test_who_hurries_is_slowed_down_and_keeps_the_words():
    async def talk(send, _):
        first = await press(send, tekst="een")
        page = await press(send, first, tekst="mijn tweede")
        assert page.status == 429 and TOO_FAST in unescape(page.raw)
        assert ">mijn tweede</textarea>" in page.raw and hidden(page)["sessie"] == hidden(first)["sessie"]

    at_site(talk, messages_per_minute=1)


def test_while_it_is_busy_some_come_in_without_a_sum_and_others_keep_their_words():
    async def talk(send, _):
        pages = [await press(send, tekst=f"vraag {number}") for number in range(14)]
        served = [page for page in pages if page.status == 200]
        # Ten in a quiet minute, and then one in so many.
        assert len(served) == 10 + 10 // SHARE_WITHOUT_SUM
        refused = pages[-1]
        assert refused.status == 503 and BUSY in unescape(refused.raw) and ">vraag 13</textarea>" in refused.raw
        assert 'href="tel:112"' in refused.raw

    at_site(talk, new_conversations_per_minute=10)


def test_words_of_a_visitor_and_of_the_bot_stay_text():
    evil = """<script>alert(1)</script>"'><img src=x onerror=alert(1)>"""

    async def talk(send, _):
        page = await press(send, tekst=evil, sessie=evil, nummer=evil, bewaarzin=evil)
        assert page.raw.count("<script") == 0 and "<img" not in page.raw
        assert evil in unescape(page.raw)

    at_site(talk)


def test_the_offer_to_keep_a_sentence_travels_in_the_form():
    class Puzzled(FakeAssistant):
        async def answer(self, conversation, text):
            from dataclasses import replace

            return replace(await super().answer(conversation, text), step="action_suggest", topic=None)

    async def talk(send, _):
        page = await press(send, tekst="wat is dit")
        assert hidden(page)["bewaarzin"] == "wat is [naam]"
        assert "wat is [naam]" in page.raw
        kept = await press(send, page, knop="/bewaren_ja")
        assert "utter_bewaren_ja" in kept.raw and "bewaarzin" not in hidden(kept)

    at_site(talk, Puzzled(), masker=lambda text: "wat is [naam]")


@pytest.mark.parametrize("data", ["", "%%%", "tekst", "{}", "knop=", "tekst=%00", "tekst=+++"])
def test_a_strange_form_gets_a_page(data):
    async def talk(send, _):
        page = await send(ADDRESS, data=data, headers=FORM)
        assert page.status == 200 and "<main>" in page.raw

    at_site(talk)


@pytest.mark.parametrize(("text", "markup"), [
    ("Een.\n\nTwee.", "<p>Een.</p>\n<p>Twee.</p>"),
    ("Dit:\n- a\n- <b>", "<p>Dit:</p><ul><li>a</li><li>&lt;b&gt;</li></ul>"),
    ("Een\ntwee\n\nBron: x.", '<p>Een\ntwee</p>\n<p class="source">Bron: x.</p>'),
])  # fmt: skip
def test_the_text_of_an_answer_becomes_paragraphs_and_lists(text, markup):
    assert message_body(text) == markup
