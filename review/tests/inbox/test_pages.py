"""The pages as a browser without script meets them, and what must never happen on them."""

import io
import zipfile

import pytest
from django.urls import reverse

from inbox.models import Decision, ExportFile, Leaving, Mark, Wish, WithoutKeys
from staff.models import Entry
from tests.inbox.conftest import days_ago, delete_given

pytestmark = [pytest.mark.django_db(databases=["default", "turns"]), pytest.mark.usefixtures("book")]
PAGES = ["inbox:index", "inbox:differences", "inbox:export"]
ACTIONS = ["inbox:judge", "inbox:keys", "inbox:settle", "inbox:needed", "inbox:confirm", "inbox:again"]


@pytest.fixture
def client(sign_in, fake_bot):
    return sign_in("redacteur", name="anna")


@pytest.fixture
def approver(sign_in, fake_bot):
    return sign_in("beoordelaar", name="bram")


def page(client, name="inbox:index", **query):
    response = client.get(reverse(name), query)
    assert response.status_code == 200
    return response.content.decode()


def do(client, wish, number=None, **more):
    return client.post(
        reverse("inbox:judge"), {"keuze": wish, "zin": number or "", **more}, follow=True
    ).content.decode()


def say(client, name, file=None):
    """Press a button under "Is het bestand binnen?"."""
    number = file.pk if file else ExportFile.objects.get().pk
    return client.post(reverse(name), {"bestand": number}, follow=True).content.decode()


@pytest.mark.parametrize("role", ["lezer", "beheerder"])
@pytest.mark.parametrize("name", [*PAGES, *ACTIONS])
def test_who_may_not_edit_sees_no_sentence(sign_in, add_given, role, name):
    add_given("kanariepietje")
    client = sign_in(role)
    for response in (client.get(reverse(name)), client.post(reverse(name))):
        assert response.status_code == 403 and b"kanariepietje" not in response.content


@pytest.mark.parametrize("name", ["inbox:settle", "inbox:needed"])
def test_an_editor_does_not_settle_or_set(client, name):
    assert client.post(reverse(name), {"aantal": "1"}).status_code == 403
    assert not Wish.objects.exists()


@pytest.mark.parametrize("name", ACTIONS)
def test_nothing_changes_by_looking(approver, name):
    assert approver.get(reverse(name)).status_code == 405


@pytest.mark.parametrize("name", PAGES)
def test_every_page_without_sentences_says_what_to_do(client, name):
    text = page(client, name)
    assert 'class="leeg"' in text and "Uitleg bij deze pagina" in text and text.count("<h1") == 1


def test_a_sentence_with_its_suggestions_and_its_last_day(client, add_given):
    add_given("mag ik [naam] <b>bellen</b>", day=days_ago(50))
    text = page(client)
    assert "mag ik [naam] &lt;b&gt;bellen&lt;/b&gt;" in text and "Nog 1 te gaan" in text
    assert 'value="onderwerp:wet_doel" data-key="1"' in text and "Voorstellen van de chat" in text
    assert text.count("<option value=") == 1 + 70 + 16


def test_numbers_travel_as_text_and_whole(client, add_given):
    (number,) = add_given("a")
    assert f'name="zin" value="{number}"' in page(client)


def test_choosing_shows_the_next_one(client, add_given):
    first, second = sorted(add_given("eerste", "tweede"))
    assert "Bewaard: " in (text := do(client, "onderwerp:wet_doel", first)) and "tweede" in text
    assert "Er wachten geen zinnen" in do(client, "gevaar:112", second, taal="pl")
    assert list(Mark.objects.order_by("sentence_id").values_list("verdict", "label", "language")) == [
        ("onderwerp", "wet_doel", "nl"),
        ("gevaar", "112", "pl"),
    ]


