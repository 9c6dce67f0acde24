"""A conversation by keyboard alone, and what a screen reader hears of it."""

import pytest

from tests.browser.conftest import ask, bubbles

FOCUSED = """() => { let at = document.activeElement; while (at.shadowRoot && at.shadowRoot.activeElement) at = at.shadowRoot.activeElement;
             return at.textContent.trim() || at.id || at.localName; }"""


def spoken(page):
    """The lines of the live region as they stand in the accessibility tree, in order."""
    line = page.context.new_cdp_session(page)
    nodes = {node["nodeId"]: node for node in line.send("Accessibility.getFullAXTree")["nodes"]}
    live = [node for node in nodes.values() if node.get("role", {}).get("value") == "log"]
    assert len(live) == 1
    properties = {each["name"]: each["value"].get("value") for each in live[0]["properties"]}
    assert properties["live"] == "polite"

    def words(node):
        own = node["name"].get("value", "") if node.get("role", {}).get("value") == "StaticText" else ""
        return own or " ".join(filter(None, (words(nodes[child]) for child in node.get("childIds", []) if child in nodes)))

    return [words(nodes[child]) for child in live[0]["childIds"]]


def tab_to(page, name, most=40):
    """Press Tab until the element with this text has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED) == name:
            return
    raise AssertionError(f"Tab komt niet bij {name}")


def test_a_whole_conversation_by_keyboard_alone(chat, site):
    # The way out comes first of all.
    chat.keyboard.press("Tab")
    assert chat.evaluate(FOCUSED) == "Verlaat deze pagina"
    tab_to(chat, "Hulplijnen en nummers")
    chat.keyboard.press("Enter")
    chat.get_by_role("link", name="0800-7000").wait_for()
    chat.keyboard.press("Enter")
    tab_to(chat, "Signalen")
    chat.keyboard.press("Enter")
    chat.locator(".mine", has_text="Signalen").wait_for()
    # After a choice one can type at once.
    assert chat.evaluate(FOCUSED) == "vraag"
    chat.locator(".source").first.wait_for()
    chat.keyboard.type("Wat zegt de wet?")
    chat.keyboard.press("Shift+Enter")
    chat.keyboard.type("Twee regels.")
    chat.keyboard.press("Enter")
    chat.locator(".mine", has_text="Twee regels.").wait_for()
    assert chat.get_by_role("textbox").input_value() == ""
    chat.keyboard.press("Tab")
    assert chat.evaluate(FOCUSED) == "Verstuur"
    tab_to(chat, "Eenvoudiger")
    chat.keyboard.press("Space")
    chat.locator(".mine", has_text="Eenvoudiger").wait_for()
    tab_to(chat, "Wis dit gesprek")
    chat.keyboard.press("Enter")
    chat.get_by_text("Dit gesprek is gewist.").wait_for()
    assert len(bubbles(chat)) == 1
    assert chat.evaluate(FOCUSED) == "vraag"
    said = [what for _, what in site.bot.heard]
    assert said == ["/signalen_overzicht", "Wat zegt de wet?\nTwee regels.", "/gesprek_eenvoudiger"]


def test_nothing_traps_the_keyboard(chat):
    seen = set()
    for _ in range(30):
        chat.keyboard.press("Tab")
        seen.add(chat.evaluate(FOCUSED))
    assert {"Verlaat deze pagina", "vraag", "Verstuur", "Wis dit gesprek"} <= seen


def test_messages_are_announced_once_and_in_order(chat):
    chat.evaluate(
        """() => { window.added = []; new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach(
             (node) => window.added.push(node.textContent)))).observe(document.querySelector("lantaarn-chat").shadowRoot.querySelector(".live"), { childList: true }); }"""
    )
    ask(chat, "zeg er drie")
    chat.locator(".bubble", has_text="Deel 3.").wait_for()
    assert spoken(chat) == ["Deel 1.", "Deel 2.", "Deel 3."]
    ask(chat, "nog eens drie")
    chat.locator(".bubble", has_text="Deel 3.").nth(1).wait_for()
    assert spoken(chat) == ["Deel 1.", "Deel 2.", "Deel 3."] * 2
    assert chat.evaluate("window.added") == ["Deel 1.", "Deel 2.", "Deel 3."] * 2


def test_choices_are_announced_with_their_message(chat):
    ask(chat, "ik ben in gevaar")
    chat.locator(".bubble", has_text="Bij de lijnen hieronder").wait_for()
    first, second = (" ".join(line.split()) for line in spoken(chat))
    assert first == "Is er nu gevaar? Bel 112. Je kunt kiezen: Bel 112"
    assert second.endswith("Je kunt kiezen: Er is nu gevaar, Een andere lijn, Onderwerpen")


def test_the_visible_conversation_is_not_live_itself(chat):
    ask(chat, "zeg er drie")
    chat.locator(".bubble", has_text="Deel 3.").wait_for()
    conversation = chat.get_by_role("group", name="Gesprek")
    assert conversation.get_attribute("aria-live") is None
    assert chat.locator("[aria-live], [role=log], [role=alert]").count() == 1
    # There before the first message, or nothing is ever said.
    assert chat.locator(".live").count() == 1


@pytest.mark.parametrize("where", ["Hulplijnen en nummers", "Wis dit gesprek"])
def test_a_message_never_moves_the_focus(chat, site, where):
    site.bot.delay = 0.5
    ask(chat, "zeg er drie")
    chat.keyboard.press("Tab")
    for _ in range(30):
        if chat.evaluate(FOCUSED) == where:
            break
        chat.keyboard.press("Shift+Tab" if where.startswith("Hulp") else "Tab")
    chat.locator(".bubble", has_text="Deel 3.").wait_for()
    assert chat.evaluate(FOCUSED) == where


def test_a_card_in_another_language_is_marked_for_eye_and_ear(chat):
    ask(chat, "español")
    card = chat.locator(".bubble", has_text="Llame al 112.")
    card.wait_for()
    assert (card.get_attribute("lang"), card.get_attribute("dir")) == ("es", "auto")
    assert chat.locator(".live p[lang=es]").count() == 1


def test_a_call_button_dials_and_other_addresses_are_never_links(chat):
    ask(chat, "ik ben in gevaar")
    assert chat.locator(".choices .call").first.get_attribute("href") == "tel:112"


def test_the_four_subjects_stand_in_the_greeting_and_behind_a_button(chat):
    labels = ["De wet", "Signalen", "Wat kan ik doen?", "Decriminaliseren"]
    assert chat.locator(".choice").all_text_contents() == labels
    chat.get_by_role("button", name="Onderwerpen").click()
    chat.locator(".bubble", has_text="Dit zijn de onderwerpen").wait_for()
    assert chat.locator(".choices").last.locator("button").all_text_contents()[:4] == labels


def test_the_page_says_what_it_is_before_anything_can_be_typed(chat):
    text = chat.locator("main").inner_text()
    assert text.index("Je praat met een computer, niet met een mens.") < text.index("Je vraag")
    assert "Ik ben een computer, geen mens." in bubbles(chat)[0]
    chat.get_by_text("Snel weg, sporen wissen").click()
    assert chat.get_by_text("drie keer op de Shift-toets").is_visible()
    assert chat.get_by_text("geschiedenis van je browser").is_visible()


def test_the_numbers_can_be_copied(chat):
    chat.context.grant_permissions(["clipboard-read", "clipboard-write"])
    chat.get_by_text("Hulplijnen en nummers").click()
    chat.get_by_role("button", name="Kopieer de nummers").click()
    chat.locator(".status", has_text="De nummers zijn gekopieerd.").wait_for()


def test_only_the_numbers_are_printed(chat):
    chat.evaluate("window.print = () => { window.printed = true }")
    chat.get_by_text("Hulplijnen en nummers").click()
    chat.get_by_role("button", name="Druk de nummers af").click()
    assert chat.evaluate("window.printed")
    chat.emulate_media(media="print")
    assert chat.get_by_role("link", name="0800-7000").is_visible()
    for hidden in (".bubble", "textarea", ".leave"):
        assert not chat.locator(hidden).first.is_visible()
