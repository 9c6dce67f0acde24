"""A flow book as small as can be, with one item of each kind, so that no editor's change of words breaks a test."""

import copy

from flows.book import Book, fingerprint

ANSWER, FLOW, DANGER, LINE, CARD = "antwoord:utter_stop", "stroom:stop", "gevaar:112", "lijn:hulp", "kaart:pl"


def _item(title, content):
    return {
        "titel": title,
        "inhoud": content,
        "ernstig": True,
        "vier_ogen": False,
        "vingerafdruk": fingerprint(content),
    }


_NUMBER = {"waarde": "112", "bron": "politie"}
_BUTTONS = [{"titel": "Bel", "doel": "bellen"}, {"titel": "Weg", "doel": "stop"}]
_FACT = {
    "bron": "b",
    "adres": "https://b.example/",
    "gecontroleerd": "2026-11-01",
    "verloopt": "2027-11-01",
    "status": "bevestigd",
}
_ITEMS = {
    ANSWER: _item(
        "Stoppen", {"tekst": "Bel {hulp.nummer} nu.", "knoppen": _BUTTONS, "feiten": {"hulp.nummer": _NUMBER}}
    ),
    FLOW: _item(
        "Hoe stop ik?",
        {
            "regels": [
                {"naam": "Op ‘stop’ volgt hulp", "onderwerp": "stop", "stappen": ["utter_stop", "action_lijnen"]}
            ],
            "aanbod": {"utter_stop": "bellen"},
            "keuzes": {"utter_stop": _BUTTONS},
            "lijnen": {"NL": ["hulp", "politie"], "BE": ["politie", "hulp"]},
            "ernstig": True,
        },
    ),
    "stroom:bellen": _item("Bellen", {}),
    DANGER: _item(
        "Nu gevaar",
        {
            "volgorde": 1,
            "naam": "Nu gevaar",
            "onderwerp": "stop",
            "antwoorden": ["utter_stop", "utter_rustig"],
            "lijnen": {"NL": ["hulp"]},
            "feiten": {"hulp.nummer": _NUMBER},
        },
    ),
    LINE: _item(
        "Hulp",
        {
            "naam": "Hulp",
            "land": "NL",
            "voor": "wie hulp wil",
            "feiten": {"nummer": _NUMBER},
            "open": {"dagen": [1, 2, 3], "van": "09:00", "tot": "17:00", "feestdagen_dicht": False},
        },
    ),
    "lijn:politie": _item("Politie", {}),
    CARD: _item(
        "Kaart in het Polski",
        {"tekst": "Dzwoń {alarm}", "zelfdoding": "Porozmawiaj", "feiten": {"hulp.nummer": _NUMBER}},
    ),
}
_CONTENT = {
    "stappen": {"action_lijnen": "De chat laat lijnen zien."},
    "onderdelen": _ITEMS,
    "antwoorden": {
        "utter_stop": {"gevuld": "Bel 112 nu.\n\nBron: b"},
        "utter_rustig": {"gevuld": "Rustig, {lijn_naam}."},
    },
    "feiten": {"hulp.nummer": {"waarde": "112", **_FACT}},
    "lijnen": {"hulp": {"feiten": {"nummer": "hulp.nummer"}}},
    "kaarten": {"pl": {"gevuld": {"tekst": "Dzwoń 112", "zelfdoding": "Porozmawiaj"}, "status": "te controleren"}},
}


def small_book():
    """A new one each time, to change."""
    return Book(copy.deepcopy(_CONTENT), "")


def content_of(name):
    """The content of one item."""
    return copy.deepcopy(_ITEMS[name]["inhoud"])
