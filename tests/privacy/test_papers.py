"""What the papers promise: every sentence of the privacy page has its code and its test, and every file named exists."""

import re

import pytest
import yaml

from lantaarn.settings import PROJECT_ROOT

EXPLANATION = "uitleg"
PAPERS = [
    PROJECT_ROOT / name
    for name in (
        "SECURITY.md",
        "docs/dreigingsmodel.md",
        "docs/dpia.md",
        "docs/ai-verordening.md",
        "docs/algoritmeregister.md",
        "docs/stoppen.md",
        *sorted(str(path.relative_to(PROJECT_ROOT)) for path in (PROJECT_ROOT / "docs" / "kanalen").glob("*.md")),
    )
]
NAMED_FILE = re.compile(
    r"`((?:lantaarn|actions|data|docs|tests|webchat|scripts|models)/[\w./-]*|[A-Z]{4,}\.md|[a-z]+\.(?:yml|lock|toml)|\.env\.example)`"
)
NAMED_TEST = re.compile(r"`?(tests/[\w/]+\.py)::(\w+)`?")
_BLOCK_START = re.compile(r"(#{1,6} |[-*] |\d+\. )")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Ý‘“])")


def sentences(markdown):
    """The sentences of a simple Markdown text: headings, items of lists and paragraphs, each cut at its full stops."""
    blocks, fresh = [], True
    for line in markdown.splitlines():
        line = line.strip()
        start = _BLOCK_START.match(line)
        if line and (fresh or start):
            blocks.append(line[start.end() :] if start else line)
        elif line:
            blocks[-1] += " " + line
        # A heading is one line; what follows is another block.
        fresh = not line or line.startswith("#")
    return [sentence for block in blocks for sentence in _SENTENCE_END.split(block)]


def has_test(root, named):
    """Whether ``path::function`` is a test that stands in that file."""
    path, _, function = named.partition("::")
    file = root / path
    return (
        function.startswith("test_")
        and file.is_file()
        and re.search(rf"^(?:async )?def {re.escape(function)}\(", file.read_text(encoding="utf-8"), re.MULTILINE) is not None
    )


def faults(markdown, proofs, root=PROJECT_ROOT):
    """What is wrong with the proof of a paper, one line each; nothing when every promise is kept somewhere."""
    said, proven = sentences(markdown), [proof["zin"] for proof in proofs]
    found = [f"zonder bewijs: {sentence}" for sentence in said if sentence not in proven]
    found += [f"staat er niet meer: {sentence}" for sentence in proven if sentence not in said]
    found += [f"twee keer: {sentence}" for sentence in set(proven) if proven.count(sentence) > 1]
    for proof in proofs:
        found += [f"geen bestand {path}" for path in proof.get("code", ()) if not (root / path).is_file()]
        found += [f"geen test {named}" for named in proof.get("test", ()) if not has_test(root, named)]
        if proof.get("soort") == EXPLANATION:
            continue
        if "soort" in proof:
            found.append(f"onbekende soort: {proof['zin']}")
        found += [f"belofte zonder {part}: {proof['zin']}" for part in ("code", "test") if not proof.get(part)]
    return found


def promise_rows(markdown):
    """The rows of the table of promises: the promise, and what stands behind it."""
    rows = [line.strip().strip("|").split("|") for line in markdown.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows if not set("".join(row)) <= set("- :")][1:]


def row_faults(markdown, root=PROJECT_ROOT):
    """What is wrong with the table of promises in SECURITY.md."""
    found = []
    for row in promise_rows(markdown):
        promise, behind = row[0], " ".join(row[1:])
        tests = NAMED_TEST.findall(behind)
        files = re.findall(r"`([\w./-]+)`", NAMED_TEST.sub("", behind))
        found += [f"geen code: {promise}"] * (not files) + [f"geen test: {promise}"] * (not tests)
        found += [f"geen bestand {path}" for path in files if not (root / path).is_file()]
        found += [f"geen test {path}::{name}" for path, name in tests if not has_test(root, f"{path}::{name}")]
    return found


