"""What the code does around the answers, step by step in Dutch: danger paths, general paths, what actions can say.

Rules and answers are data and speak for themselves; this is the part that stands in ``actions/`` and ``lantaarn/`` as
code. ``tests/flowbook/test_paths.py`` holds it against that code: an answer that code can give and that is not named
here fails.
"""

from __future__ import annotations

from typing import Any

from lantaarn.answers.danger_cards import WITH_MORE_LINES
from lantaarn.nlu.danger_kinds import TOPIC_OF_KIND

# What a step shows besides its answer.
NUMBERS, CARDS, LINES = "nummers", "kaarten", "lijnen"

# For each action the answers that it can give, and when.
STEP_ANSWERS: dict[str, list[tuple[str, str]]] = {
    "action_country": [
        ("Iemand is in Nederland.", "utter_gesprek_land_nl"),
        ("Iemand is in België.", "utter_gesprek_land_be"),
        ("Daarna komt van elke lijn een kaart.", "utter_lijnkaart"),
    ],
    "action_danger": [],  # each kind has a path of its own
    "action_forget": [("Altijd.", "utter_gewist")],
    "action_handoff": [
        ("Van elke lijn komt een kaart.", "utter_lijnkaart"),
        ("De chat weet het land niet en vroeg er nog niet naar.", "utter_land_vraag"),
    ],
    "action_helpline": [
        ("Iemand noemt een lijn.", "utter_handelen_hulplijn"),
        ("Iemand noemt geen lijn.", "utter_handelen_hulplijn_welke"),
        ("Van elke lijn komt een kaart.", "utter_lijnkaart"),
        ("Er is geen lijn genoemd, en de chat weet het land niet.", "utter_land_vraag"),
    ],
    "action_leave_careful": [],
    "action_no": [
        ("De chat vroeg net of praten veilig is.", "utter_persoonlijk_veilig_nee"),
        ("In alle andere gevallen.", "utter_nee"),
    ],
    "action_repeat": [("Er is nog geen antwoord om te herhalen.", "utter_niets_te_herhalen")],
    "action_safe_to_talk": [
        ("Praten is veilig, en het gesprek ging over ‘Jonger dan 18’.", "utter_persoonlijk_veilig_ja_minor"),
        ("Praten is veilig, en het gesprek ging over iets anders.", "utter_persoonlijk_veilig_ja_victim"),
        ("Praten is niet veilig.", "utter_persoonlijk_veilig_nee"),
    ],
    "action_simpler": [("Er zijn geen eenvoudiger woorden voor dit antwoord.", "utter_niet_eenvoudiger")],
    "action_suggest": [
        ("De eerste keer, met hoogstens drie onderwerpen als knop.", "utter_niet_begrepen"),
        ("De tweede keer na elkaar, of als het gesprek voorzichtig is.", "utter_niet_begrepen_tweede"),
        ("Na de tweede keer komt van elke lijn een kaart.", "utter_lijnkaart"),
    ],
    "action_yes": [
        ("De chat vroeg net of praten veilig is, bij ‘Jonger dan 18’.", "utter_persoonlijk_veilig_ja_minor"),
        ("De chat vroeg net of praten veilig is, bij ‘Gedwongen of uitgebuit’.", "utter_persoonlijk_veilig_ja_victim"),
        ("Er is niets aangeboden.", "utter_ja_zonder_aanbod"),
    ],
}


def step_answers() -> dict[str, list[dict[str, str]]]:
    """By action: ``als`` (when) and ``antwoord`` (name of the answer)."""
    return {step: [{"als": when, "antwoord": answer} for when, answer in given] for step, given in STEP_ANSWERS.items()}


