"""The flow book in a real browser: for everybody to use, by keyboard, on a phone, and on paper."""

import re

import pytest

ADDRESSES = [
    "/stroomboek/",
    "/stroomboek/onderwerp/handelen_stappen/",
    "/stroomboek/onderwerp/gesprek_ja/",
    "/stroomboek/gevaar/",
    "/stroomboek/gevaar/minor/",
    "/stroomboek/algemeen/",
    "/stroomboek/algemeen/bewaren/",
    "/stroomboek/antwoord/utter_persoonlijk_veilig_ja_victim/",
    "/stroomboek/antwoord/utter_buiten_bereik_arbeid/",
    "/stroomboek/lijn/mma/",
    "/stroomboek/feit/wet_leeftijd_land/",
    "/stroomboek/feiten/",
    "/stroomboek/feiten/?toon=verlopen",
    "/stroomboek/kaart/ar/",
    "/stroomboek/samenhang/?groep=wet",
    "/stroomboek/zoeken/?q=meldpnut",
    "/stroomboek/zoeken/?q=xqzw",
    "/stroomboek/alles/?plaatjes=ja",  # last: it has a test of its own where it is too long
]
# Puts a picture in the page and measures: how many boxes it has, and which texts reach out of theirs.
MEASURED = """async (address) => {
  const text = await (await fetch(address)).text();
  const picture = document.importNode(new DOMParser().parseFromString(text, 'image/svg+xml').documentElement, true);
  document.querySelector('main').replaceChildren(picture);
  const boxes = [...picture.querySelectorAll('g.node')];
  const out = boxes.flatMap((box) => {
    const shape = box.querySelector('polygon, path, ellipse').getBoundingClientRect();
    return [...box.querySelectorAll('text')].filter((text) => {
      const words = text.getBoundingClientRect();
      return words.left < shape.left || words.right > shape.right || words.top < shape.top || words.bottom > shape.bottom;
    }).map((text) => text.textContent);
  });
  return [boxes.length, out];
}"""
TOO_WIDE = """() => {
  const edge = document.documentElement.clientWidth + 1;
  return [...document.querySelectorAll('main *')].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width && box.right > edge && getComputedStyle(element).clipPath === 'none';
  }).map((element) => element.outerHTML.slice(0, 120));
}"""


def open_all(page):
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")


def test_every_page_is_accessible(page_as, accessible, live_server, book):
    page = page_as("redacteur", "/stroomboek/")
    for address in ADDRESSES[:-1]:
        page.goto(live_server.url + address)
        open_all(page)
        accessible(page)


def test_the_one_page_is_accessible(page_as, accessible, write_book):
    """In a book of a few topics: of the whole one every check takes minutes, and its parts are all alike."""

    def shorten(content):
        content["onderwerpen"] = {
            name: content["onderwerpen"][name] for name in ("wet_inhoud", "handelen_stappen", "gesprek_ja")
        }
        content["regels"] = [rule for rule in content["regels"] if rule["onderwerp"] in content["onderwerpen"]]
        content["antwoorden"] = {
            name: each for name, each in content["antwoorden"].items() if each["groep"] != "beleid"
        }
        content["feiten"] = dict(list(content["feiten"].items())[:20])

    write_book(shorten)
    page = page_as("lezer", "/stroomboek/alles/?plaatjes=ja")
    assert page.get_by_role("img").count() > 10
    open_all(page)
    accessible(page)


