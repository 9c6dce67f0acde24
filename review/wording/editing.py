"""What the pages for editing an answer show and do; the views only pass it on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flows.book import Book
from wording.b1 import Finding, button_findings, findings
from wording.models import Proposal
from wording.places import damage, filled, places_of
from wording.source import changed_source, patch

MAX_TEXT = 4000


@dataclass(frozen=True)
class Draft:
    """An answer as somebody is writing it."""

    answer: str
    text: str
    titles: tuple[str, ...]

    @classmethod
    def from_form(cls, answer: str, form: Any) -> Draft:
        """The draft in a form; line ends and spaces as the file has them."""
        text = _plain(form.get("tekst", ""))[:MAX_TEXT]
        lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").split("\n")
        text = "\n".join(line.strip() for line in lines).strip()
        while "\n\n\n" in text:
            text = text.replace("\n\n\n", "\n\n")
        return cls(answer, text, tuple(_plain(title).strip()[:80] for title in form.getlist("knop")))


def original(book: Book, answer: str) -> Draft:
    """The answer as the bot says it now. Raises KeyError where there is none of that name."""
    entry = book["antwoorden"][answer]
    return Draft(answer, entry["tekst"], tuple(button["titel"] for button in entry["knoppen"]))


def judge(book: Book, draft: Draft) -> list[Finding]:
    """Everything to say about a draft, what the build would refuse first."""
    entry = book["antwoorden"][draft.answer]
    found = [Finding(sentence, refused=True) for sentence in damage(entry["tekst"], draft.text)]
    found += findings(draft.text, ends_with_question=bool(entry["aanbod"]))
    for title in draft.titles:
        found += button_findings(title)
    return sorted(found, key=lambda finding: not finding.refused)


def preview(book: Book, draft: Draft) -> dict[str, Any]:
    """The message as the chat page gets it."""
    entry = book["antwoorden"][draft.answer]
    text = filled(draft.text, book["feiten"])
    # The source line under the answer stays as it is: editors do not write it.
    tail = entry["gevuld"][len(filled(entry["tekst"], book["feiten"]).rstrip()) :]
    buttons = [
        {"title": filled(title, book["feiten"]), "payload": f"/{button['doel']}"}
        for title, button in zip(draft.titles, entry["knoppen"], strict=False)
    ]
    return {"text": text + tail, "buttons": buttons}


def patch_of(book: Book, draft: Draft) -> str:
    """The change as a patch for the repository.

    Raises:
        SourceError: it cannot be put in the file; the message says why, in Dutch.
    """
    path = book["antwoorden"][draft.answer]["bestand"]
    source = book["bronbestanden"][path]
    return patch(path, source, changed_source(source, draft.answer, draft.text, draft.titles))


def save(book: Book, draft: Draft, who: Any, remark: str) -> Proposal:
    """Keep the draft as this person's proposal."""
    item = book["onderdelen"][f"antwoord:{draft.answer}"]
    values = {
        "text": draft.text,
        "titles": list(draft.titles),
        "fingerprint": item["vingerafdruk"],
        "before": book["antwoorden"][draft.answer]["tekst"],
        "remark": _plain(remark)[:400],
    }
    return Proposal.objects.update_or_create(answer=draft.answer, who=who, defaults=values)[0]


def chips(book: Book, answer: str) -> list[dict[str, str | int]]:
    """The fixed places of an answer, for its chips; ``times`` is how often each stands in it."""
    entry = book["antwoorden"][answer]
    return [
        {"name": place.name, "shown": place.shown, "source": place.source, "times": place.times}
        for place in places_of(entry["tekst"], book["feiten"])
    ]


def _plain(text: str) -> str:
    # No key types a NUL, and PostgreSQL keeps none.
    return text.replace("\0", "")
