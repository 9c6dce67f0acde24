"""The line to the server: slow, cut, gone and back; two tabs; long silence. No message is lost or doubled."""

import hashlib
import json
import re

import pytest

from tests.browser.conftest import ask, bubbles

DOWN = "De chat is nu niet bereikbaar."


def wait_for(page, true):
    """Wait until something on the side of the server is so."""
    for _ in range(300):
        if true():
            return
        page.wait_for_timeout(20)
    raise AssertionError("dit kwam niet")


def test_a_cut_line_gives_the_numbers_and_the_message_goes_out_when_it_is_back(chat, site):
    chat.context.set_offline(True)
    ask(chat, "wat zegt de wet?")
    card = chat.locator(".trouble")
    card.wait_for()
    assert DOWN in card.inner_text()
    assert card.get_by_role("link", name="112").count() >= 1 and card.get_by_role("link", name="0800-7000").is_visible()
    assert site.bot.heard == []
    chat.context.set_offline(False)
    chat.locator(".source").wait_for()
    assert [what for _, what in site.bot.heard] == ["wat zegt de wet?"]
    assert card.count() == 0
    assert len(bubbles(chat)) == 3


def test_an_answer_that_is_lost_on_the_way_comes_again_and_the_bot_hears_it_once(chat, site):
    ask(chat, "hallo")
    chat.locator(".source").wait_for()
    lost = []

    def lose_first(route):
        if lost:
            return route.fallback()
        lost.append(route.fetch().json())  # the server has answered
        route.abort("connectionreset")

    chat.route("**/api/bericht", lose_first)
    ask(chat, "zeg er drie")
    chat.locator(".bubble", has_text="Deel 3.").wait_for()
    assert len(lost) == 1
    assert [what for _, what in site.bot.heard] == ["hallo", "zeg er drie"]
    assert len([each for each in bubbles(chat) if "Deel" in each]) == 3


def test_a_server_that_is_killed_and_restarted(chat, site):
    ask(chat, "hallo")
    chat.locator(".source").wait_for()
    site.stop()
    ask(chat, "ben je er nog?")
    chat.locator(".trouble").wait_for()
    chat.wait_for_timeout(1500)
    assert chat.locator(".trouble").count() == 1
    site.start()
    chat.locator(".note", has_text="Dit is een nieuw gesprek.").wait_for(timeout=15000)
    chat.locator(".source").nth(1).wait_for()
    assert [what for _, what in site.bot.heard] == ["hallo", "ben je er nog?"]
    assert chat.locator(".trouble").count() == 0


def test_a_slow_answer_gives_the_numbers_meanwhile(chat, site):
    chat.clock.install()
    site.bot.delay = 1.5
    ask(chat, "hallo")
    wait_for(chat, lambda: site.bot.heard)
    chat.clock.fast_forward(7000)
    assert "duurt langer dan anders" in chat.locator(".trouble").inner_text()
    chat.locator(".source").wait_for()
    assert chat.locator(".trouble").count() == 0
    assert len(site.bot.heard) == 1


def test_an_answer_that_never_comes_is_asked_for_again_under_the_same_number(chat, site):
    chat.clock.install()
    numbers = []
    chat.context.on("request", lambda request: request.url.endswith("/bericht") and numbers.append(json.loads(request.post_data)["nummer"]))
    site.bot.delay = 3
    ask(chat, "hallo")
    wait_for(chat, lambda: site.bot.heard)
    chat.clock.fast_forward(16000)
    assert DOWN in chat.locator(".trouble").inner_text()
    chat.clock.fast_forward(2000)
    wait_for(chat, lambda: len(numbers) >= 2)
    chat.locator(".source").wait_for()
    assert len(set(numbers)) == 1 and re.fullmatch(r"[0-9a-f]{24}", numbers[0])
    assert len(bubbles(chat)) == 3


@pytest.mark.parametrize("status", [500, 502, 503])
def test_an_error_of_the_server_is_not_the_end(chat, site, status):
    broken = [True]
    chat.route("**/api/bericht", lambda route: route.fulfill(status=status, body="<h1>Bad gateway</h1>") if broken[0] else route.fallback())
    ask(chat, "hallo")
    chat.locator(".trouble").wait_for()
    broken[0] = False
    chat.locator(".source").wait_for()
    assert len(site.bot.heard) == 1