def test_every_page_fits_on_a_phone(page_as, live_server, book):
    page = page_as("lezer", "/stroomboek/")
    page.set_viewport_size({"width": 360, "height": 740})
    for address in ADDRESSES:
        page.goto(live_server.url + address)
        open_all(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address


def test_no_text_sticks_out_of_its_box_in_any_picture(page_as, live_server, book, built_book):
    page = page_as("lezer", "/stroomboek/")
    pictures = [f"onderwerp/{name}/plaatje.svg" for name in built_book["onderwerpen"]]
    pictures += [f"gevaar/{kind}/plaatje.svg" for kind in built_book["gevaar"]]
    pictures += [f"algemeen/{name}/plaatje.svg" for name in built_book["algemeen"]]
    pictures += [f"samenhang/plaatje.svg?groep={group}" for group in ("", "wet", "handelen", "alles")]
    for picture in pictures:
        boxes, sticking_out = page.evaluate(MEASURED, f"{live_server.url}/stroomboek/{picture}")
        assert boxes > 1 and sticking_out == [], picture


def test_a_topic_is_found_read_and_followed_by_keyboard(page_as, book):
    page = page_as("lezer", "/stroomboek/")
    page.get_by_label("Zoek", exact=True).focus()
    page.keyboard.type("strafmat")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Zoeken in het stroomboek").wait_for()
    page.get_by_role("link", name="Welke straf staat erop?").first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Welke straf staat erop?").wait_for()
    facts = page.get_by_text(re.compile(r"\d+ feiten in dit antwoord")).first
    facts.focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("table", name="Feiten in dit antwoord").first.is_visible()
    page.get_by_role("link", name="Ben ik zelf strafbaar?").first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Ben ik zelf strafbaar?").wait_for()


def test_a_large_picture_is_shown_and_moves_with_the_keyboard(page_as, book):
    page = page_as("lezer", "/stroomboek/samenhang/?groep=alles")
    region = page.get_by_role("region", name="Plaatje van de samenhang")
    image = region.get_by_role("img")
    image.scroll_into_view_if_needed()
    assert image.evaluate("(each) => each.complete && each.naturalWidth > 1000")
    region.focus()
    page.keyboard.press("End")
    page.wait_for_function("() => document.querySelector('.plaatje').scrollTop > 0")


# Whether a box shows the place where its picture begins; parts of the width and height, as the picture itself says.
BEGIN_SHOWS = """async () => {
  const box = document.querySelector('[data-schuif]');
  const image = box.querySelector('img');
  const [, left, top] = /data-begin="([^ ]+) ([^"]+)"/.exec(await (await fetch(image.currentSrc)).text());
  const x = left * image.clientWidth - box.scrollLeft, y = top * image.clientHeight - box.scrollTop;
  return x > 0 && y > 0 && x < box.clientWidth && y < box.clientHeight;
}"""


@pytest.mark.parametrize("address", ["onderwerp/handelen_stappen/", "gevaar/minor/", "samenhang/", "samenhang/?groep=alles"])
def test_on_a_phone_a_picture_opens_where_it_begins_and_says_that_it_slides(page_as, live_server, book, address):
    page = page_as("lezer", "/stroomboek/")
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{live_server.url}/stroomboek/{address}")
    page.locator("[data-schuif] img").scroll_into_view_if_needed()
    page.get_by_text("Schuif het plaatje: het is groter").wait_for()
    page.wait_for_function(BEGIN_SHOWS)


def test_on_a_screen_the_groups_fit_and_nothing_has_to_slide(page_as, live_server, book):
    page = page_as("lezer", "/stroomboek/")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{live_server.url}/stroomboek/samenhang/")
    box = page.locator("[data-schuif]")
    box.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('[data-schuif] img').naturalWidth > 0")
    assert box.evaluate("each => each.scrollWidth <= each.clientWidth + 1 && each.scrollHeight <= each.clientHeight + 1")
    assert page.get_by_text("Schuif het plaatje: het is groter").is_hidden()


def test_facts_are_filtered_and_downloaded_by_keyboard(page_as, book):
    page = page_as("lezer", "/stroomboek/feiten/")
    page.get_by_label("Laat zien").first.select_option("controleren")
    page.get_by_role("button", name="Laat zien").press("Enter")
    page.wait_for_url("**/feiten/?toon=controleren")
    rows = page.get_by_role("row").count() - 1
    with page.expect_download() as begun:
        page.get_by_role("link", name="Download als CSV").press("Enter")
    assert len(begun.value.path().read_text(encoding="utf-8").splitlines()) == rows + 1


def test_on_paper_everything_is_there_and_nothing_is_cut_off(page_as, book, built_book):
    page = page_as("lezer", "/stroomboek/alles/?plaatjes=ja")
    page.emulate_media(media="print")
    # As wide as the text on A4 with the margins of the style sheet.
    page.set_viewport_size({"width": 673, "height": 980})
    assert page.evaluate(TOO_WIDE) == []
    text = " ".join(page.locator("main").inner_text().split())
    assert "Uitleg bij deze pagina" not in text and "Met plaatjes" not in text and "Zonder plaatjes" not in text
    for topic in built_book["onderwerpen"].values():
        assert topic["naam"] in text
    for fact in built_book["feiten"].values():
        assert " ".join(fact["waarde"].split()) in text
    assert built_book["model"] in text and "Stroomboek van de chat" in text
    printed = page.pdf(prefer_css_page_size=True)
    assert printed.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) > 60
