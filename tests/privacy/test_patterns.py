import time

import pytest

from lantaarn.privacy.patterns import PATTERNS

EVERY = PATTERNS
HITS = [pytest.param(p, text, id=f"{p.kind}: {text}") for p in EVERY for text in p.hits]
MISSES = [pytest.param(p, text, id=f"{p.kind}: {text}") for p in EVERY for text in p.misses]
KINDS = {"e-mail", "link", "account", "kenteken", "adres", "postcode", "geboortedatum", "plek", "naam"}


@pytest.mark.parametrize(("pattern", "text"), HITS)
def test_each_pattern_finds_its_examples(pattern, text):
    assert list(pattern.find(text))


@pytest.mark.parametrize(("pattern", "text"), MISSES)
def test_each_pattern_leaves_what_it_must_not_touch(pattern, text):
    assert list(pattern.find(text)) == []


@pytest.mark.parametrize("pattern", EVERY, ids=lambda p: f"{p.kind} {p.hits[0]}")
def test_each_pattern_has_both_kinds_of_example(pattern):
    assert pattern.hits and pattern.misses
    assert pattern.kind in KINDS


LONG = ["a" * 1000, "1" * 1000, "1 " * 500, "a.b" * 333, "jan punt " * 111, "hotel de " * 111, "06-" * 333, "van de " * 140, "a1_" * 333]


@pytest.mark.parametrize("text", LONG, ids=lambda text: text[:8])
def test_no_pattern_is_slow_on_the_longest_message(text):
    started = time.process_time()
    for pattern in EVERY:
        list(pattern.find(text))
    assert time.process_time() - started < 0.5