@pytest.fixture(scope="module")
def page():
    return (PROJECT_ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def proofs():
    return yaml.safe_load((PROJECT_ROOT / "docs" / "privacy-bewijs.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def security():
    return (PROJECT_ROOT / "SECURITY.md").read_text(encoding="utf-8")


def test_a_text_is_cut_into_its_sentences():
    markdown = "# Kop\nEen zin. Nog een\nzin? ‘Ja’ zeg ik.\n\n- iets;\n- de rest\n  hier. Klaar!\n1. één"
    assert sentences(markdown) == [
        "Kop", "Een zin.", "Nog een zin?", "‘Ja’ zeg ik.", "iets;", "de rest hier.", "Klaar!", "één",
    ]  # fmt: skip


def test_every_sentence_of_the_privacy_page_is_kept_by_code_and_a_test(page, proofs):
    assert len(sentences(page)) > 40
    assert faults(page, proofs) == []


def test_a_sentence_without_proof_is_found(page, proofs):
    extra = "Lantaarn leest nooit je gedachten."
    assert faults(f"{page}\n{extra}\n", proofs) == [f"zonder bewijs: {extra}"]
    # Also inside a paragraph, and when only one word of a proven sentence is changed.
    assert faults(page.replace("Zo kan de organisatie tellen", f"{extra} Zo kan de organisatie tellen"), proofs)
    assert len(faults(page.replace("Na 90 dagen worden", "Na 30 dagen worden"), proofs)) == 2


def test_a_proof_whose_sentence_has_gone_is_found(page, proofs):
    gone = {"zin": "Deze zin staat nergens.", "soort": EXPLANATION}
    assert faults(page, [*proofs, gone]) == ["staat er niet meer: Deze zin staat nergens."]


def test_a_promise_without_code_or_test_is_found():
    bare = [{"zin": "Niets wordt bewaard."}]
    assert faults("Niets wordt bewaard.", bare) == [
        "belofte zonder code: Niets wordt bewaard.", "belofte zonder test: Niets wordt bewaard.",
    ]  # fmt: skip
    assert faults("Niets wordt bewaard.", [{**bare[0], "soort": "belofte"}])[0].startswith("onbekende soort")


def test_a_test_or_file_that_disappears_is_found(tmp_path):
    code, test = tmp_path / "lantaarn" / "wis.py", tmp_path / "tests" / "test_wis.py"
    for path, content in ((code, "x = 1\n"), (test, "def test_weg():\n    pass\n")):
        path.parent.mkdir()
        path.write_text(content, encoding="utf-8")
    proven = [{"zin": "Het is weg.", "code": ["lantaarn/wis.py"], "test": ["tests/test_wis.py::test_weg"]}]
    table = "| belofte | code | test |\n|---|---|---|\n| Weg. | `lantaarn/wis.py` | `tests/test_wis.py::test_weg` |\n"
    assert faults("Het is weg.", proven, tmp_path) == row_faults(table, tmp_path) == []

    test.write_text("def test_iets_anders():\n    # def test_weg():\n    pass\n", encoding="utf-8")
    assert faults("Het is weg.", proven, tmp_path) == ["geen test tests/test_wis.py::test_weg"]
    assert row_faults(table, tmp_path) == ["geen test tests/test_wis.py::test_weg"]

    code.unlink()
    assert faults("Het is weg.", proven, tmp_path)[0] == "geen bestand lantaarn/wis.py"
    assert row_faults(table, tmp_path)[0] == "geen bestand lantaarn/wis.py"


def test_every_promise_to_administrators_names_files_and_tests_that_exist(security):
    assert len(promise_rows(security)) > 10
    assert row_faults(security) == []


def test_a_promise_to_administrators_without_a_file_is_found(security):
    last = promise_rows(security)[-1][0]
    row = "| Alles is veilig. | nergens | |"
    broken = re.sub(rf"^(\| {re.escape(last)}.*)$", rf"\1\n{row}", security, flags=re.MULTILINE)
    assert row_faults(broken) == ["geen code: Alles is veilig.", "geen test: Alles is veilig."]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_every_file_that_a_paper_names_exists(paper):
    text = paper.read_text(encoding="utf-8")
    named = set(NAMED_FILE.findall(NAMED_TEST.sub("", text)))
    assert named
    assert [name for name in sorted(named) if not (PROJECT_ROOT / name).exists()] == []
    assert [t for t in NAMED_TEST.findall(text) if not has_test(PROJECT_ROOT, "::".join(t))] == []
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", text)
    assert [link for link in links if "://" not in link and not (paper.parent / link).exists()] == []


def test_the_greeting_and_the_page_say_that_it_is_a_computer():
    responses = yaml.safe_load((PROJECT_ROOT / "data/responses/gesprek.yml").read_text(encoding="utf-8"))["responses"]
    for greeting in responses["utter_gesprek_groet"]:
        first = greeting["text"].split("\n\n")[0]
        assert "Ik ben een computer, geen mens." in first
    page = PROJECT_ROOT / "webchat/page"
    index = (page / "index.html").read_text(encoding="utf-8")
    # Before anything can be typed, and not hidden: in the page itself, in the chat that takes its place, in the plain form.
    notice = index.index('class="notice"><b>Je praat met een computer, niet met een mens.')
    assert index.index("<main") < notice < index.index("</main>")
    assert 'machine: "Je praat met een computer, niet met een mens."' in (page / "texts/nl.js").read_text(encoding="utf-8")
    frame = (page / "frame.js").read_text(encoding="utf-8")
    assert frame.index("notice(texts), panels") < frame.index("form(chat, field, status),")
    form = (PROJECT_ROOT / "lantaarn/channels/form.py").read_text(encoding="utf-8")
    assert '<p class="notice"><b>Je praat met een computer, niet met een mens.</b>' in form and "{_NOTICE}<form" in form
    # The chat opens with the greeting, before the visitor says anything.
    assert 'GREETING = "utter_gesprek_groet"' in (PROJECT_ROOT / "webchat/content.py").read_text(encoding="utf-8")
    assert "this.greet();" in (page / "element.js").read_text(encoding="utf-8").split("connectedCallback() {")[1].split("\n  }")[0]


def test_the_register_leaves_figures_to_the_measurements():
    text = (PROJECT_ROOT / "docs/algoritmeregister.md").read_text(encoding="utf-8")
    assert "docs/metingen.md" in text
    assert "%" not in text and "procent" not in text


def test_the_numbers_of_the_last_page_are_those_of_the_facts(book):
    text = (PROJECT_ROOT / "docs/stoppen.md").read_text(encoding="utf-8")
    last_page = text.split("```html")[1].split("```")[0]
    known = {line.get(field).replace(" ", "").replace("-", "") for line in book.helplines.values() for field in ("nummer",)}
    dialled = re.findall(r'href="tel:(\d+)"', last_page)
    assert len(dialled) >= 8
    assert [number for number in dialled if number not in known] == []
    assert {"112", "113", "1813", "08007000", "116000"} <= set(dialled)
