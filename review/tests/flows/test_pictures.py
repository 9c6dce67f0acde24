"""A picture says what its list says, breaks on nothing that can stand in a text, and its absence takes nothing away."""

import re
import subprocess
import xml.etree.ElementTree as ET

import pytest

from flows import picture
from flows.picture import PictureError, can_be_drawn, drawn, label, tree_source
from flows.script import SAYS
from flows.tree import Branch, danger_tree, general_tree, topic_tree

SVG = "{http://www.w3.org/2000/svg}"
NASTY = [
    "<b>vet</b>",
    "<<TABLE><TR><TD>x</TD></TR></TABLE>>",
    'een "aanhaling" en een \\ en \\N \\G \\l',
    "een & en &amp; en &lt;",
    "regel\neen\ttab\x00\x0b\x1b",
    "a" * 400,
    "]; kwaad [label=stuk",
    "emoji 🙂 en \u202eomgekeerd",
    "",
    "العربية 中文",
]


@pytest.fixture(autouse=True)
def nothing_drawn_before():
    drawn.cache_clear()


def texts(svg):
    """Everything that stands in the boxes of a picture, each box as one line."""
    boxes = [g for g in ET.fromstring(svg).iter(f"{SVG}g") if g.get("class") == "node"]
    return [" ".join((text.text or "").strip() for text in box.iter(f"{SVG}text")) for box in boxes]


def branches(tree):
    yield tree
    for after in tree.then:
        yield from branches(after)


def squeezed(text):
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize(
    "grow",
    [
        lambda reader: topic_tree(reader, "handelen_stappen"),
        lambda reader: topic_tree(reader, "gesprek_ja"),
        lambda reader: danger_tree(reader, "minor"),
        lambda reader: general_tree(reader, "bewaren"),
    ],
)
def test_the_picture_has_every_step_of_the_list(reader, grow):
    tree = grow(reader)
    shown = [squeezed(text) for text in texts(drawn(tree_source(tree)))]
    steps = list(branches(tree))
    assert len(shown) == len(steps) > 5
    for step in steps:
        cut = squeezed(step.text)[:100]
        assert any(text.startswith(cut) for text in shown), step.text


def test_every_topic_kind_and_path_can_be_drawn(reader):
    book = reader.book
    trees = [topic_tree(reader, name) for name in book["onderwerpen"]]
    trees += [danger_tree(reader, kind) for kind in book["gevaar"]]
    trees += [general_tree(reader, name) for name in book["algemeen"]]
    for tree in trees:
        assert ET.fromstring(drawn(tree_source(tree))).tag == f"{SVG}svg"


@pytest.mark.parametrize("text", NASTY)
def test_no_text_breaks_a_picture_or_means_something_in_it(text):
    tree = Branch(SAYS, text, then=(Branch(SAYS, text),))
    svg = drawn(tree_source(tree))
    # Letter for letter, but for what no screen shows and what is cut off.
    seen = "".join(sign for sign in text if sign.isprintable())[:150]
    assert [squeezed(shown)[: len(squeezed(seen))] for shown in texts(svg)] == [squeezed(seen)] * 2
    names = {element.tag.removeprefix(SVG) for element in ET.fromstring(svg).iter()}
    assert names <= {"svg", "g", "title", "polygon", "path", "polyline", "ellipse", "text"}


def test_text_for_a_box_is_whole_wrapped_and_cut_where_it_is_very_long():
    assert label('"a" \\ <b> &amp;') == '"a" \\\\ <b> &amp;amp;'
    assert label("een twee drie vier", width=9) == "een twee\\ndrie vier"
    assert label("woord " * 100).endswith("…")
    assert label("\x00") == " "


def test_a_picture_is_drawn_once_for_the_same_book(reader, monkeypatch):
    source = tree_source(topic_tree(reader, "wet_doel"))
    first = drawn(source)
    monkeypatch.setattr(picture.subprocess, "run", lambda *_, **__: pytest.fail("drawn again"))
    assert drawn(tree_source(topic_tree(reader, "wet_doel"))) is first


def missing(*_, **__):
    raise FileNotFoundError("dot")


def hanging(*_, **__):
    raise subprocess.TimeoutExpired("dot", 10)


def failing(*_, **__):
    raise subprocess.CalledProcessError(1, "dot")


@pytest.mark.parametrize("run", [missing, hanging, failing])
def test_without_graphviz_there_is_no_picture_and_no_crash(monkeypatch, caplog, run):
    monkeypatch.setattr(picture.subprocess, "run", run)
    assert not can_be_drawn("digraph { geheim }")
    with pytest.raises(PictureError):
        drawn("digraph { geheim }")
    assert "geheim" not in caplog.text and "picture failed" in caplog.text


def test_a_failure_is_not_remembered(monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(picture.subprocess, "run", missing)
        assert not can_be_drawn("digraph { a }")
    assert can_be_drawn("digraph { a }")


def test_what_graphviz_cannot_read_is_an_error_of_ours():
    with pytest.raises(PictureError):
        drawn("digraph {")
