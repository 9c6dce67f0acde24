"""What an approver signs: answers, flows, danger paths, help lines and cards, each with a hash of what it says.

The hash covers wording, buttons and the facts with their values and sources. It leaves out the days on which a fact was
checked or expires: looking a number up again changes nothing that was signed. A fact that changes drops every signature
that rests on it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

ANSWER, FLOW, DANGER, LINE, CARD = "antwoord", "stroom", "gevaar", "lijn", "kaart"
# Part of what a danger path says, whatever file or topic they stand under.
SAFE_TO_TALK = frozenset({"persoonlijk_veilig_ja", "persoonlijk_veilig_nee"})
DANGER_GROUP = "gevaar"
# Answers that end in the name of a kind, and what they are for.
OF_A_KIND = {
    "gevaar": "de vaste tekst",
    "voorzichtig": "de regel onder elk antwoord",
    "persoonlijk_veilig_ja": "praten is veilig",
}

# Answers that belong to no topic and no kind of danger, so that nothing else says what they are.
TITLES = {
    "bewaren_ja": "Dank voor een zin die bewaard mag worden",
    "bewaren_nee": "De zin wordt niet bewaard",
    "bewaren_vraag": "De vraag of een zin bewaard mag worden",
    "buiten_bereik_arbeid": "Uitbuiting op het werk",
    "buiten_bereik_thuisgeweld": "Geweld thuis of tegen een kind",
    "fout": "Er ging iets mis",
    "gevaar_lijnen": "Andere hulplijnen bij gevaar",
    "gewist": "Het gesprek is gewist",
    "handelen_hulplijn_welke": "Welke hulplijn zoek je?",
    "ja_zonder_aanbod": "‘Ja’ terwijl er niets werd gevraagd",
    "land_vraag": "Nederland of België?",
    "leeg": "Een leeg bericht",
    "lijnkaart": "De kaart van een hulplijn",
    "nee": "‘Nee’ op een aanbod",
    "niet_begrepen": "Niet begrepen",
    "niet_begrepen_tweede": "Voor de tweede keer niet begrepen",
    "niet_eenvoudiger": "Eenvoudiger kan niet",
    "niets_te_herhalen": "Er is niets te herhalen",
    "te_lang": "Een te lang bericht",
    "te_snel": "Te veel berichten in korte tijd",
}
# The cards are named after their language in that language, for who reads it; staff read Dutch.
LANGUAGES = {
    "ar": "Arabisch",
    "bg": "Bulgaars",
    "bg-Latn": "Bulgaars in Latijnse letters",
    "de": "Duits",
    "en": "Engels",
    "es": "Spaans",
    "fr": "Frans",
    "hu": "Hongaars",
    "pl": "Pools",
    "ro": "Roemeens",
    "ru": "Russisch",
    "tr": "Turks",
    "uk": "Oekraïens",
    "zh": "Chinees",
}


def items(content: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Everything that can be signed, by id such as ``antwoord:utter_wet_inhoud``.

    Each has ``soort``, ``titel``, ``ernstig`` (must be signed before a release), ``vier_ogen`` (by two people) and
    ``vingerafdruk``, the SHA-256 of ``inhoud``, which is what the signature binds to.
    """
    found = {}
    for kind, name, title, serious, content_of_item in _all(content):
        dangerous = kind in (DANGER, CARD) or _is_dangerous(kind, name, content)
        found[f"{kind}:{name}"] = {
            "soort": kind,
            "titel": title,
            "ernstig": serious or dangerous,
            "vier_ogen": dangerous,
            "inhoud": content_of_item,
            "vingerafdruk": fingerprint(content_of_item),
        }
    return found


