"""Every page of the tool that can be opened, with an example for each part of its address that is not fixed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from turns.models import Conversation

FIGURES = (
    "gesprekken", "onderwerpen", "alle-onderwerpen", "niet-begrepen", "zekerheid", "zekerheid-in-de-tijd", "gevaar",
    "doorverwijzingen", "einde", "paden",
)  # fmt: skip
TOPIC, KIND, ANSWER = {"name": "wet_inhoud"}, {"kind": "victim"}, {"answer": "utter_wet_inhoud"}
# What fills in an address, by the name of its page; more than one where they differ in weight.
EXAMPLES: dict[str, list[dict[str, Any]]] = {
    "flows:topic": [TOPIC, {"name": "handelen_stappen"}],
    "flows:topic-picture": [TOPIC, {"name": "handelen_stappen"}],
    "flows:danger": [KIND],
    "flows:danger-picture": [KIND],
    "flows:general": [{"name": "niet_begrepen"}],
    "flows:general-picture": [{"name": "niet_begrepen"}],
    "flows:answer": [{"name": "utter_wet_inhoud"}],
    "flows:line": [{"name": "politie"}],
    "flows:fact": [{"name": "politie.nummer"}],
    "flows:card": [{"language": "pl"}],
    "signing:item": [{"kind": "antwoord", "name": "utter_wet_inhoud"}, {"kind": "stroom", "name": "handelen_stappen"}],
    "figures:picture": [{"figure": figure} for figure in FIGURES],
    "figures:table": [{"figure": figure} for figure in FIGURES],
    "wording:edit": [ANSWER],
    "wording:shown": [ANSWER],
    "guide:page": [{"name": "beginnen"}],
    "staff:person": [{"number": 1}],
}
# Choices that ask more of a page than opening it does.
CHOICES = {
    "turns:index": [
        "periode=12", "periode=12&kanaal=web", "periode=12&onderwerp=wet_inhoud", "periode=12&niet_begrepen=on",
        "periode=12&gevaar=victim", "periode=12&einde=wet_inhoud", "periode=12&na=.A",
        "periode=12&onderwerp=wet_inhoud&kanaal=web&niet_begrepen=on",
    ],
    "turns:leave": ["periode=12"],
    "flows:search": ["q=politie"],
    "figures:index": ["periode=52", "per=dag"],
    "figures:paths": ["periode=52"],
}  # fmt: skip
# Not pages: they end a session, or belong to somebody else's site or to a passkey in the hand.
LEFT_OUT = ("account_logout", "openid_connect", "socialaccount", "webauthn")


def addresses() -> Iterator[tuple[str, str]]:
    """(name, address) of every page; an empty address where there is no example to open it with."""
    talk = Conversation.objects.filter(dated__in=[True]).order_by("code").first()
    examples = EXAMPLES | ({"turns:conversation": [{"code": talk.code}]} if talk else {})
    for name, arguments in _pages(get_resolver(), ""):
        if any(part in name for part in LEFT_OUT):
            continue
        for given in examples.get(name, [{}] if not arguments else []):
            address = reverse(name, kwargs=given)
            yield name, address
            yield from ((name, f"{address}?{choice}") for choice in CHOICES.get(name, ()))
        if arguments and name not in examples:
            yield name, ""


def _pages(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{prefix}{entry.name}", tuple(entry.pattern.regex.groupindex)
        else:
            yield from _pages(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
