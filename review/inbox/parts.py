"""What every page of the inbox starts with: the flow book where there is one, and what is wrong, in words."""

from __future__ import annotations

from flows.book import Book, BookError, current_book
from inbox.leaving import ask_bot, tidy
from turns.store import StoreError


def book_and_warning() -> tuple[Book | None, str]:
    """Today's flow book, and what is wrong with it; without a book sentences can still be read and thrown away."""
    try:
        book = current_book()
    except BookError as error:
        return None, str(error)
    return book, book.warning


def tidied() -> str:
    """Clear away what may go, now and then with the bot; gives what is wrong with the bot's table, or nothing."""
    try:
        tidy()
    except StoreError as error:
        return str(error)
    ask_bot()
    return ""
