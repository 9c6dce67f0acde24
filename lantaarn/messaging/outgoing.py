"""What goes out to an app: text with choices under it, within what the app can show."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """One next step: its number in the whole answer, the label that people read and the payload that comes back."""

    number: int
    label: str
    payload: str


@dataclass(frozen=True)
class Limits:
    """What one message of an app can hold.

    ``text`` and ``text_with_choices`` in UTF-16 units, as the apps count; ``choices`` at most, with labels of at most
    ``label`` signs. What does not fit becomes a numbered list in the text. ``only_last`` where an app takes choices away as
    soon as another message comes, so that only those under the last one can be pressed.
    ``in_bytes`` where an app counts bytes of UTF-8 in a text.
    """

    text: int
    choices: int = 0
    label: int = 0
    text_with_choices: int = 0
    only_last: bool = False
    in_bytes: bool = False


@dataclass(frozen=True, repr=False)
class Outgoing:
    """One message of an app. ``receipt`` is what the app wants back with it (``Update.receipt``)."""

    text: str
    choices: tuple[Choice, ...] = ()
    receipt: str = ""

    def __repr__(self) -> str:
        # What somebody is told says what they asked.
        return "Outgoing()"
