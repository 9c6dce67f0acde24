import pytest
from hypothesis import given, strategies as st

from lantaarn.messaging.lines import Lines


def cut(parts, most=10):
    lines = Lines(most)
    for part in parts:
        lines.feed(part)
    return list(lines.whole)


def test_lines_are_given_whole_whatever_the_parts():
    assert cut([b"a", b"b\nc", b"", b"\n\nd\ne"]) == [b"ab", b"c", b"", b"d"]


@pytest.mark.parametrize(
    "parts", [[b"x" * 11 + b"\nkort\n"], [b"x" * 6, b"x" * 6, b"x\nkort", b"\n"], [b"x" * 5000] * 3 + [b"\nkort\n"]]
)
def test_a_line_that_is_too_long_is_left_out_and_the_next_is_not(parts):
    assert cut(parts) == [b"kort"]


def test_a_line_may_be_as_long_as_was_said():
    assert cut([b"x" * 10 + b"\n"]) == [b"x" * 10]


def test_of_a_line_without_an_end_little_is_held():
    lines = Lines(10)
    for _ in range(100):
        lines.feed(b"x" * 1000)
    assert len(lines._begun) == 11


@given(st.lists(st.binary(max_size=8).map(lambda line: line.replace(b"\n", b"")), max_size=6), st.integers(1, 5))
def test_cutting_and_joining_gives_the_same(lines, size):
    sent = b"".join(line + b"\n" for line in lines)
    assert cut([sent[start : start + size] for start in range(0, len(sent), size)]) == lines
