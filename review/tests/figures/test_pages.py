"""The pages: who may see them, what stands on them, and what they say when something is missing."""

import csv
import datetime as dt
import io
import re

import graphviz
import pytest
from django.db import connections

from figures import flow
from figures.catalogue import FIGURES, PAGES
from figures.kept import kept
from staff.models import Entry
from tests.figures.conftest import MONDAY, SUNDAY

pytestmark = pytest.mark.django_db(databases=["default", "turns"])
ADDRESSES = ["/cijfers/", "/cijfers/begrijpen/", "/cijfers/gevaar/", "/cijfers/paden/"]
OCTOBER = dt.date(2026, 10, 1)


@pytest.fixture
def reader(sign_in):
    return sign_in("lezer")


@pytest.fixture
def tally(add_tally):
    add_tally((OCTOBER, 1, "alarm", "web", 5), (OCTOBER, 2, "mma", "telegram", 7))


def body(response):
    return response.content.decode()


@pytest.mark.parametrize("address", [*ADDRESSES, "/cijfers/plaatje/paden.svg", "/cijfers/tabel/paden.csv"])
def test_somebody_without_a_role_sees_nothing(sign_in, year, address):
    assert sign_in(name="niemand").get(address).status_code == 403


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    "query",
    ["", "?per=dag", "?kanaal=web&onderwerp=wet_inhoud", "?periode=4", "?van=x&minimum=1&kanaal=weg&onderwerp=weg"],
)
def test_every_page_with_every_choice(reader, book, year, tally, address, query):
    response = reader.get(address + query)
    text = body(response)
    assert response.status_code == 200
    assert text.count("<h1>") == 1 and "Uitleg bij deze pagina" in text
    assert "style=" not in text and "<script>" not in text


def test_every_figure_stands_on_one_page():
    assert sorted(name for page in PAGES.values() for name in page.figures) == sorted(FIGURES)


def test_names_come_from_the_flow_book(reader, book, year, tally):
    assert "Wat zegt de wet?" in body(reader.get("/cijfers/"))
    assert "Meld Misdaad Anoniem" in body(reader.get("/cijfers/gevaar/"))
    ends = body(reader.get("/cijfers/paden/"))
    assert "wist het gesprek en zegt dat dit gebeurd is" in ends and "action_forget" not in ends


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("width", ["", "&smal=1"])
def test_every_picture(reader, book, year, tally, name, width):
    response = reader.get(f"/cijfers/plaatje/{name}.svg?periode=13{width}")
    assert response.status_code == 200 and response["Content-Type"] == "image/svg+xml"
    assert response.content.rstrip().endswith(b"</svg>")
    policy = {part.strip() for part in response["Content-Security-Policy"].split(";")}
    assert policy == {"default-src 'none'", "style-src 'unsafe-inline'"}
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", FIGURES)
def test_the_download_is_exactly_the_table_of_the_page(reader, book, year, tally, name):
    address = next(address for address, page in zip(ADDRESSES, PAGES.values()) if name in page.figures)
    text = body(reader.get(f"{address}?periode=13"))
    section = text[text.index(f'<h2 id="{name}">') :].split("</section>")[0]
    cells = [re.sub(r"&lt;", "<", cell) for cell in re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", section)]
    link = re.search(rf'href="(/cijfers/tabel/{name}\.csv[^"]+)"', section).group(1).replace("&amp;", "&")
    response = reader.get(link)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert re.fullmatch(rf'attachment; filename="{name}-2026-08-31-2026-11-29\.csv"', response["Content-Disposition"])
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline=""), delimiter=";"))
    on_page = [re.sub(r"(?<=\d)\.(?=\d{3}\b)", "", cell) for cell in cells]
    assert len(rows) > 1 and [cell for row in rows for cell in row] == on_page


def test_a_download_is_logged_and_a_picture_is_not(reader, book, year):
    reader.get("/cijfers/tabel/paden.csv")
    reader.get("/cijfers/plaatje/paden.svg")
    looked = Entry.objects.filter(page__startswith="figures:")
    assert list(looked.values_list("page", "subject")) == [("figures:table", "paden")]


@pytest.mark.parametrize("address", ["/cijfers/plaatje/weg.svg", "/cijfers/tabel/weg.csv", "/cijfers/weg/"])
def test_what_does_not_exist_is_not_found(reader, book, year, address):
    assert reader.get(address).status_code == 404


def test_a_picture_or_table_of_nothing_is_not_found(reader, book, add_counts):
    add_counts(SUNDAY - dt.timedelta(weeks=30), gesprekken=6)
    assert reader.get("/cijfers/plaatje/paden.svg").status_code == 404
    assert reader.get("/cijfers/tabel/paden.csv").status_code == 404


@pytest.mark.parametrize("address", ADDRESSES)
def test_before_anything_was_counted_the_page_says_so(reader, book, address):
    assert "Er zijn nog geen gesprekken geteld" in body(reader.get(address))


def test_in_the_first_week_the_page_says_when_there_will_be_figures(reader, book, add_counts):
    add_counts(SUNDAY + dt.timedelta(days=1), gesprekken=900)
    text = body(reader.get("/cijfers/"))
    assert "de eerste week is nog niet voorbij" in text and "900" not in text


