"""Gives answers fixed sizes, so that who watches the line cannot tell the topic by the length.

The filling is spaces after the JSON or the page, which every reader skips. It works on what goes over the line as it is: a proxy that
compresses would take it out again, so ``no-transform`` forbids that (docs/dreigingsmodel.md).
"""

from __future__ import annotations

# Nearly every answer fits in the first size (docs/metingen.md); each further size is twice the one before.
SMALLEST = 4096


def padded(body: bytes, smallest: int = SMALLEST) -> bytes:
    """The body, filled up to the first fixed size that it fits in; lengths in bytes."""
    size = smallest
    while size < len(body):
        size *= 2
    return body.ljust(size, b" ")
