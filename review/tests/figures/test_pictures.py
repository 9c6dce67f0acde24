"""Pictures: the same bytes every time, readable without colour, and nothing in them but what was counted."""

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.etree import ElementTree

import pytest

from figures import charts, drawing
from figures.flow import draw_paths
from figures.interval import share

REVIEW = Path(__file__).resolve().parents[2]
LABELS = [f"{number} nov" for number in range(1, 14)]
SHARES = [share(number, 40) for number in range(3, 16)]
DRAWN = {
    "lines": lambda narrow: charts.boxes_with_lines(
        [("Één", [3, None, 5, 9] + [2] * 9), ("Twee", [1] * 13)], LABELS, narrow
    ),
    "one line": lambda narrow: charts.boxes_with_lines([("Gesprekken", [None] * 12 + [6])], LABELS, narrow),
    "columns": lambda narrow: charts.boxes_with_columns(
        [("Lijn", [[1] * 13] * 4)], ["a", "b", "c", "d"], LABELS, narrow
    ),
    "band": lambda narrow: charts.line_with_range([None, *SHARES[:-2], None], LABELS, narrow),
    "shares": lambda narrow: charts.columns_with_range(SHARES, LABELS, "tienden", narrow),
    "bars": lambda narrow: charts.bars_with_range([("Wat zegt de wet?", each) for each in SHARES], narrow),
    "paths": lambda narrow: draw_paths([("begin", "a", 9), ("a", "b", 4), ("b", "einde", 1)], str.upper, narrow),
}
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("name", DRAWN)
def test_the_same_numbers_give_the_same_bytes(name, narrow):
    assert DRAWN[name](narrow) == DRAWN[name](narrow)


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_says_nothing_of_when_or_how_it_was_made(name):
    text = DRAWN[name](False).decode()
    assert not re.search(r"metadata|<dc:|matplotlib\.org|Creator|graphviz version|<script|20\d\d-\d\d", text)


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("name", set(DRAWN) - {"paths"})
def test_a_picture_fits_its_place_with_letters_that_are_large_enough(name, narrow):
    root = ElementTree.fromstring(DRAWN[name](narrow))
    width = float(root.get("width").removesuffix("pt")) * 96 / 72
    assert width == pytest.approx(drawing.NARROW if narrow else drawing.WIDE)
    # Letters are shapes, scaled from a size in hundredths: at least 9 points, 12 pixels on a page.
    scales = [float(found) for found in re.findall(r"scale\((0\.\d+) -0\.\d+\)", DRAWN[name](narrow).decode())]
    assert scales and min(scales) * 100 >= 9


def test_a_gap_is_not_drawn_through():
    def pieces(numbers):
        svg = charts.boxes_with_lines([("a", numbers)], LABELS[:5], False).decode()
        line = re.search(rf'<path d="([^"]+)" clip-path="[^"]+" style="fill: none; stroke: {drawing.COLOURS[0]}', svg)
        return line.group(1).count("M ")

    assert pieces([6, 7, 8, 9, 10]) == 1
    assert pieces([6, 7, None, 9, 10]) == 2


def test_a_point_between_gaps_is_still_seen():
    points = charts._marked([None, 5, None, 6, 7] + [None] * 40 + [9])
    assert points == [1, 45]


def test_letters_and_lines_stand_out():
    for colour in (*drawing.COLOURS, drawing.INK, drawing.SOFT, drawing.BAND):
        assert _contrast(colour) >= 3, colour
    assert _contrast(drawing.INK) >= 7
    # The thin bar of an interval lies on the pale bar of its share.
    assert (_light(drawing.PALE) + 0.05) / (_light(drawing.INK) + 0.05) >= 3


def test_what_differs_never_differs_in_colour_alone():
    assert len(set(drawing.HATCHES)) == len(drawing.COLOURS) == len(drawing.HATCHES)
    found = charts.boxes_with_columns([("Lijn", [[1], [1], [1], [1]])], list("abcd"), ["jan"], False).decode()
    assert found.count("<pattern") == 3


def test_arrows_are_as_wide_as_they_are_frequent():
    text = draw_paths([("begin", "a", 100), ("a", "b", 50), ("b", "einde", 1)], str, False).decode()
    widths = sorted({float(found) for found in re.findall(r"stroke-width:([\d.]+)", text)}, reverse=True)
    assert widths[0] == 8 and 4.5 in widths


def test_names_are_only_names():
    odd = '<b>"vet"</b> & \\n \\G }; x [color=red'
    root = ElementTree.fromstring(draw_paths([("begin", "x", 5)], lambda key: odd if key == "x" else key, False))
    # Every letter is a shape of its own; had it been read as markup or as an escape, some would be missing.
    letters = [use for use in root.iter(f"{SVG}use")]
    assert len(letters) >= len(odd.replace(" ", "")) + len("begin") + 1


def test_threads_draw_the_same_as_one():
    several = ("one line", "columns", "bars", "paths")
    alone = {name: DRAWN[name](False) for name in several}
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _: {name: DRAWN[name](False) for name in several}, range(4)))
    assert found == [alone] * 4


def test_a_failure_while_drawing_lets_the_next_one_draw():
    with pytest.raises(ValueError), drawing.Sheet(False):
        raise ValueError
    assert DRAWN["bars"](False)


def test_pages_are_ready_before_matplotlib_is_and_pyplot_never_comes():
    code = (
        "import sys, django; django.setup(); import project.urls, figures.charts, figures.interval as i;"
        "assert 'figures.views' in sys.modules and 'matplotlib' not in sys.modules;"
        "figures.charts.columns_with_range([i.share(1, 2)], ['a'], 'b', False);"
        "assert 'matplotlib' in sys.modules and 'matplotlib.pyplot' not in sys.modules; print('goed')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=REVIEW, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.stdout.strip() == "goed", done.stderr


def test_another_process_draws_the_same():
    code = (
        "import sys; from figures import charts; from figures.interval import share;"
        "shares = [('Wat zegt de wet?', share(number, 40)) for number in range(3, 16)];"
        "sys.stdout.buffer.write(charts.bars_with_range(shares, True))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=REVIEW, capture_output=True, timeout=120, check=True)
    assert done.stdout == DRAWN["bars"](True)


def _light(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(colour):
    return 1.05 / (_light(colour) + 0.05)
