"""What a finder of personal data returns, and the text it looks at."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

# Stands for a sign that is masked already, so that no later finder sees it or counts across it.
GONE = "\ue000"


@dataclass(frozen=True, slots=True)
class Span:
    """Signs ``start`` to ``end`` of a text are personal, of this kind."""

    start: int
    end: int
    kind: str


class View:
    """A text as finders see it: fancy letters and digits plain, invisible signs gone, what is masked blotted out.

    ``origin`` leads each sign back to its place, so that what is not masked is printed as it was typed.
    """

    def __init__(self, text: str) -> None:
        signs, origin = [], []
        for place, sign in enumerate(text):
            plain = sign if sign.isascii() else unicodedata.normalize("NFKC", sign)
            if sign == GONE or unicodedata.category(sign) in ("Cf", "Mn"):
                continue
            # One sign that folds into more, such as a ligature, leads back to the same place for each.
            signs.extend(plain)
            origin.extend([place] * len(plain))
        self.text = "".join(signs)
        self.spans: list[Span] = []
        self._origin = origin
        self._source = text

    def blot(self, spans: list[Span]) -> None:
        """Take these spans as found; where they overlap the first counts."""
        for span in spans:
            if span.start < span.end and GONE not in self.text[span.start : span.end]:
                self.spans.append(span)
                self.text = self.text[: span.start] + GONE * (span.end - span.start) + self.text[span.end :]

    def masked(self) -> str:
        """The source text with each span replaced by its kind in brackets."""
        parts, done = [], 0
        for span in sorted(self.spans, key=lambda s: s.start):
            start, end = self._origin[span.start], self._origin[span.end - 1] + 1
            parts += [self._source[done:start], f"[{span.kind}]"] if start >= done else []
            done = max(done, end)
        return "".join(parts) + self._source[done:]
