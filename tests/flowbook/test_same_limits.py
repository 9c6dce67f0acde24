"""The review tool never imports the bot, so what both must know stands in both; this holds them to each other."""

import importlib.util
import sys

from lantaarn import check
from lantaarn.settings import PROJECT_ROOT


def test_the_review_tool_refuses_what_the_build_refuses(monkeypatch):
    path = PROJECT_ROOT / "review" / "wording" / "b1.py"
    spec = importlib.util.spec_from_file_location("b1", path)
    b1 = importlib.util.module_from_spec(spec)
    # Its dataclass looks its own module up while it is made.
    monkeypatch.setitem(sys.modules, "b1", b1)
    spec.loader.exec_module(b1)
    assert (b1.MOST_WORDS, b1.MOST_WORDS_IN_SENTENCE, b1.MOST_BUTTON) == (
        check.MAX_WORDS,
        check.MAX_SENTENCE_WORDS,
        check.MAX_BUTTON,
    )