def test_the_list_works_without_script(client, add_given):
    (number,) = add_given("a")
    assert "Kies eerst een onderwerp" in (text := do(client, "gekozen", number, onderwerp="")) and 'id="de-zin"' in text
    do(client, "gekozen", number, onderwerp="wet_strafmaat")
    assert Mark.objects.get().label == "wet_strafmaat"


@pytest.mark.parametrize(
    "wish",
    ["onderwerp:verzonnen", "onderwerp:nlu_fallback", "gevaar:verzonnen", "weg:wet_doel", "iets", "", "onderwerp:"],
)
def test_what_is_not_on_the_page_is_refused(client, add_given, wish):
    (number,) = add_given("a")
    assert "nog niets bewaard" in do(client, wish, number)
    assert not Mark.objects.exists()


@pytest.mark.parametrize("number", ["", "abc", "99999999999999999999", "-3", "17"])
def test_a_number_that_is_not_there(client, number, add_given):
    add_given("de enige")
    assert "is er niet meer" in (text := do(client, "weg", number)) and "de enige" in text
    assert not Mark.objects.exists()


def test_a_sentence_that_went_meanwhile_gives_the_next(client, add_given):
    first, _second = sorted(add_given("eerste", "tweede"))
    delete_given(first)
    assert "is er niet meer" in (text := do(client, "weg", first)) and "tweede" in text


def test_skipped_sentences_come_back_at_the_end(client, add_given):
    first, second = sorted(add_given("eerste", "tweede"))
    assert 'dir="auto" tabindex="-1" data-focus>tweede' in do(client, "sla_over", first)
    assert "data-focus>eerste" in do(client, "sla_over", second)


def test_taking_back_shows_that_sentence(client, add_given):
    numbers = sorted(add_given("eerste", "tweede", "derde"))
    do(client, "weg", numbers[0])
    do(client, "weg", numbers[1])
    assert "data-focus>tweede" in do(client, "terug")
    assert Mark.objects.count() == 1
    do(client, "terug")
    assert "niets om terug te nemen" in do(client, "terug")


def test_something_of_a_person_goes_at_once(client, approver, add_given, fake_bot):
    (number,) = add_given("bel jan de vries")
    do(approver, "weg", number)
    assert "De zin is weg" in do(client, "persoon", number)
    assert fake_bot.forgot == [number] and not Mark.objects.exists()
    assert "jan de vries" not in page(approver)


def test_something_of_a_person_while_the_bot_is_down(client, approver, add_given, fake_bot):
    fake_bot.down = True
    (number,) = add_given("bel jan de vries")
    assert "hier weg, maar nog niet bij de chat" in do(client, "persoon", number)
    for who in (client, approver):
        assert "jan de vries" not in page(who) + page(who, "inbox:export") + page(who, "inbox:differences")
    assert Leaving.objects.get().pk == number


@pytest.mark.parametrize("more", [{}, {"terug": "verschillen"}])
def test_who_asks_for_it_by_number_does_not_see_it_either(client, approver, add_given, fake_bot, more):
    fake_bot.down = True
    (number,) = add_given("bel jan de vries")
    do(client, "persoon", number)
    for who in (client, approver):
        text = who.get(reverse("inbox:index"), {"zin": number, **more}, follow=True).content.decode()
        assert "jan de vries" not in text and "is er niet meer" in text
        for wish in ("gekozen", "onderwerp:verzonnen", "sla_over", "terug", "weg"):
            assert "jan de vries" not in do(who, wish, number, **more)
    assert fake_bot.asked == []


def test_something_of_a_person_in_a_file_that_is_put_back_stays_away(client, approver, ready, fake_bot):
    fake_bot.down = True
    client.post(reverse("inbox:export"), {"zin": ready[:2]})
    do(approver, "persoon", ready[0])
    assert "staan weer klaar" in say(client, "inbox:again")
    assert "wat is een kwibus" not in page(client, "inbox:export") + page(client, zin=ready[0])
    assert Leaving.objects.get(pk=ready[0]).reason == "persoon"


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("how", ["weg", "ouder"])
def test_a_table_that_cannot_be_read_says_so_and_nothing_breaks(client, add_given, broken_table, name, how):
    add_given("kanariepietje")
    broken_table(how)
    text = page(client, name)
    assert "kanariepietje" not in text
    if how == "weg" or name == "inbox:index":
        assert text.count("database van de chat") == 1


