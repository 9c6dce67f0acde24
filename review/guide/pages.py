"""The pages of the guide, in the order in which somebody new reads them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class GuidePage:
    """One page: ``name`` is its address and its template, ``about`` one sentence for the list."""

    name: str
    title: str
    about: str


PAGES = {
    page.name: page
    for page in (
        GuidePage("beginnen", "Beginnen", "Wat Lantaarn is, en wat je op je eerste dag doet."),
        GuidePage("woorden", "Woordenlijst", "Wat onderwerp, stroom, zekerheid en andere woorden hier betekenen."),
        GuidePage("stroomboek", "Het stroomboek lezen", "Zo zie je wat de chat zegt, en wanneer."),
        GuidePage("ondertekenen", "Ondertekenen", "Hoe je een tekst goedkeurt, en wat een handtekening waard is."),
        GuidePage("gesprekken", "Gesprekken zonder woorden", "Wat je van een gesprek ziet, en wat nooit."),
        GuidePage("cijfers", "Cijfers lezen", "Wat de grafieken zeggen, en wat je er niet uit mag halen."),
        GuidePage("zinnen", "Zinnen beoordelen", "Hoe de chat leert van zinnen die bezoekers gaven."),
        GuidePage("uitproberen", "Uitproberen en tekst verbeteren", "Een zin typen, een test maken, een antwoord anders zeggen."),
        GuidePage("toetsen", "Werken met het toetsenbord", "Alle toetsen op een rij."),
        GuidePage("storing", "Als er iets niet werkt", "Wat een melding betekent en wie je belt."),
    )
}
