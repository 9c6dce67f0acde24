"""The pages: reading, signing, going on, taking back, and what happens when the flow book is broken."""

import json

import pytest

from signing.models import Signature
from signing.signatures import withdraw
from tests.signing.conftest import ANSWER, DANGER

pytestmark = pytest.mark.django_db

LAW = "/ondertekenen/antwoord/utter_wet_inhoud/"
ACUTE = "/ondertekenen/gevaar/112/"


@pytest.fixture
def press(built_book):
    """Presses the button on an item's page, with what the page would send."""

    def send(client, name, query="", **changed):
        address = f"/ondertekenen/{name.replace(':', '/')}/teken/{query}"
        shown = built_book["onderdelen"][name]["vingerafdruk"]
        return client.post(address, {"vingerafdruk": shown, "opmerking": "", **changed}, follow=True)

    return send


def text(response):
    return response.content.decode()


@pytest.mark.parametrize("kind", ["antwoord", "stroom", "gevaar", "lijn", "kaart"])
def test_every_item_has_a_page(book, as_user, anna, built_book, kind):
    client = as_user(anna)
    for name, item in built_book["onderdelen"].items():
        if item["soort"] == kind:
            response = client.get(f"/ondertekenen/{name.replace(':', '/')}/")
            assert response.status_code == 200 and item["vingerafdruk"] in text(response), name


def test_an_item_that_never_was_is_not_found(book, as_user, anna):
    client = as_user(anna)
    for address in (
        "antwoord/utter_nergens/",
        "onzin/wet/",
        "antwoord/..%2f/",
        "antwoord/utter_wet_inhoud/getekend/1/",
    ):
        assert client.get(f"/ondertekenen/{address}").status_code == 404, address


def test_signing_goes_on_to_the_next_and_says_so(book, as_user, anna, press):
    response = press(as_user(anna), ANSWER, "?soort=antwoord&ernst=ernstig", opmerking="gelezen")
    assert response.redirect_chain[-1][0].startswith(
        "/ondertekenen/antwoord/utter_wet_inhoud_eenvoudig/?soort=antwoord"
    )
    assert "‘Wat zegt de wet?’ is ondertekend." in text(response)
    assert Signature.objects.get().remark == "gelezen"


def test_the_first_of_two_hears_that_a_colleague_must_follow(book, as_user, anna, bert, press):
    assert "Een collega moet nog tekenen." in text(press(as_user(anna), DANGER))
    page = text(as_user(anna).get(ACUTE))
    assert "Jij hebt dit ondertekend. Nu moet een collega nog tekenen." in page and 'name="vingerafdruk"' not in page
    assert "Onderteken als tweede" in text(as_user(bert).get(ACUTE))
    assert "Een collega moet nog tekenen." not in text(press(as_user(bert), DANGER))


def test_the_last_one_leads_back_to_the_list(signs, as_user, anna, press, built_book):
    for name, item in built_book["onderdelen"].items():
        if name != ANSWER and item["soort"] == "antwoord" and item["ernstig"]:
            signs(name, anna)
    response = press(as_user(anna), ANSWER, "?soort=antwoord&ernst=ernstig")
    assert response.redirect_chain[-1][0] == "/ondertekenen/?soort=antwoord&ernst=ernstig"


def test_what_changed_while_reading_is_not_signed(as_user, anna, press, change_item):
    change_item(ANSWER, tekst="Heel anders.")
    response = press(as_user(anna), ANSWER)
    assert "Dit onderdeel is veranderd terwijl je las. Er is niets ondertekend." in text(response)
    assert response.redirect_chain[-1][0] == LAW and not Signature.objects.exists()


@pytest.mark.parametrize("role", ["lezer", "redacteur", "beheerder"])
def test_only_an_approver_signs_and_takes_back(signs, sign_in, anna, role, press):
    made = signs(ANSWER, anna)
    client = sign_in(role)
    assert press(client, DANGER).status_code == 403
    assert client.post(f"{LAW}getekend/{made.pk}/trek-in/", {"reden": "zomaar"}).status_code == 403
    assert Signature.objects.count() == 1 and not hasattr(Signature.objects.get(), "withdrawal")
    page = text(client.get(ACUTE))
    assert "Ondertekenen doet een beoordelaar." in page and "/teken/" not in page


def test_looking_at_an_address_signs_nothing(book, as_user, anna):
    assert as_user(anna).get(LAW + "teken/").status_code == 405
    assert not Signature.objects.exists()


