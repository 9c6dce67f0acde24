"""The pages with a play on them: the first page, topics, danger kinds, and what can always happen."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from flows.everything import all_lines
from flows.links import danger_answers, kinds_in_order, links
from flows.overview import groups, topic_items
from flows.picture import can_be_drawn, tree_source
from flows.reading import Reader
from flows.script import danger_script, general_script, topic_script
from flows.state import signed_state
from flows.tree import Branch, danger_tree, general_tree, topic_tree
from flows.views.opening import show, with_book


@with_book
def index(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Everything there is to read, by group."""
    book = reader.book
    return show(
        request,
        "flows/index.html",
        reader,
        groups=groups(reader),
        kinds=[(book["gevaar"][kind]["naam"], reader.to.danger(kind)) for kind in kinds_in_order(book)],
        general=[(path["naam"], reader.to.general(name)) for name, path in book.content.get("algemeen", {}).items()],
        countries=all_lines(reader),
        cards=reader.cards,
        unused=[reader.said(name) for name in links(book).unused],
    )


@with_book
def topic(request: HttpRequest, reader: Reader, name: str) -> HttpResponse:
    """One topic as a play and as a picture."""
    script = topic_script(reader, name)
    found = links(reader.book)
    ways = [(reader.title(way.start), reader.to.answer(way.start), way.by) for way in found.buttons_to[name]]
    offers = [(reader.title(way.start), reader.to.answer(way.start)) for way in found.offers_to[name]]
    asked = [
        (reader.book.label(each["na"]), reader.to.topic(each["na"]), each["voorbeelden"][0])
        for each in found.follow_ups_to[name]
    ]
    return show(
        request,
        "flows/onderwerp.html",
        reader,
        name=name,
        topic=reader.book["onderwerpen"][name],
        examples=reader.book.content.get("voorbeelden", {}).get(name, 0),
        rules=found.rules_of_topic[name],
        script=script,
        signed=_signed(reader, topic_items(reader.book, name)),
        ways=ways,
        offers=offers,
        asked=asked,
        **_picture(topic_tree(reader, name)),
    )


@with_book
def dangers(request: HttpRequest, reader: Reader) -> HttpResponse:
    """The kinds of danger, in the order in which they go."""
    kinds = [(reader.book["gevaar"][kind], reader.to.danger(kind)) for kind in kinds_in_order(reader.book)]
    shown = [(path["naam"], address, reader.countries(path["lijnen"])) for path, address in kinds]
    return show(request, "flows/gevaren.html", reader, kinds=shown)


@with_book
def danger(request: HttpRequest, reader: Reader, kind: str) -> HttpResponse:
    """One kind of danger as a play and as a picture."""
    script = danger_script(reader, kind)
    order = kinds_in_order(reader.book)
    path = reader.book["gevaar"][kind]
    items = [f"gevaar:{kind}", *(f"antwoord:{answer}" for answer in danger_answers(reader.book, kind))]
    return show(
        request,
        "flows/gevaar.html",
        reader,
        kind=kind,
        path=path,
        topic=(reader.book.label(path["onderwerp"]), reader.to.topic(path["onderwerp"])),
        script=script,
        before=[(reader.book["gevaar"][each]["naam"], reader.to.danger(each)) for each in order[: order.index(kind)]],
        after=[
            (reader.book["gevaar"][each]["naam"], reader.to.danger(each)) for each in order[order.index(kind) + 1 :]
        ],
        signed=_signed(reader, items),
        **_picture(danger_tree(reader, kind)),
    )


@with_book
def generals(request: HttpRequest, reader: Reader) -> HttpResponse:
    """What can happen in every conversation, whatever it is about."""
    paths = reader.book.content.get("algemeen", {})
    shown = [(path["naam"], reader.to.general(name), path["als"]) for name, path in paths.items()]
    return show(request, "flows/altijd.html", reader, paths=shown)


@with_book
def general(request: HttpRequest, reader: Reader, name: str) -> HttpResponse:
    """One thing that can always happen, as a play and as a picture."""
    script = general_script(reader, name)
    path = reader.book.content["algemeen"][name]
    shown = {"name": name, "path": path, "script": script, **_picture(general_tree(reader, name))}
    return show(request, "flows/algemeen.html", reader, **shown)


def _picture(tree: Branch) -> dict[str, object]:
    return {"tree": tree, "drawn": can_be_drawn(tree_source(tree))}


def _signed(reader: Reader, items: list[str]) -> list[tuple[str, object]]:
    """(title, state) of the items of which something is known."""
    states = signed_state(items)
    titles = {"stroom": "De stroom", "gevaar": "Het gevaarpad"}
    return [
        (titles.get(item.partition(":")[0]) or f"Antwoord: {reader.book['onderdelen'][item]['titel']}", states[item])
        for item in items
        if item in states and item in reader.book["onderdelen"]
    ]