def danger_path(kind: str) -> list[dict[str, Any]]:
    """What happens when this kind of danger is found, in order.

    Each step has ``zin``, and ``antwoord`` (a name) and ``toont`` (``nummers``, ``kaarten`` or ``lijnen``), or None.
    """
    topic = TOPIC_OF_KIND[kind]
    steps = [
        _step(
            "Bovenaan staat het nummer als knop. Weet de chat het land nog niet, dan staan Nederland en België "
            "er allebei. Is het nummer hetzelfde, dan is er één knop.",
            shows=NUMBERS,
        ),
        _step("Schrijft iemand in een andere taal, dan komt nu de korte kaart in die taal.", shows=CARDS),
        _step("Dan volgt deze vaste tekst.", f"utter_gevaar_{kind}"),
    ]
    if kind in WITH_MORE_LINES:
        steps += [
            _step(
                "Meteen daaronder staan ook de andere lijnen, voor wie maar één keer kan kijken.",
                "utter_gevaar_lijnen",
                LINES,
            ),
            _step("Zegt iemand ‘ja’: praten is veilig.", f"utter_persoonlijk_veilig_ja_{kind}"),
            _step("Zegt iemand ‘nee’: praten is niet veilig.", "utter_persoonlijk_veilig_nee"),
        ]
    if kind == "112":
        steps.append(
            _step(
                "Ziet de chat in dezelfde zin ook zelfdoding, iemand jonger dan 18 of dwang, dan staat de vaste "
                "regel van dat gevaar er nog onder."
            )
        )
    else:
        steps.append(
            _step(
                "Komt iemand daarna met een knop weer bij dit onderwerp, of vraagt iemand om het nog eens te "
                "zeggen, dan komt het hele antwoord, met alle lijnen.",
                f"utter_{topic}",
                LINES,
            )
        )
    steps.append(
        _step(
            "Vanaf nu is het gesprek voorzichtig. De chat gokt niet meer, en onder elk volgend antwoord staat "
            "deze regel. Dat stopt als iemand naar het menu gaat of het gesprek wist. Vindt de chat later een "
            "gevaar dat meer haast heeft, dan komt de regel van dat gevaar. Een gevaar met minder haast verandert "
            "niets.",
            f"utter_voorzichtig_{kind}",
        )
    )
    return steps