def test_signing_needs_the_token_of_the_page(book, anna):
    from django.conf import settings
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(anna, backend=settings.AUTHENTICATION_BACKENDS[0])
    assert strict.post(LAW + "teken/", {"vingerafdruk": "x"}).status_code == 403


def test_the_page_says_what_changed_since(signs, as_user, anna, change_item, built_book):
    signs(ANSWER, anna)
    before = built_book["onderdelen"][ANSWER]["inhoud"]
    change_item(ANSWER, tekst=before["tekst"].replace("De rechter", "<b>De</b> rechter"), knoppen=before["knoppen"][1:])
    page = text(as_user(anna).get(LAW))
    assert '<ins><span class="alleen-voorlezen">nieuw: </span>&lt;b&gt;De&lt;/b&gt; </ins>' in page
    assert f"De knop ‘{before['knoppen'][0]['titel']}’ is weg." in page and "<b>De" not in page


def test_what_was_signed_can_be_read_as_it_was(signs, as_user, anna, change_item):
    made = signs(ANSWER, anna, remark="goed zo")
    change_item(ANSWER, tekst="Heel anders.")
    page = text(as_user(anna).get(f"{LAW}getekend/{made.pk}/"))
    assert "Heel anders." not in page and "De rechter beslist." in page
    assert "goed zo" in page and made.fingerprint in page


def test_a_version_in_an_older_form_is_said_to_be_so(book, as_user, anna):
    old = Signature.objects.create(
        who=anna, name="anna", item=ANSWER, fingerprint="1" * 64, number=1, title="Oud", content={"text": "x"}
    )
    client = as_user(anna)
    assert "op een oudere manier bewaard" in text(client.get(f"{LAW}getekend/{old.pk}/"))
    assert "op een oudere manier bewaard" in text(client.get(LAW))


def test_a_signature_belongs_to_its_own_item(signs, as_user, anna):
    made = signs(ANSWER, anna)
    client = as_user(anna)
    assert client.get(f"{ACUTE}getekend/{made.pk}/").status_code == 404
    assert client.post(f"{ACUTE}getekend/{made.pk}/trek-in/", {"reden": "zomaar"}).status_code == 404


def test_taking_back_is_said_on_the_page_with_its_reason(signs, as_user, anna, bert):
    made = signs(ANSWER, anna)
    client = as_user(bert)
    response = client.post(f"{LAW}getekend/{made.pk}/trek-in/", {"reden": " "}, follow=True)
    assert "Schrijf op waarom" in text(response)
    response = client.post(f"{LAW}getekend/{made.pk}/trek-in/", {"reden": "te <snel> gelezen"}, follow=True)
    assert "De handtekening van anna is ingetrokken." in text(response)
    assert "door bert op" in text(response) and "te &lt;snel&gt; gelezen" in text(response)
    response = client.post(f"{LAW}getekend/{made.pk}/trek-in/", {"reden": "nog eens"}, follow=True)
    assert "Deze handtekening was al ingetrokken." in text(response)


def test_a_colleague_whose_account_is_off_is_marked(signs, as_user, anna, bert):
    signs(DANGER, anna, bert)
    anna.is_active = False
    anna.save()
    client = as_user(bert)
    assert "account staat uit" in text(client.get(ACUTE))
    assert "account van anna staat uit" in text(client.get("/ondertekenen/?stand=ondertekend"))


def test_the_list_has_progress_and_filters(signs, as_user, anna, built_book):
    signs(ANSWER, anna)
    client = as_user(anna)
    serious = sum(item["ernstig"] for item in built_book["onderdelen"].values())
    page = text(client.get("/ondertekenen/"))
    assert f"<strong>1 van {serious}</strong> ernstige onderdelen" in page
    assert f'href="{LAW}"' not in page and f'href="{ACUTE}"' in page
    page = text(client.get("/ondertekenen/?stand=ondertekend"))
    assert f'href="{LAW}?stand=ondertekend"' in page and f'href="{ACUTE}' not in page
    assert "Hier valt niets onder." in text(client.get("/ondertekenen/?stand=gewijzigd"))


def test_the_list_is_empty_when_all_is_signed(signs, as_user, anna, bert, built_book):
    for name, item in built_book["onderdelen"].items():
        signs(name, *([anna, bert] if item["vier_ogen"] else [anna]))
    assert "Er wacht niets op jouw handtekening." in text(as_user(anna).get("/ondertekenen/"))


