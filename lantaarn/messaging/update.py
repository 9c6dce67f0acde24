"""What a channel makes of one raw call of a messaging app: the little that is needed to answer, and nothing else.

Name, profile, phone, language, place and files are dropped by the channel before an ``Update`` exists. The raw id of
who writes stays in it for as long as the answer is under way; no error, log or picture of memory by ``repr`` shows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

# Far longer than the ids of any of the apps; what is longer was not made by one.
MAX_ID = 1000


class Kind(Enum):
    """What somebody did. What bots, channels and the app itself send never becomes an update."""

    # Typed, edited or pressed. Nothing is kept of what stood there before an edit, so an edit is a message like any
    # other.
    MESSAGE = "message"
    # A photo, voice message or anything else that is not read; ``text`` is what was typed beside it.
    MEDIA = "media"
    LOCATION = "location"
    # Something in a group; ``recipient`` is the group.
    GROUP = "group"
    # Somebody took back a message in the app.
    DELETED = "deleted"
    # The app says afterwards that a message of ours never arrived.
    UNDELIVERED = "undelivered"


@dataclass(frozen=True, repr=False)
class Update:
    """One thing that somebody did in an app.

    ``update_id`` is the app's own id of it, by which a second delivery is known. ``recipient`` is where the answer
    goes. ``choice`` is the payload of a pressed button, as ``/wet_inhoud``; ``age`` is in seconds since it was sent;
    ``receipt`` is what the app wants back with the answer, where it wants something.
    """

    kind: Kind
    update_id: str
    recipient: str
    text: str = ""
    choice: str = ""
    age: float = 0.0
    receipt: str = ""

    def __post_init__(self) -> None:
        if not all(
            isinstance(each, str) for each in (self.update_id, self.recipient, self.text, self.choice, self.receipt)
        ):
            raise TypeError("a part is no text")
        if not all(0 < len(each) <= MAX_ID for each in (self.update_id, self.recipient)):
            raise ValueError("an id has no usable length")

    def __repr__(self) -> str:
        return f"Update({self.kind.name})"