def test_a_refused_message_goes_back_into_the_field(page, watch, make_site):
    site = make_site(messages_per_minute=1)
    page.goto(site.base)
    ask(page, "een")
    page.locator(".source").wait_for()
    ask(page, "twee")
    page.get_by_text("Je stuurt veel berichten").wait_for()
    assert page.get_by_role("textbox").input_value() == "twee"
    assert len(bubbles(page)) == 3


def test_what_one_types_while_waiting_is_kept(chat, site):
    site.bot.delay = 1
    ask(chat, "een")
    ask(chat, "twee")
    chat.get_by_text("Je vorige bericht is nog onderweg.").wait_for()
    assert chat.get_by_role("textbox").input_value() == "twee"
    chat.locator(".source").wait_for()
    assert [what for _, what in site.bot.heard] == ["een"]


def test_ten_minutes_idle(page, watch, site):
    page.clock.install()
    page.goto(site.base)
    ask(page, "een")
    page.locator(".source").wait_for()
    before = len(watch.requests)
    page.clock.fast_forward("10:00")
    assert len(watch.requests) == before
    assert len(bubbles(page)) == 3
    ask(page, "twee")
    page.locator(".source").nth(1).wait_for()
    assert len({conversation for conversation, _ in site.bot.heard}) == 1
    assert page.locator(".note").count() == 0


def test_a_conversation_that_the_server_forgot_is_said_to_be_new(page, watch, make_site):
    site = make_site(conversation_lifetime=0.3)
    page.goto(site.base)
    ask(page, "een")
    page.locator(".source").wait_for()
    page.wait_for_timeout(600)
    ask(page, "twee")
    page.locator(".note", has_text="Dit is een nieuw gesprek.").wait_for()
    page.locator(".source").nth(1).wait_for()


def test_two_tabs_are_two_conversations(context, watch, site):
    first, second = context.new_page(), context.new_page()
    for tab, words in ((first, "eerste tab"), (second, "tweede tab")):
        tab.goto(site.base)
        ask(tab, words)
        tab.locator(".source").wait_for()
    (one, _), (other, _) = site.bot.heard
    assert one != other
    second.get_by_role("button", name="Wis dit gesprek").click()
    wait_for(second, lambda: site.bot.forgotten == [other])
    ask(first, "nog een vraag")
    first.locator(".source").nth(1).wait_for()
    assert site.bot.heard[-1] == (one, "nog een vraag")
    assert "eerste tab" not in second.locator("body").inner_text()


def test_erasing_by_a_word_empties_the_screen_too(chat, site):
    ask(chat, "mijn geheim")
    chat.locator(".source").wait_for()
    ask(chat, "wis dit gesprek")
    chat.locator(".bubble", has_text="Dit gesprek is gewist.").wait_for()
    assert not [each for each in bubbles(chat) if "geheim" in each]
    ask(chat, "nieuw")
    chat.locator(".source").wait_for()
    assert chat.locator(".note").count() == 0


def test_erasing_while_an_answer_is_on_its_way_shows_nothing_afterwards(chat, site):
    site.bot.delay = 0.7
    ask(chat, "een")
    wait_for(chat, lambda: site.bot.heard)
    chat.get_by_role("button", name="Wis dit gesprek").click()
    chat.wait_for_timeout(1200)
    assert len(bubbles(chat)) == 1


@pytest.mark.parametrize("secure", [True, False], ids=["https-like", "plain http without crypto.subtle"])
def test_the_sum_of_a_busy_server_is_solved_by_itself(page, watch, make_site, secure):
    site = make_site(new_conversations_per_minute=1)
    base = site.base if secure else site.base.replace("localhost", "chat.test")
    for _ in range(2):
        page.goto(base)
        ask(page, "hallo")
        page.locator(".source").wait_for()
    assert page.evaluate("!!crypto.subtle") is secure
    assert len(site.bot.heard) == 2


def test_the_sum_is_sha_256(page, watch, site):
    """The page's own SHA-256 gives what the standard library gives, across block sizes."""
    from lantaarn.settings import PROJECT_ROOT

    source = (PROJECT_ROOT / "webchat/page/sum.js").read_text(encoding="utf-8").replace("export ", "")
    page.goto("about:blank")
    texts = ["a" * length for length in (0, 1, 54, 55, 56, 63, 64, 65, 119, 120, 128, 200)]
    found = page.evaluate(f"(texts) => {{ {source}; return texts.map(firstWord); }}", texts)
    assert found == [int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") for text in texts]