def fingerprint(content: Any) -> str:
    """SHA-256, in hex, of a description that JSON can hold; the order of keys does not matter."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _all(content: Mapping[str, Any]) -> Iterator[tuple[str, str, str, bool, dict[str, Any]]]:
    topics = content["onderwerpen"]
    for name, answer in content["antwoorden"].items():
        topic = topics.get(topic_of(name), {})
        yield ANSWER, name, _title_of(name, content), bool(topic.get("ernstig")), _answer(answer, content)
    for name, topic in topics.items():
        yield FLOW, name, topic["naam"], topic["ernstig"], _flow(name, content)
    for kind, path in content["gevaar"].items():
        numbers = [content["lijnen"][line]["feiten"]["nummer"] for lines in path["lijnen"].values() for line in lines]
        facts = {fact: _fact(fact, content) for fact in numbers}
        yield (
            DANGER,
            kind,
            path["naam"],
            True,
            {"volgorde": list(content["gevaar"]).index(kind), **path, "feiten": facts},
        )
    for name, line in content["lijnen"].items():
        facts = {field: _fact(fact, content) for field, fact in line["feiten"].items()}
        yield LINE, name, line["naam"], False, {**line, "feiten": facts}
    for language, card in content["kaarten"].items():
        yield CARD, language, f"Kaart in het {LANGUAGES.get(language, card['naam'])}", True, _card(card, content)


def topic_of(answer: str) -> str:
    """The topic that an answer is named after; a simpler wording has the topic of the other."""
    return answer.removeprefix("utter_").removesuffix("_eenvoudig")


def _title_of(answer: str, content: Mapping[str, Any]) -> str:
    topic = content["onderwerpen"].get(topic_of(answer))
    if topic is not None:
        return f"{topic['naam']} (eenvoudiger)" if answer.endswith("_eenvoudig") else topic["naam"]
    for kind, path in content["gevaar"].items():
        for name, what in OF_A_KIND.items():
            if answer == f"utter_{name}_{kind}":
                return f"{path['naam']}: {what}"
    name = answer.removeprefix("utter_")
    return TITLES.get(name) or name.replace("_", " ").capitalize()


def _answer(answer: Mapping[str, Any], content: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "tekst": answer["tekst"],
        "knoppen": answer["knoppen"],
        "feiten": {fact: _fact(fact, content) for fact in answer["feiten"]},
    }


def _card(card: Mapping[str, Any], content: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "tekst": card["tekst"],
        "zelfdoding": card["zelfdoding"],
        "feiten": {fact: _fact(fact, content) for fact in card["feiten"]},
    }


def _flow(topic: str, content: Mapping[str, Any]) -> dict[str, Any]:
    rules = [rule for rule in content["regels"] if rule["onderwerp"] == topic]
    said = [step for rule in rules for step in rule["stappen"] if step in content["antwoorden"]]
    return {
        "regels": rules,
        "aanbod": {step: content["antwoorden"][step]["aanbod"] for step in said},
        "keuzes": {step: content["antwoorden"][step]["knoppen"] for step in said},
        "lijnen": content["doorverwijzing"]["onderwerpen"].get(topic),
        "ernstig": content["onderwerpen"][topic]["ernstig"],
    }


def _fact(fact: str, content: Mapping[str, Any]) -> dict[str, str]:
    entry = content["feiten"][fact]
    return {"waarde": entry["waarde"], "bron": entry["bron"]}


def _is_dangerous(kind: str, name: str, content: Mapping[str, Any]) -> bool:
    paths = content["gevaar"].values()
    if kind == LINE:
        # On top, or right below it with the rest of the topic's lines.
        shown = [path["lijnen"] for path in paths]
        shown += [content["doorverwijzing"]["onderwerpen"].get(path["onderwerp"], {}) for path in paths]
        return any(name in lines for by_country in shown for lines in by_country.values())
    topic = topic_of(name) if kind == ANSWER else name
    in_group = kind == ANSWER and content["antwoorden"][name]["groep"] == DANGER_GROUP
    return in_group or topic in SAFE_TO_TALK or topic in {path["onderwerp"] for path in paths}