def test_who_cannot_read_the_sentences_does_not_say_that_all_agree(client, approver, add_given, broken_table):
    (number,) = add_given("a")
    do(client, "onderwerp:wet_doel", number)
    do(approver, "weg", number)
    broken_table("weg")
    text = page(client, "inbox:differences")
    assert "eens, of er zijn nog geen zinnen" not in text and "De zinnen zijn nu niet te lezen" in text
    assert "0 % (0 tot 79 %)" in text


def test_a_mark_made_while_the_table_cannot_be_read_is_kept(client, add_given, broken_table):
    (number,) = add_given("a")
    page(client)
    broken_table("weg")
    assert "Bewaard" in do(client, "onderwerp:wet_doel", number)
    assert Mark.objects.count() == 1


def test_without_a_flow_book_a_sentence_can_be_thrown_away(client, add_given, here, tmp_path):
    from flows.models import LastGoodBook

    LastGoodBook.objects.all().delete()
    here(flow_book=tmp_path / "niets.json")
    (number,) = add_given("a")
    assert "stroomboek" in (text := page(client)) and 'value="weg"' in text and "onderwerp:" not in text
    do(client, "weg", number)
    assert Mark.objects.get().verdict == "weg"
    assert "stroomboek" in page(client, "inbox:export") and "stroomboek" in page(client, "inbox:differences")


def test_a_part_of_the_page_is_enough_for_htmx(client, add_given):
    first, _second = sorted(add_given("eerste", "tweede"))
    response = client.post(reverse("inbox:judge"), {"keuze": "weg", "zin": first}, headers={"hx-request": "true"})
    text = response.content.decode()
    assert "<html" not in text and "tweede" in text and 'id="meldingen" hx-swap-oob="innerHTML"' in text
    assert "Bewaard: ‘Weggooien’. Nog 1 te gaan." in text


def test_what_a_colleague_chose_does_not_show(client, approver, add_given):
    (number,) = add_given("a")
    do(approver, "gevaar:113", number)
    text = page(client)
    assert "bram" not in text.split("<main")[1] and "Jij koos" not in text


def test_differences_show_who_chose_what_and_an_approver_settles(client, approver, add_given):
    (number,) = add_given("wat nu")
    do(client, "onderwerp:wet_doel", number)
    do(approver, "weg", number)
    text = page(client, "inbox:differences")
    assert "wat nu" in text and "anna: " in text and "bram: Weggooien" in text and "<legend>" not in text
    assert "0 % (0 tot 79 %)" in text
    assert "<legend>Beslis zin 1" in page(approver, "inbox:differences")
    answer = approver.post(
        reverse("inbox:settle"), {"zin": number, "keuze": "onderwerp:wet_doel"}, follow=True
    ).content.decode()
    assert "Beslist: " in answer and Decision.objects.get().label == "wet_doel"
    assert "wat nu" not in page(client, "inbox:differences")


@pytest.mark.parametrize(
    "form",
    [{"zin": "17", "keuze": "weg"}, {"zin": "x", "keuze": "weg"}, {"zin": "17", "keuze": "onderwerp:verzonnen"}, {}],
)
def test_settling_what_is_not_there(approver, form):
    assert "niets bewaard" in approver.post(reverse("inbox:settle"), form, follow=True).content.decode()
    assert not Decision.objects.exists()


