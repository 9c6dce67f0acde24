"""Topics, steps, dangers, channels and doubt as staff read them."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from flows.book import Book, BookError, current_book

CHANNELS = {"web": "Webpagina", "whatsapp": "WhatsApp", "sms": "Sms"}
# What answers without a rule of the flow book, and steps whose sentence is too long for a list.
SHORT = {
    "noodantwoord": "Vast noodantwoord",
    "action_forget": "Gesprek gewist",
    "action_suggest": "Niet zeker begrepen",
    "utter_leeg": "Leeg bericht",
    "utter_te_lang": "Te lang bericht",
}
SENTENCES = {
    "noodantwoord": (
        "Er ging iets mis, of het was een heel lang bericht over gevaar. "
        "De chat gaf het vaste antwoord met de noodnummers."
    ),
}
# From this many tenths up.
SURE = ((10, "heel zeker"), (8, "zeker"), (6, "redelijk zeker"), (4, "twijfel"), (0, "vooral een gok"))


@dataclass(frozen=True)
class Words:
    """Names from the flow book. Without a book, or for what it does not know, the bot's own name is shown."""

    book: Book | None
    warning: str = ""

    @classmethod
    def of_today(cls) -> Words:
        """The words of today's flow book; ``warning`` says what is wrong with it, if anything."""
        try:
            book = current_book()
        except BookError as error:
            return cls(None, str(error))
        return cls(book, book.warning)

    def topics(self) -> list[tuple[str, str]]:
        """Every topic of the book with its group."""
        return [(name, topic["groep"]) for name, topic in self.book["onderwerpen"].items()] if self.book else []

    def dangers(self) -> list[tuple[str, str]]:
        """Every kind of danger with its name, most urgent first."""
        return [(kind, danger["naam"]) for kind, danger in self.book["gevaar"].items()] if self.book else []

    def topic(self, name: str) -> str:
        """A topic."""
        return self.book.label(name) if self.book else name

    def ending(self, name: str) -> str:
        """A topic, or in short a step where there was no topic."""
        if self.book and name in self.book.labels:
            return self.topic(name)
        return SHORT.get(name) or self._title(name) or name

    def step(self, name: str) -> str:
        """What Lantaarn did, as a sentence."""
        if self.book and name in self.book["stappen"]:
            return self.book["stappen"][name]
        if name in SENTENCES:
            return SENTENCES[name]
        title = self._title(name) or SHORT.get(name)
        return f"De chat gaf het antwoord ‘{title}’." if title else name

    def danger(self, kind: str) -> str:
        """A kind of danger."""
        return dict(self.dangers()).get(kind, kind)

    def channel(self, name: str) -> str:
        """A channel; a messaging app has its own name."""
        return CHANNELS.get(name, name[:1].upper() + name[1:])

    def topic_address(self, name: str) -> str:
        """The page of the flow book about a topic; empty where there is none."""
        return _address("topic", name) if self.book and name in self.book.labels else ""

    def step_address(self, name: str) -> str:
        """The page of the flow book about an answer; empty where there is none."""
        return _address("answer", name) if self.book and name in self.book["antwoorden"] else ""

    def _title(self, step: str) -> str:
        item = self.book["onderdelen"].get(f"antwoord:{step}") if self.book else None
        return item["titel"] if item else ""


def sure(tenths: int) -> str:
    """How sure the bot was, such as ``zeker (8 van 10)``."""
    tenths = min(max(tenths, 0), 10)
    return f"{next(words for least, words in SURE if tenths >= least)} ({tenths} van 10)"


def _address(page: str, name: str) -> str:
    try:
        return reverse(f"flows:{page}", args=[name])
    except NoReverseMatch:
        return ""
