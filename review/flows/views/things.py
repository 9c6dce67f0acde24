"""The pages of what flows are made of: an answer, a help line, a fact, a card in another language."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from flows.links import links
from flows.reading import Reader
from flows.state import signed_state
from flows.views.opening import show, with_book


@with_book
def answer(request: HttpRequest, reader: Reader, name: str) -> HttpResponse:
    """One answer, with where it is said."""
    book, found = reader.book, links(reader.book)
    if name not in book["antwoorden"]:
        raise Http404
    base = name.removesuffix("_eenvoudig")
    return show(
        request,
        "flows/antwoord.html",
        reader,
        said=reader.said(name),
        group=book["antwoorden"][name]["groep"],
        rules=[(rule["naam"], reader.to.topic(rule["onderwerp"])) for rule in found.rules_with_step[name]],
        steps=[(when, book["stappen"].get(step, "")) for step, when in found.steps_of_answer[name]],
        general=[
            (book.content["algemeen"][path]["naam"], reader.to.general(path)) for path in found.general_of_answer[name]
        ],
        dangers=[(book["gevaar"][kind]["naam"], reader.to.danger(kind)) for kind in found.dangers_of_answer[name]],
        longer=reader.said(base) if base != name and base in book["antwoorden"] else None,
        simpler=reader.said(f"{name}_eenvoudig") if f"{name}_eenvoudig" in book["antwoorden"] else None,
        unused=name in found.unused,
        state=signed_state([f"antwoord:{name}"]).get(f"antwoord:{name}"),
    )


@with_book
def line(request: HttpRequest, reader: Reader, name: str) -> HttpResponse:
    """One help line, with what it costs and sees, and where it is named."""
    book, found = reader.book, links(reader.book)
    shown = reader.line(name)
    named = [answer for fact in shown.facts for answer in found.answers_of_fact[fact.name]]
    default = any(name in lines for lines in book["doorverwijzing"]["standaard"].values())
    return show(
        request,
        "flows/lijn.html",
        reader,
        line=shown,
        topics=[(book.label(topic), reader.to.topic(topic)) for topic in found.topics_of_line[name]],
        dangers=[(book["gevaar"][kind]["naam"], reader.to.danger(kind)) for kind in found.dangers_of_line[name]],
        answers=[(reader.title(answer), reader.to.answer(answer)) for answer in dict.fromkeys(named)],
        default=default,
        state=signed_state([f"lijn:{name}"]).get(f"lijn:{name}"),
    )


@with_book
def fact(request: HttpRequest, reader: Reader, name: str) -> HttpResponse:
    """One fact with its source, and everything that rests on it."""
    book, found = reader.book, links(reader.book)
    shown = reader.fact(name)
    return show(
        request,
        "flows/feit.html",
        reader,
        fact=shown,
        answers=[(reader.title(each), reader.to.answer(each)) for each in found.answers_of_fact[name]],
        lines=[(book["lijnen"][each]["naam"], reader.to.line(each)) for each in found.lines_of_fact[name]],
        cards=[(book["kaarten"][each]["naam"], reader.to.card(each)) for each in found.cards_of_fact[name]],
        signatures=len(found.signatures_on(name, book)),
    )


@with_book
def card(request: HttpRequest, reader: Reader, language: str) -> HttpResponse:
    """The card in one language."""
    shown = reader.card(language)
    return show(
        request,
        "flows/kaart.html",
        reader,
        card=shown,
        state=signed_state([f"kaart:{language}"]).get(f"kaart:{language}"),
    )