def general_paths(longest: int) -> dict[str, dict[str, Any]]:
    """What can happen in every conversation, by name: ``naam``, ``als`` (when) and ``stappen`` as in ``danger_path``.

    Args:
        longest: the number of characters that a message may have.
    """
    return {
        "begin": {
            "naam": "Het begin",
            "als": "Iemand opent de chat.",
            "stappen": [
                _step(
                    "De chat groet. Een site die de chat toont, kan hier een eigen zin zetten.", "utter_gesprek_groet"
                )
            ],
        },
        "niet_begrepen": {
            "naam": "Niet begrepen",
            "als": "De chat weet niet zeker wat iemand bedoelt.",
            "stappen": [
                _step(
                    "De eerste keer zegt de chat dat. Eronder staan hoogstens drie onderwerpen als knop, en de "
                    "knoppen ‘Iets anders’ en ‘Hulplijnen’.",
                    "utter_niet_begrepen",
                ),
                _step(
                    "Gaat het nog een keer mis, of is het gesprek voorzichtig, dan gokt de chat niet meer. Er "
                    "komen vaste keuzes en de algemene hulplijnen.",
                    "utter_niet_begrepen_tweede",
                    LINES,
                ),
            ],
        },
        "leeg": {
            "naam": "Een leeg bericht",
            "als": "Iemand stuurt een bericht zonder woorden.",
            "stappen": [_step("De chat vraagt waar het over gaat.", "utter_leeg")],
        },
        "te_lang": {
            "naam": "Een te lang bericht",
            "als": f"Iemand stuurt meer dan {longest} tekens.",
            "stappen": [
                _step(
                    "De chat kijkt alleen of er gevaar staat in het begin of aan het eind. Zo ja, dan gaat dat voor."
                ),
                _step("Zo niet, dan vraagt de chat om het korter te zeggen.", "utter_te_lang"),
            ],
        },
        "te_snel": {
            "naam": "Te veel berichten na elkaar",
            "als": "Iemand stuurt in een app veel berichten in korte tijd.",
            "stappen": [_step("De chat vraagt om even te wachten.", "utter_te_snel")],
        },
        "fout": {
            "naam": "Er gaat iets stuk",
            "als": "Er gaat iets mis in de chat zelf.",
            "stappen": [
                _step("Zag de chat gevaar in het bericht, dan komt toch het vaste antwoord van dat gevaar."),
                _step("Anders zegt de chat sorry, met de algemene hulplijnen als knop.", "utter_fout", LINES),
            ],
        },
        "bewaren": {
            "naam": "De vraag om een zin te bewaren",
            "als": "De chat begreep een zin niet, en er was in het gesprek geen gevaar.",
            "stappen": [
                _step(
                    "De chat vraagt hoogstens één keer per gesprek of de zin bewaard mag worden, en laat hem "
                    "zien zonder namen en nummers. Twijfelt de chat of alles eruit is, dan komt de vraag niet.",
                    "utter_bewaren_vraag",
                ),
                _step("Zegt iemand ‘ja’, dan wordt alleen die zin bewaard, los van het gesprek.", "utter_bewaren_ja"),
                _step("Zegt iemand ‘nee’, dan wordt er niets bewaard.", "utter_bewaren_nee"),
                _step(
                    "Zegt iemand iets anders of niets, dan wordt er ook niets bewaard. Het gesprek gaat gewoon door."
                ),
            ],
        },
        "wissen": {
            "naam": "Het gesprek wissen",
            "als": "Iemand vraagt om het gesprek te wissen, of drukt op de knop.",
            "stappen": [_step("De chat wist het gesprek meteen en zegt dat.", "utter_gewist")],
        },
        "land": {
            "naam": "Nederland of België",
            "als": "Er komen hulplijnen, en de chat weet het land niet.",
            "stappen": [
                _step(
                    "Eerst komen de Nederlandse lijnen. Daarna vraagt de chat één keer naar het land.",
                    "utter_land_vraag",
                ),
                _step("Zegt iemand Nederland, dan komen dezelfde lijnen nog eens.", "utter_gesprek_land_nl"),
                _step(
                    "Zegt iemand België, dan komen de Belgische lijnen bij hetzelfde onderwerp.",
                    "utter_gesprek_land_be",
                ),
            ],
        },
        "lijnkaart": {
            "naam": "De kaart van een hulplijn",
            "als": "De chat laat een hulplijn zien.",
            "stappen": [
                _step(
                    "Van elke lijn komt deze kaart, ingevuld met wat we van de lijn weten. Lijnen die nu open "
                    "zijn, staan bovenaan.",
                    "utter_lijnkaart",
                )
            ],
        },
        "ja_en_nee": {
            "naam": "‘Ja’ en ‘nee’ zonder vraag",
            "als": "Iemand zegt ‘ja’ of ‘nee’, en de chat bood niets aan.",
            "stappen": [
                _step("Bij ‘ja’ vraagt de chat wat iemand bedoelt.", "utter_ja_zonder_aanbod"),
                _step("Bij ‘nee’ blijft het daarbij.", "utter_nee"),
            ],
        },
        "herhalen": {
            "naam": "Nog eens, of eenvoudiger",
            "als": "Iemand vraagt om het nog eens of eenvoudiger te zeggen, en dat kan niet.",
            "stappen": [
                _step("Er is nog niets gezegd.", "utter_niets_te_herhalen"),
                _step("Er zijn geen eenvoudiger woorden.", "utter_niet_eenvoudiger"),
            ],
        },
    }


def _step(sentence: str, answer: str | None = None, shows: str | None = None) -> dict[str, Any]:
    return {"zin": sentence, "antwoord": answer, "toont": shows}