def test_a_week_counts_when_it_was_counted_after_its_last_night(reader, book, add_counts):
    """Half a week, seen before and after the rest is counted, would tell how many came on its last day."""
    noon = dt.datetime(2026, 11, 29, 12, tzinfo=dt.UTC)
    add_counts(MONDAY - dt.timedelta(days=7), gesprekken=8, when=noon)
    add_counts(MONDAY, gesprekken=777, when=noon)
    assert "777" not in body(reader.get("/cijfers/"))
    add_counts(SUNDAY, gesprekken=6, when=noon + dt.timedelta(days=1))
    assert "783" in body(reader.get("/cijfers/"))


def test_by_day_small_numbers_are_hidden(reader, book, add_counts):
    for day in range(7):
        add_counts(MONDAY + dt.timedelta(days=day), gesprekken=3 if day == 1 else 41)
    found = reader.get("/cijfers/tabel/gesprekken.csv?per=dag&periode=1").content.decode("utf-8-sig")
    assert found.split("\r\n")[1:8] == [
        "23-11-2026;41", "24-11-2026;< 5", "25-11-2026;< 5",
        "26-11-2026;41", "27-11-2026;41", "28-11-2026;41", "29-11-2026;41",
    ]  # fmt: skip
    # Not by asking for one channel either.
    assert reader.get("/cijfers/tabel/gesprekken.csv?per=dag&periode=1&kanaal=web").content.decode("utf-8-sig") == found
    assert "&lt; 5" in body(reader.get("/cijfers/?per=dag&periode=1"))


def test_an_older_bot_has_no_tally_and_the_rest_works(reader, book, year):
    with connections["turns"].cursor() as cursor:
        cursor.execute("DROP TABLE handoff_tally")
    text = body(reader.get("/cijfers/gevaar/"))
    assert "De chat telt nog niet hoe vaak hij doorverwijst" in text
    assert "Gevaar in de tijd" in text and "plaatje/gevaar.svg" in text
    for address in ("/cijfers/plaatje/doorverwijzingen.svg", "/cijfers/tabel/doorverwijzingen.csv"):
        response = reader.get(address)
        assert response.status_code == 503 and "De chat telt nog niet" in body(response)


def test_without_a_flow_book_the_bots_own_names_are_shown(reader, here, tmp_path, year):
    here(flow_book=tmp_path / "weg.json")
    text = body(reader.get("/cijfers/"))
    assert "Er is nog geen stroomboek" in text and "wet_inhoud" in text and "Zonder stroomboek" in text
    assert reader.get("/cijfers/plaatje/alle-onderwerpen.svg").status_code == 200


def test_a_topic_of_an_older_model_keeps_its_own_name_and_stays_chosen(reader, book, add_counts):
    odd = '<b>"x"</b>'
    add_counts(SUNDAY, gesprekken=9, beurten=9, onderwerp={odd: 9})
    text = body(reader.get("/cijfers/", {"onderwerp": odd}))
    assert odd not in text and "&lt;b&gt;&quot;x&quot;&lt;/b&gt;" in text
    assert re.search(r'value="&lt;b&gt;&quot;x&quot;&lt;/b&gt;" checked', text)


def test_without_graphviz_the_table_is_there_and_a_sentence(reader, book, year, monkeypatch):
    monkeypatch.setattr(flow.shutil, "which", lambda name: None)
    text = body(reader.get("/cijfers/paden/"))
    assert "Graphviz ontbreekt" in text and "plaatje/paden.svg" not in text and "tabel/paden.csv" in text


@pytest.mark.parametrize(
    "error", [graphviz.ExecutableNotFound(["dot"]), graphviz.CalledProcessError(1, "dot", b"", b"wet_inhoud")]
)
def test_a_failing_graphviz_is_said_and_the_log_names_no_topic(reader, book, year, monkeypatch, caplog, error):
    def fail(*_arguments, **_named):
        raise error

    monkeypatch.setattr(graphviz.Digraph, "pipe", fail)
    response = reader.get("/cijfers/plaatje/paden.svg")
    assert response.status_code == 503 and "kon niet worden getekend" in body(response)
    assert type(error).__name__ in caplog.text and "wet_inhoud" not in caplog.text


def test_choices_go_along_to_the_other_pages_and_pictures(reader, book, year):
    text = body(reader.get("/cijfers/paden/?kanaal=web&minimum=12&onderwerp=wet_inhoud&periode=4"))
    chosen = "van=2026-11-02&amp;tot=2026-11-29&amp;kanaal=web&amp;onderwerp=wet_inhoud&amp;minimum=12"
    for address in ("/cijfers/", "/cijfers/gevaar/", "/cijfers/plaatje/paden.svg", "/cijfers/tabel/einde.csv"):
        assert f'"{address}?{chosen}"' in text, address
    elsewhere = body(reader.get("/cijfers/gevaar/?minimum=12&onderwerp=wet_inhoud&per=dag"))
    for field in ('name="minimum" value="12"', 'name="onderwerp" value="wet_inhoud"', 'name="per" value="dag"'):
        assert f'type="hidden" {field}' in elsewhere


def test_a_page_asks_the_database_little(reader, book, year, tally, django_assert_max_num_queries):
    reader.get("/cijfers/")
    with django_assert_max_num_queries(20):
        reader.get("/cijfers/")
    kept.clear()
    with django_assert_max_num_queries(40):
        reader.get("/cijfers/")
