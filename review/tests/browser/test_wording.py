"""Writing another wording in a real browser: chips hold, the judgement follows, the chat shows it."""

ADDRESS = "/tekst/utter_wet_strafmaat/"


def test_a_fact_is_a_chip_and_the_judgement_follows_the_typing(page_as, accessible, book):
    page = page_as("redacteur", ADDRESS)
    surface = page.get_by_role("textbox", name="Tekst")
    assert surface.locator(".feit").count() >= 3
    surface.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Dit is echter zo.")
    page.get_by_text("‘echter’ is moeilijk").wait_for()
    assert "Dit is echter zo." in page.locator("#tekst").input_value()
    assert "{wet_straf_cel}" in page.locator("#tekst").input_value()
    accessible(page)


def test_the_chat_itself_shows_the_answer_and_sends_nothing(page_as, book):
    page = page_as("redacteur", ADDRESS)
    frame = page.frame_locator("iframe")
    frame.get_by_text("De hoogste straf is").first.wait_for()
    frame.get_by_role("button", name="Ben ik strafbaar?").click()
    frame.get_by_text("Hier wordt niets verstuurd").wait_for()


def test_a_deleted_fact_is_refused_by_name_and_can_be_put_back(page_as, book):
    page = page_as("redacteur", ADDRESS)
    page.locator("#tekst").wait_for(state="attached")
    page.evaluate("document.querySelector('.schrijfvlak [data-naam=wet_straf_cel]').remove(); document.querySelector('.schrijfvlak').dispatchEvent(new Event('input', {bubbles: true}))")
    page.get_by_role("button", name="Bewaar mijn voorstel").click()
    page.get_by_text("De vaste plek {wet_straf_cel} is weg").wait_for()
    page.get_by_role("textbox", name="Tekst").focus()
    page.keyboard.press("Control+Home")
    page.get_by_role("button", name="Zet 4 jaar cel bij de cursor").click()
    page.get_by_role("button", name="Bewaar mijn voorstel").click()
    page.get_by_text("Je voorstel is bewaard").wait_for()


def test_the_list_is_accessible(page_as, accessible, book):
    accessible(page_as("redacteur", "/tekst/?zoek=straf"))