def test_a_mark_is_changed_from_the_differences(client, approver, add_given):
    (number,) = add_given("wat nu")
    do(client, "onderwerp:wet_doel", number)
    do(approver, "weg", number)
    text = page(client, zin=number, terug="verschillen")
    assert "Jij koos: " in text and 'name="terug" value="verschillen"' in text and "hx-post" not in text
    assert "over alle zinnen eens" in do(client, "weg", number, terug="verschillen")
    delete_given(number)
    answer = client.get(reverse("inbox:index"), {"zin": number, "terug": "verschillen"}, follow=True).content.decode()
    assert "is er niet meer" in answer and "<h1>Verschillen" in answer


def test_how_many_are_needed_is_set_by_an_approver(approver, client):
    for given, kept in (("1", 1), ("2", 2), ("3", 2), ("", 2)):
        approver.post(reverse("inbox:needed"), {"aantal": given})
        assert Wish.objects.get().needed == kept


def test_keys_can_be_switched_off_and_stay_off(client, sign_in):
    assert "data-toetsen" in page(client)
    client.post(reverse("inbox:keys"), {"toetsen": "uit"})
    assert WithoutKeys.objects.count() == 1 and "data-toetsen" not in page(client)
    client.post(reverse("inbox:keys"), {"toetsen": "aan"})
    assert "data-toetsen" in page(client)


@pytest.fixture
def ready(client, approver, add_given):
    numbers = sorted(add_given("wat is een kwibus", "hoe zwabbert een kwibus", "weg met de kwibus"))
    for who in (client, approver):
        do(who, "onderwerp:wet_doel", numbers[0])
        do(who, "gevaar:112", numbers[1])
        do(who, "weg", numbers[2])
    return numbers


def test_from_ready_to_gone(client, ready, fake_bot):
    assert "wat is een kwibus" in page(client, "inbox:export")
    answer = client.post(reverse("inbox:export"), {"zin": ready[:2]})
    assert answer["Content-Type"] == "application/zip" and answer["Content-Disposition"].startswith(
        'attachment; filename="zinnen-'
    )
    assert answer["Cache-Control"] == "no-store"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
        assert set(file.namelist()) == {"nlu/wet.yml", "danger/112.tsv", "LEESMIJ.txt"}
    text = page(client, "inbox:export")
    assert "2 zinnen" in text and "wat is een kwibus" not in text and fake_bot.forgot == []
    assert "De zinnen zijn gewist" in say(client, "inbox:confirm")
    assert sorted(fake_bot.forgot) == ready and not Leaving.objects.exists()
    assert "Naar de chat</dt><dd>2" in page(client, "inbox:differences")


def test_a_file_that_did_not_arrive_is_made_again(client, ready):
    client.post(reverse("inbox:export"), {"zin": ready[:2]})
    say(client, "inbox:again")
    assert not Leaving.objects.exists() and "wat is een kwibus" in page(client, "inbox:export")


def test_what_was_put_back_is_not_said_to_be_gone(client, approver, ready, fake_bot):
    client.post(reverse("inbox:export"), {"zin": ready[:2]})
    assert "anna maakte op" in (text := page(approver, "inbox:export")) and "Jij maakte" not in text
    assert "staan weer klaar" in say(approver, "inbox:again")
    answer = say(client, "inbox:confirm")
    assert "geen bestand meer klaar; de zinnen zijn al teruggezet" in answer and "zinnen zijn gewist" not in answer
    assert fake_bot.forgot == [] and not Leaving.objects.exists()
    assert "al teruggezet" in say(approver, "inbox:again")


def test_what_is_gone_is_not_said_to_be_ready_again(client, approver, ready, fake_bot):
    client.post(reverse("inbox:export"), {"zin": ready[:2]})
    say(client, "inbox:confirm")
    for name in ("inbox:again", "inbox:confirm"):
        answer = say(approver, name)
        assert "waren al gewist" in answer and "staan weer klaar" not in answer