def test_the_file_for_the_build(signs, as_user, anna, built_book):
    signs(ANSWER, anna)
    response = as_user(anna).get("/ondertekenen/handtekeningen.json")
    assert response["Content-Disposition"] == 'attachment; filename="handtekeningen.json"'
    assert response["Content-Type"] == "application/json" and text(response).endswith("}\n")
    (name, entry), *rest = json.loads(text(response))["handtekeningen"].items()
    assert (name, entry["door"], rest) == (ANSWER, ["anna"], [])
    assert entry["vingerafdruk"] == built_book["onderdelen"][ANSWER]["vingerafdruk"]


def test_an_item_that_went_keeps_its_page_and_cannot_be_signed(signs, as_user, anna, bert, write_book, press):
    signs(DANGER, anna)
    write_book(lambda content: content["onderdelen"].pop(DANGER))
    client = as_user(bert)
    assert "Niet meer in gebruik" in text(client.get("/ondertekenen/niet-meer-in-gebruik/"))
    assert "1 onderdeel is niet meer in gebruik" in text(client.get("/ondertekenen/"))
    page = text(client.get(ACUTE))
    assert "Dit onderdeel is niet meer in gebruik." in page and "/teken/" not in page and "anna" in page
    assert "Er is niets ondertekend." in text(press(client, DANGER))
    assert Signature.objects.count() == 1


BROKEN = [
    lambda path: path.write_text("{half"),
    lambda path: path.write_text('{"vorm": 2, "som": "", "inhoud": {}}'),
    lambda path: path.unlink(),
    lambda path: path.write_text(path.read_text().replace("De rechter", "De buurman")),
]


@pytest.mark.parametrize("breaks", BROKEN)
@pytest.mark.parametrize("ever", [True, False])
def test_a_broken_flow_book_loses_no_signature_and_takes_none(
    signs, as_user, anna, bert, write_book, press, breaks, ever
):
    """With the last good one there is something to read; without it only the signatures."""
    from flows.models import LastGoodBook

    made = signs(DANGER, anna)
    breaks(write_book())
    if not ever:
        LastGoodBook.objects.all().delete()
    client = as_user(bert)
    for address in ("/ondertekenen/", ACUTE, f"{ACUTE}getekend/{made.pk}/", "/ondertekenen/niet-meer-in-gebruik/"):
        response = client.get(address)
        assert response.status_code == 200 and "Ondertekenen kan nu niet" in text(response), address
        assert "/teken/" not in text(response)
    assert "Acuut gevaar" in text(client.get("/ondertekenen/")) and "anna" in text(client.get(ACUTE))
    response = press(client, DANGER)
    assert "Ondertekenen kan nu niet" in text(response) and Signature.objects.count() == 1
    response = client.get("/ondertekenen/handtekeningen.json", follow=True)
    assert (DANGER in text(response)) if ever else ("Er is niets gedownload." in text(response))
    withdraw(bert, made, "kan altijd")
    assert "ingetrokken" in text(client.get(ACUTE))


def test_without_book_and_signatures_the_list_says_what_to_do(as_user, anna, here, tmp_path):
    here(flow_book=tmp_path / "nergens.json")
    page = text(as_user(anna).get("/ondertekenen/"))
    assert "Er is nog niets ondertekend. Dat kan zodra er een stroomboek is." in page


def test_signing_is_in_the_log_of_who_did_what(book, as_user, anna, press):
    from staff.models import Entry

    press(as_user(anna), ANSWER)
    entry = Entry.objects.get(changed=True)
    assert (entry.name, entry.page, entry.subject) == ("anna", "signing:sign", "antwoord, utter_wet_inhoud")


@pytest.mark.parametrize("address", ["/ondertekenen/", LAW, "/ondertekenen/niet-meer-in-gebruik/"])
def test_every_page_has_one_heading_and_its_own_help(book, as_user, anna, address):
    page = text(as_user(anna).get(address))
    assert page.count("<h1>") == 1 and page.count('class="hulp-blok"') == 1 and "style=" not in page


def test_what_was_not_signed_is_no_change_in_the_log(as_user, anna, book):
    from staff.models import Entry

    as_user(anna).post("/ondertekenen/antwoord/utter_wet_inhoud/teken/", {"vingerafdruk": "van iets anders"})
    assert list(Entry.objects.filter(page="signing:sign").values_list("changed", flat=True)) == [False]
    assert not Signature.objects.exists()
