"""The page at every size and in every look: small, enlarged, wide letters, own colours, no movement, for fingers."""

import pytest

from tests.browser.conftest import ask

SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-bottom: 2em !important; }"""
# Elements whose content does not fit in them.
CUT = """() => [...document.querySelector("lantaarn-chat").shadowRoot.querySelectorAll("*")].filter((one) => !one.closest(".hidden, .govuk-visually-hidden, textarea")
          && (one.scrollWidth > one.clientWidth + 1) && getComputedStyle(one).display !== "inline" && one.clientWidth).map((one) => one.className || one.localName)"""


def fill(page):
    page.get_by_text("Hulplijnen en nummers").click()
    ask(page, "ik ben in gevaar")
    page.locator(".bubble").nth(3).wait_for()
    ask(page, "wat zegt de wet?")
    page.locator(".source").last.wait_for()


def sideways(page):
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize(("width", "height"), [(320, 640), (320, 256), (768, 1024), (1280, 800)], ids=["320", "400 %", "768", "1280"])
def test_nothing_is_cut_off_or_scrolls_sideways(chat, width, height):
    chat.set_viewport_size({"width": width, "height": height})
    fill(chat)
    assert sideways(chat) <= 0
    assert chat.evaluate(CUT) == []


@pytest.mark.parametrize("width", [320, 1280])
def test_wider_letters_and_lines_fit(chat, width):
    chat.set_viewport_size({"width": width, "height": 800})
    chat.evaluate("(css) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.querySelector('lantaarn-chat').shadowRoot.adoptedStyleSheets.push(sheet); }", SPACING)
    fill(chat)
    assert sideways(chat) <= 0
    assert chat.evaluate(CUT) == []


def test_at_400_percent_the_answer_is_not_hidden_behind_bars(chat):
    chat.set_viewport_size({"width": 320, "height": 256})
    fill(chat)
    stuck = chat.evaluate("""() => [...document.querySelector("lantaarn-chat").shadowRoot.querySelectorAll("*")]
      .filter((one) => ["sticky", "fixed"].includes(getComputedStyle(one).position)).reduce((sum, one) => sum + one.offsetHeight, 0)""")
    assert stuck <= 256 / 2


def test_every_target_is_large_enough_for_a_finger(chat):
    chat.set_viewport_size({"width": 320, "height": 640})
    fill(chat)
    small = chat.locator("button, .call, .leave, summary, textarea").evaluate_all("all => all.filter((one) => one.offsetHeight && (one.offsetHeight < 44 || one.offsetWidth < 44)).map((one) => one.textContent)")
    assert small == []


def test_without_movement_nothing_moves(chat):
    chat.emulate_media(reduced_motion="reduce")
    fill(chat)
    moving = chat.locator("*").evaluate_all("all => all.filter((one) => { const style = getComputedStyle(one); return style.animationName !== 'none' || parseFloat(style.transitionDuration) > 0 }).length")
    assert moving == 0


def test_with_own_colours_every_button_has_an_edge(chat):
    chat.emulate_media(forced_colors="active")
    fill(chat)
    edges = chat.locator("button, .call, .leave").evaluate_all("all => all.filter((one) => one.offsetHeight).map((one) => getComputedStyle(one).borderTopWidth)")
    assert edges and set(edges) == {"2px"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_can_be_seen(chat, scheme):
    chat.emulate_media(color_scheme=scheme)
    chat.keyboard.press("Tab")
    shown = chat.locator(".leave").evaluate("one => [getComputedStyle(one).outlineStyle, getComputedStyle(one).outlineWidth]")
    assert shown == ["solid", "3px"]


def test_the_focus_is_never_behind_the_bars(chat):
    chat.set_viewport_size({"width": 320, "height": 640})
    fill(chat)
    hidden = """() => { const at = document.querySelector("lantaarn-chat").shadowRoot.activeElement; if (!at) return "";
      const box = at.getBoundingClientRect(), top = document.querySelector("lantaarn-chat").shadowRoot.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      return top === at || at.contains(top) ? "" : at.textContent; }"""
    found = []
    for _ in range(45):
        chat.keyboard.press("Tab")
        found.append(chat.evaluate(hidden))
    assert [each for each in found if each] == []