def test_only_who_made_the_file_or_an_approver_says_whether_it_arrived(client, sign_in, ready, fake_bot):
    colleague = sign_in("redacteur", name="rik")
    client.post(reverse("inbox:export"), {"zin": ready[:2]})
    text = page(colleague, "inbox:export")
    assert "anna maakte op" in text and "zet de zinnen terug" not in text and "wis de zinnen" not in text
    for name in ("inbox:again", "inbox:confirm"):
        assert "Alleen wie het bestand maakte" in say(colleague, name)
    assert Leaving.objects.filter(confirmed=False).count() == 2 and fake_bot.forgot == []
    assert "Jij maakte" in page(client, "inbox:export")


def test_two_files_are_asked_about_one_by_one(client, approver, ready, fake_bot):
    client.post(reverse("inbox:export"), {"zin": ready[:1]})
    approver.post(reverse("inbox:export"), {"zin": ready[1:2]})
    first, second = ExportFile.objects.order_by("pk")
    say(client, "inbox:again", first)
    assert list(Leaving.objects.values_list("pk", "file")) == [(ready[1], second.pk)]


@pytest.mark.parametrize("form", [{}, {"bestand": "17"}, {"bestand": "abc"}])
@pytest.mark.parametrize("name", ["inbox:again", "inbox:confirm"])
def test_a_file_that_was_never_there(client, name, form):
    assert "geen bestand meer klaar" in client.post(reverse(name), form, follow=True).content.decode()


def test_only_what_was_chosen_goes(client, ready):
    client.post(reverse("inbox:export"), {"zin": [ready[1], "17", "abc"]})
    assert list(Leaving.objects.values_list("pk", flat=True)) == [ready[1]]
    assert "wat is een kwibus" in page(client, "inbox:export")


@pytest.mark.parametrize("chosen", [[], ["17"], ["abc"]])
def test_nothing_chosen_makes_no_file(client, ready, chosen):
    answer = client.post(reverse("inbox:export"), {"zin": chosen}, follow=True)
    assert "Kies minstens één zin" in answer.content.decode() and not Leaving.objects.exists()


def test_the_same_file_twice_goes_once(client, approver, ready):
    client.post(reverse("inbox:export"), {"zin": ready[:1]})
    assert (
        "Kies minstens één zin"
        in approver.post(reverse("inbox:export"), {"zin": ready[:1]}, follow=True).content.decode()
    )
    assert Leaving.objects.count() == 1


def test_two_at_once_and_one_gets_the_file(client, ready, monkeypatch):
    from inbox.views import export

    def a_colleague_first(book):
        found = real(book)
        Leaving.objects.create(sentence_id=ready[0], reason="uitgevoerd", confirmed=False)
        return found

    real = export.selection
    monkeypatch.setattr(export, "selection", a_colleague_first)
    answer = client.post(reverse("inbox:export"), {"zin": ready[:2]})
    assert answer.status_code == 302 and Leaving.objects.count() == 1


def test_exporting_while_the_bot_is_down_hides_and_keeps_asking(client, ready, fake_bot):
    fake_bot.down = True
    client.post(reverse("inbox:export"), {"zin": ready[:2]})
    assert "wordt later opnieuw gevraagd" in say(client, "inbox:confirm")
    text = page(client, "inbox:export")
    assert (
        "3 zinnen zijn hier al weg" in text
        and "lantaarn export" in text
        and "kwibus" not in text.split("Uitleg bij")[0]
    )
    assert "kwibus" not in page(client)


def test_a_held_out_sentence_shows_as_a_number_only(client, approver, add_given):
    from flows.book import current_book

    sentence = next(
        each
        for each in current_book()["toetszinnen"]
        if len(each.split()) > 8 and each.isalpha() is False and each.isascii() and '"' not in each and "'" not in each
    )
    number, other = sorted(add_given(sentence, "een kwibus die zwabbert"))
    for who in (client, approver):
        do(who, "onderwerp:wet_doel", number)
        do(who, "onderwerp:wet_doel", other)
    text = page(client, "inbox:export")
    assert "1 zin lijkt te veel" in text and "Nummer" not in text and sentence not in text and str(number) not in text
    client.post(reverse("inbox:export"), {"zin": [other, number]})
    assert dict(Leaving.objects.values_list("pk", "reason")) == {number: "toetszin", other: "uitgevoerd"}


def test_the_log_holds_no_sentence_and_no_number(client, approver, ready):
    page(client, zin=ready[0])
    page(client, "inbox:differences")
    client.post(reverse("inbox:export"), {"zin": ready[:2]})
    written = str(list(Entry.objects.values()))
    assert Entry.objects.filter(page="inbox:judge", changed=True).count() == 6
    assert "kwibus" not in written and not any(str(number) in written for number in ready)


def test_the_log_says_what_changed_and_only_that(client, approver, ready, add_given):
    def logged(act):
        Entry.objects.all().delete()
        act()
        return [(entry.subject, entry.changed) for entry in Entry.objects.order_by("pk") if entry.page in ACTIONS]

    def form(name, **given):
        return lambda: client.post(reverse(f"inbox:{name}"), given)

    (number,) = add_given("nog een kwibus", first=5)
    for wish in ("", "onderwerp:verzonnen", "gekozen"):
        assert logged(form("judge", keuze=wish, zin=number)) == [("", False)]
    assert logged(form("judge", keuze="weg", zin=17)) == logged(form("judge")) == [("", False)]
    assert logged(form("judge", keuze="sla_over", zin=number)) == [("overgeslagen", False)]
    assert logged(form("judge", keuze="onderwerp:wet_doel", zin=number)) == [("onderwerp", True)]
    assert logged(form("judge", keuze="onderwerp:wet_doel", zin=number)) == [("onderwerp", False)]
    assert logged(form("judge", keuze="gevaar:112", zin=number)) == [("gevaar", True)]
    assert logged(form("judge", keuze="weg", zin=number)) == [("weggegooid", True)]
    assert logged(form("judge", keuze="terug")) == [("teruggenomen", True)]
    assert logged(form("judge", keuze="persoon", zin=number)) == [("iets van een persoon", True)]
    assert logged(form("keys", toetsen="uit")) == [("uit", True)]
    assert logged(form("keys", toetsen="uit")) == [("uit", False)]
    assert logged(form("confirm")) == logged(form("again")) == [("", False)]
    answers = {"inbox:again": [("2 zinnen", True)], "inbox:confirm": [("1 zin", True)]}
    for count, (name, entries) in zip((2, 1), answers.items()):
        Entry.objects.all().delete()
        client.post(reverse("inbox:export"), {"zin": ready[:count]})
        assert Entry.objects.get().subject == entries[0][0] and Entry.objects.get().changed
        file = ExportFile.objects.order_by("-pk").first()
        assert logged(lambda name=name, file=file: say(client, name, file)) == entries
        assert logged(lambda name=name, file=file: say(client, name, file)) == [("", False)]
    Entry.objects.all().delete()
    client.post(reverse("inbox:export"))
    assert not Entry.objects.get().changed


def test_the_log_of_an_approver_says_what_changed(client, approver, add_given):
    (number,) = add_given("wat nu")
    do(client, "onderwerp:wet_doel", number)
    do(approver, "weg", number)
    Entry.objects.all().delete()
    approver.post(reverse("inbox:settle"), {"zin": number, "keuze": "onderwerp:wet_doel"})
    approver.post(reverse("inbox:settle"), {"zin": number})
    for given in ("1", "1", "3"):
        approver.post(reverse("inbox:needed"), {"aantal": given})
    assert list(Entry.objects.order_by("pk").values_list("subject", "changed")) == [
        ("onderwerp", True),
        ("", False),
        ("aantal: 1", True),
        ("aantal: 1", False),
        ("", False),
    ]


def test_a_sentence_of_the_longest_kind_and_other_scripts(client, add_given):
    for number in add_given("ا" * 1200, "中文" * 100, "a" * 1200, "regel een\nregel twee"):
        assert "te gaan" in page(client, zin=number)
